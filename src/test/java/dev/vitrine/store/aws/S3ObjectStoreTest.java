package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpMethod;

/// What a bucket does beyond the contract of every object store: parts, checksums on the server, cancelling.
class S3ObjectStoreTest {
    private static final byte[] LARGE = bytes(11 << 20);

    private static AwsClients clients;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openLibrary() {
        clients = AwsServers.library(AwsServers.settings());
    }

    @AfterAll
    static void closeLibrary() {
        clients.close();
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

    /// 409: S3 could not tell whether the key is taken, and asks for the same upload
    /// again. Only 412 says that it is.
    @Test
    void aRaceAtTheServerIsTriedAgainAndIsNoImageThatIsThere() throws IOException {
        for (byte[] bytes : List.of(new byte[] {4, 5, 6}, LARGE)) {
            ObjectKey key = newKey();
            ImageSource source = ImageSource.ofBytes("photo.jpg", bytes);
            String sha256 = Sha256.of(source, _ -> {});
            FaultyHttp network = FaultyHttp.forOnly(
                            bytes == LARGE ? FaultyHttp.asksBucket(SdkHttpMethod.POST) : FaultyHttp::sendsOriginal)
                    .work(bytes == LARGE ? 1 : 0);
            raced(network, 1);
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
            FaultyHttp network = FaultyHttp.forOnly(
                            bytes == LARGE ? FaultyHttp.asksBucket(SdkHttpMethod.POST) : FaultyHttp::sendsOriginal)
                    .work(bytes == LARGE ? 1 : 0);
            raced(network, 2);
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

    private static void raced(FaultyHttp network, int times) {
        network.answerS3(
                times,
                409,
                "ConditionalRequestConflict",
                "The conditional request cannot succeed due to a conflicting operation against this resource.");
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
