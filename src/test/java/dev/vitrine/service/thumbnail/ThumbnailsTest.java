package dev.vitrine.service.thumbnail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Eventually;
import dev.vitrine.StandardError;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.picture.Samples;
import dev.vitrine.picture.pixels.Picture;
import dev.vitrine.service.SampleImages;
import dev.vitrine.store.ForwardingObjectStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.local.FolderObjectStore;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ThumbnailsTest {
    private static final long MEMORY = 64 << 20;

    @TempDir
    private Path folder;

    private Watched objects;
    private Thumbnails thumbnails;

    @BeforeEach
    void open() {
        objects = new Watched(new FolderObjectStore(folder));
        thumbnails = new Thumbnails(objects, new PictureReader(), 1, MEMORY);
    }

    @AfterEach
    void close() {
        objects.gate.countDown();
        thumbnails.close();
    }

    @Test
    void aPreviewIsMadeFromTheOriginalAndKept() throws Exception {
        ImageRecord image = stored("one", 1600, 1200);
        var ready = assertInstanceOf(Thumbnail.Ready.class, load(image, 512));
        assertEquals(
                "512 × 384", ready.picture().width() + " × " + ready.picture().height());
        assertTrue(objects.find(ObjectKey.preview("one", 512)).isPresent());
    }

    @Test
    void aKeptPreviewIsUsedWithoutReadingTheOriginal() throws Exception {
        ImageRecord image = stored("one", 1600, 1200);
        load(image, 512);
        thumbnails.close();
        objects.originalsOpened.set(0);
        thumbnails = new Thumbnails(objects, new PictureReader(), 1, MEMORY);
        assertInstanceOf(Thumbnail.Ready.class, load(image, 512));
        assertEquals(0, objects.originalsOpened.get());
    }

    @Test
    void whatThisMachineKeepsFillsTheScreenWithoutARequest() throws Exception {
        thumbnails.close();
        byte[] jpeg = SampleImages.jpeg(1600, 1200, Color.GREEN);
        ImageRecord row = stored("one", 1600, 1200, jpeg);
        ImageRecord image = row.withFacts(row.facts().with(Attribute.SIZE_BYTES, jpeg.length));
        ObjectStore away = new ForwardingObjectStore() {
            @Override
            public ObjectStore store() {
                throw new AssertionError("asked of the library");
            }

            @Override
            public Optional<Path> onDisk(ObjectKey key) {
                return Optional.empty();
            }

            @Override
            public Optional<Path> keptFile(String sha256) {
                return Optional.of(Path.of(sha256));
            }

            @Override
            public Optional<InputStream> openKept(String sha256) {
                return Optional.of(new ByteArrayInputStream(jpeg));
            }
        };
        thumbnails = new Thumbnails(away, new PictureReader(), 1, MEMORY);
        var ready = assertInstanceOf(Thumbnail.Ready.class, load(image, 2048));
        assertEquals(1600, ready.picture().width());
    }

    @Test
    void aDamagedPreviewIsMadeAgain() throws Exception {
        ImageRecord image = stored("one", 1600, 1200);
        objects.put(
                ObjectKey.preview("one", 512), ImageSource.ofBytes("", new byte[100]), "image/jpeg", "", sent -> {});
        assertInstanceOf(Thumbnail.Ready.class, load(image, 512));
        assertTrue(objects.find(ObjectKey.preview("one", 512)).orElseThrow().sizeBytes() > 100);
    }

    @Test
    void whatWasLoadedIsInMemory() throws Exception {
        ImageRecord image = stored("one", 1600, 1200);
        assertEquals(Optional.empty(), thumbnails.cached(image, 512));
        Thumbnail loaded = load(image, 512);
        assertEquals(Optional.of(loaded), thumbnails.cached(image, 512));
        assertEquals(Optional.empty(), thumbnails.cached(image, 2048), "a tile is too small for the screen");
    }

    /// A worker that waits for the next picture has the last one on its stack.
    @Test
    void whoeverWasAnsweredIsReferencedNoLonger() throws Exception {
        var listener = new WeakReference<>(answered(stored("one", 1600, 1200)));
        Eventually.await(() -> {
            System.gc();
            return listener.get() == null;
        });
    }

    private Object answered(ImageRecord image) throws Exception {
        var listener = new CompletableFuture<Thumbnail>();
        thumbnails.load(image, 512, listener::complete);
        listener.get(30, TimeUnit.SECONDS);
        return listener;
    }

    @Test
    void aSmallTileTakesLittleMemoryAndIsMadeFromTheKeptPreview() throws Exception {
        ImageRecord image = stored("one", 1600, 1200);
        var small = assertInstanceOf(Thumbnail.Ready.class, load(image, 200));
        assertEquals(
                "256 × 192", small.picture().width() + " × " + small.picture().height());
        assertTrue(objects.find(ObjectKey.preview("one", 512)).isPresent());
        assertEquals(Optional.empty(), thumbnails.cached(image, 512));
        var large = load(image, 512);
        assertEquals(Optional.of(small), thumbnails.cached(image, 200));
        assertEquals(Optional.of(large), thumbnails.cached(image, 257));
        assertEquals(1, objects.originalsOpened.get());
    }

    @Test
    void aTurnedImageShowsTurnedAndItsStoredPreviewStaysAsItsFileIs() throws Exception {
        ImageRecord image = stored("one", 1600, 1200);
        assertEquals("512 × 384", sides(load(image, 512)));
        ImageRecord turned = image.withCorrection(image.correction().turned(Orientation.TURN_RIGHT), Instant.EPOCH);
        assertEquals("384 × 512", sides(thumbnails.cached(turned, 512).orElseThrow()));
        assertEquals("384 × 512", sides(load(turned, 512)));
        thumbnails.clearMemory();
        assertEquals("384 × 512", sides(load(turned, 512)));
        assertEquals("512 × 384", sides(load(image, 512)));
        assertEquals(1, objects.originalsOpened.get());
    }

    @Test
    void whatFillsAScreenIsTurnedByAWorkerAndNotByWhoeverAsksWhatIsThere() throws Exception {
        ImageRecord image = stored("wide", 1200, 900);
        assertEquals("1200 × 900", sides(load(image, 1200)));
        ImageRecord turned = image.withCorrection(image.correction().turned(Orientation.TURN_RIGHT), Instant.EPOCH);
        assertEquals(Optional.empty(), thumbnails.cached(turned, 512));
        assertEquals("900 × 1200", sides(load(turned, 1200)));
        assertEquals("900 × 1200", sides(thumbnails.cached(turned, 1200).orElseThrow()));
    }

    private static String sides(Thumbnail thumbnail) {
        Picture picture = assertInstanceOf(Thumbnail.Ready.class, thumbnail).picture();
        return picture.width() + " × " + picture.height();
    }

    @Test
    void aSmallImageHasOneSizeForEverything() throws Exception {
        ImageRecord image = stored("one", 300, 200);
        Thumbnail loaded = load(image, 512);
        assertEquals(Optional.of(loaded), thumbnails.cached(image, 2048));
    }

    @Test
    void bytesThatCannotBeShownAreMissingWithAReason() throws Exception {
        ImageRecord image = SampleImages.row("one", "Broken");
        objects.put(
                image.key(), ImageSource.ofBytes("broken.jpg", "no image".getBytes()), "image/jpeg", "", sent -> {});
        var missing = assertInstanceOf(Thumbnail.Missing.class, load(image, 512));
        assertTrue(!missing.reason().isBlank());
        load(image, 512);
        assertEquals(1, objects.originalsOpened.get(), "the failure is remembered");
    }

    @Test
    void lostBytesAreMissingUntilTheyAreBack() throws Exception {
        ImageRecord image = SampleImages.row("one", "Lost");
        assertInstanceOf(Thumbnail.Missing.class, load(image, 512));
        stored("one", 800, 600);
        assertInstanceOf(Thumbnail.Ready.class, load(image, 512));
    }

    @Test
    void whatIsMissingForAWhileShowsWhenItsDriveIsBackToWhoeverStillWantsIt() throws Exception {
        var away = new ImageException.Unreachable("The drive is away.", new IOException());
        objects.away = Optional.of(away);
        var answers = new LinkedBlockingQueue<String>();
        ask(stored("one", 800, 600), answers);
        ask(stored("two", 800, 600), answers);
        ThumbnailTicket gone = ask(stored("three", 800, 600), answers);
        assertEquals(Set.of("one missing", "two missing", "three missing"), take(3, answers));
        gone.cancel();

        thumbnails.tryMissing();
        assertEquals(1, take(1, answers).size(), "one alone tells that nothing has changed");
        objects.away = Optional.empty();
        thumbnails.tryMissing();
        assertEquals(Set.of("one ready", "two ready"), take(2, answers));
        thumbnails.tryMissing();
        load(stored("four", 100, 100), 512);
        assertEquals(List.of(), List.copyOf(answers), "each is told once that it is there");
    }

    @Test
    void whoeverIsGoneWaitsForNothingThatIsMissing() throws Exception {
        objects.away = Optional.of(new ImageException.Unreachable("The drive is away.", new IOException()));
        var listener = new WeakReference<>(answered(stored("one", 1600, 1200)));
        thumbnails.forgetAll();
        Eventually.await(() -> {
            System.gc();
            return listener.get() == null;
        });
    }

    @Test
    void whoeverIsGoneIsToldNothingOfWhatWasUnderWay() throws Exception {
        objects.holdOriginals();
        var answers = new LinkedBlockingQueue<String>();
        ask(stored("held", 100, 100), answers);
        objects.arrived.await();
        ask(stored("next", 100, 100), answers);
        thumbnails.forgetAll();
        objects.away = Optional.of(new ImageException.Unreachable("The drive is away.", new IOException()));
        objects.gate.countDown();
        load(stored("other", 100, 100), 512);
        thumbnails.tryMissing();
        load(stored("last", 100, 100), 512);
        assertEquals(List.of(), List.copyOf(answers));
    }

    private ThumbnailTicket ask(ImageRecord image, BlockingQueue<String> answers) {
        return thumbnails.load(
                image,
                512,
                answer -> answers.add(image.imageId() + (answer instanceof Thumbnail.Ready ? " ready" : " missing")));
    }

    private static Set<String> take(int count, BlockingQueue<String> answers) throws InterruptedException {
        var taken = new HashSet<String>();
        for (int i = 0; i < count; i++) {
            taken.add(String.valueOf(answers.poll(20, TimeUnit.SECONDS)));
        }
        return taken;
    }

    @Test
    void whatWasAskedForLastComesFirst() throws Exception {
        objects.holdOriginals();
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        var all = new CountDownLatch(4);
        for (String id : List.of("held", "one", "two", "three")) {
            thumbnails.load(stored(id, 100, 100), 512, _ -> {
                order.add(id);
                all.countDown();
            });
            if (id.equals("held")) {
                objects.arrived.await();
            }
        }
        objects.gate.countDown();
        all.await();
        assertEquals(List.of("held", "three", "two", "one"), order);
    }

    @Test
    void whatScrolledAwayIsNotMade() throws Exception {
        objects.holdOriginals();
        thumbnails.load(stored("held", 100, 100), 512, _ -> {});
        objects.arrived.await();
        List<String> reported = Collections.synchronizedList(new ArrayList<>());
        var last = new CountDownLatch(1);
        thumbnails.load(stored("last", 100, 100), 512, _ -> last.countDown());
        ThumbnailTicket gone = thumbnails.load(stored("gone", 100, 100), 512, _ -> reported.add("gone"));
        gone.cancel();
        objects.gate.countDown();
        last.await();
        assertEquals(List.of(), reported);
        assertEquals(Optional.empty(), objects.find(ObjectKey.preview("gone", 512)));
    }

    @Test
    void oneIsMadeForAllWhoAsk() throws Exception {
        objects.holdOriginals();
        ImageRecord image = stored("one", 800, 600);
        List<CompletableFuture<Thumbnail>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(start(image, 512));
        }
        objects.arrived.await();
        answers.add(start(image, 512));
        objects.gate.countDown();
        for (CompletableFuture<Thumbnail> answer : answers) {
            assertInstanceOf(Thumbnail.Ready.class, answer.get());
        }
        assertEquals(1, objects.originalsOpened.get());
    }

    @Test
    void memoryStaysWithinItsBound() throws Exception {
        thumbnails.close();
        int two = 2 * 512 * 384 * 4;
        thumbnails = new Thumbnails(objects, new PictureReader(), 1, two);
        var images = new ArrayList<ImageRecord>();
        for (int i = 0; i < 6; i++) {
            images.add(stored("image-" + i, 1024, 768));
            load(images.getLast(), 512);
        }
        int inMemory = 0;
        for (int i = 0; i < 6; i++) {
            inMemory += thumbnails.cached(images.get(i), 512).isPresent() ? 1 : 0;
        }
        assertTrue(inMemory <= 2, inMemory + " pictures in memory");
    }

    @Test
    void aSmallerBoundTakesEffectAtOnce() throws Exception {
        for (int i = 0; i < 4; i++) {
            load(stored("image-" + i, 1024, 768), 512);
        }
        int one = 512 * 384 * 4;
        assertEquals(4 * one, thumbnails.memoryTaken());
        thumbnails.setMemory(2 * one);
        assertTrue(thumbnails.memoryTaken() <= 2 * one, thumbnails.memoryTaken() + " bytes in memory");
        thumbnails.clearMemory();
        assertEquals(0, thumbnails.memoryTaken());
    }

    @Test
    void theThumbnailInTheFileShowsWhileTheRealOneIsMade() throws Exception {
        ImageRecord image = photograph("one", 1200, 800);
        List<String> reported = new ArrayList<>();
        var last = new CompletableFuture<Thumbnail>();
        thumbnails.load(image, 512, early -> reported.add(early.width() + " × " + early.height()), last::complete);
        assertEquals(
                512,
                assertInstanceOf(Thumbnail.Ready.class, last.get(20, TimeUnit.SECONDS))
                        .picture()
                        .width());
        assertEquals(List.of("160 × 107"), reported, "without the black bars above and below");
    }

    @Test
    void theThumbnailInTheFileIsNotReadWhenThereIsAPreview() throws Exception {
        ImageRecord image = photograph("one", 1200, 800);
        load(image, 512);
        thumbnails.clearMemory();
        objects.beginningsOpened.set(0);
        List<Picture> reported = new ArrayList<>();
        var last = new CompletableFuture<Thumbnail>();
        thumbnails.load(image, 512, reported::add, last::complete);
        last.get(20, TimeUnit.SECONDS);
        assertEquals(List.of(), reported);
        assertEquals(0, objects.beginningsOpened.get());
    }

    @Test
    void nothingIsReadTwiceWhenNobodyWantsToSeeSomethingEarly() throws Exception {
        load(photograph("one", 1200, 800), 512);
        assertEquals(0, objects.beginningsOpened.get());
    }

    @Test
    @StandardError.Says("failed to take it")
    void anAskerThatFailsDoesNotStopTheNext() throws Exception {
        failToTake(() -> {
            throw new IllegalStateException("a tile that is no more");
        });
    }

    @Test
    @StandardError.Says("No thumbnail could be made")
    void anErrorOfTheMomentAnswersItsJobAndEndsNoWorker() throws Exception {
        ImageRecord image = stored("one", 100, 100);
        objects.error = Optional.of(new OutOfMemoryError("of a moment"));
        assertInstanceOf(Thumbnail.Missing.class, load(image, 512));
        objects.error = Optional.empty();
        assertInstanceOf(Thumbnail.Ready.class, load(image, 512), "it is tried again, by a worker that is still there");
    }

    @Test
    @StandardError.Says("failed to take it")
    void anAskerThatFailsDeeplyDoesNotStopTheNext() throws Exception {
        failToTake(() -> {
            throw new StackOverflowError();
        });
    }

    private void failToTake(Runnable failing) throws Exception {
        var asked = new CountDownLatch(1);
        thumbnails.load(stored("one", 100, 100), 512, _ -> {
            asked.countDown();
            failing.run();
        });
        asked.await();
        assertInstanceOf(Thumbnail.Ready.class, load(stored("two", 100, 100), 512));
    }

    private Thumbnail load(ImageRecord image, int edge) throws Exception {
        return start(image, edge).get(20, TimeUnit.SECONDS);
    }

    private CompletableFuture<Thumbnail> start(ImageRecord image, int edge) {
        var answer = new CompletableFuture<Thumbnail>();
        thumbnails.load(image, edge, answer::complete);
        return answer;
    }

    /// With a small picture of 4:3 inside, as cameras write it.
    private ImageRecord photograph(String imageId, int width, int height) {
        byte[] small = SampleImages.jpeg(160, 120, Color.BLUE);
        byte[] exif = Samples.thumbnail(1, small);
        return stored(imageId, width, height, Samples.withExif(SampleImages.jpeg(width, height, Color.GREEN), exif));
    }

    private ImageRecord stored(String imageId, int width, int height) {
        return stored(imageId, width, height, SampleImages.jpeg(width, height, Color.GREEN));
    }

    private ImageRecord stored(String imageId, int width, int height, byte[] jpeg) {
        ImageRecord image = SampleImages.row(
                imageId,
                imageId,
                ImageFacts.UNKNOWN
                        .with(Attribute.CONTENT_TYPE, "image/jpeg")
                        .with(Attribute.WIDTH, width)
                        .with(Attribute.HEIGHT, height)
                        .with(Attribute.ORIGINAL_NAME, imageId + ".jpg"));
        objects.put(image.key(), ImageSource.ofBytes(imageId, jpeg), "image/jpeg", "", sent -> {});
        return image;
    }

    /// A real store that counts how often originals are read, and can hold up their readers.
    private static final class Watched implements ForwardingObjectStore {
        private final ObjectStore store;
        private final AtomicInteger originalsOpened = new AtomicInteger();
        private final AtomicInteger beginningsOpened = new AtomicInteger();
        private final CountDownLatch arrived = new CountDownLatch(1);
        private CountDownLatch gate = new CountDownLatch(0);
        private volatile Optional<Error> error = Optional.empty();
        private volatile Optional<ImageException> away = Optional.empty();

        Watched(ObjectStore store) {
            this.store = store;
        }

        @Override
        public ObjectStore store() {
            return store;
        }

        void holdOriginals() {
            gate = new CountDownLatch(1);
        }

        @Override
        public InputStream open(ObjectKey key) {
            if (error.isPresent()) {
                throw error.get();
            }
            if (key.isOriginal()) {
                originalsOpened.incrementAndGet();
                arrived.countDown();
                try {
                    gate.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }
            if (away.isPresent()) {
                throw away.get();
            }
            return store.open(key);
        }

        @Override
        public InputStream open(ObjectKey key, long offset, long length) {
            beginningsOpened.incrementAndGet();
            return store.open(key, offset, length);
        }
    }
}
