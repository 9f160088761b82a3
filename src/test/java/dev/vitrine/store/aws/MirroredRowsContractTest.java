package dev.vitrine.store.aws;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.service.mirror.PollingPace;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.MetadataStoreContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The contract of row stores, on a DynamoDB server seen through a mirror that follows it at the same time.
class MirroredRowsContractTest extends MetadataStoreContract {
    @TempDir
    private static Path folder;

    private static AwsClients clients;
    private static SqliteCatalog catalog;
    private static MirrorSync sync;
    private static MetadataStore store;

    @BeforeAll
    static void openLibrary() {
        clients = AwsServers.library(AwsServers.settings());
        catalog = SqliteCatalog.openMirror(folder);
        sync = MirrorSync.start(new DynamoRows(clients), catalog, PollingPace.USUAL, Clock.systemUTC(), () -> {});
        store = sync.rows(new DynamoMetadataStore(clients));
    }

    @AfterAll
    static void closeLibrary() {
        sync.close();
        catalog.close();
        clients.close();
    }

    @Override
    protected MetadataStore store() {
        return store;
    }
}
