package dev.vitrine.store.aws;

import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.ObjectStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The contract of object stores, on an S3 server.
class S3ObjectStoreContractTest extends ObjectStoreContract {
    @AutoClose
    private static AwsClients clients;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openLibrary() {
        clients = AwsServers.library(AwsServers.settings());
    }

    @Override
    protected ObjectStore open() {
        return new S3ObjectStore(clients, folder);
    }

    @Override
    protected boolean keepsContentType() {
        return true;
    }

    @Override
    protected int longestNameInBytes() {
        return AwsServers.areOwn() ? 255 : super.longestNameInBytes();
    }
}
