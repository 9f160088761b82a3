package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Eventually;
import dev.vitrine.Unchecked;
import dev.vitrine.files.PartHashes;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.aws.DownloadedRange.RequestedRange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// What a bucket does beyond the contract of every object store: parts, checksums on the server, cancelling.
class S3ObjectStoreTest {
    private static final byte[] LARGE = bytes(11 << 20);

    @AutoClose
    private static AwsClients clients;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openLibrary() {
        clients = AwsServers.library(AwsServers.settings());
    }

    @Test
    void aLargeImageGoesInPartsAndComesBackWhole() throws IOException {
        ObjectKey key = newKey();
        var reported = Collections.synchronizedList(new ArrayList<Long>());
        ImageSource source = ImageSource.ofBytes("large.tif", LARGE);

        store().put(key, source, "image/tiff", Sha256.of(source, _ -> {}), reported::add);

        assertEquals(LARGE.length, Collections.max(reported));
        assertEquals("image/tiff", store().find(key).orElseThrow().contentType());
        assertArrayEquals(LARGE, store().open(key).readAllBytes());
        assertEquals(List.of(), openUploads());
    }

    @Test
    void aLargeImageNeverReplacesAnother() throws IOException {
        ObjectKey key = newKey();
        put(key, new byte[] {1, 2, 3});

        assertThrows(ImageException.Conflict.class, () -> put(key, LARGE));

        assertArrayEquals(new byte[] {1, 2, 3}, store().open(key).readAllBytes());
        assertEquals(List.of(), openUploads());
    }

    @Test
    void aLargeImageWithOtherBytesThanHashedIsNotStored() {
        ObjectKey key = newKey();

        assertThrows(
                ImageException.Failed.class,
                () -> store().put(
                                key, ImageSource.ofBytes("large.tif", LARGE), "image/tiff", "00".repeat(32), _ -> {}));

        assertEquals(Optional.empty(), store().find(key));
        assertEquals(List.of(), openUploads());
    }

    @Test
    void anUploadThatBrokeGoesOnWithTheMissingParts() throws IOException {
        ObjectKey key = newKey();
        ImageSource source = ImageSource.ofBytes("large.tif", LARGE);
        String sha256 = Sha256.of(source, _ -> {});
        var offsets = new ConcurrentSkipListSet<Long>();
        ImageSource breaking = new Slices("large.tif", LARGE, offset -> {
            if (offset == 10 << 20) {
                throw SdkClientException.create("The network is gone.", new SocketException("Network is unreachable"));
            }
        });
        assertThrows(ImageException.Unreachable.class, () -> store().put(key, breaking, "image/tiff", sha256, _ -> {}));

        store().put(key, new Slices("large.tif", LARGE, offsets::add), "image/tiff", sha256, _ -> {});

        assertArrayEquals(LARGE, store().open(key).readAllBytes());
        assertTrue(offsets.contains(10L << 20) && offsets.size() < 3, "sent again: " + offsets);
    }

    /// The first request never arrives; the second finds an image, which is not the one that was sent.
    @Test
    void theImageOfSomebodyElseIsNotTakenForOneWhoseAnswerWasLost() throws IOException {
        for (byte[] bytes : List.of(new byte[] {4, 5, 6}, LARGE)) {
            ObjectKey key = newKey();
            put(key, new byte[] {1, 2, 3});
            FaultyHttp network = FaultyHttp.forOnly(
                            bytes == LARGE ? FaultyHttp.asksBucket(SdkHttpMethod.POST) : FaultyHttp::sendsOriginal)
                    .work(bytes == LARGE ? 1 : 0)
                    .fail(1, new SocketException("Connection reset"));
            try (AwsClients lossy = network.clients(clients.settings())) {
                S3ObjectStore store = store(lossy);
                ImageSource source = ImageSource.ofBytes("other.jpg", bytes);
                String sha256 = Sha256.of(source, _ -> {});

                assertThrows(
                        ImageException.Conflict.class, () -> store.put(key, source, "image/jpeg", sha256, _ -> {}));
            }
            assertArrayEquals(new byte[] {1, 2, 3}, store().open(key).readAllBytes());
        }
    }

