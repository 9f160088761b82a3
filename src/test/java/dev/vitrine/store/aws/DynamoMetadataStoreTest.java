package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.Decimal;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Orientation;
import dev.vitrine.image.SeenImage;
import dev.vitrine.service.SampleImages;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.Purge;
import dev.vitrine.store.RetryPolicy;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/// Living with other programs on one table: what they write is read and kept, what is written here they can read.
class DynamoMetadataStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.000008Z");

    @AutoClose
    private static AwsClients clients;

    private static DynamoMetadataStore store;

    @BeforeAll
    static void openLibrary() {
        clients = AwsServers.library(AwsServers.settings());
        store = new DynamoMetadataStore(clients);
    }

    /// Its bytes are somebody's: they must not pass for orphans because the row cannot be read.
    @Test
    void aRowThatIsNoImageIsKnownAllTheSame() {
        String id = newId();
        clients.dynamo()
                .putItem(put -> put.tableName(clients.settings().table())
                        .item(Map.of(
                                "image_id", AttributeValue.fromS(id), "user_id", AttributeValue.fromS("../other"))));
        assertEquals(Optional.empty(), store.find(id));
        assertTrue(store.knows(id));
    }

    @Test
    void aRowHoldsStringsAndOneListOfStringsOnly() {
        ImageRecord image = full(newId());
        store.put(image);

        Map<String, AttributeValue> item = item(clients.settings().table(), image.imageId());

        assertEquals(
                Map.of("tags", AttributeValue.Type.L),
                item.entrySet().stream()
                        .filter(attribute -> attribute.getValue().type() != AttributeValue.Type.S)
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                attribute -> attribute.getValue().type())));
        assertEquals(
                Set.of(AttributeValue.Type.S),
                item.get("tags").l().stream().map(AttributeValue::type).collect(Collectors.toSet()));
        assertEquals(
                Map.ofEntries(
                        Map.entry("image_id", image.imageId()),
                        Map.entry("user_id", "alice"),
                        Map.entry("title", "Harbour"),
                        Map.entry("description", ""),
                        Map.entry("s3_key", "alice/" + image.imageId()),
                        Map.entry("s3_url", "s3://" + clients.settings().bucket() + "/alice/" + image.imageId()),
                        Map.entry("created_at", "2026-03-04T05:06:07.000008"),
                        Map.entry("updated_at", "2026-03-04T05:06:07.000008"),
                        Map.entry("content_type", "image/jpeg"),
                        Map.entry("size_bytes", "123456"),
                        Map.entry("width", "4000"),
                        Map.entry("height", "3000"),
                        Map.entry("taken_at", "2025-12-24T18:00:00"),
                        Map.entry("original_name", "DSC_1.JPG"),
                        Map.entry("content_sha256", "ab".repeat(32)),
                        Map.entry("average_color", "#102030"),
                        Map.entry("has_location", "true"),
                        Map.entry("animated", "true")),
                strings(item));
    }

    @Test
    void everyFactOfARowComesBack() {
        ImageRecord image = full(newId());
        store.put(image);
        assertEquals(Optional.of(image), store.find(image.imageId()));
    }

    @Test
    void aRowOfThePythonServiceIsRead() {
        String id = newId();
        putPython(
                id,
                Map.of(
                        "title",
                        s("Sunset"),
                        "description",
                        s(""),
                        "tags",
                        AttributeValue.fromL(List.of(s("nature"), s("sea"))),
                        "created_at",
                        s("2024-01-01T00:00:00"),
                        "updated_at",
                        s("2024-01-01T00:00:00.123456")));

        assertEquals(
                Optional.of(new ImageRecord(
                        id,
                        "alice",
                        new Caption("Sunset", "", List.of("nature", "sea")),
                        ImageFacts.UNKNOWN,
                        Instant.parse("2024-01-01T00:00:00Z"),
                        Instant.parse("2024-01-01T00:00:00.123456Z"),
                        Optional.empty())),
                store.find(id));
    }

    @Test
    void aRowWithMissingAndOddAttributesIsReadAsWellAsItGoes() {
        String id = newId();
        putPython(
                id,
                Map.of(
                        "created_at",
                        s("2024-01-01T10:00:00+02:00"),
                        "tags",
                        AttributeValue.fromSs(List.of("b", "a")),
                        "size_bytes",
                        AttributeValue.fromN("77"),
                        "width",
                        s("wide"),
                        "title",
                        AttributeValue.fromNul(true)));

        assertEquals(
                Optional.of(new ImageRecord(
                        id,
                        "alice",
                        new Caption("", "", List.of("a", "b")),
                        ImageFacts.UNKNOWN.with(Attribute.SIZE_BYTES, 77),
                        Instant.parse("2024-01-01T08:00:00Z"))),
                store.find(id));
    }

    @Test
    void aRowThatCannotBeAnImageIsLeftOut() {
        String id = newId();
        var item = Map.of("image_id", s(id), "user_id", s("../etc"), "created_at", s("2024-01-01T00:00:00"));
        clients.dynamo()
                .putItem(put -> put.tableName(clients.settings().table()).item(item));

        assertEquals(Optional.empty(), store.find(id));
        assertFalse(all(ImagePage.Request.first(100)).contains(id));
    }

    @Test
    void editTrashAndRestoreKeepWhatAnotherProgramWrote() {
        String id = newId();
        putPython(
                id,
                Map.of(
                        "title",
                        s("Old"),
                        "tags",
                        AttributeValue.fromL(List.of(s("a"))),
                        "created_at",
                        s("2024-01-01T00:00:00"),
                        "updated_at",
                        s("2024-01-01T00:00:00"),
                        "rating",
                        AttributeValue.fromN("5"),
                        "camera",
                        AttributeValue.fromM(Map.of("make", s("Leica")))));
        Map<String, AttributeValue> before = item(clients.settings().table(), id);
        ImageRecord seen = store.find(id).orElseThrow();

        store.update(new ImageEdit(seen, seen.caption().withTitle("New")), NOW);
        store.trash(id, NOW);
        store.restore(id);

        var expected = new HashMap<>(before);
        expected.put("title", s("New"));
        expected.put("description", s(""));
        expected.put("updated_at", s("2026-03-04T05:06:07.000008"));
        assertEquals(expected, item(clients.settings().table(), id));
        assertEquals(Map.of(), item(clients.settings().trashTable(), id));
    }

    @Test
    void aCorrectionIsTextsAndReplacesNothingThatCannotBeRead() {
        String id = newId();
        putPython(id, Map.of("orientation_fix", s("sideways")));
        ImageRecord seen = store.find(id).orElseThrow();
        assertEquals(Orientation.UPRIGHT, seen.facts().orientationFix());
        store.update(new ImageEdit(seen, seen.correction().turned(Orientation.TURN_RIGHT)), NOW);
        assertEquals(s("6"), item(clients.settings().table(), id).get("orientation_fix"));

        String other = newId();
        putPython(other, Map.of("orientation_fix", AttributeValue.fromL(List.of(s("6")))));
        ImageRecord unreadable = store.find(other).orElseThrow();
        assertThrows(
                ImageException.Invalid.class,
                () -> store.update(
                        new ImageEdit(unreadable, unreadable.correction().turned(Orientation.TURN_RIGHT)), NOW));
    }

    @Test
    void whatIsAddedReplacesNothingThatAnotherProgramStored() {
        String id = newId();
        var theirs = Map.of(
                "camera", AttributeValue.fromL(List.of(s("x"))),
                "aperture", AttributeValue.fromM(Map.of("v", s("1"))),
                "iso", s("abc"),
                "exposure_s", s("1e999"),
                "lens", s(""));
        putPython(id, theirs);
        ImageFacts more = ImageFacts.UNKNOWN
                .with(Attribute.CAMERA, "Canon EOS R5")
                .with(Attribute.LENS, "85mm")
                .with(Attribute.ISO, 400)
                .with(Attribute.APERTURE, Decimal.parse("1.8").orElseThrow())
                .with(Attribute.EXPOSURE_S, Decimal.parse("0.004").orElseThrow());
        var expected = new HashMap<>(item(clients.settings().table(), id));
        expected.put("lens", s("85mm"));

        ImageRecord filled = store.addFacts(id, more);

        assertEquals(expected, item(clients.settings().table(), id));
        assertEquals(ImageFacts.UNKNOWN.with(Attribute.LENS, "85mm"), filled.facts());
        store.addFacts(id, more);
        assertEquals(expected, item(clients.settings().table(), id), "there is nothing left to add");
    }

    @Test
    void aHashThatAnotherProgramMadeIsNeitherReadNorInTheWay() {
        for (AttributeValue theirs : List.of(s("c3d4e5f6a7b80912"), s("C3D4"), AttributeValue.fromN("7"))) {
            String id = newId();
            putPython(id, Map.of("phash", theirs));
            assertEquals("", store.find(id).orElseThrow().facts().text(Attribute.LOOK_HASH));
            ImageFacts looks = ImageFacts.UNKNOWN.with(Attribute.LOOK_HASH, "9f3c07e1a85b26d4");
            assertEquals(looks, store.addFacts(id, looks).facts());
            assertEquals(theirs, item(clients.settings().table(), id).get("phash"));
        }
    }

    @Test
    void whatAnotherProgramStoresWhileFactsAreAddedIsNotLost() {
        String id = newId();
        putPython(id, Map.of("title", s("Old")));
        FaultyHttp network = FaultyHttp.forOnly(FaultyHttp.asks("UpdateItem"))
                .letOthers(() -> putPython(id, Map.of("title", s("Old"), "camera", s("Theirs"))));
        try (AwsClients slow = network.clients(DynamoMetadataStoreTest.clients.settings())) {
            ImageRecord filled = new DynamoMetadataStore(slow)
                    .addFacts(
                            id,
                            ImageFacts.UNKNOWN.with(Attribute.CAMERA, "Ours").with(Attribute.ISO, 400));
            assertEquals(ImageFacts.UNKNOWN.with(Attribute.CAMERA, "Theirs").with(Attribute.ISO, 400), filled.facts());
        }
    }

    /// As when the connection ends before it: a table without rows, and rows that are gone, would be read out of
    /// it.
    @Test
    void anEmptyAnswerIsNone() {
        ImageRecord image = full(newId());
        store.put(image);
        var network = new FaultyHttp();
        try (AwsClients elsewhere =
                network.clients(DynamoMetadataStoreTest.clients.settings(), new RetryPolicy(1, Duration.ZERO))) {
            var theirs = new DynamoMetadataStore(elsewhere);
            for (Executable request : List.<Executable>of(
                    () -> theirs.find(image.imageId()),
                    () -> theirs.findTrashed(image.imageId()),
                    () -> new DynamoRows(elsewhere).glance(10),
                    () -> theirs.trash(image.imageId(), NOW))) {
                network.answer(1, 200, Map.of(), "");
                assertThrows(ImageException.Unreachable.class, request);
            }
            assertEquals(Optional.of(image), theirs.find(image.imageId()));
        }
    }

    @Test
    void aPurgeThatIsTakenBackWhereThereIsNoTrashKeepsWhatOthersWrote() {
        AwsSettings untouched = AwsServers.settings();
        try (AwsClients own = AwsServers.library(untouched.withNames(untouched.bucket(), untouched.table(), ""))) {
            var rows = new DynamoMetadataStore(own);
            String id = newId();
            Map<String, AttributeValue> theirs = Map.of(
                    "image_id", s(id), "user_id", s("alice"), "title", s("Old"), "rating", AttributeValue.fromN("3"));
            own.dynamo().putItem(put -> put.tableName(own.settings().table()).item(theirs));
            ImageRecord seen = rows.find(id).orElseThrow();
            ImageRecord purged = rows.beginPurge(SeenImage.of(seen));
            assertEquals(seen, rows.cancelPurge(purged, NOW));
            assertEquals(
                    theirs,
                    own.dynamo()
                            .getItem(
                                    get -> get.tableName(own.settings().table()).key(DynamoItem.key(id)))
                            .item());
        }
    }

    @Test
    void aPurgeThatCouldNotBeTakenBackIsTakenBackLater() {
        AwsSettings untouched = AwsServers.settings();
        AwsSettings withoutTrash = untouched.withNames(untouched.bucket(), untouched.table(), "");
        AwsServers.library(withoutTrash).close();
        var network = FaultyHttp.forOnly(FaultyHttp::writesRow);
        try (AwsClients own = network.clients(withoutTrash)) {
            var rows = new DynamoMetadataStore(own);
            for (boolean arrives : List.of(false, true)) {
                ImageRecord image = SampleImages.row(newId(), "Title", ImageFacts.UNKNOWN);
                rows.put(image);
                ImageRecord seen = rows.find(image.imageId()).orElseThrow();
                ImageRecord purged = rows.beginPurge(SeenImage.of(seen));
                if (arrives) {
                    network.loseAnswer();
                }
                network.fail(arrives ? 1 : 2, new SocketException("Connection reset"));
                assertThrows(ImageException.Unreachable.class, () -> rows.cancelPurge(purged, NOW));
                assertEquals(seen, rows.cancelPurge(purged, NOW), "arrives: " + arrives);
                assertEquals(Optional.of(seen), rows.find(image.imageId()));
            }
        }
    }

    /// There is no room for the mark, so it is gone while its bytes are deleted.
    @Test
    void aPurgeThatIsTakenBackOfARowWithNoRoomLeftKeepsIt() {
        String id = newId();
        Map<String, AttributeValue> small = Map.of("image_id", s(id), "user_id", s("alice"), "notes", s(""));
        var theirs = new HashMap<>(small);
        theirs.put("notes", s("x".repeat((400 << 10) - DynamoItem.size(small))));
        String table = clients.settings().table();
        clients.dynamo().putItem(put -> put.tableName(table).item(theirs));
        ImageRecord seen = store.find(id).orElseThrow();
        ImageRecord purged = store.beginPurge(SeenImage.of(seen));
        assertEquals(Optional.empty(), store.find(id));
        assertEquals(seen, store.cancelPurge(purged, NOW));
        assertEquals(
                theirs,
                clients.dynamo()
                        .getItem(get -> get.tableName(table).key(DynamoItem.key(id)))
                        .item());
    }

    @Test
    void aRowWithoutTimesCanBeEditedAndTrashed() {
        String id = newId();
        putPython(id, Map.of("title", s("Old")));
        ImageRecord seen = store.find(id).orElseThrow();

        ImageRecord edited = store.update(new ImageEdit(seen, seen.caption().withTitle("New")), NOW);

        assertEquals("New", edited.title());
        assertEquals(Optional.of(NOW), store.trash(id, NOW).deletedAt());
    }

    @Test
    void anEditOfSomebodyElseInBetweenIsMerged() {
        String id = newId();
        store.put(full(id));
        ImageRecord seen = store.find(id).orElseThrow();
        store.update(new ImageEdit(seen, seen.caption().withTag("theirs")), NOW.plusSeconds(1));

        ImageRecord merged =
                store.update(new ImageEdit(seen, seen.caption().withTag("ours").withTitle("Ours")), NOW.plusSeconds(2));

        assertEquals(new Caption("Ours", "", List.of("sea", "boats", "theirs", "ours")), merged.caption());
    }

    @Test
    void aRestoreThatComesWhilePurgingBeginsRestoresNothing() {
        ImageRecord image = full(newId());
        store.put(image);
        SeenImage seen = SeenImage.of(store.trash(image.imageId(), NOW));
        FaultyHttp network =
                FaultyHttp.forOnly(FaultyHttp.asks("TransactWriteItems")).letOthers(() -> store.beginPurge(seen));
        try (AwsClients slow = network.clients(DynamoMetadataStoreTest.clients.settings())) {
            var theirs = new DynamoMetadataStore(slow);
            assertThrows(ImageException.NotFound.class, () -> theirs.restore(image.imageId()));
        }
        assertEquals(Optional.empty(), store.find(image.imageId()));
        assertTrue(store.findTrashed(image.imageId()).orElseThrow().isBeingPurged());
    }

    @Test
    void anEditThatComesWhileSomebodyTrashesIsNotLost() {
        ImageRecord image = full(newId());
        store.put(image);
        FaultyHttp network = FaultyHttp.forOnly(FaultyHttp.asks("TransactWriteItems"))
                .letOthers(() ->
                        store.update(new ImageEdit(image, image.caption().withTitle("Theirs")), NOW.plusSeconds(1)));
        try (AwsClients slow = network.clients(DynamoMetadataStoreTest.clients.settings())) {
            assertEquals(
                    "Theirs",
                    new DynamoMetadataStore(slow).trash(image.imageId(), NOW).title());
        }
        assertEquals("Theirs", store.findTrashed(image.imageId()).orElseThrow().title());
    }

    @Test
    void anEditThatComesWhileSomebodyRestoresIsNotLost() {
        ImageRecord image = full(newId());
        store.put(image);
        store.trash(image.imageId(), NOW);
        FaultyHttp network = FaultyHttp.forOnly(FaultyHttp.asks("TransactWriteItems"))
                .letOthers(() -> {
                    store.restore(image.imageId());
                    store.update(new ImageEdit(image, image.caption().withTitle("Theirs")), NOW.plusSeconds(1));
                    store.trash(image.imageId(), NOW);
                });
        try (AwsClients slow = network.clients(DynamoMetadataStoreTest.clients.settings())) {
            assertEquals(
                    "Theirs",
                    new DynamoMetadataStore(slow).restore(image.imageId()).title());
        }
        assertEquals("Theirs", store.find(image.imageId()).orElseThrow().title());
    }

    @Test
    void aPurgeThatComesWhileSomebodyRestoresPurgesNothing() {
        ImageRecord image = full(newId());
        store.put(image);
        SeenImage seen = SeenImage.of(store.trash(image.imageId(), NOW));
        FaultyHttp network =
                FaultyHttp.forOnly(FaultyHttp.asks("PutItem")).letOthers(() -> store.restore(image.imageId()));
        try (AwsClients slow = network.clients(DynamoMetadataStoreTest.clients.settings())) {
            var theirs = new DynamoMetadataStore(slow);
            assertThrows(ImageException.Conflict.class, () -> theirs.beginPurge(seen));
        }
        assertEquals(Optional.of(image), store.find(image.imageId()));
        assertEquals(Optional.empty(), store.findTrashed(image.imageId()));
    }

    @Test
    void oneUsersImagesComeFromTheIndexNewestFirst() {
        String user = "user-" + newId();
        for (int i = 0; i < 25; i++) {
            store.put(row(newId(), user, NOW.plusSeconds(i), i % 2 == 0 ? List.of("even") : List.of()));
        }

        var created = new ArrayList<Instant>();
        Optional<String> after = Optional.empty();
        do {
            ImagePage page = store.list(new ImagePage.Request(Optional.of(user), Optional.of("even"), 5, after));
            page.images().forEach(image -> created.add(image.createdAt()));
            after = page.next();
        } while (after.isPresent());

        assertEquals(13, created.size());
        assertEquals(created.stream().sorted(Comparator.reverseOrder()).toList(), created);
    }

    @Test
    void aTableOfThePythonServiceWorksWithoutIndexStreamAndTrash() {
        AwsSettings bare = AwsServers.settings();
        try (AwsClients others = AwsClients.open(bare, Optional.of(AwsServers.KEYS))) {
            AwsServers.makeTable(others, bare.table(), "image_id");
            var theirs = new DynamoMetadataStore(others);
            for (int i = 0; i < 7; i++) {
                theirs.put(row("image-" + i, i < 4 ? "alice" : "bob", NOW, List.of()));
            }

            assertFalse(theirs.keepsTrash());
            assertEquals(
                    4,
                    theirs.list(new ImagePage.Request(Optional.of("alice"), Optional.empty(), 10, Optional.empty()))
                            .images()
                            .size());
            assertEquals(Optional.empty(), theirs.findTrashed("image-0"));
            assertThrows(ImageException.Conflict.class, () -> theirs.trash("image-0", NOW));
            Purge.row(theirs, "image-0");
            assertEquals(Optional.empty(), theirs.find("image-0"));
        }
    }

    /// The service reads a megabyte at a time; a tag that hardly any image has would take all of the table.
    @Test
    void aRareTagIsLookedForPieceByPiece() {
        try (AwsClients own = AwsServers.library(AwsServers.settings().withNames("rare-bucket", "rare", ""));
                var rare = new DynamoMetadataStore(own)) {
            for (int i = 0; i < 45; i++) {
                rare.put(new ImageRecord(
                        "rare-" + i,
                        "u",
                        new Caption("t", "x".repeat(300_000), List.of(i == 44 ? "rare" : "usual")),
                        ImageFacts.UNKNOWN,
                        NOW));
            }
            var found = new ArrayList<ImageRecord>();
            int pages = 0;
            Optional<String> next = Optional.empty();
            do {
                ImagePage page = rare.list(new ImagePage.Request(Optional.empty(), Optional.of("rare"), 10, next));
                found.addAll(page.images());
                next = page.next();
                pages++;
            } while (next.isPresent());
            assertEquals(
                    List.of("rare-44"), found.stream().map(ImageRecord::imageId).toList());
            assertTrue(pages > 1, "all was read at once");
        }
    }

    @Test
    void aLimitAsLargeAsNumbersGoIsFine() {
        String user = "user-" + newId();
        store.put(row(newId(), user, NOW, List.of()));
        assertEquals(
                1,
                store.list(new ImagePage.Request(
                                Optional.of(user), Optional.empty(), Integer.MAX_VALUE, Optional.empty()))
                        .images()
                        .size());
        assertFalse(
                store.list(ImagePage.Request.first(Integer.MAX_VALUE)).images().isEmpty());
    }

    /// Such an index would list images without titles and tags, or in another order.
    @ParameterizedTest
    @CsvSource({"created_at, KEYS_ONLY", "updated_at, ALL"})
    void anIndexOfOurNameButAnotherShapeIsNotUsed(String sortKey, ProjectionType projection) {
        AwsSettings odd = AwsServers.settings();
        try (AwsClients others = AwsClients.open(odd, Optional.of(AwsServers.KEYS))) {
            AwsServers.makeTable(others, sortKey, projection);
            var theirs = new DynamoMetadataStore(others);
            theirs.put(full("older"));
            theirs.put(full("newer").withCaption(new Caption("Newer", "", List.of()), NOW.plusSeconds(1)));
            List<ImageRecord> listed = theirs.list(
                            new ImagePage.Request(Optional.of("alice"), Optional.empty(), 10, Optional.empty()))
                    .images();
            assertEquals(
                    Set.of("Harbour", "Newer"),
                    listed.stream().map(ImageRecord::title).collect(Collectors.toSet()));
            assertEquals(List.of(), new DynamoRows(others).newestOf("alice", 10), "as if it had no index");
        }
    }

    /// Asked for again at once, a busy table would only get busier.
    @Test
    void rowsThatWereLeftOutAreAskedForAgainAfterAPause() {
        FaultyHttp network = FaultyHttp.forOnly(FaultyHttp.asks("BatchGetItem"));
        var pauses = new ArrayList<Duration>();
        RetryPolicy patient = new RetryPolicy(2, Duration.ofMillis(80)).withSleeper(pauses::add);
        try (AwsClients busy = network.clients(clients.settings(), patient)) {
            network.leaveOutAllButOne(10);
            assertEquals(List.of(), new DynamoRows(busy).readAll(List.of("a", "b", "c", "d", "e")));
        }
        assertEquals(5, network.chosen() - 5, "five of each table");
        assertEquals(8, pauses.size());
        assertTrue(pauses.stream().allMatch(pause -> pause.toMillis() >= 40), pauses.toString());
    }

    @Test
    void aTokenOfAnotherQuestionIsRefused() {
        for (int i = 0; i < 3; i++) {
            store.put(full(newId()));
        }
        String token = store.list(ImagePage.Request.first(1)).next().orElseThrow();

        assertThrows(
                ImageException.Invalid.class,
                () -> store.list(new ImagePage.Request(Optional.of("bob"), Optional.empty(), 1, Optional.of(token))));
        assertThrows(
                ImageException.Invalid.class,
                () -> store.list(new ImagePage.Request(Optional.empty(), Optional.empty(), 1, Optional.of("?"))));
    }

    private static List<String> all(ImagePage.Request first) {
        var ids = new ArrayList<String>();
        Optional<String> after = Optional.empty();
        do {
            ImagePage page = store.list(new ImagePage.Request(first.userId(), first.tag(), first.limit(), after));
            page.images().forEach(image -> ids.add(image.imageId()));
            after = page.next();
        } while (after.isPresent());
        assertTrue(ids.size() == Set.copyOf(ids).size(), "listed twice: " + ids);
        return ids;
    }

    private static ImageRecord full(String id) {
        return new ImageRecord(
                id,
                "alice",
                new Caption("Harbour", "", List.of("sea", "boats")),
                ImageFacts.UNKNOWN
                        .with(Attribute.CONTENT_TYPE, "image/jpeg")
                        .with(Attribute.SIZE_BYTES, 123456)
                        .with(Attribute.WIDTH, 4000)
                        .with(Attribute.HEIGHT, 3000)
                        .with(Attribute.TAKEN_AT, LocalDateTime.parse("2025-12-24T18:00:00"))
                        .with(Attribute.ORIGINAL_NAME, "DSC_1.JPG")
                        .with(Attribute.CONTENT_SHA256, "ab".repeat(32))
                        .with(Attribute.AVERAGE_COLOR, "#102030")
                        .with(Attribute.HAS_LOCATION, true)
                        .with(Attribute.ANIMATED, true),
                NOW);
    }

    private static ImageRecord row(String id, String user, Instant created, List<String> tags) {
        return new ImageRecord(id, user, new Caption("Row", "", tags), ImageFacts.UNKNOWN, created);
    }

    private static void putPython(String id, Map<String, AttributeValue> attributes) {
        var item = new HashMap<>(attributes);
        item.put("image_id", s(id));
        item.put("user_id", s("alice"));
        clients.dynamo()
                .putItem(put -> put.tableName(clients.settings().table()).item(item));
    }

    private static Map<String, AttributeValue> item(String table, String id) {
        return clients.dynamo()
                .getItem(get ->
                        get.tableName(table).key(Map.of("image_id", s(id))).consistentRead(true))
                .item();
    }

    private static Map<String, String> strings(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .filter(attribute -> attribute.getValue().s() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, attribute -> attribute.getValue().s()));
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
