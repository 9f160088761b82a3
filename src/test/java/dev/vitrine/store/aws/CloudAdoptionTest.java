package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.cloud.DirectHttp;
import dev.vitrine.cloud.Policy;
import dev.vitrine.cloud.WireAnswer;
import dev.vitrine.cloud.WireModel;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.cloud.s3.S3Model;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
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
import dev.vitrine.service.mirror.MirrorPace;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.service.move.Moves;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.SourceBucket;
import dev.vitrine.world.World;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// What lies in another bucket becomes images of a library, and stays where it is.
class CloudAdoptionTest {
    private static final String OTHER = "ten-years";
    private static final AdoptRequest ALL = new AdoptRequest("", "alice", List.of(), false, Optional.empty());

    @TempDir
    private Path work;

    private final Resources resources = new Resources();
    private final WireModel s3 = new S3Model(
            World.clock()::instant, Instant::now, AwsServers.KEYS.accessKeyId(), AwsServers.KEYS.secretAccessKey());
    private final WireModel dynamo = new DynamoModel(World.clock()::instant);
    private final Policy bytes = new Policy(s3, _ -> false);
    private final SdkHttpClient network = new DirectHttp(
            request -> request.header("x-amz-target").isPresent() ? dynamo.answer(request) : bytes.answer(request));
    private AwsClients clients;
    private LiveCatalog catalog;
    private MetadataStore tables;
    private int machines;

    @BeforeEach
    void open() {
        clients = resources.add(DirectClients.over(network));
        var setup = new AwsSetup(clients);
        setup.apply(setup.plan());
        clients.s3().createBucket(create -> create.bucket(OTHER));
        tables = new DynamoMetadataStore(clients);
    }

    @AfterEach
    void close() {
        resources.close();
    }

    /// A process of its own, with a mirror of its own.
    private ImageService images(AwsClients library) {
        Path folder = work.resolve("machine-" + machines++);
        catalog = LiveCatalog.open(SqliteCatalog.openMirror(folder), folder.resolve("index.snapshot"), resources);
        MirrorSync mirror = resources.add(MirrorSync.idle(
                new DynamoRows(library), catalog.rows(), MirrorPace.USUAL, World.clock(), catalog::written));
        return new ImageService(
                mirror.directRows(new DynamoMetadataStore(library)),
                new S3ObjectStore(library, folder.resolve("open-uploads")),
                catalog,
                new PictureReader(),
                World.clock(),
                () -> World.here().uuid().toString());
    }

    private SourceBucket bucket(SdkHttpClient http) {
        return bucket(clients, http, OTHER);
    }

    private SourceBucket bucket(AwsClients library, SdkHttpClient http, String name) {
        return resources.add(S3SourceBucket.open(library, name, settings -> clientsOf(settings, http)));
    }

    private static AwsClients clientsOf(AwsSettings settings, SdkHttpClient http) {
        return AwsClients.open(settings, Optional.of(AwsServers.KEYS), http, new RetryPolicy(2, Duration.ZERO));
    }

    private Adoption adoption() {
        return new Adoption(images(clients), bucket(network));
    }

    private AdoptReport adopt(AdoptRequest request) {
        return adoption().run(request, _ -> true);
    }

    private List<AdoptOutcome> outcomes(AdoptRequest request) {
        var outcomes = new ArrayList<AdoptOutcome>();
        adoption().run(request, outcomes::add);
        return outcomes;
    }

    private void put(String key, byte[] content) {
        clients.s3().putObject(put -> put.bucket(OTHER).key(key), RequestBody.fromBytes(content));
    }

    private byte[] put(String key, Color color) {
        byte[] jpeg = SampleImages.jpeg(64, 48, color);
        put(key, jpeg);
        return jpeg;
    }

    private Map<String, String> source() {
        var found = new TreeMap<String, String>();
        clients.s3()
                .listObjectsV2Paginator(list -> list.bucket(OTHER).encodingType("url"))
                .contents()
                .forEach(object -> found.put(object.key(), object.eTag() + object.lastModified()));
        return found;
    }

    private List<ImageRecord> rows() {
        return tables.list(ImagePage.Request.first(1000)).images();
    }

    private Set<String> originals() {
        var paths = new TreeSet<String>();
        new S3Listing(clients)
                .list("", each -> each.key().filter(ObjectKey::isOriginal).ifPresent(key -> paths.add(key.path())));
        return paths;
    }