    /// 409: S3 could not tell whether the key is taken, and asks for the same upload again. Only 412 says that it
    /// is.
    @Test
    void aRaceAtTheServerIsTriedAgainAndIsNoImageThatIsThere() throws IOException {
        for (byte[] bytes : List.of(new byte[] {4, 5, 6}, LARGE)) {
            ObjectKey key = newKey();
            ImageSource source = ImageSource.ofBytes("photo.jpg", bytes);
            String sha256 = Sha256.of(source, _ -> {});
            FaultyHttp network = racedPut(bytes, 1);
            try (AwsClients busy = network.clients(clients.settings())) {
                store(busy).put(key, source, "image/jpeg", sha256, _ -> {});
            }
            assertArrayEquals(bytes, store().open(key).readAllBytes());
        }
    }

    /// A multipart upload is begun anew then, as S3 wants it.
    @Test
    void aRaceThatDoesNotEndIsLeftForLater() throws IOException {
        for (byte[] bytes : List.of(new byte[] {4, 5, 6}, LARGE)) {
            ObjectKey key = newKey();
            ImageSource source = ImageSource.ofBytes("photo.jpg", bytes);
            String sha256 = Sha256.of(source, _ -> {});
            FaultyHttp network = racedPut(bytes, 2);
            try (AwsClients busy = network.clients(clients.settings())) {
                S3ObjectStore store = store(busy);
                assertThrows(
                        ImageException.Unreachable.class, () -> store.put(key, source, "image/jpeg", sha256, _ -> {}));
                assertEquals(List.of(), openUploads());
                store.put(key, source, "image/jpeg", sha256, _ -> {});
            }
            assertArrayEquals(bytes, store().open(key).readAllBytes());
        }
    }

    @Test
    void aRaceWhileBytesAreMovedIsTriedAgain() throws IOException {
        ObjectKey key = newKey();
        put(key, new byte[] {1, 2, 3});
        FaultyHttp network = FaultyHttp.forOnly(FaultyHttp.asksBucket(SdkHttpMethod.PUT));
        raced(network, 1);
        try (AwsClients busy = network.clients(clients.settings())) {
            store(busy).move(key, key.quarantined());
        }
        assertArrayEquals(new byte[] {1, 2, 3}, store().open(key.quarantined()).readAllBytes());
    }

    /// Small bytes race where they are sent, large ones where their parts are put together.
    @Test
    void aDocumentThatOthersRemoveBeforeTheAnswerIsKnownIsNotMadeAgain() {
        ObjectKey key = newDocument();
        FaultyHttp network =
                FaultyHttp.forOnly(FaultyHttp.asksBucket(SdkHttpMethod.PUT)).loseAnswer(() -> store().delete(key));
        try (AwsClients lossy = network.clients(clients.settings())) {
            assertThrows(ImageException.Unreachable.class, () -> store(lossy).create(key, new byte[] {1}));
        }
        assertEquals(Optional.empty(), store().find(key));
    }

    @Test
    void aDocumentIsMadeThoughTheAnswerIsLost() {
        ObjectKey key = newDocument();
        FaultyHttp network =
                FaultyHttp.forOnly(FaultyHttp.asksBucket(SdkHttpMethod.PUT)).loseAnswer();
        try (AwsClients lossy = network.clients(clients.settings())) {
            store(lossy).create(key, new byte[] {1});
        }
        assertTrue(store().find(key).isPresent());
    }

