package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.cloud.DirectHttp;
import dev.vitrine.cloud.WireAnswer;
import dev.vitrine.cloud.WireModel;
import dev.vitrine.cloud.WireRequest;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.cloud.s3.S3Model;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.Resources;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.adopt.AdoptOutcome;
import dev.vitrine.service.adopt.AdoptOutcome.AdoptResult;
import dev.vitrine.service.adopt.AdoptReport;
import dev.vitrine.service.adopt.AdoptRequest;
import dev.vitrine.service.adopt.Adoption;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.service.mirror.PollingPace;
import dev.vitrine.store.CloudUsage.Kind;
import dev.vitrine.store.GuardedObjects;
import dev.vitrine.store.GuardedRows;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.Rights;
import dev.vitrine.store.Rights.Right;
import dev.vitrine.store.SourceBucket;
import dev.vitrine.store.SourceBucket.SourceObject;
import dev.vitrine.world.World;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// What goes wrong between two buckets, on either side.
class AdoptedBucketFaultsTest {
    private static final String OTHER = "ten-years";
    private static final String OWN = DirectClients.SETTINGS.bucket();
    private static final AdoptRequest ALL = new AdoptRequest("", "alice", List.of(), false, Optional.empty());
    private static final ObjectKey KEY = ObjectKey.original("alice", "00000000-0000-4000-8000-000000000000");

    /// What a server answers otherwise; empty where it answers as usual.
    private interface Fault {
        Optional<WireAnswer> answer(WireRequest request);
    }

    @TempDir
    private Path work;

    @AutoClose
    private final Resources resources = new Resources();

    private final WireModel s3 = new S3Model(
            World.clock()::instant, Instant::now, AwsServers.KEYS.accessKeyId(), AwsServers.KEYS.secretAccessKey());
    private final WireModel dynamo = new DynamoModel(World.clock()::instant);
    private final AtomicInteger copies = new AtomicInteger();
    private final Rights rights = new Rights();
    private volatile Fault fault = _ -> Optional.empty();
    private final SdkHttpClient network = new DirectHttp(this::answer);
    private AwsClients clients;

    private WireAnswer answer(WireRequest request) {
        boolean isOfTables = request.header("x-amz-target").isPresent();
        copies.addAndGet(isCopy(request) ? 1 : 0);
        return fault.answer(request).orElseGet(() -> isOfTables ? dynamo.answer(request) : s3.answer(request));
    }

    private static boolean isCopy(WireRequest request) {
        return request.header("x-amz-copy-source").isPresent();
    }

    private static boolean isOf(WireRequest request, String method, String bucket) {
        return request.method().equals(method)
                && request.path().startsWith("/" + bucket)
                && request.header("x-amz-target").isEmpty();
    }

    private static Optional<WireAnswer> error(int status, String code, String message) {
        String xml = "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>";
        return Optional.of(new WireAnswer(
                status, Map.of("Content-Type", "application/xml"), xml.getBytes(StandardCharsets.UTF_8)));
    }

    @BeforeEach
    void open() {
        clients = resources.add(DirectClients.over(network));
        var setup = new AwsSetup(clients);
        setup.apply(setup.plan().steps(), _ -> {});
        clients.s3().createBucket(create -> create.bucket(OTHER));
    }

    private ImageService images() {
        LiveCatalog catalog =
                LiveCatalog.open(SqliteCatalog.openMirror(work), work.resolve("index.snapshot"), resources);
        MirrorSync mirror = resources.add(MirrorSync.idle(
                new DynamoRows(clients), catalog.rows(), PollingPace.USUAL, World.clock(), catalog::written));
        return new ImageService(
                new GuardedRows(mirror.directRows(new DynamoMetadataStore(clients)), rights),
                new GuardedObjects(new S3ObjectStore(clients, work.resolve("open-uploads")), rights),
                catalog,
                new PictureReader());
    }

    private SourceBucket bucket(SdkHttpClient http, String name) {
        return resources.add(S3SourceBucket.open(
                clients,
                name,
                settings -> AwsClients.open(
                        settings, Optional.of(AwsServers.KEYS), http, new RetryPolicy(2, Duration.ZERO))));
    }

    private AdoptReport adopt(SdkHttpClient http, List<AdoptOutcome> outcomes) {
        return new Adoption(images(), bucket(http, OTHER)).run(ALL, outcomes::add);
    }

    private AdoptReport adopt() {
        return adopt(network, new ArrayList<>());
    }

    private void put(int count) {
        for (int i = 0; i < count; i++) {
            put(i + ".jpg", new Color(i * 7919 + 1));
        }
    }

    private void put(String key, Color color) {
        clients.s3()
                .putObject(put -> put.bucket(OTHER).key(key), RequestBody.fromBytes(SampleImages.jpeg(64, 48, color)));
    }

    private static SourceObject first(SourceBucket source) {
        var listed = new ArrayList<SourceObject>();
        source.list("", listed::add);
        return listed.getFirst();
    }

    private Set<String> originals() {
        var paths = new TreeSet<String>();
        new S3Listing(clients)
                .list("", each -> each.key().filter(ObjectKey::isOriginal).ifPresent(key -> paths.add(key.path())));
        return paths;
    }

