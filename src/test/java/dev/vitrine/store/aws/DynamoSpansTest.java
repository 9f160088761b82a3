package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.RowSource.RowPart;
import dev.vitrine.store.RowSource.UserSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The images of one user, by the index of a table.
class DynamoSpansTest {
    private static final UserSpan ADA = new UserSpan("ada", Optional.empty());
    private static final UserSpan ADA_SINCE_2023 =
            new UserSpan("ada", Optional.of(Instant.parse("2023-01-01T00:00:00Z")));

    private final AwsSettings settings = AwsServers.settings();

    @Test
    void oneUsersImagesComeNewestFirstAndPageByPage() {
        try (AwsClients clients = AwsServers.library(settings)) {
            AttributeValue long200 = AttributeValue.fromS("x".repeat(200_000));
            for (int i = 0; i < 12; i++) {
                put("ada-%02d".formatted(i), "ada", "2023-05-%02d 10:00:00".formatted(i + 1), long200);
            }
            put("bob", "bob", "2023-05-01T10:00:00", AwsServers.ABSENT);
            var rows = new DynamoRows(clients);
            var found = new ArrayList<String>();
            int pages = 0;
            Optional<String> after = Optional.empty();
            do {
                var page = rows.read(RowPart.of(ADA), after, false);
                found.addAll(page.images().stream().map(ImageRecord::imageId).toList());
                after = page.next();
                pages++;
            } while (after.isPresent());
            assertTrue(pages > 1, pages + " pages");
            assertEquals(12, found.size());
            assertEquals("ada-11", found.getFirst());
            assertEquals("ada-00", found.getLast());
            assertEquals(12, rows.count(ADA, 1000));
            assertTrue(rows.count(ADA, 2) < 12, "soon after enough");
            var texts = rows.readTexts(RowPart.of(ADA), Optional.empty(), false);
            assertEquals("", texts.images().getFirst().facts().originalName());
            assertEquals(List.of("sea"), texts.images().getFirst().tags());
        }
    }

    /// Other programs write offsets; whoever asks leaves out what is too much.
    @Test
    void aSpanOfTimeHasADayMoreAtItsBeginning() {
        try (AwsClients clients = AwsServers.library(settings)) {
            for (String at : List.of(
                    "2022-12-30T10:00:00",
                    "2022-12-31T23:30:00-01:00",
                    "2023-07-01T10:00:00Z",
                    "2024-01-01T00:30:00+01:00")) {
                put(at, "ada", at, AwsServers.ABSENT);
            }
            var rows = new DynamoRows(clients);
            assertEquals(
                    List.of("2024-01-01T00:30:00+01:00", "2023-07-01T10:00:00Z", "2022-12-31T23:30:00-01:00"),
                    rows.read(RowPart.of(ADA_SINCE_2023), Optional.empty(), false).images().stream()
                            .map(ImageRecord::imageId)
                            .toList());
        }
    }

    @Test
    void aTableWithoutTheIndexSaysWhatToDo() {
        try (AwsClients clients = AwsClients.open(settings, Optional.of(AwsServers.KEYS))) {
            AwsServers.makeTable(clients, settings.table(), "image_id");
            var rows = new DynamoRows(clients);
            for (Runnable asked : List.<Runnable>of(
                    () -> rows.count(ADA, 10), () -> rows.read(RowPart.of(ADA), Optional.empty(), false))) {
                var failure = assertThrows(ImageException.Invalid.class, asked::run);
                assertTrue(failure.getMessage().contains("Setting up the connection adds it"), failure.getMessage());
            }
        }
    }

    private void put(String id, String user, String created, AttributeValue other) {
        AwsServers.putRow(
                settings,
                id,
                Map.of(
                        "user_id", AttributeValue.fromS(user),
                        "created_at", AttributeValue.fromS(created),
                        "original_name", AttributeValue.fromS("a.jpg"),
                        "tags", AttributeValue.fromL(List.of(AttributeValue.fromS("sea"))),
                        "other", other));
    }
}