    private static String sha256(byte[] content) {
        return Sha256.of(ImageSource.ofBytes("", content), _ -> {});
    }

    /// Each row has the bytes that it says, and there are no others.
    private void assertWhole() {
        for (ImageRecord row : rows()) {
            byte[] stored = clients.s3()
                    .getObjectAsBytes(get -> get.bucket(DirectClients.SETTINGS.bucket())
                            .key(row.key().path()))
                    .asByteArray();
            assertEquals(row.facts().contentSha256(), sha256(stored));
            assertEquals(row.facts().sizeBytes(), stored.length);
        }
        assertEquals(
                rows().stream().map(row -> row.key().path()).collect(Collectors.toCollection(TreeSet::new)),
                originals());
    }

    @Test
    void anObjectBecomesAnImageAndStaysWhereItIs() {
        byte[] jpeg = put("2024/beach/IMG_1.jpg", Color.YELLOW);
        Map<String, String> before = source();
        AdoptReport report = adopt(new AdoptRequest("", "alice", List.of("attic"), true, Optional.empty()));
        assertEquals(1, report.count(AdoptResult.ADOPTED));
        assertEquals(1, report.objects());
        ImageRecord row = rows().getFirst();
        assertEquals("alice", row.userId());
        assertEquals("IMG_1", row.title());
        assertEquals(List.of("attic", "2024", "beach"), row.tags());
        assertEquals("IMG_1.jpg", row.facts().originalName());
        assertEquals("image/jpeg", row.facts().contentType());
        assertEquals(sha256(jpeg), row.facts().contentSha256());
        assertEquals(64, row.facts().width());
        assertWhole();
        var head = clients.s3()
                .headObject(ask -> ask.bucket(DirectClients.SETTINGS.bucket())
                        .key(row.key().path()));
        assertEquals("image/jpeg", head.contentType());
        assertEquals(before, source());
    }

    @Test
    void aSecondRunAddsNothing() {
        put("a.jpg", Color.RED);
        put("b/c.jpg", Color.GREEN);
        assertEquals(2, adopt(ALL).count(AdoptResult.ADOPTED));
        assertEquals(2, adopt(ALL).count(AdoptResult.THERE));
        Adoption again = adoption();
        assertEquals(2, again.plan(ALL, _ -> true).count(AdoptResult.THERE));
        assertEquals(2, rows().size());
        assertWhole();
    }

    /// Their types are told by their beginnings, whatever they are called.
    @Test
    void whatIsNoImageIsCountedAndTold() {
        put("photo.txt", Color.RED);
        put("letter.jpg", "Dear Alice".getBytes(StandardCharsets.UTF_8));
        put("folder/", new byte[0]);
        put("empty.jpg", new byte[0]);
        put(".vitrine/thumb/512/x.jpg", SampleImages.jpeg(10, 10, Color.RED));
        put("cut.jpg", Arrays.copyOf(SampleImages.jpeg(64, 48, Color.BLUE), 100));
        Map<String, AdoptResult> results = outcomes(ALL).stream()
                .collect(Collectors.toMap(each -> each.object().path(), AdoptOutcome::result));
        assertEquals(
                Map.of(
                        "photo.txt", AdoptResult.ADOPTED,
                        "letter.jpg", AdoptResult.NO_IMAGE,
                        "folder/", AdoptResult.EMPTY,
                        "empty.jpg", AdoptResult.EMPTY,
                        ".vitrine/thumb/512/x.jpg", AdoptResult.OWN,
                        "cut.jpg", AdoptResult.FAILED),
                results);
        assertEquals(1, rows().size());
        assertWhole();
    }

