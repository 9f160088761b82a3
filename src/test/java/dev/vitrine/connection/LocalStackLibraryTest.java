package dev.vitrine.connection;

import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.aws.AwsServers;
import dev.vitrine.store.aws.LocalStack;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;

/// The contract of libraries, on LocalStack: where Docker answers; `-Dvitrine.test.localstack=off` leaves it out.
@Testcontainers(disabledWithoutDocker = true)
@DisabledIfSystemProperty(
        named = "vitrine.test.localstack",
        matches = "off",
        disabledReason = "switched off by -Dvitrine.test.localstack=off")
class LocalStackLibraryTest extends LibraryContract {
    @Container
    private static final LocalStackContainer LOCALSTACK = LocalStack.container();

    @TempDir
    private Path home;

    private AwsSettings settings;

    @Override
    protected Library open() {
        if (settings == null) {
            settings = LocalStack.settings(LOCALSTACK);
            AwsServers.library(settings).close();
        }
        return Library.open(OpenOptions.of(
                new ConnectionProfile.Cloud(settings), AppFolders.inOne(home), Optional.of(AwsServers.KEYS)));
    }
}
