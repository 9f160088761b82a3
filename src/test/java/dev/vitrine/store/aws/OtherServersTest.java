package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.cloud.LoopbackServer;
import dev.vitrine.cloud.Policy;
import dev.vitrine.cloud.WireAnswer;
import dev.vitrine.cloud.WireModel;
import dev.vitrine.cloud.WireRequest;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.SeenImage;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.Permission;
import dev.vitrine.store.RowSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/// Servers that speak for S3 and know less than S3: nothing counts as stored unless one of their answers proves it.
class OtherServersTest {
    private static final byte[] SENT = bytes(1000);
    private static final byte[] OTHERS = bytes(1001);
    private static final byte[] LARGE = bytes(6 << 20);

    private static final Pattern COMPARED_LIST = Pattern.compile(":(seen_tags|a\\d+)\":\\{\"L\"");

    @AutoClose
    private static AwsClients clients;

    @TempDir
    private Path folder;

    private final ObjectKey key = ObjectKey.original("alice", UUID.randomUUID().toString());

    @BeforeAll
    static void openLibrary() {
        clients = AwsServers.library(AwsServers.settings());
    }

    @Test
    void aServerThatTellsOnlyTheMd5OfWhatItHasIsBelievedWhenItIsRight() throws Exception {
        put(sends().answer(1, 200, eTag(md5(SENT)), ""), SENT);
    }

    @Test
    void whatArrivedDamagedIsNotStored() throws Exception {
        put(clients, OTHERS); // what that server has stored when it answers
        assertThrows(ImageException.Failed.class, () -> put(sends().answer(1, 200, eTag(md5(OTHERS)), ""), SENT));
        assertEquals(Optional.empty(), store(clients).find(key));
    }

    @Test
    void whereTheETagIsNoMd5TheBytesAreReadBack() throws Exception {
        put(clients, SENT);
        put(sends().answer(1, 200, eTag("its-own"), ""), SENT);
        put(
                sends().answer(
                                1,
                                200,
                                Map.of("ETag", "\"" + md5(OTHERS) + "\"", "x-amz-server-side-encryption", "aws:kms"),
                                ""),
                SENT);
        assertThrows(ImageException.Failed.class, () -> put(sends().answer(1, 200, eTag("its-own"), ""), OTHERS));
        assertEquals(Optional.empty(), store(clients).find(key));
    }

    @Test
    void aPartThatArrivedDamagedEndsTheUpload() throws Exception {
        FaultyHttp network = FaultyHttp.forOnly(OtherServersTest::sendsPart).answer(1, 200, eTag(md5(OTHERS)), "");
        assertThrows(ImageException.Failed.class, () -> put(network, LARGE));
        assertEquals(Optional.empty(), store(clients).find(key));
        assertEquals(
                List.of(),
                clients.s3()
                        .listMultipartUploads(
                                list -> list.bucket(clients.settings().bucket()))
                        .uploads());
    }

    /// Backblaze B2 answers so.
    @Test
    void aServerWithoutConditionalWritesIsAskedBeforeWriting() throws Exception {
        for (byte[] bytes : List.of(SENT, LARGE)) {
            ObjectKey own = ObjectKey.original("alice", UUID.randomUUID().toString());
            FaultyHttp network = FaultyHttp.forOnly(OtherServersTest::isConditional)
                    .answerS3(9, 501, "NotImplemented", "A header you provided implies functionality");
            try (AwsClients plain = network.clients(clients.settings())) {
                put(plain, own, bytes);
                assertArrayEquals(bytes, read(own));
                assertThrows(ImageException.Conflict.class, () -> put(plain, own, OTHERS));
                assertEquals(1, network.chosen(), "learned once");
                store(plain).move(own, own.quarantined());
                assertArrayEquals(bytes, read(own.quarantined()));
            }
        }
    }

    @Test
    void aServerThatKnowsNoPartsOfFilesGivesTheRightBytesAllTheSame() throws Exception {
        put(clients, "0123456789".getBytes(StandardCharsets.UTF_8));
        FaultyHttp network = FaultyHttp.forOnly(
                        request -> request.firstMatchingHeader("Range").isPresent())
                .answer(3, 200, Map.of("ETag", "\"any\""), "0123456789");
        try (AwsClients plain = network.clients(clients.settings())) {
            assertEquals("456", text(store(plain).open(key, 4, 3)));
            assertEquals("789", text(store(plain).openRest(key, 7, "\"any\"")));
            assertEquals("", text(store(plain).open(key, 12, 3)));
        }
    }

