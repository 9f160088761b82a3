package dev.vitrine.store.aws;

import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.MetadataStoreContract;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;

/// The contract of row stores, on a DynamoDB server.
class DynamoMetadataStoreContractTest extends MetadataStoreContract {
    @AutoClose
    private static AwsClients clients;

    private static MetadataStore store;

    @BeforeAll
    static void openLibrary() {
        clients = AwsServers.library(AwsServers.settings());
        store = new DynamoMetadataStore(clients);
    }

    @Override
    protected MetadataStore store() {
        return store;
    }
}
