package dev.vitrine.store.aws;

import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.MetadataStoreContract;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;

/// The contract of row stores, on LocalStack: where Docker answers; `-Dvitrine.test.localstack=off` leaves it out.
@Testcontainers(disabledWithoutDocker = true)
@DisabledIfSystemProperty(
        named = "vitrine.test.localstack",
        matches = "off",
        disabledReason = "switched off by -Dvitrine.test.localstack=off")
class LocalStackMetadataStoreTest extends MetadataStoreContract {
    @Container
    private static final LocalStackContainer LOCALSTACK = LocalStack.container();

    @AutoClose
    private static AwsClients clients;

    private static MetadataStore store;

    @BeforeAll
    static void openLibrary() {
        clients = AwsServers.library(LocalStack.settings(LOCALSTACK));
        store = new DynamoMetadataStore(clients);
    }

    @Override
    protected MetadataStore store() {
        return store;
    }
}