    private static String text(InputStream in) throws IOException {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theTestOfAConnectionTellsOfThem() {
        FaultyHttp network = FaultyHttp.forOnly(OtherServersTest::isConditional)
                .answerS3(9, 501, "NotImplemented", "A header you provided implies functionality");
        try (AwsClients plain = network.clients(clients.settings())) {
            Permission bytes = new AwsPermissions(plain)
                    .check(_ -> {}).stream()
                            .filter(each -> each.ability() == Permission.Ability.STORE_BYTES)
                            .findFirst()
                            .orElseThrow();
            assertEquals(Permission.Outcome.LESS, bytes.outcome(), bytes.reason());
            assertTrue(bytes.reason().contains("looks before each upload"), bytes.reason());
        }
    }

    @Test
    void whatIsLeftOfADownloadIsOfTheSameBytesOrNotReadAtAll() throws Exception {
        put(clients, SENT);
        ObjectStore store = store(clients);
        String version;
        try (InputStream beginning = store.open(key)) {
            version = ((ObjectStore.Versioned) beginning).version();
        }
        assertFalse(version.isEmpty());
        try (InputStream rest = store.openRest(key, 900, version)) {
            assertEquals(100, rest.readAllBytes().length);
        }
        store.delete(key);
        put(clients, OTHERS);
        assertThrows(ImageException.Conflict.class, () -> store.openRest(key, 900, version));
    }

    @Test
    void aListingThatSaysThereIsMoreWithoutSayingHowGoesOnBehindTheLastKey() {
        FaultyHttp network = FaultyHttp.forOnly(FaultyHttp.asksBucket(SdkHttpMethod.GET))
                .answer(1, 200, Map.of(), listing("a", "b"))
                .answer(1, 200, Map.of(), listing("c"))
                .answer(
                        1,
                        200,
                        Map.of(),
                        listing("c").replace("true", "false").replaceAll("<Contents>.*</Contents>", ""));
        var found = new ArrayList<String>();
        try (AwsClients broken = network.clients(clients.settings())) {
            new S3Listing(broken).list("", each -> found.add(each.path()));
        }
        assertEquals(List.of("a", "b", "c"), found);
    }

    /// dynalite takes no list for equal to another.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRowIsChangedWhereListsCannotBeCompared(boolean mayUpdate) throws Exception {
        WireModel model = new DynamoModel(Clock.systemUTC());
        var denied = new Policy(model, operation -> !mayUpdate && operation.equals("UpdateItem"));
        URI dynalite = LoopbackServer.start(request -> comparesLists(request)
                ? new WireAnswer(
                        400,
                        Map.of("Content-Type", "application/x-amz-json-1.0"),
                        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\"}"
                                .getBytes(StandardCharsets.UTF_8))
                : denied.answer(request));
        AwsSettings settings =
                AwsServers.settings(clients.settings().s3Endpoint().orElseThrow(), dynalite);
        try (AwsClients there = AwsServers.library(settings)) {
            var rows = new DynamoMetadataStore(there);
            var image = new ImageRecord(
                    "one", "alice", new Caption("A", "", List.of("sea")), ImageFacts.UNKNOWN, Instant.EPOCH);
            rows.put(image);
            ImageRecord changed = rows.update(
                    new ImageEdit(image, new Caption("B", "", List.of("sea", "sky"))), Instant.EPOCH.plusSeconds(1));
            assertEquals(Optional.of(changed), rows.find("one"));
            assertEquals(List.of("sea", "sky"), changed.tags());
            rows.beginPurge(SeenImage.of(changed));
            assertEquals(Optional.empty(), rows.find("one"));
        }
    }

    /// Nothing is read for ever, and no list is taken for whole that is not.
    @Test
    void aTableThatBeginsAgainAndAgainIsGivenUp() throws Exception {
        var model = new DynamoModel(Clock.systemUTC());
        URI repeating = LoopbackServer.start(request -> {
            WireAnswer answer = model.answer(request);
            String body = new String(answer.body(), StandardCharsets.UTF_8);
            boolean isScan = request.header("x-amz-target").orElse("").endsWith(".Scan");
            return isScan && answer.status() == 200
                    ? new WireAnswer(
                            200,
                            Map.of("Content-Type", "application/x-amz-json-1.0"),
                            body.replaceFirst("}$", ",\"LastEvaluatedKey\":{\"image_id\":{\"S\":\"one\"}}}")
                                    .getBytes(StandardCharsets.UTF_8))
                    : answer;
        });
        AwsSettings settings =
                AwsServers.settings(clients.settings().s3Endpoint().orElseThrow(), repeating);
        try (AwsClients there = AwsServers.library(settings)) {
            var rows = new DynamoMetadataStore(there);
            ImageException said =
                    assertThrows(ImageException.Failed.class, () -> rows.list(ImagePage.Request.first(1000)));
            assertTrue(said.getMessage().startsWith("The table is never at its end"), said.getMessage());
            var source = new DynamoRows(there);
            var part = new RowSource.RowPart(false, 0, 1);
            Optional<String> next = source.read(part, Optional.empty(), true).next();
            assertThrows(ImageException.Failed.class, () -> source.read(part, next, true));
        }
    }