    @Test
    void keysOfAnyFormAreAdopted() {
        List<String> keys = List.of(
                "a//b.jpg",
                "/leading.jpg",
                "//",
                "trailing/",
                "é/ü.jpg",
                "e\u0301.jpg",
                "日本/写真.jpg",
                "😀.jpg",
                "100%.jpg",
                "%41%2F.jpg",
                "a+b c.jpg",
                "--permanently",
                "@ids",
                "tab\there.jpg",
                "line\nbreak.jpg",
                "zero\u0000byte.jpg",
                "bell\u0007",
                "quote\"'<&>.jpg",
                "?query=1&x#frag.jpg",
                "back\\slash.jpg",
                "a/../b.jpg",
                "./c.jpg",
                " spaces ",
                "x".repeat(1000));
        for (int i = 0; i < keys.size(); i++) {
            put(keys.get(i), new Color(i * 7919 + 1));
        }
        List<AdoptOutcome> outcomes = outcomes(new AdoptRequest("", "alice", List.of(), true, Optional.empty()));
        assertEquals(
                Map.of(),
                outcomes.stream()
                        .filter(each -> each.result() != AdoptResult.ADOPTED)
                        .collect(Collectors.toMap(each -> each.object().path(), AdoptOutcome::reason)));
        assertEquals(keys.size(), rows().size());
        assertEquals(keys.size(), adopt(ALL).count(AdoptResult.THERE));
        assertWhole();
        for (ImageRecord row : rows()) {
            assertFalse(row.title().isBlank(), row.toString());
            assertTrue((row.title() + row.tags()).codePoints().noneMatch(Character::isISOControl), row.toString());
        }
    }

    @Test
    void aPrefixIsTheBeginningOfPathsAndItsFolderATag() {
        put("photos/2024/05/a.jpg", Color.RED);
        put("photos/2025/b.jpg", Color.GREEN);
        put("elsewhere/c.jpg", Color.BLUE);
        adopt(new AdoptRequest("photos/2024/", "alice", List.of(), true, Optional.empty()));
        assertEquals(
                List.of(List.of("2024", "2024-05")),
                rows().stream().map(ImageRecord::tags).toList());
        assertEquals(
                1,
                adopt(new AdoptRequest("photos/", "alice", List.of(), true, Optional.empty()))
                        .count(AdoptResult.ADOPTED));
        assertEquals(2, rows().size());
    }

    @Test
    void whatIsOlderIsLeftOut() {
        put("a.jpg", Color.RED);
        var later = new AdoptRequest(
                "", "alice", List.of(), false, Optional.of(Instant.now().plusSeconds(3600)));
        assertEquals(1, adopt(later).count(AdoptResult.OLDER));
        var earlier = new AdoptRequest(
                "", "alice", List.of(), false, Optional.of(Instant.now().minusSeconds(3600)));
        assertEquals(1, adopt(earlier).count(AdoptResult.ADOPTED));
    }

    /// Also where both are found at once.
    @Test
    void theSameBytesAreOneImage() {
        byte[] jpeg = SampleImages.jpeg(64, 48, Color.RED);
        for (int i = 0; i < 20; i++) {
            put("copy-" + i + ".jpg", jpeg);
        }
        AdoptReport report = adopt(ALL);
        assertEquals(1, report.count(AdoptResult.ADOPTED));
        assertEquals(19, report.count(AdoptResult.THERE));
        assertEquals(1, rows().size());
        assertWhole();
    }

    /// Sent in parts, an object has another ETag than a copy of it: then it is read.
    @Test
    void whatWasUploadedBeforeIsNotAddedAgainWhateverItsETag() {
        byte[] jpeg = SampleImages.jpeg(64, 48, Color.RED);
        ImageService images = images(clients);
        images.upload(SampleImages.newImage("alice", "before.jpg", Color.CYAN), _ -> {});
        byte[] before = SampleImages.jpeg(640, 480, Color.CYAN);
        putInParts("parts.jpg", before);
        putInParts("other.jpg", jpeg);
        AdoptReport report = new Adoption(images, bucket(network)).run(ALL, _ -> true);
        assertEquals(1, report.count(AdoptResult.THERE));
        assertEquals(1, report.count(AdoptResult.ADOPTED));
        assertEquals(2, rows().size());
        assertWhole();
    }

    private void putInParts(String key, byte[] content) {
        String id = clients.s3()
                .createMultipartUpload(begin -> begin.bucket(OTHER).key(key))
                .uploadId();
        String eTag = clients.s3()
                .uploadPart(
                        part -> part.bucket(OTHER).key(key).uploadId(id).partNumber(1), RequestBody.fromBytes(content))
                .eTag();
        clients.s3()
                .completeMultipartUpload(done -> done.bucket(OTHER)
                        .key(key)
                        .uploadId(id)
                        .multipartUpload(parts -> parts.parts(
                                CompletedPart.builder().partNumber(1).eTag(eTag).build())));
    }

