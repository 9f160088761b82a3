package dev.vitrine.connection;

import dev.vitrine.store.aws.AwsServers;
import dev.vitrine.store.aws.AwsSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/// The contract of libraries, on LocalStack: where Docker answers; `-Dvitrine.test.localstack=off` leaves it out.
@Testcontainers(disabledWithoutDocker = true)
@DisabledIfSystemProperty(named = "vitrine.test.localstack", matches = "off", disabledReason = "switched off by -Dvitrine.test.localstack=off")
class LocalStackLibraryTest extends LibraryContract {
    @Container
    private static final LocalStackContainer LOCALSTACK =
            new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0")).withServices("s3", "dynamodb", "dynamodbstreams");

    @TempDir
    private Path home;
    private AwsSettings settings;

    @Override
    protected Library open() {
        if (settings == null) {
            URI endpoint = LOCALSTACK.getEndpoint();
            settings = AwsServers.settings(endpoint, endpoint);
            AwsServers.library(settings).close();
        }
        return Library.open(new ConnectionProfile.Cloud(settings),
                new AppFolders(home.resolve("data"), home.resolve("config"), home.resolve("cache")), Optional.of(AwsServers.KEYS));
    }
}
