package dev.vitrine.store.aws;

import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.ObjectStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;

/// The contract of object stores, on LocalStack: where Docker answers; `-Dvitrine.test.localstack=off` leaves it out.
@Testcontainers(disabledWithoutDocker = true)
@DisabledIfSystemProperty(
        named = "vitrine.test.localstack",
        matches = "off",
        disabledReason = "switched off by -Dvitrine.test.localstack=off")
class LocalStackObjectStoreTest extends ObjectStoreContract {
    @Container
    private static final LocalStackContainer LOCALSTACK = LocalStack.container();

    @AutoClose
    private static AwsClients clients;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openLibrary() {
        clients = AwsServers.library(LocalStack.settings(LOCALSTACK));
    }

    @Override
    protected ObjectStore open() {
        return new S3ObjectStore(clients, folder);
    }

    @Override
    protected boolean keepsContentType() {
        return true;
    }
}
