package dev.vitrine.service.offline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Eventually;
import dev.vitrine.StandardError;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.StorageState;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.Resources;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.service.offline.OfflineStatus.Pause;
import dev.vitrine.service.offline.OfflineStatus.SearchStatus;
import dev.vitrine.service.thumbnail.Thumbnail;
import dev.vitrine.service.thumbnail.Thumbnails;
import dev.vitrine.simulation.ImpatientWorld;
import dev.vitrine.store.ForwardingObjectStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.OriginalCache;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.local.FolderObjectStore;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineOriginalsTest {
    private static final long PLENTY = Long.MAX_VALUE / 4;

    @TempDir
    private Path work;

    private final ImpatientWorld world = new ImpatientWorld();
    private final Resources resources = new Resources();
    private final Far far = new Far();
    private Path folder;
    private OriginalCache kept;
    private ImageService images;
    private OfflineOriginals offline;
    private volatile boolean isComplete = true;
    private volatile boolean isUploading;
    private volatile long freeSpace = PLENTY;
    private volatile Runnable beforeEachFetch = () -> {};
    private final AtomicInteger plans = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private LiveCatalog catalog;
    private int pictures;

    @BeforeEach
    void open() {
        folder = work.resolve("kept");
        kept = new OriginalCache(folder);
        far.store = resources.add(new FolderObjectStore(work.resolve("objects")));
        catalog = LiveCatalog.open(
                SqliteCatalog.open(work.resolve("catalog.sqlite")), work.resolve("index.snapshot"), resources);
        images = new ImageService(catalog.rows(), kept.before(far), catalog, new PictureReader());
        start();
    }

    private void start() {
        offline = opened();
    }

    private OfflineOriginals opened() {
        var opened = new AtomicReference<OfflineOriginals>();
        world.run(() -> opened.set(new OfflineOriginals(
                images,
                new Downloads(kept.before(far), new RetryPolicy(1, Duration.ZERO)),
                kept,
                new OfflineConditions(
                        () -> {
                            plans.incrementAndGet();
                            return isComplete;
                        },
                        () -> {
                            looks.incrementAndGet();
                            return isUploading;
                        },
                        _ -> {
                            beforeEachFetch.run();
                            return freeSpace;
                        }))));
        return opened.get();
    }

    @AfterEach
    void close() {
        offline.close();
        resources.close();
    }

    @Test
    void nothingIsFetchedOrRemovedBeforeItIsToldWhatFor() throws IOException {
        add();
        Files.createDirectories(folder);
        Path before = Files.writeString(folder.resolve("a".repeat(64)), "of the last run");
        offline.wake();
        add();
        assertTrue(Files.exists(before));
        assertEquals(List.of(), far.fetched);
    }

    @Test
    void theNewestAreKeptAsFarAsTheyHaveRoom() {
        List<ImageRecord> all = List.of(add(), add(), add(), add());
        long room = size(all.get(3)) + size(all.get(2));
        keep(room, all.get(3), all.get(2));
        assertEquals(
                new SearchStatus(4, 2, room, 0, true),
                offline.status().searches().get(ImageQuery.ALL));
        keep(size(all.get(3)), all.get(3));
        keep(PLENTY, all.get(0), all.get(1), all.get(2), all.get(3));
        assertFalse(offline.status().searches().get(ImageQuery.ALL).isLimited());
    }

    @Test
    void whatTheSearchFindsIsFollowedAndTheLibraryStaysAsItIs() {
        ImageRecord first = add();
        ImageRecord second = add();
        keep(PLENTY, first, second);
        ImageRecord third = add();
        awaitKept(first, second, third);
        images.trash(List.of(first.imageId()));
        awaitKept(second, third);
        assertTrue(far.find(first.key()).isPresent());
        offline.keep(List.of(), PLENTY);
        awaitKept();
        assertTrue(far.find(second.key()).isPresent());
    }

    @Test
    void aKeptOriginalOpensWithoutARequest() throws IOException {
        ImageRecord image = add();
        byte[] bytes = images.original(image).open().readAllBytes();
        keep(PLENTY, image);
        far.isAway = true;
        far.fetched.clear();
        try (InputStream opened = images.original(image).open()) {
            assertArrayEquals(bytes, opened.readAllBytes());
        }
        Path saved = new Downloads(kept.before(far)).saveInto(image, work, _ -> {});
        assertArrayEquals(bytes, Files.readAllBytes(saved));
        assertEquals(List.of(), far.fetched);
    }

    @Test
    void aKeptOriginalIsUsedThoughItIsArchived() throws Exception {
        ImageRecord added = add();
        ImageRecord image = added.withFacts(added.facts().with(StorageState.of("GLACIER")));
        var previews = new ArrayList<ObjectKey>();
        far.list(each ->
                ObjectKey.ofPath(each.path()).filter(ObjectKey::isPreview).ifPresent(previews::add));
        previews.forEach(far::delete);
        assertFalse(images.isReadable(image));
        keep(PLENTY, added);
        far.isAway = true;
        assertTrue(images.isReadable(image));
        try (var thumbnails = new Thumbnails(kept.before(far), new PictureReader())) {
            var shown = new CompletableFuture<Thumbnail>();
            thumbnails.load(image, 256, shown::complete);
            assertInstanceOf(Thumbnail.Ready.class, shown.get(10, TimeUnit.SECONDS));
        }
        Path saved = new Downloads(kept.before(far)).saveInto(image, work, _ -> {});
        assertEquals(size(added), Files.size(saved));
    }

    /// Another program may replace an original: then what is kept is not that one.
    @Test
    void anotherChecksumInTheRowIsAnotherOriginal() {
        ImageRecord image = add();
        keep(PLENTY, image);
        far.isAway = true;
        ImageRecord other = image.withFacts(image.facts().with(Attribute.CONTENT_SHA256, "b".repeat(64)));
        assertThrows(
                ImageException.Unreachable.class, () -> images.original(other).open());
    }

    @Test
    @StandardError.MaySay("damaged")
    void aDamagedFileIsNotUsedAndFetchedAgain() throws IOException {
        ImageRecord image = add();
        byte[] bytes = images.original(image).open().readAllBytes();
        keep(PLENTY, image);
        offline.close();
        byte[] damaged = bytes.clone();
        damaged[damaged.length / 2] ^= 1;
        Files.write(folder.resolve(sha256(image)), damaged);
        kept = new OriginalCache(folder);
        assertTrue(kept.open(sha256(image)).isEmpty());
        Files.write(folder.resolve(sha256(image)), Arrays.copyOf(bytes, 10));
        start();
        keep(PLENTY, image);
        assertArrayEquals(bytes, Files.readAllBytes(folder.resolve(sha256(image))));
    }

    @Test
    void aNameThatLeadsElsewhereIsNoChecksum() throws IOException {
        Path mine = Files.writeString(work.resolve("mine"), "mine");
        Files.createDirectories(folder);
        for (String hostile : List.of("../mine", mine.toString(), "", "A".repeat(64), "a".repeat(63) + "/")) {
            assertFalse(OriginalCache.canKeep(hostile), hostile);
            assertTrue(kept.open(hostile).isEmpty(), hostile);
        }
        Files.createSymbolicLink(folder.resolve("c".repeat(64)), mine);
        assertTrue(kept.open("c".repeat(64)).isEmpty());
        assertEquals(0, kept.all().size());
    }

    @Test
    void itWaitsForTheNetworkAndGoesOnWhereItStopped() throws IOException {
        ImageRecord image = add();
        byte[] bytes = images.original(image).open().readAllBytes();
        far.breaksAfter = 1000;
        far.isAwayAfterwards = true;
        offline.keep(List.of(ImageQuery.ALL), PLENTY);
        Eventually.await(() -> offline.status().pause() == Pause.NETWORK);
        offline.close();
        far.breaksAfter = Integer.MAX_VALUE;
        far.isAway = false;
        far.fetched.clear();
        start();
        keep(PLENTY, image);
        assertEquals(Pause.NONE, offline.status().pause());
        assertEquals(List.of("from 1000"), far.fetched);
        assertArrayEquals(bytes, Files.readAllBytes(folder.resolve(sha256(image))));
    }

    @Test
    void aDiskThatIsNearlyFullIsLeftToOthers() {
        freeSpace = 1000;
        ImageRecord image = add();
        offline.keep(List.of(ImageQuery.ALL), PLENTY);
        Eventually.await(() -> offline.status().pause() == Pause.DISK);
        assertEquals(List.of(), far.fetched);
        freeSpace = PLENTY;
        offline.wake();
        awaitKept(image);
    }

    @Test
    void rowsThatHaveNotAllComeYetRemoveNothing() throws IOException {
        isComplete = false;
        Files.createDirectories(folder);
        String other = "d".repeat(64);
        Files.writeString(folder.resolve(other), "of a row that comes later");
        ImageRecord image = add();
        offline.keep(List.of(ImageQuery.ALL), PLENTY);
        Eventually.await(() -> kept.all().containsKey(sha256(image)));
        assertTrue(kept.all().containsKey(other));
        isComplete = true;
        offline.wake();
        awaitKept(image);
    }

    @Test
    void whatIsMissingInTheLibraryDoesNotStopTheRest() {
        ImageRecord image = add();
        ImageRecord lost = add();
        far.delete(lost.key());
        keep(PLENTY, image);
        assertEquals(1, offline.status().searches().get(ImageQuery.ALL).kept());
    }

    @Test
    void aWindowThatKeepsNothingLeavesWhatAnotherKeeps() {
        try (OfflineOriginals other = opened()) {
            other.keep(List.of(), PLENTY);
            ImageRecord image = add();
            keep(PLENTY, image);
            other.wake();
            Eventually.await(() -> other.status().bytes() == size(image)
                    && other.status().of(ImageQuery.ALL).isPresent());
            awaitKept(image);
            offline.keep(List.of(), PLENTY);
            awaitKept();
        }
    }

    @Test
    void allIsRemovedWhicheverWindowAskedForIt() {
        try (OfflineOriginals other = opened()) {
            other.keep(List.of(), PLENTY);
            keep(PLENTY, add());
            other.keepNothing();
            Eventually.await(() -> kept.all().isEmpty());
            offline.wake();
            awaitKept();
        }
    }

    @Test
    void aWindowThatKeptNothingBeforeKeepsWithinItsLimit() {
        ImageRecord image = add();
        offline.keep(List.of(), PLENTY);
        keep(PLENTY, image);
    }

    @Test
    void whatIsAskedForAMomentBeforeTheEndHolds() {
        keep(PLENTY, add());
        offline.keep(List.of(), PLENTY);
        offline.close();
        try (OfflineOriginals later = opened()) {
            later.keep(List.of(), PLENTY);
            Eventually.await(() -> kept.all().isEmpty());
        }
    }

    /// A clock that is wrong is no sign-in that is missing.
    @Test
    void itSaysWhatItWaitsForAndGoesOnAfterIt() {
        ImageRecord image = add();
        for (ImageException failure : List.of(
                ImageException.Denied.untilSignedIn("The keys have run out.", null),
                ImageException.Denied.untilSignedIn("The clock of this computer is wrong.", null),
                ImageException.Failed.untilThereIsRoom("The disk is full.", null))) {
            far.failure = failure;
            offline.keep(List.of(ImageQuery.ALL), PLENTY);
            offline.wake();
            Eventually.await(() -> offline.status().failure().equals(failure.getMessage()));
            assertEquals(Pause.FAILURE, offline.status().pause());
        }
        far.failure = null;
        offline.wake();
        awaitKept(image);
        assertEquals("", offline.status().failure());
    }

    @Test
    void uploadsGoFirst() {
        ImageRecord image = add();
        ImageRecord second = add();
        beforeEachFetch = () -> isUploading = true; // one begins meanwhile
        offline.keep(List.of(ImageQuery.ALL), PLENTY);
        Eventually.await(() -> offline.status().pause() == Pause.UPLOADS);
        awaitKept(second);
        beforeEachFetch = () -> {};
        isUploading = false;
        awaitKept(image, second);
        assertEquals(Pause.NONE, offline.status().pause());
    }

    @Test
    void whileUploadsLastNothingIsPlannedAnew() {
        world.hurry();
        ImageRecord image = add();
        isUploading = true;
        offline.keep(List.of(ImageQuery.ALL), PLENTY);
        Eventually.await(() -> offline.status().pause() == Pause.UPLOADS);
        int seen = looks.get();
        int planned = plans.get();
        Eventually.await(() -> looks.get() > seen + 20);
        assertTrue(plans.get() < planned + 3, plans + " plans"); // the library told of its image, say
        isUploading = false;
        awaitKept(image);
    }

    @Test
    void aKeptOriginalHasAFileForOtherPrograms() throws IOException {
        ImageRecord image = add();
        keep(PLENTY, image);
        assertTrue(images.file(image).isPresent());
        Files.delete(folder.resolve(sha256(image)));
        assertTrue(kept.before(far).keptFile(sha256(image)).isEmpty());
    }

    @Test
    void whatIsKeptForALibraryThatIsLeftGoesAndNothingElse() throws IOException {
        keep(PLENTY, add(), add());
        Path own = Files.writeString(folder.resolve("mine.txt"), "a person's");
        OfflineOriginals.forget(kept);
        assertEquals(Set.of(), kept.all().keySet());
        assertEquals("a person's", Files.readString(own));
        offline.wake();
        Eventually.await(() -> offline.status().searches().isEmpty());
        assertEquals(Set.of(), kept.all().keySet());
    }

    @Test
    void aLibraryThatIsLeftIsNotFetchedToItsEnd() {
        world.hurry();
        add();
        add();
        ImageRecord newest = add();
        beforeEachFetch = () -> {
            if (!kept.all().isEmpty()) {
                OfflineOriginals.forget(kept);
            }
        };
        offline.keep(List.of(ImageQuery.ALL), PLENTY);
        Eventually.await(() -> !far.fetched.isEmpty()
                && kept.all().isEmpty()
                && offline.status().searches().isEmpty());
        assertTrue(far.fetched.size() <= 2, far.fetched + " after " + newest.imageId());
    }

    /// As a power cut may leave it.
    @Test
    void aLibraryWhoseNoteIsDamagedCanBeLeft() throws IOException {
        keep(PLENTY, add());
        offline.close();
        Files.write(kept.note(), new byte[40]);
        OfflineOriginals.forget(kept);
        assertEquals(Set.of(), kept.all().keySet());
        assertEquals(OfflineRequest.NOTHING, new OfflineNote(kept.note()).read());
    }

    @Test
    void aLibraryOfWhichNothingHasComeYetCanBeLeft() {
        world.hurry();
        add();
        isUploading = true;
        offline.keep(List.of(ImageQuery.ALL), PLENTY);
        Eventually.await(() -> offline.status().pause() == Pause.UPLOADS);
        OfflineOriginals.forget(kept);
        isUploading = false;
        Eventually.await(() -> offline.status().searches().isEmpty());
        assertEquals(Set.of(), kept.all().keySet());
        assertEquals(List.of(), far.fetched);
    }

    @Test
    void ofALibraryThatWasNeverKeptNothingIsLeftBehind() {
        OfflineOriginals.forget(new OriginalCache(work.resolve("never")));
        assertFalse(Files.exists(work.resolve("never")));
    }

    @Test
    void whatWasInAnArchiveIsTriedAgain() {
        ImageRecord image = add();
        far.failure = ImageException.Failed.archived("In an archive.", null);
        offline.keep(List.of(ImageQuery.ALL), PLENTY);
        Eventually.await(() -> far.refused.get() == 1);
        far.failure = null;
        offline.wake();
        awaitKept(image);
    }

    @Test
    @StandardError.MaySay("later")
    void somethingUnforeseenDoesNotEndIt() {
        ImageRecord image = add();
        far.failure = new IllegalStateException("of a file system");
        offline.keep(List.of(ImageQuery.ALL), PLENTY);
        Eventually.await(() -> far.refused.get() == 1);
        far.failure = null;
        offline.wake();
        awaitKept(image);
    }

    @Test
    void aRowWithAnotherSizeIsNotFetchedAgainAndCountsWithItsOwn() {
        ImageRecord image = add();
        ImageRecord newer = add();
        long room = size(newer) + size(image) - 1;
        catalog.rows().deleteAll(List.of(image.imageId(), newer.imageId()));
        catalog.rows().put(withSize(image, 0));
        catalog.rows().put(withSize(newer, 1));
        catalog.written();
        offline.keep(List.of(ImageQuery.ALL), room);
        awaitKept(newer);
        Eventually.await(() -> far.fetched.size() == 2 && kept.all().size() == 1);
        offline.close();
        kept = new OriginalCache(folder);
        far.fetched.clear();
        start();
        offline.keep(List.of(ImageQuery.ALL), size(newer));
        awaitKept(newer);
        offline.wake();
        awaitKept(newer);
        assertEquals(List.of(), far.fetched);
    }

    @Test
    void itGetsOnWhileTheLibraryChangesAllTheTime() {
        ImageRecord image = add();
        ImageRecord second = add();
        ImageRecord third = add();
        ImageRecord fourth = add();
        ImageRecord last = add();
        beforeEachFetch = offline::wake;
        plans.set(0);
        keep(PLENTY, image, second, third, fourth, last);
        assertTrue(plans.get() <= 3, plans.toString());
    }

    private static ImageRecord withSize(ImageRecord image, long bytes) {
        return image.withFacts(image.facts().with(Attribute.SIZE_BYTES, bytes));
    }

    private ImageRecord add() {
        var color = new Color(1 + pictures++ * 7919 & 0xffffff);
        return images.upload(SampleImages.newImage("alice", pictures + ".jpg", color), _ -> {});
    }

    private void keep(long limit, ImageRecord... expected) {
        offline.keep(List.of(ImageQuery.ALL), limit);
        awaitKept(expected);
    }

    private void awaitKept(ImageRecord... expected) {
        Set<String> names = Set.copyOf(
                Arrays.stream(expected).map(OfflineOriginalsTest::sha256).toList());
        long bytes =
                Arrays.stream(expected).mapToLong(OfflineOriginalsTest::size).sum();
        Eventually.await(
                () -> kept.all().keySet().equals(names) && offline.status().bytes() == bytes);
    }

    private static String sha256(ImageRecord image) {
        return image.facts().contentSha256();
    }

    private static long size(ImageRecord image) {
        return image.facts().sizeBytes();
    }

    /// A cloud that may be away, or break in the middle.
    private static final class Far implements ForwardingObjectStore {
        private final List<String> fetched = new CopyOnWriteArrayList<>();
        private ObjectStore store;
        private final AtomicInteger refused = new AtomicInteger();
        private volatile boolean isAway;
        private volatile @Nullable RuntimeException failure;
        private volatile boolean isAwayAfterwards;
        private volatile int breaksAfter = Integer.MAX_VALUE;

        @Override
        public ObjectStore store() {
            return store;
        }

        @Override
        public InputStream open(ObjectKey key) {
            if (!key.isOriginal()) {
                return store.open(key);
            }
            check();
            fetched.add(key.imageId());
            return breaksAfter == Integer.MAX_VALUE ? store.open(key) : broken(key);
        }

        @Override
        public InputStream openRest(ObjectKey key, long offset, String version) {
            check();
            fetched.add("from " + offset);
            return store.openRest(key, offset, version);
        }

        private void check() {
            RuntimeException thrown = failure;
            if (thrown != null) {
                refused.incrementAndGet();
                throw thrown;
            }
            if (isAway) {
                throw new ImageException.Unreachable("Away.", null);
            }
        }

        private InputStream broken(ObjectKey key) {
            isAway = isAwayAfterwards;
            try (InputStream whole = store.open(key)) {
                var end = new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("Connection reset");
                    }
                };
                return new SequenceInputStream(
                        Collections.enumeration(List.of(new ByteArrayInputStream(whole.readNBytes(breaksAfter)), end)));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