    @Test
    void aDocumentIsMadeWhenTheServiceHasRefusedToAtFirst() {
        ObjectKey key = newDocument();
        FaultyHttp network = FaultyHttp.forOnly(FaultyHttp.asksBucket(SdkHttpMethod.PUT))
                .answerS3(1, 503, "SlowDown", "Please reduce your request rate.");
        try (AwsClients busy = network.clients(clients.settings())) {
            store(busy).create(key, new byte[] {1});
        }
        assertTrue(store().find(key).isPresent());
        assertThrows(ImageException.Conflict.class, () -> store().create(key, new byte[] {2}));
    }

    private static ObjectKey newDocument() {
        return ObjectKey.ofShared(
                        ObjectKey.SHARED + "1-" + UUID.randomUUID().toString().replace("-", "") + "/page.json")
                .orElseThrow();
    }

    private static FaultyHttp racedPut(byte[] bytes, int times) {
        FaultyHttp network = FaultyHttp.forOnly(
                        bytes == LARGE ? FaultyHttp.asksBucket(SdkHttpMethod.POST) : FaultyHttp::sendsOriginal)
                .work(bytes == LARGE ? 1 : 0);
        raced(network, times);
        return network;
    }

    private static void raced(FaultyHttp network, int times) {
        network.answerS3(
                times,
                409,
                "ConditionalRequestConflict",
                "The conditional request cannot succeed due to a conflicting operation against this resource.");
    }

    /// Such as by the rule of a bucket for uploads that nobody finished.
    @Test
    void anUploadThatSomebodyRemovedBeforeItsEndIsNotStored() throws IOException {
        ObjectKey key = newKey();
        FaultyHttp network = FaultyHttp.forOnly(FaultyHttp.asksBucket(SdkHttpMethod.POST))
                .work(1)
                .fail(1, new SocketException("Connection reset"))
                .letOthers(() -> clients.s3().listMultipartUploads(list -> list.bucket(bucket())).uploads().stream()
                        .filter(upload -> upload.key().equals(key.path()))
                        .forEach(upload -> clients.s3()
                                .abortMultipartUpload(abort ->
                                        abort.bucket(bucket()).key(upload.key()).uploadId(upload.uploadId()))));
        ImageSource source = ImageSource.ofBytes("large.tif", LARGE);
        String sha256 = Sha256.of(source, _ -> {});
        try (AwsClients lossy = network.clients(clients.settings())) {
            S3ObjectStore store = store(lossy);
            assertThrows(ImageException.class, () -> store.put(key, source, "image/tiff", sha256, _ -> {}));
        }
        assertEquals(Optional.empty(), store().find(key));
    }

