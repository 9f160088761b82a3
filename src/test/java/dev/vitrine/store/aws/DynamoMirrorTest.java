package dev.vitrine.store.aws;

import static dev.vitrine.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.service.mirror.PollingPace;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.Purge;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.RowSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A mirror on real tables: with streams, and on a table as the Python service makes it.
class DynamoMirrorTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final PollingPace QUICK = new PollingPace(
            3,
            Duration.ofMillis(100),
            Duration.ofMillis(300),
            RetryPolicy.USUAL,
            RetryPolicy.forever(Duration.ofMillis(100), Duration.ofSeconds(1)));

    @TempDir
    private Path folder;

    @AutoClose
    private SqliteCatalog catalog;

    @BeforeEach
    void openCatalog() {
        catalog = SqliteCatalog.openMirror(folder);
    }

    @Test
    void theStreamsBringWhatAnotherMachineDoes() {
        try (AwsClients clients = AwsServers.library(AwsServers.settings())) {
            var others = new DynamoMetadataStore(clients);
            for (int i = 0; i < 40; i++) {
                others.put(image("image-" + i));
            }
            others.trash("image-0", NOW);
            try (MirrorSync sync = start(clients)) {
                await(() -> sync.status().state() == SyncState.LIVE
                        && catalog.idsAfter("", 100).size() == 40);
                assertEquals(
                        Optional.of(NOW),
                        catalog.findTrashed("image-0").orElseThrow().deletedAt());

                others.put(image("new"));
                others.update(
                        new ImageEdit(
                                image("image-1"), image("image-1").caption().withTitle("Theirs")),
                        NOW.plusSeconds(1));
                others.trash("image-2", NOW);
                others.restore("image-0");
                Purge.row(others, "image-3");
                await(() -> catalog.find("new").isPresent()
                        && catalog.find("image-1").orElseThrow().title().equals("Theirs")
                        && catalog.findTrashed("image-2").isPresent()
                        && catalog.find("image-0").isPresent()
                        && catalog.findAll(List.of("image-3")).isEmpty());

                Purge.row(others, "image-2");
                await(() -> catalog.findAll(List.of("image-2")).isEmpty());
            }
        }
    }

    /// Off it tells nothing more, and on again it is another stream.
    @Test
    void aStreamThatWasTurnedOffIsNoticedWithTheNextLookForShards() {
        try (AwsClients clients = AwsServers.library(AwsServers.settings())) {
            new DynamoMetadataStore(clients).put(image("first"));
            String position = new DynamoRows(clients).feedEnd().orElseThrow();
            assertEquals(
                    Set.of(), new DynamoRows(clients).changesAfter(position).imageIds());
            clients.dynamo()
                    .updateTable(update -> update.tableName(clients.settings().table())
                            .streamSpecification(stream -> stream.streamEnabled(false)));
            assertThrows(ImageException.NotFound.class, () -> new DynamoRows(clients).changesAfter(position));
            assertEquals(Optional.empty(), new DynamoRows(clients).feedEnd());
            clients.dynamo()
                    .updateTable(update -> update.tableName(clients.settings().table())
                            .streamSpecification(
                                    stream -> stream.streamEnabled(true).streamViewType("KEYS_ONLY")));
            assertThrows(ImageException.NotFound.class, () -> new DynamoRows(clients).changesAfter(position));
            assertTrue(new DynamoRows(clients).feedEnd().isPresent());
        }
    }

    /// Shards are looked for once a minute, and at once where one has ended.
    @Test
    void whoFollowsAStreamNoticesAtOnceThatItEnds() {
        try (AwsClients clients = AwsServers.library(AwsServers.settings())) {
            var rows = new DynamoRows(clients);
            String position = rows.feedEnd().orElseThrow();
            String looked = rows.changesAfter(position).position();
            clients.dynamo()
                    .updateTable(update -> update.tableName(clients.settings().table())
                            .streamSpecification(stream -> stream.streamEnabled(false)));
            assertThrows(ImageException.NotFound.class, () -> rows.changesAfter(looked));
        }
    }

    @Test
    void aTrashStreamThatWasAddedIsNoticed() {
        AwsSettings settings = AwsServers.settings();
        try (AwsClients clients = AwsServers.library(settings)) {
            clients.dynamo()
                    .updateTable(update -> update.tableName(settings.trashTable())
                            .streamSpecification(stream -> stream.streamEnabled(false)));
            String position = new DynamoRows(clients).feedEnd().orElseThrow();
            clients.dynamo()
                    .updateTable(update -> update.tableName(settings.trashTable())
                            .streamSpecification(
                                    stream -> stream.streamEnabled(true).streamViewType("KEYS_ONLY")));
            assertThrows(ImageException.NotFound.class, () -> new DynamoRows(clients).changesAfter(position));
        }
    }

    @Test
    void changesMadeWhileTheProgramWasClosedAreFollowedAfterwards() {
        try (AwsClients clients = AwsServers.library(AwsServers.settings())) {
            var others = new DynamoMetadataStore(clients);
            others.put(image("first"));
            try (MirrorSync sync = start(clients)) {
                await(() -> sync.status().state() == SyncState.LIVE);
                others.put(image("second"));
                await(() -> catalog.find("second").isPresent());
            }
            // As the Python service deletes.
            clients.dynamo()
                    .deleteItem(delete ->
                            delete.tableName(clients.settings().table()).key(DynamoItem.key("first")));
            others.put(image("third"));
            try (MirrorSync sync = start(clients)) {
                await(() -> catalog.find("third").isPresent()
                        && catalog.find("first").isEmpty());
                assertEquals(0, sync.status().requests(), "everything was read again");
            }
        }
    }

    /// Rows of other programs too, whatever they lack.
    @Test
    void textsAreTheRowsWithoutTheirFacts() {
        AwsSettings settings = AwsServers.settings();
        try (AwsClients clients = AwsServers.library(settings)) {
            new DynamoMetadataStore(clients).put(image("ours").withFacts(ImageFacts.UNKNOWN.with(Attribute.WIDTH, 10)));
            AwsServers.putRow(settings, "theirs", Map.of("updated_at", AwsServers.ABSENT, "tags", AwsServers.ABSENT));
            AwsServers.putRow(
                    settings, "timeless", Map.of("updated_at", AwsServers.ABSENT, "created_at", AwsServers.ABSENT));
            AwsServers.putRow(settings, "elsewhere", Map.of("s3_key", AttributeValue.fromS("bob/other")));
            AwsServers.putRow(settings, "no-image", Map.of("user_id", AttributeValue.fromS("a/b")));
            new DynamoMetadataStore(clients).put(image("trashed"));
            new DynamoMetadataStore(clients).trash("trashed", NOW);
            var rows = new DynamoRows(clients);
            for (boolean trash : List.of(false, true)) {
                var part = new RowSource.RowPart(trash, 0, 1);
                RowSource.Page whole = rows.read(part, Optional.empty(), true);
                assertEquals(
                        new RowSource.Page(
                                whole.images().stream()
                                        .map(row -> row.withFacts(ImageFacts.UNKNOWN))
                                        .toList(),
                                whole.next(),
                                whole.requests(),
                                whole.hidden()),
                        rows.readTexts(part, Optional.empty(), true));
                assertEquals(trash ? 1 : 4, whole.images().size());
            }
        }
    }

    /// Numbers, dates of mails, days and weeks sort somewhere else than times do, and of one day a blank or the end
    /// sorts before the letter in front of the hour.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-04T05:06:07                 | S | false",
                "2026-03-04T05:06:07.123456Z         | S | false",
                "2026-03-07T23:59:59.999999          | S | false",
                "2026-03-07                          | S | false",
                "2026-03-08T05:06:06                 | S | true",
                "2026-03-08 22:00:00                 | S | true",
                "2026-03-08                          | S | true",
                "2026-03-08T05:06:08                 | S | true",
                "2026-03-08T05:06:07.000001+14:00    | S | true",
                "20260308T050607Z                    | S | true",
                "2026-W10-7                          | S | true",
                "2026-067                            | S | true",
                "Sun, 08 Mar 2026 05:06:07 GMT       | S | true",
                "1772946367                          | S | true",
                "1900000000000                       | S | true",
                "1772946367                          | N | true",
                "                                    | S | true",
                "                                    | - | true",
            })
    void ofAllRowsThoseComeThatMayHaveChangedAndAllAreCounted(String updatedAt, String type, boolean comes) {
        AwsSettings settings = AwsServers.settings();
        try (AwsClients clients = AwsServers.library(settings)) {
            for (int i = 0; i < 3; i++) {
                new DynamoMetadataStore(clients).put(image("image-" + i));
            }
            String text = updatedAt == null ? "" : updatedAt;
            AwsServers.putRow(
                    settings,
                    "theirs",
                    Map.of(
                            "updated_at",
                            switch (type) {
                                case "N" -> AttributeValue.fromN(text);
                                case "S" -> AttributeValue.fromS(text);
                                default -> AwsServers.ABSENT;
                            }));
            var rows = new DynamoRows(clients);
            var part = new RowSource.RowPart(false, 0, 1);
            LocalDate since = LocalDate.parse("2026-03-08");
            RowSource.Changed changed = rows.readChanged(part, Optional.empty(), true, since);
            assertEquals(4, changed.looked());
            List<ImageRecord> all = rows.read(part, Optional.empty(), true).images();
            assertEquals(
                    all.stream()
                            .filter(row -> comes && row.imageId().equals("theirs"))
                            .toList(),
                    changed.page().images());
        }
    }

    /// The stream of the trash told nothing until then: its end is a place all the same.
    @Test
    void theFirstTrashWhileTheProgramWasClosedIsFollowedAfterwards() {
        try (AwsClients clients = AwsServers.library(AwsServers.settings())) {
            var others = new DynamoMetadataStore(clients);
            others.put(image("first"));
            try (MirrorSync sync = start(clients)) {
                await(() -> sync.status().state() == SyncState.LIVE);
                others.put(image("second"));
                await(() -> catalog.find("second").isPresent());
            }
            others.trash("first", NOW);
            try (MirrorSync sync = start(clients)) {
                await(() -> catalog.findTrashed("first").isPresent());
                assertEquals(0, sync.status().requests(), "everything was read again");
            }
        }
    }

    /// Whatever was in the place of the iterator is read again from the last place that is known.
    @Test
    void aPlaceInTheStreamThatExpiredMissesNothing() {
        AwsSettings settings = AwsServers.settings();
        FaultyHttp network = FaultyHttp.forOnly(FaultyHttp.asks("GetRecords"));
        try (AwsClients clients = AwsServers.library(settings);
                AwsClients slow = network.clients(settings)) {
            var others = new DynamoMetadataStore(clients);
            var rows = new DynamoRows(slow);
            String end = rows.feedEnd().orElseThrow();
            others.put(image("first"));
            expire(network);
            RowSource.Changes first = rows.changesAfter(end);
            assertEquals(Set.of("first"), first.imageIds());

            others.put(image("second"));
            expire(network);
            RowSource.Changes second = rows.changesAfter(first.position());
            assertEquals(Set.of("second"), second.imageIds());

            assertEquals(Set.of(), rows.changesAfter(second.position()).imageIds());
            others.put(image("third"));
            expire(network);
            assertEquals(Set.of("third"), rows.changesAfter(second.position()).imageIds());
        }
    }

    private static void expire(FaultyHttp network) {
        network.answerDynamo(2, 400, "ExpiredIteratorException", "The iterator has expired.");
    }

    @Test
    void aTableOfThePythonServiceIsReadAgainNowAndThen() {
        AwsSettings settings = AwsServers.settings();
        try (AwsClients clients = AwsClients.open(settings, Optional.of(AwsServers.KEYS))) {
            AwsServers.makeTable(clients, settings.table(), "image_id");
            putPython(clients, "a");
            putPython(clients, "b");
            try (MirrorSync sync = start(clients)) {
                await(() -> sync.status().state() == SyncState.WAITING
                        && catalog.idsAfter("", 10).equals(List.of("a", "b")));
                putPython(clients, "c");
                clients.dynamo()
                        .deleteItem(delete -> delete.tableName(settings.table()).key(DynamoItem.key("a")));
                await(() -> catalog.idsAfter("", 10).equals(List.of("b", "c")));
            }
        }
    }

    private MirrorSync start(AwsClients clients) {
        return MirrorSync.start(new DynamoRows(clients), catalog, QUICK, Clock.systemUTC(), () -> {});
    }

    private static ImageRecord image(String id) {
        return new ImageRecord(id, "alice", new Caption("Title", "", List.of("sea")), ImageFacts.UNKNOWN, NOW);
    }

    private static void putPython(AwsClients clients, String id) {
        clients.dynamo()
                .putItem(put -> put.tableName(clients.settings().table())
                        .item(Map.of(
                                "image_id",
                                AttributeValue.fromS(id),
                                "user_id",
                                AttributeValue.fromS("bob"),
                                "title",
                                AttributeValue.fromS(""),
                                "description",
                                AttributeValue.fromS(""),
                                "tags",
                                AttributeValue.fromL(List.of()),
                                "created_at",
                                AttributeValue.fromS("2024-01-01T00:00:00.123456"),
                                "updated_at",
                                AttributeValue.fromS("2024-01-01T00:00:00.123456"))));
    }
}
