package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.RowSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Tables that somebody made for other rows: a row of ours would fit into some of them, and never be found again.
class OtherTablesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ImageRecord ROW =
            new ImageRecord("image-1", "alice", new Caption("t", "", List.of()), ImageFacts.UNKNOWN, NOW);

    private final AwsSettings settings = AwsServers.settings();

    @ParameterizedTest
    @ValueSource(strings = {"image_id,created_at", "user_id", "user_id,image_id"})
    void aTableWithAnotherKeyIsToldBeforeAnythingIsWritten(String key) {
        try (AwsClients clients = AwsClients.open(settings, Optional.of(AwsServers.KEYS));
                var store = new DynamoMetadataStore(clients)) {
            AwsServers.makeTable(clients, settings.table(), key.split(","));
            assertIsRefused(() -> store.checkFits(ROW));
            assertIsRefused(() -> store.put(ROW));
            assertIsRefused(() -> store.find("image-1"));
            assertEquals(
                    0,
                    clients.dynamo()
                            .scan(scan -> scan.tableName(settings.table()))
                            .count());
        }
    }

    /// Of a page that is the only one nothing shows it, and all is there.
    @ParameterizedTest
    @ValueSource(strings = {"image_id,created_at", "user_id,image_id"})
    void aTableWithAnotherKeyIsToldWhereItHasMoreThanAPage(String key) {
        try (AwsClients clients = AwsClients.open(settings, Optional.of(AwsServers.KEYS));
                var store = new DynamoMetadataStore(clients)) {
            AwsServers.makeTable(clients, settings.table(), key.split(","));
            for (int i = 0; i < 3; i++) {
                Map<String, AttributeValue> item = Stream.of("image_id", "user_id", "created_at")
                        .collect(Collectors.toMap(
                                name -> name, name -> AttributeValue.fromS(name + "-" + name.length())));
                item.put("image_id", AttributeValue.fromS("image-" + i));
                clients.dynamo().putItem(put -> put.tableName(settings.table()).item(item));
            }
            assertEquals(3, store.list(ImagePage.Request.first(10)).images().size());
            assertIsRefused(() -> store.list(ImagePage.Request.first(1)));
        }
    }

    /// What comes after the first megabyte must not be missing without a word.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTableWithAnotherKeyIsToldWhereAllOfItIsRead(boolean whole) {
        try (AwsClients clients = AwsClients.open(settings, Optional.of(AwsServers.KEYS))) {
            AwsServers.makeTable(clients, settings.table(), "id");
            for (int i = 0; i < 4; i++) {
                Map<String, AttributeValue> item = Map.of(
                        "id", AttributeValue.fromS("row-" + i),
                        "image_id", AttributeValue.fromS("image-" + i),
                        "description", AttributeValue.fromS("x".repeat(390_000)));
                clients.dynamo().putItem(put -> put.tableName(settings.table()).item(item));
            }
            var rows = new DynamoRows(clients);
            var all = new RowSource.RowPart(false, 0, 1);
            assertIsRefused(() -> Optional.of(
                    whole ? rows.read(all, Optional.empty(), true) : rows.readTexts(all, Optional.empty(), true)));
        }
    }

    @Test
    void aTrashWithAnotherKeyIsToldBeforeAnythingIsWritten() {
        try (AwsClients clients = AwsClients.open(settings, Optional.of(AwsServers.KEYS));
                var store = new DynamoMetadataStore(clients)) {
            AwsServers.makeTable(clients, settings.table(), "image_id");
            AwsServers.makeTable(clients, settings.trashTable(), "image_id", "user_id");
            assertIsRefused(() -> store.checkFits(ROW));
        }
    }

    private static void assertIsRefused(Executable asked) {
        var refused = assertThrows(ImageException.Failed.class, asked);
        assertTrue(refused.getMessage().contains("is not one of images: its key must be"), refused.getMessage());
    }
}