    /// As S3 wants it of more than 5 GB.
    @Test
    void aLargeObjectIsCopiedInParts() {
        byte[] large = new byte[(11 << 20) + 1];
        byte[] jpeg = SampleImages.jpeg(64, 48, Color.RED);
        System.arraycopy(jpeg, 0, large, 0, jpeg.length);
        put("large.jpg", large);
        var parts = new S3SourceBucket(
                clientsOf(DirectClients.SETTINGS.ofBucket(OTHER, "us-east-1"), network), clients, 6 << 20, 5 << 20);
        ImageService images = images(clients);
        assertEquals(1, new Adoption(images, parts).run(ALL, _ -> true).count(AdoptResult.ADOPTED));
        assertEquals(1, new Adoption(images, parts).run(ALL, _ -> true).count(AdoptResult.THERE));
        assertEquals(sha256(large), rows().getFirst().facts().contentSha256());
        assertWhole();
        assertEquals(
                0,
                clients.s3()
                        .listMultipartUploads(list -> list.bucket(DirectClients.SETTINGS.bucket()))
                        .uploads()
                        .size());
    }

    @Test
    void whatIsInAnArchiveIsLeftOutAndTold() {
        clients.s3()
                .putObject(
                        put -> put.bucket(OTHER).key("cold.jpg").storageClass("GLACIER"),
                        RequestBody.fromBytes(SampleImages.jpeg(64, 48, Color.RED)));
        put("warm.jpg", Color.GREEN);
        AdoptReport report = adopt(ALL);
        assertEquals(1, report.count(AdoptResult.ARCHIVED));
        assertEquals(1, report.count(AdoptResult.ADOPTED));
        assertEquals(Optional.empty(), report.cutShort());
        assertWhole();
    }

    @Test
    void whatIsInTheTrashIsNotAddedAgain() {
        put("a.jpg", Color.RED);
        adopt(ALL);
        images(clients).trash(List.of(rows().getFirst().imageId()));
        assertEquals(1, adopt(ALL).count(AdoptResult.TRASHED));
        assertEquals(0, rows().size());
    }

    @Test
    void whatWasMovedToSomebodySinceIsNotAddedAgain() {
        put("a.jpg", Color.RED);
        adopt(ALL);
        ImageService images = images(clients);
        new Moves(images, tables, tables, new S3ObjectStore(clients, work.resolve("open")), work.resolve("moves"))
                .move(List.of(rows().getFirst().imageId()), "bob", (_, _) -> true);
        assertEquals(1, adopt(ALL).count(AdoptResult.THERE));
        assertEquals(1, rows().size());
        assertWhole();
    }

    /// Whoever keeps both in one bucket.
    @Test
    void aPartOfTheLibrarysOwnBucketIsAdoptedWithoutItsImages() {
        String own = DirectClients.SETTINGS.bucket();
        ImageService images = images(clients);
        images.upload(SampleImages.newImage("alice", "mine.jpg", Color.CYAN), _ -> {});
        clients.s3()
                .putObject(
                        put -> put.bucket(own).key("old/photo.jpg"),
                        RequestBody.fromBytes(SampleImages.jpeg(64, 48, Color.RED)));
        SourceBucket same = bucket(clients, network, own);
        AdoptReport report = new Adoption(images, same).run(ALL, _ -> true);
        assertEquals(1, report.count(AdoptResult.ADOPTED));
        assertEquals(2, report.count(AdoptResult.OWN), "the original and its preview");
        assertEquals(1, new Adoption(images, same).run(ALL, _ -> true).count(AdoptResult.THERE));
        assertEquals(2, rows().size());
    }

    @Test
    void moreThanAPageIsAdoptedPageByPage() {
        for (int i = 0; i < 2100; i++) {
            put("notes/" + i + ".txt", ("note " + i).getBytes(StandardCharsets.UTF_8));
        }
        put("zz/last.jpg", Color.RED);
        AdoptReport report = adopt(ALL);
        assertEquals(2100, report.count(AdoptResult.NO_IMAGE));
        assertEquals(1, report.count(AdoptResult.ADOPTED));
        assertEquals(2101, report.objects());
    }

    @Test
    void aPlanChangesNothing() {
        byte[] jpeg = put("a.jpg", Color.RED);
        put("b.txt", "text".getBytes(StandardCharsets.UTF_8));
        AdoptReport plan = adoption().plan(ALL, _ -> true);
        assertEquals(1, plan.count(AdoptResult.ADOPTED));
        assertEquals(jpeg.length, plan.bytes(AdoptResult.ADOPTED));
        assertEquals(1, plan.count(AdoptResult.NO_IMAGE));
        assertEquals(List.of(), rows());
        assertEquals(Set.of(), originals());
    }