    @Test
    void whoeverIsStoppedWhileTheServerPutsThePartsTogetherLeavesNone() throws IOException {
        ObjectKey key = newKey();
        FaultyHttp network = FaultyHttp.forOnly(request -> {
                    boolean isLast = request.method() == SdkHttpMethod.POST
                            && request.rawQueryParameters().containsKey("uploadId");
                    if (isLast) {
                        Thread.currentThread().interrupt();
                    }
                    return isLast;
                })
                .fail(1, new SocketException("Closed by interrupt"));
        ImageSource source = ImageSource.ofBytes("large.tif", LARGE);
        String sha256 = Sha256.of(source, _ -> {});
        try (AwsClients stopped = network.clients(clients.settings())) {
            S3ObjectStore store = store(stopped);
            assertThrows(ImageException.Cancelled.class, () -> store.put(key, source, "image/tiff", sha256, _ -> {}));
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals(List.of(), openUploads());
        assertEquals(Optional.empty(), store().find(key));
    }

    /// The ETag of an object that a key service encrypted says nothing about its bytes.
    @Test
    void theChecksumThatTheServerTellsSparesReadingTheBytes() throws IOException {
        ImageSource source = ImageSource.ofBytes("photo.jpg", new byte[] {1, 2, 3});
        String sha256 = Sha256.of(source, _ -> {});
        var head = Map.of("Content-Length", "3", "ETag", "\"opaque\"", "x-amz-checksum-sha256", Checksum.of(sha256));
        var network = new FaultyHttp().answer(1, 200, head, "");
        try (AwsClients only = network.clients(clients.settings())) {
            assertTrue(store(only).holds(newKey(), source, sha256));
        }
        assertEquals(1, network.requests());
    }

    @Test
    void whatAServerWithoutChecksumsTookOfAChangedFileIsRemoved() throws IOException {
        ObjectKey key = newKey();
        byte[] changed = {1, 2, 4};
        String sha256 = Sha256.of(ImageSource.ofBytes("photo.jpg", new byte[] {1, 2, 3}), _ -> {});
        put(key, changed); // what that server has stored when it answers
        FaultyHttp network = FaultyHttp.forOnly(FaultyHttp::sendsOriginal).answer(1, 200, Map.of(), "");
        try (AwsClients old = network.clients(clients.settings())) {
            assertThrows(
                    ImageException.Failed.class,
                    () -> new S3ObjectStore(old, folder)
                            .put(key, ImageSource.ofBytes("photo.jpg", changed), "image/jpeg", sha256, _ -> {}));
        }
        assertEquals(Optional.empty(), store().find(key));
    }

    @Test
    void aPartThatIsAnotherOneByNowIsSentAgain() throws IOException {
        ObjectKey key = newKey();
        ImageSource source = ImageSource.ofBytes("large.tif", LARGE);
        String sha256 = Sha256.of(source, _ -> {});
        FaultyHttp network = FaultyHttp.forOnly(FaultyHttp.asksBucket(SdkHttpMethod.POST))
                .work(1)
                .fail(2, new SocketException("Connection reset"));
        try (AwsClients breaking = network.clients(clients.settings())) {
            S3ObjectStore store = store(breaking);
            assertThrows(ImageException.Unreachable.class, () -> store.put(key, source, "image/tiff", sha256, _ -> {}));
        }
        clients.s3().listMultipartUploads(list -> list.bucket(bucket())).uploads().stream()
                .filter(upload -> upload.key().equals(key.path()))
                .forEach(upload -> clients.s3()
                        .uploadPart(
                                part -> part.bucket(bucket())
                                        .key(key.path())
                                        .uploadId(upload.uploadId())
                                        .partNumber(1),
                                RequestBody.fromBytes(new byte[5 << 20])));

        store().put(key, source, "image/tiff", sha256, _ -> {});

        assertArrayEquals(LARGE, store().open(key).readAllBytes());
    }

    /// The hashes of its parts were taken from other bytes than those that are to be stored.
    @Test
    void hashesOfOtherBytesProveNothing() {
        ObjectKey key = newKey();
        byte[] bytes = bytes((int) MultipartUpload.PART + 1);
        var source = new Hashed(ImageSource.ofBytes("large.tif", bytes));

        assertThrows(
                ImageException.Failed.class,
                () -> new S3ObjectStore(clients, folder).put(key, source, "image/tiff", "00".repeat(32), _ -> {}));
        assertEquals(Optional.empty(), store().find(key));
    }

    @Test
    void noMorePartsAreReadAheadThanAreSentAtOnce() throws Exception {
        int part = 1 << 10;
        var uploader = new AtomicReference<Thread>();
        var hashed = new AtomicLong();
        var sending = new CountDownLatch(4);
        var end = new CountDownLatch(1);
        FaultyHttp network = FaultyHttp.forOnly(FaultyHttp::sendsOriginal);
        for (int i = 0; i < 4; i++) {
            network.letOthers(() -> {
                sending.countDown();
                await(end);
            });
        }
        var source = new Opened(List.of(bytes(8 * part)), read -> {
            if (Thread.currentThread() == uploader.get()) {
                hashed.addAndGet(read);
            }
        });
        try (AwsClients slow = network.clients(clients.settings())) {
            var store = new S3ObjectStore(slow, new MultipartUpload(slow, new OpenUploads(folder), part));
            uploader.set(Thread.ofPlatform()
                    .unstarted(() -> assertThrows(
                            ImageException.Cancelled.class,
                            () -> store.put(newKey(), source, "image/tiff", "", _ -> {}))));
            uploader.get().start();
            sending.await();
            Eventually.await(() -> uploader.get().getState() == Thread.State.WAITING);
            assertEquals(4 * part, hashed.get());
            uploader.get().interrupt();
            end.countDown();
            uploader.get().join();
        }
    }

    private static void await(CountDownLatch latch) {
        Unchecked.run(() -> latch.await());
    }

    @Test
    void aTryThatBrokeNeitherCountsNorLeavesTheFileOpen() {
        for (byte[] bytes : List.of(bytes(1 << 20), LARGE)) {
            assertSentOnce(bytes, network -> network.breakHalfWay(1));
            assertSentOnce(bytes, FaultyHttp::loseAnswer);
        }
    }

    private void assertSentOnce(byte[] bytes, UnaryOperator<FaultyHttp> fault) {
        var source = new Opened(List.of(bytes), _ -> {});
        var reported = Collections.synchronizedList(new ArrayList<Long>());
        FaultyHttp network = fault.apply(FaultyHttp.forOnly(FaultyHttp::sendsOriginal));
        try (AwsClients lossy = network.clients(clients.settings())) {
            store(lossy).put(newKey(), source, "image/tiff", "", reported::add);
        }
        assertEquals(bytes.length, Collections.max(reported));
        assertEquals(0, source.open.get());
    }

    @Test
    void aFileThatIsCutWhileItIsSentFailsAndIsNotLeftOpen() {
        byte[] cut = bytes(1 << 20);
        for (List<byte[]> readings : List.of(List.of(cut), List.of(LARGE, cut))) {
            var source = new Opened(readings, _ -> {});
            source.size = LARGE.length;
            ObjectKey key = newKey();
            assertThrows(ImageException.class, () -> store().put(key, source, "image/tiff", "", _ -> {}));
            assertEquals(0, source.open.get());
            assertEquals(Optional.empty(), store().find(key));
        }
        assertEquals(List.of(), openUploads());
    }

    private record Hashed(ImageSource bytes) implements ImageSource, PartHashes.Known {
        @Override
        public String name() {
            return bytes.name();
        }

        @Override
        public long size() throws IOException {
            return bytes.size();
        }

        @Override
        public InputStream open() throws IOException {
            return bytes.open();
        }

        @Override
        public Optional<PartHashes> partHashes() {
            return Optional.of(PartHashes.of(bytes));
        }
    }

    /// Counts who has it open.
    private static final class Opened implements ImageSource {
        private final List<byte[]> readings;
        private final LongConsumer read;
        private final AtomicInteger opened = new AtomicInteger();
        final AtomicInteger open = new AtomicInteger();
        long size;

        /// @param readings what is found by those who open it, one after the other; the last one by all others
        Opened(List<byte[]> readings, LongConsumer read) {
            this.readings = readings;
            this.read = read;
            this.size = readings.getFirst().length;
        }

        @Override
        public String name() {
            return "large.tif";
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public InputStream open() {
            open.incrementAndGet();
            int at = Math.min(opened.getAndIncrement(), readings.size() - 1);
            return new ByteArrayInputStream(readings.get(at)) {
                private final AtomicBoolean closed = new AtomicBoolean();

                @Override
                public int read(byte[] into, int offset, int length) {
                    int got = super.read(into, offset, length);
                    read.accept(Math.max(0, got));
                    return got;
                }

                @Override
                public void close() {
                    if (closed.compareAndSet(false, true)) {
                        open.decrementAndGet();
                    }
                }
            };
        }
    }

    /// Tells from where it is read.
    private record Slices(String name, byte[] bytes, LongConsumer skipped) implements ImageSource {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes) {
                @Override
                public void skipNBytes(long n) throws IOException {
                    skipped.accept(n);
                    super.skipNBytes(n);
                }
            };
        }
    }

