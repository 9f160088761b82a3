package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFields;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.SeenImage;
import dev.vitrine.service.StoredOriginal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Rows that other programs wrote in their own ways: shown as far as they can be read, and never changed beyond what
/// was asked for.
class RowsOfOthersTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.000008Z");

    @AutoClose
    private static AwsClients clients;

    private static DynamoMetadataStore store;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openLibrary() {
        clients = AwsServers.library(AwsServers.settings());
        store = new DynamoMetadataStore(clients);
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of("tags", AttributeValue.fromSs(List.of("b", "a"))),
                Arguments.of("tags", AttributeValue.fromNs(List.of("1"))),
                Arguments.of("tags", AttributeValue.fromNul(true)),
                Arguments.of("tags", s("solo")),
                Arguments.of("tags", AttributeValue.fromL(List.of(AttributeValue.fromN("2024"), s("x")))),
                Arguments.of("tags", AttributeValue.fromL(List.of(label("Dog"), s("plain")))),
                Arguments.of("tags", AttributeValue.fromL(List.of(s("a"), s("a"), s(" a "), s("")))),
                Arguments.of("description", label("Dog")),
                Arguments.of("description", s(" blanks around ")));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void anEditOfTheTitleLeavesTheRestAsItWas(String name, AttributeValue value) {
        String id = put(Map.of(name, value));
        Map<String, AttributeValue> before = item(id);

        edit(id, caption -> caption.withTitle("New"));

        var expected = new HashMap<>(before);
        expected.put("title", s("New"));
        expected.put("updated_at", s("2026-03-04T05:06:07.000008"));
        assertEquals(expected, item(id));
    }

    @Test
    void aPartOfATagThatIsATextIsNoTag() {
        String user = newId();
        String id = put(Map.of("user_id", s(user), "tags", s("solo")));
        for (String tag : List.of("sol", "solo")) {
            ImagePage page =
                    store.list(new ImagePage.Request(Optional.of(user), Optional.of(tag), 10, Optional.empty()));
            assertEquals(
                    tag.equals("solo") ? List.of(id) : List.of(),
                    page.images().stream().map(ImageRecord::imageId).toList());
        }
    }

    @Test
    void anEditOfTheDescriptionLeavesATitleThatIsANumber() {
        String id = put(Map.of("title", AttributeValue.fromN("42")));
        edit(id, caption -> caption.withDescription("D"));
        assertEquals(AttributeValue.fromN("42"), item(id).get("title"));
    }

    @Test
    void whatStandsBesideTagsStaysWhenTagsAreChanged() {
        String id = put(Map.of("tags", AttributeValue.fromL(List.of(label("Dog"), s("a"), s("b")))));
        edit(id, caption -> caption.withoutTag("a").withTag("c"));
        assertEquals(AttributeValue.fromL(List.of(s("b"), s("c"), label("Dog"))), item(id).get("tags"));
    }

    @Test
    void whatCannotBeReadIsNotReplaced() {
        String id = put(Map.of("description", label("Dog"), "tags", label("Cat")));
        Map<String, AttributeValue> before = item(id);
        assertThrows(ImageException.Invalid.class, () -> edit(id, caption -> caption.withDescription("D")));
        assertThrows(ImageException.Invalid.class, () -> edit(id, caption -> caption.withTag("t")));
        assertEquals(before, item(id));
    }

    static Stream<Map<String, AttributeValue>> unrepresentable() {
        return Stream.of(
                Map.of("user_id", s("team/alice")),
                Map.of("user_id", s(".hidden")),
                Map.of("user_id", s("u".repeat(129))),
                Map.of("user_id", s("a\nb")),
                Map.of("user_id", AwsServers.ABSENT));
    }

    @ParameterizedTest
    @MethodSource("unrepresentable")
    void aRowThatIsNotShownIsNeitherTrashedNorDeleted(Map<String, AttributeValue> attributes) {
        String id = put(attributes);
        Map<String, AttributeValue> before = item(id);
        ImageException.Invalid said = assertThrows(ImageException.Invalid.class, () -> store.trash(id, NOW));
        assertTrue(said.getMessage().contains("The user name"), said.getMessage());
        assertThrows(ImageException.Invalid.class, () -> store.beginPurge(SeenImage.missing(id)));
        assertEquals(before, item(id));
        assertEquals(Map.of(), item(clients.settings().trashTable(), id));
    }

    @Test
    void aRowThatIsNotShownIsNotRestored() {
        String id = newId();
        var row = Map.of("image_id", s(id), "user_id", s("team/alice"), "deleted_at", s("2024-01-01T00:00:00"));
        clients.dynamo()
                .putItem(put -> put.tableName(clients.settings().trashTable()).item(row));
        assertThrows(ImageException.Invalid.class, () -> store.restore(id));
        assertEquals(Map.of(), item(id));
        assertEquals(row, item(clients.settings().trashTable(), id));
    }

    /// Rows that somebody copied by hand from one table to the other say of themselves what is not so any more.
    /// Not of what is not there.
    @Test
    void whoReadsRowsByNameHearsThatOneIsNoImage() {
        var rows = new DynamoRows(clients);
        String shown = put(Map.of());
        String hidden = put(Map.of("user_id", s(".hidden")));
        var heard = new AtomicInteger();
        assertEquals(
                1,
                rows.readAll(List.of(shown, "absent"), heard::incrementAndGet).size());
        assertEquals(0, heard.get());
        assertEquals(
                1, rows.readAll(List.of(shown, hidden), heard::incrementAndGet).size());
        assertEquals(1, heard.get());
    }

    @Test
    void theTableTellsWhetherAnImageIsInTheTrash() {
        String live = put(Map.of("deleted_at", s("2024-01-01T00:00:00")));
        String trashed = put(Map.of("created_at", AwsServers.ABSENT, "updated_at", AwsServers.ABSENT));
        Map<String, AttributeValue> row = item(trashed);
        clients.dynamo()
                .putItem(put -> put.tableName(clients.settings().trashTable()).item(row));
        clients.dynamo()
                .deleteItem(
                        delete -> delete.tableName(clients.settings().table()).key(DynamoItem.key(trashed)));
        assertEquals(Optional.empty(), store.find(live).orElseThrow().deletedAt());
        assertTrue(store.findTrashed(trashed).orElseThrow().deletedAt().isPresent());
        assertEquals(
                Map.of(live, false, trashed, true),
                new DynamoRows(clients)
                        .readAll(List.of(live, trashed)).stream()
                                .collect(Collectors.toMap(
                                        ImageRecord::imageId,
                                        image -> image.deletedAt().isPresent())));
        assertFalse(store.findTrashed(trashed).orElseThrow().isBeingPurged(), "it could not be restored");
        store.trash(live, NOW);
        assertEquals(Optional.empty(), store.restore(live).deletedAt());
        store.beginPurge(SeenImage.of(store.find(live).orElseThrow()));
        store.beginPurge(SeenImage.of(store.findTrashed(trashed).orElseThrow()));
        assertEquals(Map.of(), item(live));
    }

    /// The image storage service's upload writes the whole row, and other programs do not know `updated_at` at all.
    @ParameterizedTest
    @ValueSource(strings = {"UpdateItem", "TransactWriteItems"})
    void whatOthersAddWithoutTouchingTheTimeIsNotLost(String write) {
        String id = put(Map.of("tags", AttributeValue.fromL(List.of(s("nature")))));
        FaultyHttp network = FaultyHttp.forOnly(FaultyHttp.asks(write)).letOthers(() -> {
            var theirs = new HashMap<>(item(id));
            theirs.put("tags", AttributeValue.fromL(List.of(s("nature"), s("theirs"))));
            clients.dynamo()
                    .putItem(put -> put.tableName(clients.settings().table()).item(theirs));
        });
        try (AwsClients slow = network.clients(clients.settings())) {
            var ours = new DynamoMetadataStore(slow);
            ImageRecord seen = store.find(id).orElseThrow();
            ImageRecord changed = write.equals("UpdateItem")
                    ? ours.update(new ImageEdit(seen, seen.caption().withTag("ours")), NOW)
                    : ours.trash(id, NOW);
            assertTrue(changed.tags().contains("theirs"), changed.tags().toString());
        }
    }

    @Test
    void aRowTooLargeForTheTrashCanBeDeletedPermanently() {
        String id = put(Map.of());
        FaultyHttp full = FaultyHttp.forOnly(FaultyHttp.asks("TransactWriteItems"))
                .answer(2, 400, Map.of("Content-Type", "application/x-amz-json-1.0"), """
                        {"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","message":"Transaction cancelled",\
                        "CancellationReasons":[{"Code":"ValidationError","Message":"Item size has exceeded the maximum allowed size"},{"Code":"None"}]}""");
        try (AwsClients large = full.clients(clients.settings())) {
            var ours = new DynamoMetadataStore(large);
            ImageException said = assertThrows(ImageException.Invalid.class, () -> ours.trash(id, NOW));
            assertTrue(said.getMessage().contains("400 KB"), said.getMessage());
            assertEquals("T", item(id).get("title").s());
            ours.beginPurge(SeenImage.of(store.find(id).orElseThrow()));
            assertEquals(Map.of(), item(id));
            ours.endPurge(id);
        }
    }

    /// An index has no rows that lack what it is sorted by.
    @Test
    void oneUsersImagesAreListedAlsoWithoutTheTimeTheyAreSortedBy() {
        String user = newId();
        var all = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            all.add(put(Map.of("user_id", s(user), "created_at", s("2024-01-0" + (i + 1) + "T00:00:00"))));
        }
        all.add(put(Map.of("user_id", s(user), "created_at", AwsServers.ABSENT)));
        all.add(put(Map.of("user_id", s(user), "created_at", s(" "))));
        for (int limit : List.of(1, 2, 5, 7, 100)) {
            var listed = new ArrayList<String>();
            Optional<String> after = Optional.empty();
            do {
                ImagePage page = store.list(new ImagePage.Request(Optional.of(user), Optional.empty(), limit, after));
                page.images().forEach(image -> listed.add(image.imageId()));
                after = page.next();
            } while (after.isPresent());
            assertEquals(7, listed.size(), listed.toString());
            assertEquals(Set.copyOf(all), Set.copyOf(listed));
            assertEquals(all.subList(0, 5).reversed(), listed.subList(0, 5), "newest first");
        }
    }

    /// The image storage service shows what `s3_key` names; nothing is ever deleted there.
    @Test
    void bytesThatAreElsewhereAreReadThereAndNeverLeftBehind() throws IOException {
        String id = put(Map.of("s3_key", s("alice/elsewhere.jpg")));
        ImageRecord image = store.find(id).orElseThrow();
        assertEquals("alice/elsewhere.jpg", image.readKey().path());
        assertEquals("alice/" + id, image.key().path());
        assertEquals("alice/elsewhere.jpg", ImageFields.of(image, "bucket").get("s3_key"));
        clients.s3()
                .putObject(
                        put -> put.bucket(clients.settings().bucket()).key("alice/elsewhere.jpg"),
                        RequestBody.fromString("bytes"));
        var objects = new S3ObjectStore(clients, folder);
        try (InputStream bytes = new StoredOriginal(objects, image).open()) {
            assertEquals("bytes", new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
        }
        ImageException said = assertThrows(ImageException.Invalid.class, () -> store.beginPurge(SeenImage.of(image)));
        assertTrue(said.getMessage().contains("alice/elsewhere.jpg"), said.getMessage());
        assertEquals(image, store.find(id).orElseThrow());
    }

    /// A value of the row is never made up, and an address in another bucket is not read as one of this.
    @ParameterizedTest
    @CsvSource({
        "ID, s3://BUCKET/ID, ID, ''",
        "'', s3://BUCKET/2019/a.jpg, 2019/a.jpg, ''",
        "s3://BUCKET/2019/a.jpg, '', 2019/a.jpg, ''",
        "'', '', ID, ''",
        "ID, s3://photos-2019/ID, ID, s3://photos-2019/ID",
        "'', s3://photos-2019/ID, ID, s3://photos-2019/ID",
        "s3://photos-2019/ID, '', ID, s3://photos-2019/ID",
        "ID, s3://BUCKET/2019/a.jpg, ID, s3://BUCKET/2019/a.jpg",
        "ID, https://photos-2019.s3.amazonaws.com/ID, ID, https://photos-2019.s3.amazonaws.com/ID",
    })
    void whereARowPointsIsSaidAsItStandsThere(String key, String url, String readKey, String address) {
        String bucket = clients.settings().bucket();
        String id = newId();
        UnaryOperator<String> filled = text -> text.replace("BUCKET", bucket).replace("ID", "alice/" + id);
        AwsServers.putRow(
                clients.settings(),
                id,
                Map.of("s3_key", stored(filled.apply(key)), "s3_url", stored(filled.apply(url))));
        ImageRecord image = store.find(id).orElseThrow();
        assertEquals(filled.apply(readKey), image.readKey().path());
        assertEquals(filled.apply(address), image.facts().text(Attribute.S3_URL));
        Map<String, Object> shown = ImageFields.of(image, bucket);
        if (!url.isEmpty()) {
            assertEquals(filled.apply(url), shown.get("s3_url"));
        }
        if (key.isEmpty() || !key.startsWith("s3://BUCKET")) {
            assertEquals(filled.apply(key.isEmpty() ? readKey : key), shown.get("s3_key"));
        }
    }

    private static AttributeValue stored(String text) {
        return text.isEmpty() ? AwsServers.ABSENT : s(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/x", "alice//x", "alice/./x", ".vitrine/thumb/512/x.jpg", "a\nb", "x/"})
    void whatIsNoPlainPathIsNeverRead(String path) {
        ImageRecord image = store.find(put(Map.of("s3_key", s(path)))).orElseThrow();
        assertEquals(image.key(), image.readKey());
    }

    @Test
    void rowsThatAreNotShownAreCountedAndNamed() {
        var hidden = new HashMap<String, String>();
        unrepresentable().forEach(row -> hidden.put(put(row), ""));
        put(Map.of());
        var named = new ArrayList<String>();
        Optional<String> after = Optional.empty();
        do {
            ImagePage page = store.list(new ImagePage.Request(Optional.empty(), Optional.empty(), 1, after));
            page.hidden().forEach(row -> named.add(row.imageId() + row.reason()));
            after = page.next();
        } while (after.isPresent());
        for (String id : hidden.keySet()) {
            assertEquals(
                    1,
                    named.stream()
                            .filter(row -> row.startsWith(id + "The user name"))
                            .count(),
                    id);
        }
    }

    private static ImageRecord edit(String id, UnaryOperator<Caption> change) {
        ImageRecord seen = store.find(id).orElseThrow();
        return store.update(new ImageEdit(seen, change.apply(seen.caption())), NOW);
    }

    private static String put(Map<String, AttributeValue> attributes) {
        String id = newId();
        AwsServers.putRow(clients.settings(), id, attributes);
        return id;
    }

    private static Map<String, AttributeValue> item(String id) {
        return item(clients.settings().table(), id);
    }

    private static Map<String, AttributeValue> item(String table, String id) {
        return clients.dynamo()
                .getItem(get -> get.tableName(table).key(DynamoItem.key(id)).consistentRead(true))
                .item();
    }

    private static AttributeValue label(String name) {
        return AttributeValue.fromM(Map.of("Name", s(name), "Confidence", AttributeValue.fromN("98.2")));
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
