package dev.vitrine.connection;

import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.aws.AwsServers;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/// The contract of libraries, on S3 and DynamoDB servers.
class CloudLibraryContractTest extends LibraryContract {
    private final AwsSettings settings = AwsServers.settings();

    @TempDir
    private Path home;

    private boolean made;

    @Override
    protected Library open() {
        if (!made) {
            AwsServers.library(settings).close();
            made = true;
        }
        return Library.open(OpenOptions.of(
                new ConnectionProfile.Cloud(settings), AppFolders.inOne(home), Optional.of(AwsServers.KEYS)));
    }
}