    @Test
    void interruptingALargeUploadCancelsItAndLeavesNothing() throws InterruptedException {
        ObjectKey key = newKey();
        var sending = new CountDownLatch(1);
        var outcome = new AtomicReference<ImageException>();
        Thread upload = Thread.ofVirtual().start(() -> {
            try {
                store().put(key, ImageSource.ofBytes("large.tif", LARGE), "image/tiff", "", _ -> sending.countDown());
            } catch (ImageException e) {
                outcome.set(e);
            }
        });
        assertTrue(sending.await(10, TimeUnit.SECONDS));

        upload.interrupt();
        upload.join(10_000);

        assertEquals(ImageException.Cancelled.class, outcome.get().getClass());
        assertEquals(Optional.empty(), store().find(key));
        assertEquals(List.of(), openUploads());
    }

    @Test
    void interruptingASmallUploadCancelsIt() throws InterruptedException {
        ObjectKey key = newKey();
        var outcome = new AtomicReference<ImageException>();
        Thread upload = Thread.ofVirtual().start(() -> {
            try {
                store().put(
                                key,
                                ImageSource.ofBytes("small.jpg", bytes(4 << 20)),
                                "image/jpeg",
                                "",
                                _ -> Thread.currentThread().interrupt());
            } catch (ImageException e) {
                outcome.set(e);
            }
        });
        upload.join(10_000);

        assertEquals(ImageException.Cancelled.class, outcome.get().getClass());
        assertEquals(Optional.empty(), store().find(key));
    }