    @Test
    void partsThatAreListedForEverAreSentAgain() throws Exception {
        FaultyHttp broken = FaultyHttp.forOnly(request -> sendsPart(request)
                        && request.rawQueryParameters().get("partNumber").contains("2"))
                .fail(99, new IOException("Connection reset"));
        try (AwsClients first = broken.clients(clients.settings())) {
            assertThrows(ImageException.class, () -> put(first, LARGE));
        }
        FaultyHttp endless = FaultyHttp.forOnly(request -> request.method() == SdkHttpMethod.GET
                        && request.rawQueryParameters().containsKey("uploadId"))
                .answer(
                        99,
                        200,
                        Map.of(),
                        "<ListPartsResult><IsTruncated>true</IsTruncated><Part><PartNumber>1</PartNumber>"
                                + "<ETag>\"x\"</ETag><Size>1</Size></Part></ListPartsResult>");
        put(endless, LARGE);
        assertTrue(endless.chosen() < 5, "asked " + endless.chosen() + " times");
        assertArrayEquals(LARGE, read(key));
    }

    private static boolean comparesLists(WireRequest request) {
        return COMPARED_LIST
                .matcher(new String(request.body(), StandardCharsets.UTF_8))
                .find();
    }

    @Test
    void aListingThatNeverEndsIsGivenUp() {
        FaultyHttp network = FaultyHttp.forOnly(FaultyHttp.asksBucket(SdkHttpMethod.GET))
                .answer(9, 200, Map.of(), listing("a", "b"));
        try (AwsClients broken = network.clients(clients.settings())) {
            assertThrows(ImageException.Failed.class, () -> new S3Listing(broken).list("", _ -> {}));
            assertEquals(2, network.requests());
        }
    }

    @Test
    void aListingThatGivesNewTokensForTheSamePageIsGivenUp() {
        FaultyHttp network = FaultyHttp.forOnly(FaultyHttp.asksBucket(SdkHttpMethod.GET));
        for (int page = 1; page < 9; page++) {
            network.answer(
                    1,
                    200,
                    Map.of(),
                    listing("a", "b")
                            .replace(
                                    "<Contents><Key>a",
                                    "<NextContinuationToken>t" + page + "</NextContinuationToken><Contents><Key>a"));
        }
        try (AwsClients broken = network.clients(clients.settings())) {
            assertThrows(ImageException.Failed.class, () -> new S3Listing(broken).list("", _ -> {}));
            assertEquals(2, network.requests());
        }
    }

    private static String listing(String... keys) {
        var contents = new StringBuilder();
        for (String each : keys) {
            contents.append("<Contents><Key>" + each
                    + "</Key><Size>1</Size><LastModified>2024-01-01T00:00:00.000Z</LastModified></Contents>");
        }
        return "<ListBucketResult><IsTruncated>true</IsTruncated>" + contents + "</ListBucketResult>";
    }

    private static FaultyHttp sends() {
        return FaultyHttp.forOnly(FaultyHttp::sendsOriginal);
    }

    private static boolean sendsPart(SdkHttpRequest request) {
        return request.firstMatchingRawQueryParameter("partNumber").isPresent();
    }

    private static boolean isConditional(SdkHttpRequest request) {
        return request.firstMatchingHeader("If-None-Match").isPresent();
    }

    private void put(FaultyHttp network, byte[] bytes) throws IOException {
        try (AwsClients over = network.clients(clients.settings())) {
            put(over, bytes);
        }
    }

    private void put(AwsClients over, byte[] bytes) throws IOException {
        put(over, key, bytes);
    }

    private void put(AwsClients over, ObjectKey into, byte[] bytes) throws IOException {
        ImageSource source = ImageSource.ofBytes("photo.tif", bytes);
        store(over).put(into, source, "image/tiff", Sha256.of(source, _ -> {}), _ -> {});
    }

    private byte[] read(ObjectKey from) throws IOException {
        try (InputStream bytes = store(clients).open(from)) {
            return bytes.readAllBytes();
        }
    }

    private S3ObjectStore store(AwsClients over) {
        return new S3ObjectStore(over, new MultipartUpload(over, new OpenUploads(folder), 5 << 20));
    }

    private static Map<String, String> eTag(String value) {
        return Map.of("ETag", "\"" + value + "\"");
    }

    private static String md5(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