    @Test
    void aStopLeavesWhatIsDoneAndTheNextRunGoesOn() {
        for (int i = 0; i < 60; i++) {
            put(i + ".jpg", new Color(i * 7919 + 1));
        }
        var seen = new ArrayList<AdoptOutcome>();
        AdoptReport stopped = adoption().run(ALL, outcome -> seen.add(outcome) && seen.size() < 5);
        assertInstanceOf(ImageException.Cancelled.class, stopped.cutShort().orElseThrow());
        assertTrue(stopped.objects() >= 5 && stopped.objects() < 60, stopped.toString());
        assertWhole();
        AdoptReport rest = adopt(ALL);
        assertEquals(60, rest.count(AdoptResult.ADOPTED) + rest.count(AdoptResult.THERE));
        assertEquals(60, rows().size());
        assertWhole();
    }

    /// The machine stops before or after any request, and another one goes on.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void killedAnywhereTheNextRunGoesOn(boolean before) {
        boolean isOver = false;
        for (int last = 1; !isOver; last++) {
            put("round-" + last + "/a.jpg", new Color(last * 7919 + 1));
            var request = new AdoptRequest("round-" + last + "/", "alice", List.of("sea"), false, Optional.empty());
            var dying = new DyingHttp(network, last, before);
            try {
                AwsClients machine = DirectClients.over(dying);
                SourceBucket source = bucket(machine, dying, OTHER);
                AdoptReport report = new Adoption(images(machine), source).run(request, _ -> true);
                isOver = dying.requests() < last && report.count(AdoptResult.ADOPTED) == 1;
            } catch (DyingHttp.Killed _) {
                // As meant.
            }
            for (ImageRecord row : rows()) {
                assertTrue(originals().contains(row.key().path()), "a row without bytes after request " + last);
            }
            AdoptReport next = adopt(request);
            assertEquals(1, next.count(AdoptResult.ADOPTED) + next.count(AdoptResult.THERE), next.toString());
            assertEquals(1, adopt(request).count(AdoptResult.THERE));
            assertEquals(last, rows().size());
            assertWhole();
        }
    }

    @Test
    void twoWhoAdoptTheSameAtOnceMakeOneImageOfEach() throws Exception {
        for (int i = 0; i < 30; i++) {
            put(i + ".jpg", new Color(i * 7919 + 1));
        }
        Adoption first = adoption();
        Adoption second = adoption();
        var one = Thread.ofVirtual().start(() -> first.run(ALL, _ -> true));
        AdoptReport report = second.run(ALL, _ -> true);
        one.join();
        assertEquals(0, report.count(AdoptResult.FAILED), report.toString());
        assertEquals(30, rows().size());
        assertWhole();
    }

    /// Whoever keeps both on one server, and may write nothing.
    @Test
    void whoMayNotWriteIsToldSoOnceAndNotForEach() {
        for (int i = 0; i < 200; i++) {
            put(i + ".jpg", new Color(i * 7919 + 1));
        }
        Adoption adoption = adoption();
        bytes.deny("PUT"::equals);
        AdoptReport report = adoption.run(ALL, _ -> true);
        assertInstanceOf(ImageException.Denied.class, report.cutShort().orElseThrow());
        assertTrue(report.count(AdoptResult.FAILED) < 60, report.toString());
        assertEquals(List.of(), rows());
    }

    /// As of objects that are encrypted with a key of somebody else: however many they are, the rest is adopted.
    @Test
    void whatMayNotBeReadIsLeftOutAndTold() {
        for (int i = 0; i < 60; i++) {
            put("encrypted/" + i + ".jpg", new Color(i * 7919 + 1));
        }
        put("open.jpg", Color.RED);
        var guarded = new DirectHttp(
                request -> request.method().equals("GET") && request.path().contains("/encrypted/")
                        ? new WireAnswer(
                                403,
                                Map.of("Content-Type", "application/xml"),
                                "<Error><Code>AccessDenied</Code><Message>not authorized to perform: kms:Decrypt</Message></Error>"
                                        .getBytes(StandardCharsets.UTF_8))
                        : s3.answer(request));
        var outcomes = new ArrayList<AdoptOutcome>();
        AdoptReport report = new Adoption(images(clients), bucket(guarded)).run(ALL, outcomes::add);
        assertEquals(Optional.empty(), report.cutShort());
        assertEquals(1, report.count(AdoptResult.ADOPTED));
        assertEquals(60, report.count(AdoptResult.FAILED));
        assertTrue(
                outcomes.getFirst().reason().contains("kms:Decrypt"),
                outcomes.getFirst().reason());
        assertWhole();
    }

    @Test
    void whoMayNotListIsToldCalmly() {
        put("a.jpg", Color.RED);
        bytes.deny("GET"::equals);
        var denied = assertThrows(ImageException.Denied.class, () -> bucket(network));
        assertTrue(denied.getMessage().contains("listing the bucket"), denied.getMessage());
    }

    @Test
    void aBucketThatIsNotThereIsNamed() {
        clients.s3().deleteBucket(delete -> delete.bucket(OTHER));
        var failed = assertThrows(ImageException.Failed.class, () -> bucket(network));
        assertTrue(failed.getMessage().contains("“" + OTHER + "”"), failed.getMessage());
    }

    /// It is read through its own region, and copies are asked for in that of the library.
    @Test
    void aBucketOfAnotherRegionIsRead() {
        put("a.jpg", Color.RED);
        var regions = new LinkedHashMap<String, String>();
        var strict = new DirectHttp(request -> {
            String scope = request.header("authorization").orElse("");
            boolean isSource =
                    request.path().startsWith("/" + OTHER) || request.path().startsWith("/" + OTHER + "/");
            boolean isFrankfurt = scope.contains("/eu-central-1/");
            regions.put(request.method() + " " + request.path(), isFrankfurt ? "eu-central-1" : "us-east-1");
            if (request.header("x-amz-target").isEmpty() && isSource && !isFrankfurt) {
                return new WireAnswer(
                        301,
                        Map.of("x-amz-bucket-region", "eu-central-1", "Content-Type", "application/xml"),
                        "<Error><Code>PermanentRedirect</Code><Message>elsewhere</Message></Error>"
                                .getBytes(StandardCharsets.UTF_8));
            }
            return request.header("x-amz-target").isPresent() ? dynamo.answer(request) : s3.answer(request);
        });
        SourceBucket source = bucket(strict);
        AdoptReport report = new Adoption(images(clients), source).run(ALL, _ -> true);
        assertEquals(1, report.count(AdoptResult.ADOPTED), report.toString() + regions);
        assertWhole();
    }

    /// Another program replaces an object between its listing and its copy.
    @Test
    void whatChangesMeanwhileIsLeftOutAndTheNextRunTakesIt() {
        put("a.jpg", Color.RED);
        SourceBucket source = bucket(network);
        var listed = new ArrayList<SourceBucket.SourceObject>();
        source.list("", listed::add);
        put("a.jpg", Color.GREEN);
        assertThrows(ImageException.Conflict.class, () -> source.open(listed.getFirst(), 0, 10));
        ObjectKey key = ObjectKey.original("alice", "00000000-0000-4000-8000-000000000000");
        assertThrows(ImageException.Conflict.class, () -> source.copy(listed.getFirst(), key, "image/jpeg"));
        assertEquals(Set.of(), originals());
        assertEquals(1, adopt(ALL).count(AdoptResult.ADOPTED));
        assertWhole();
    }

    /// Bytes of others are never taken for these.
    @Test
    void otherBytesInTheWayStay() {
        put("a.jpg", Color.RED);
        SourceBucket source = bucket(network);
        var listed = new ArrayList<SourceBucket.SourceObject>();
        source.list("", listed::add);
        ObjectKey key = ObjectKey.original("alice", "00000000-0000-4000-8000-000000000000");
        byte[] others = "others".getBytes(StandardCharsets.UTF_8);
        clients.s3()
                .putObject(
                        put -> put.bucket(DirectClients.SETTINGS.bucket()).key(key.path()),
                        RequestBody.fromBytes(others));
        assertThrows(ImageException.Conflict.class, () -> source.copy(listed.getFirst(), key, "image/jpeg"));
        assertEquals(Set.of(key.path()), originals());
    }

    @Test
    void nobodyIsCalledSomethingThatIsNoName() {
        assertThrows(
                ImageException.Invalid.class, () -> new AdoptRequest("", "a/b", List.of(), false, Optional.empty()));
    }
}