    @Test
    void aDownloadThatIsClosedEarlyLeavesTheStoreUsable() throws IOException {
        ObjectKey key = newKey();
        put(key, bytes(4 << 20));
        for (int i = 0; i < 20; i++) {
            try (var in = store().open(key)) {
                in.readNBytes(10);
            }
        }
        assertEquals(4 << 20, store().find(key).orElseThrow().sizeBytes());
    }

    @Test
    void onlyADownloadThatIsClosedEarlyDropsItsConnection() throws IOException {
        for (int bytes : List.of(1, 10)) {
            var dropped = new AtomicBoolean();
            var body = AbortableInputStream.create(new ByteArrayInputStream(new byte[10]), () -> dropped.set(true));
            try (var download = new DownloadedRange(
                    new ResponseInputStream<>(
                            GetObjectResponse.builder().contentLength(10L).build(), body),
                    RequestedRange.ALL,
                    () -> 10)) {
                download.readNBytes(bytes == 10 ? 11 : bytes);
            }
            assertEquals(bytes < 10, dropped.get());
        }
    }

    /// Of a server that knows no ranges: the rest of a large file is not fetched for nothing.
    @Test
    void whatNobodyAskedForIsLeftOnTheWay() throws IOException {
        var dropped = new AtomicBoolean();
        var body = AbortableInputStream.create(new ByteArrayInputStream(new byte[10]), () -> dropped.set(true));
        var answer = GetObjectResponse.builder().contentLength(10L).build();
        try (var download =
                new DownloadedRange(new ResponseInputStream<>(answer, body), new RequestedRange(2, 3), () -> 10)) {
            assertEquals(3, download.readAllBytes().length);
        }
        assertTrue(dropped.get());
    }