    private int rows() {
        return new DynamoMetadataStore(clients)
                .list(ImagePage.Request.first(1000))
                .images()
                .size();
    }

    /// They are not told that nothing is there.
    @Test
    void keysThatMayNotListTheLibrarysBucketAdopt() {
        put(5);
        fault = request -> isOf(request, "HEAD", OWN) && s3.answer(request).status() == 404
                ? error(403, "", "")
                : Optional.empty();
        var outcomes = new ArrayList<AdoptOutcome>();
        assertEquals(5, adopt(network, outcomes).count(AdoptResult.ADOPTED), outcomes.toString());
        assertEquals(5, rows());
    }

    private static Optional<WireAnswer> refusedRow(WireRequest request) {
        return request.header("x-amz-target")
                .filter(target -> target.endsWith(".TransactWriteItems") || target.endsWith(".PutItem"))
                .map(_ -> new WireAnswer(
                        400,
                        Map.of("Content-Type", "application/x-amz-json-1.0"),
                        "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\",\"Message\":\"not authorized to perform: dynamodb:PutItem\"}"
                                .getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aRefusedRowEndsTheRunAndLeavesNoCopies() {
        put(200);
        fault = AdoptedBucketFaultsTest::refusedRow;
        AdoptReport report = adopt();
        var why =
                assertInstanceOf(ImageException.Denied.class, report.cutShort().orElseThrow());
        assertTrue(why.isEverywhere(), why.getMessage());
        assertEquals(Set.of(Right.ADD_ROWS), rights.refused().keySet());
        assertTrue(copies.get() <= 32, "only those under way: " + copies);
        assertEquals(Set.of(), originals());
    }

    @Test
    void nothingIsCopiedWhereRowsAreKnownToBeRefused() {
        put(20);
        rights.remember(Map.of(Right.ADD_ROWS, "No rows."));
        assertEquals("No rows.", adopt().cutShort().orElseThrow().getMessage());
        assertEquals(0, copies.get());
    }

    @Test
    void aRefusedCopyEndsTheRunAndIsNotTriedAgain() {
        put(200);
        fault = request -> isCopy(request) ? error(403, "AccessDenied", "Access Denied") : Optional.empty();
        assertInstanceOf(ImageException.Denied.class, adopt().cutShort().orElseThrow());
        assertEquals(1, copies.get());
        assertTrue(rights.refused().containsKey(Right.STORE_ORIGINALS));
    }

    /// An earlier run may have copied it, and another one may be about to write its row.
    @Test
    void whatWasCopiedBeforeStaysWhenItsRowIsRefused() {
        put(1);
        adopt();
        Set<String> before = originals();
        DirectClients.ids(clients)
                .forEach(id -> clients.dynamo()
                        .deleteItem(delete -> delete.tableName(DirectClients.SETTINGS.table())
                                .key(Map.of("image_id", AttributeValue.fromS(id)))));
        fault = AdoptedBucketFaultsTest::refusedRow;
        SourceBucket source = bucket(network, OTHER);
        new Adoption(images(), source).run(ALL, _ -> true);
        assertEquals(before, originals());
    }

    @Test
    void theOtherBucketIsNeverToBeMadeByThisConnection() {
        var none = assertThrows(ImageException.Failed.class, () -> bucket(network, "nobodys"));
        assertTrue(none.getMessage().contains("“nobodys”"), none.getMessage());
        assertFalse(none.getMessage().contains("Set up"), none.getMessage());
        fault = request ->
                isOf(request, "GET", OTHER) ? error(301, "PermanentRedirect", "Elsewhere") : Optional.empty();
        var elsewhere = assertThrows(ImageException.Failed.class, () -> bucket(network, OTHER));
        assertTrue(elsewhere.getMessage().contains("another region"), elsewhere.getMessage());
        assertFalse(elsewhere.getMessage().contains("of the connection"), elsewhere.getMessage());
    }

    @Test
    void aRefusalOfTheSourceIsNotSaidOfTheLibrary() {
        put(1);
        SourceBucket source = bucket(network, OTHER);
        SourceObject object = first(source);
        fault = request -> isCopy(request) || isOf(request, "GET", OTHER)
                ? error(403, "AccessDenied", "Access Denied")
                : Optional.empty();
        var denied = assertThrows(ImageException.Denied.class, () -> source.copy(object, KEY, "image/jpeg"));
        assertTrue(denied.getMessage().contains("“" + OTHER + "”"), denied.getMessage());
        assertFalse(denied.isMissingRight(), "the library's rights are as they were");
        fault = request -> isCopy(request) ? error(404, "NoSuchBucket", "Gone") : Optional.empty();
        var own = assertThrows(ImageException.Failed.class, () -> source.copy(object, KEY, "image/jpeg"));
        assertTrue(own.getMessage().contains("“" + OWN + "”"), own.getMessage());
    }

    @Test
    void anAnswerThatDoesNotComeIsNoChange() {
        put(1);
        SourceBucket source = bucket(network, OTHER);
        SourceObject object = first(source);
        fault = request -> {
            if (isCopy(request)) {
                return error(412, "PreconditionFailed", "Changed");
            }
            return copies.get() > 0 && isOf(request, "HEAD", OWN) ? error(500, "", "") : Optional.empty();
        };
        assertThrows(ImageException.Unreachable.class, () -> source.copy(object, KEY, "image/jpeg"));
    }

    @Test
    void whatChangesBetweenItsPartsIsAConflict() {
        put(1);
        var source = new S3SourceBucket(
                resources.add(DirectClients.over(DirectClients.SETTINGS.ofBucket(OTHER, "us-east-1"), network)),
                clients,
                0,
                100);
        SourceObject object = first(source);
        fault = request -> {
            if (copies.get() == 2) {
                fault = _ -> Optional.empty();
                put("0.jpg", Color.CYAN);
            }
            return Optional.empty();
        };
        var changed = assertThrows(ImageException.Conflict.class, () -> source.copy(object, KEY, "image/jpeg"));
        assertTrue(changed.getMessage().contains("changed meanwhile"), changed.getMessage());
        assertEquals(
                List.of(),
                clients.s3().listMultipartUploads(list -> list.bucket(OWN)).uploads());
    }

    /// Answers of which only the beginning arrives, so many of them.
    private record Breaking(SdkHttpClient real, AtomicInteger left) implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            ExecutableHttpRequest prepared = real.prepareRequest(request);
            boolean isObject =
                    request.httpRequest().firstMatchingHeader("Range").isPresent();
            if (!isObject || left.getAndDecrement() <= 0) {
                return prepared;
            }
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    HttpExecuteResponse whole = prepared.call();
                    byte[] body = whole.responseBody().orElseThrow().readAllBytes();
                    return HttpExecuteResponse.builder()
                            .response(whole.httpResponse())
                            .responseBody(AbortableInputStream.create(new BrokenStream(body, body.length / 2)))
                            .build();
                }

                @Override
                public void abort() {
                    prepared.abort();
                }
            };
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Test
    void aConnectionThatBreaksWithinAnImageIsTriedOnceMore() {
        put(1);
        var outcomes = new ArrayList<AdoptOutcome>();
        adopt(new Breaking(network, new AtomicInteger(1)), outcomes);
        assertEquals(AdoptResult.ADOPTED, outcomes.getFirst().result(), outcomes.toString());
    }

    @Test
    void aConnectionThatKeepsBreakingIsNoBrokenFile() {
        put(1);
        var outcomes = new ArrayList<AdoptOutcome>();
        adopt(new Breaking(network, new AtomicInteger(1000)), outcomes);
        assertEquals(AdoptResult.FAILED, outcomes.getFirst().result());
        assertTrue(
                outcomes.getFirst().reason().startsWith("The connection broke"),
                outcomes.getFirst().reason());
    }

    @Test
    void whatIsReadFromTheSourceIsCountedWithTheLibrary() {
        put(3);
        long listings = clients.use().of(Kind.LISTING).requests();
        SourceBucket source = bucket(network, OTHER);
        SourceObject object = first(source);
        assertEquals(listings + 2, clients.use().of(Kind.LISTING).requests());
        long downloads = clients.use().of(Kind.DOWNLOADS).requests();
        source.open(object, 0, 10);
        assertEquals(downloads + 1, clients.use().of(Kind.DOWNLOADS).requests());
    }

    /// Bytes of that ETag are read, on both sides.
    @Test
    void aConnectionThatBreaksWhileBytesAreComparedIsNoBrokenDrive() {
        put(1);
        byte[] same = SampleImages.jpeg(64, 48, new Color(1));
        String id = clients.s3()
                .createMultipartUpload(begin -> begin.bucket(OWN).key(KEY.path()))
                .uploadId();
        String eTag = clients.s3()
                .uploadPart(
                        part -> part.bucket(OWN).key(KEY.path()).uploadId(id).partNumber(1),
                        RequestBody.fromBytes(same))
                .eTag();
        clients.s3()
                .completeMultipartUpload(done -> done.bucket(OWN)
                        .key(KEY.path())
                        .uploadId(id)
                        .multipartUpload(parts -> parts.parts(
                                CompletedPart.builder().partNumber(1).eTag(eTag).build())));
        SourceBucket source = bucket(new Breaking(network, new AtomicInteger(1)), OTHER);
        SourceObject object = first(source);
        assertThrows(ImageException.Unreachable.class, () -> source.copy(object, KEY, "image/jpeg"));
        assertFalse(source.copy(object, KEY, "image/jpeg").isNew());
    }

    /// Another right than that to store them.
    @Test
    void copiesThatMayNotBeLookedAtAreRemovedAndNoRightToStoreIsLost() {
        put(1);
        fault = request -> isOf(request, "HEAD", OWN) ? error(403, "", "") : Optional.empty();
        var outcomes = new ArrayList<AdoptOutcome>();
        adopt(network, outcomes);
        assertEquals(AdoptResult.FAILED, outcomes.getFirst().result());
        assertEquals(Map.of(), rights.refused());
        assertEquals(Set.of(), originals());
    }
}