    /// Such answers come of what is in between: the bytes in the bucket are all there.
    @Test
    void anAnswerThatIsNotWhatWasAskedForIsADownloadThatBroke() throws IOException {
        ObjectKey key = newKey();
        put(key, bytes(5000));
        for (AnswerTo answer : List.of(
                new AnswerTo(0, 200, Map.of(), ""),
                new AnswerTo(0, 204, Map.of(), ""),
                new AnswerTo(0, 206, Map.of("Content-Range", "bytes 0-9/5000"), "0123456789"),
                new AnswerTo(0, 206, Map.of("Content-Range", "bytes 10-4999/5000"), "x".repeat(4990)),
                new AnswerTo(100, 206, Map.of("Content-Range", "bytes 0-9/5000"), "0123456789"),
                new AnswerTo(100, 206, Map.of("Content-Range", "bytes 200-4999/5000"), "x".repeat(4800)))) {
            FaultyHttp network = FaultyHttp.forOnly(FaultyHttp.asksBucket(SdkHttpMethod.GET))
                    .answer(1, answer.status(), answer.headers(), answer.body());
            try (AwsClients over = network.clients(clients.settings());
                    InputStream download = store(over).openRest(key, answer.from(), "")) {
                assertThrows(SocketException.class, download::readAllBytes, answer::toString);
            }
        }
    }

    /// Who passes on what is still being fetched does not know how much it is (RFC 9110, 14.4).
    @Test
    void aPartOfWhatNobodyKnowsTheLengthOfIsTheOneAskedFor() throws IOException {
        ObjectKey key = newKey();
        put(key, bytes(300));
        FaultyHttp network = FaultyHttp.forOnly(FaultyHttp.asksBucket(SdkHttpMethod.GET))
                .answer(1, 206, Map.of("Content-Range", "bytes 100-299/*"), "x".repeat(200));
        try (AwsClients over = network.clients(clients.settings());
                InputStream download = store(over).openRest(key, 100, "")) {
            assertEquals("x".repeat(200), new String(download.readAllBytes(), StandardCharsets.US_ASCII));
        }
    }

    private record AnswerTo(int from, int status, Map<String, String> headers, String body) {}

    @Test
    void aBucketThatKeepsFormerVersionsSaysSoOfWhatIsDeleted() throws IOException {
        ObjectKey key = newKey();
        put(key, new byte[] {1, 2, 3});
        FaultyHttp network = FaultyHttp.forOnly(FaultyHttp.asksBucket(SdkHttpMethod.DELETE))
                .answer(1, 204, Map.of("x-amz-delete-marker", "true", "x-amz-version-id", "1"), "");
        try (AwsClients over = network.clients(clients.settings())) {
            assertTrue(store(over).delete(key));
            assertFalse(store(over).delete(key));
        }
    }

    @Test
    void whatIsEmptyIsReadAsEmpty() throws IOException {
        ObjectKey key = newKey();
        clients.s3()
                .putObject(
                        put -> put.bucket(clients.settings().bucket()).key(key.path()),
                        RequestBody.fromBytes(new byte[0]));
        assertEquals(0, store().open(key).readAllBytes().length);
        assertEquals(0, store().open(key, 0, 10).readAllBytes().length);
    }

    @Test
    void aSourceThatCannotBeReadSaysSoByName() {
        ImageSource gone = ImageSource.ofFile(folder.resolve("gone.jpg"));

        var e = assertThrows(
                ImageException.NotFound.class, () -> store().put(newKey(), gone, "image/jpeg", "", _ -> {}));

        assertTrue(e.getMessage().contains("gone.jpg"), e.getMessage());
    }

    private S3ObjectStore store() {
        return store(clients);
    }

    private S3ObjectStore store(AwsClients over) {
        return new S3ObjectStore(over, new MultipartUpload(over, new OpenUploads(folder), 5 << 20));
    }

    private void put(ObjectKey key, byte[] bytes) throws IOException {
        ImageSource source = ImageSource.ofBytes("some.tif", bytes);
        store().put(key, source, "image/tiff", Sha256.of(source, _ -> {}), _ -> {});
    }

    private static List<String> openUploads() {
        return clients.s3().listMultipartUploads(list -> list.bucket(bucket())).uploads().stream()
                .map(upload -> upload.key())
                .toList();
    }

    private static String bucket() {
        return clients.settings().bucket();
    }

    private static ObjectKey newKey() {
        return ObjectKey.original("alice", UUID.randomUUID().toString());
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
