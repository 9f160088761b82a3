package dev.vitrine.service.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.vitrine.StandardError;
import dev.vitrine.Unchecked;
import dev.vitrine.catalog.FullDisk;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.NewImage;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.SeenImage;
import dev.vitrine.picture.Samples;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.Duplicates;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.UploadSnapshot;
import dev.vitrine.service.upload.watch.FolderWatch;
import dev.vitrine.store.ForwardingMetadataStore;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.local.FolderObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadFaultsTest {
    private static final UploadForm FORM = new UploadForm("alice", List.of(), "", "");
    private static final UploadForm TYPED = new UploadForm("alice", List.of("sea"), "", "");
    private static final RetryPolicy QUICK = new RetryPolicy(3, Duration.ofMillis(5));

    @TempDir
    Path temp;

    private TestLibrary library;
    private UploadQueue queue;

    private void open(UnaryOperator<ObjectStore> wrap) throws IOException {
        open(TestLibrary.withObjects(temp.resolve("library"), wrap));
    }

    private void open(TestLibrary opened) {
        library = opened;
        queue = newQueue();
    }

    private UploadQueue newQueue() {
        return new UploadQueue(
                library.images(), temp.resolve("queue").resolve("uploads.db"), 2, QUICK, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        queue.close();
        library.close();
    }

    private Path picture() throws IOException {
        return TestImages.png(temp.resolve("in").resolve("a.png"), 1);
    }

    /// In the queue, and not begun.
    private long waiting(Path file) {
        queue.pause();
        long batch = queue.add(List.of(file), FORM);
        Await.item(queue, UploadState.WAITING);
        return batch;
    }

    /// Uploads one file, which is expected to fail, and leaves nothing in the library.
    private UploadItem failure(Path file) throws IOException {
        Receipt receipt = Await.complete(queue, queue.add(List.of(file), FORM));
        assertEquals(Map.of(UploadState.FAILED, 1L), receipt.files());
        assertEquals(List.of(), library.rows());
        assertEquals(List.of(), library.originals());
        return Await.item(queue, UploadState.FAILED);
    }

    private void assertStored(Path file) throws IOException {
        List<ImageRecord> rows = library.rows();
        assertEquals(1, rows.size());
        assertEquals(1, library.originals().size());
        String sha256 = Sha256.of(ImageSource.ofFile(file), read -> {});
        assertEquals(sha256, rows.getFirst().facts().contentSha256());
        assertEquals(sha256, Sha256.of(ImageSource.ofFile(library.originals().getFirst()), read -> {}));
        assertEquals(sha256, Await.item(queue, UploadState.DONE).sha256());
    }

    @Test
    void aFileThatVanishedBeforeItsTurnFailsWithThatReason() throws IOException {
        open(store -> store);
        Path file = picture();
        long batch = waiting(file);
        Files.delete(file);
        queue.resume();

        Await.complete(queue, batch);

        UploadItem item = Await.item(queue, UploadState.FAILED);
        assertEquals(Cause.SOURCE_GONE, item.cause());
        assertEquals("The file is not there any more: " + file, item.reason());
    }

    @ParameterizedTest
    @EnumSource(ImageType.class)
    void aDroppedFileThatIsNotAllThereFailsUntilItIs(ImageType type) throws IOException {
        open(store -> store);
        byte[] whole = Samples.of(type);
        Path file = Files.createDirectories(temp.resolve("in")).resolve("a." + type.extension());
        Files.write(file, Arrays.copyOf(whole, whole.length * 6 / 10));

        UploadItem item = failure(file);
        assertEquals(Cause.SOURCE_CHANGING, item.cause());
        assertTrue(item.reason().startsWith("The file is cut off"), item.reason());

        Files.write(file, whole);
        queue.retryFailed();
        Await.item(queue, UploadState.DONE);
        assertStored(file);
    }

    /// As some devices write it: nobody is copying it any more.
    @Test
    void aFileThatLacksNothingButTheMarkerOfItsEndIsTakenAtOnce() throws IOException {
        open(store -> store);
        byte[] whole = Samples.of(ImageType.JPEG);
        Path file = Files.createDirectories(temp.resolve("in")).resolve("unmarked.jpg");
        Files.write(file, Arrays.copyOf(whole, whole.length - 2));
        Await.complete(queue, queue.add(List.of(file), FORM));
        assertStored(file);
        assertEquals(Cause.NONE, Await.item(queue, UploadState.DONE).cause());
    }

    @Test
    void aDroppedFileThatWasCutLongAgoIsTakenAsItIs() throws IOException {
        open(store -> store);
        byte[] whole = Samples.of(ImageType.JPEG);
        Path file = Files.createDirectories(temp.resolve("in")).resolve("rescued.jpg");
        Files.write(file, Arrays.copyOf(whole, whole.length * 9 / 10));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(1))));

        Await.complete(queue, queue.add(List.of(file), FORM));

        assertStored(file);
        UploadItem damaged = Await.item(queue, UploadState.DONE);
        assertEquals(Cause.DAMAGED, damaged.cause());
        assertTrue(damaged.reason().contains("its end is missing"), damaged.reason());
    }

    @Test
    void aFileThatIsWrongInsideIsTakenAndSaidToBeDamaged() throws IOException {
        open(store -> store);
        byte[] wrong = Samples.jpeg(320, 240);
        for (int i = wrong.length / 2; i < wrong.length - 2; i += 7) {
            wrong[i] ^= 0x55;
        }
        Path file = Files.createDirectories(temp.resolve("in")).resolve("card.jpg");
        Files.write(file, wrong);

        Await.complete(queue, queue.add(List.of(file), FORM));

        assertStored(file);
        UploadItem damaged = Await.item(queue, UploadState.DONE);
        assertEquals(Cause.DAMAGED, damaged.cause());
        assertTrue(damaged.reason().contains("wrong or cannot be seen"), damaged.reason());
    }

    /// An upload that was stopped after its bytes were sent, before its row was written.
    private void stopAfterTheBytes() throws IOException {
        var row = new CountDownLatch(1);
        open(new TestLibrary(
                temp.resolve("library"),
                UnaryOperator.identity(),
                store -> new HookedRows(store, () -> stall(row), () -> {})));
        queue.add(List.of(picture()), FORM);
        Await.until("its bytes are there", () -> hasOriginals() && row.getCount() == 0);
        queue.pause();
        Await.item(queue, UploadState.WAITING);
        assertEquals(1, library.originals().size());
    }

    /// Its row was written, but neither that nor anything else could be learned when it was called back.
    @Test
    void anUploadThatHadArrivedBeforeItWasCalledBackIsToldToBeDone() throws IOException {
        var written = new CountDownLatch(1);
        var unreachable = new AtomicBoolean();
        record Lost(MetadataStore store, CountDownLatch written, AtomicBoolean unreachable)
                implements ForwardingMetadataStore {
            @Override
            public void put(ImageRecord image) {
                store.put(image);
                unreachable.set(true);
                stall(written);
            }

            @Override
            public Optional<ImageRecord> find(String imageId) {
                if (unreachable.get()) {
                    throw new ImageException.Unreachable("Nothing answers.", null);
                }
                return store.find(imageId);
            }
        }
        open(new TestLibrary(
                temp.resolve("library"), UnaryOperator.identity(), store -> new Lost(store, written, unreachable)));
        queue.add(List.of(picture()), FORM);
        Await.until("its row is there", () -> written.getCount() == 0);
        queue.cancel(Await.item(queue, UploadState.SENDING).id());
        Await.item(queue, UploadState.CANCELLED);

        unreachable.set(false);

        UploadItem item = Await.item(queue, UploadState.DONE);
        assertEquals(Optional.of(library.rows().getFirst().imageId()), item.imageId());
        assertEquals(library.rows().getFirst().facts().contentSha256(), item.sha256());
    }

    /// Somebody deletes the image after it was found and before it gets the tags.
    @Test
    void whatIsNoDuplicateAnyMoreIsUploaded() throws IOException {
        record Deleting(MetadataStore store) implements ForwardingMetadataStore {
            @Override
            public ImageRecord update(ImageEdit edit, Instant now) {
                store.trash(edit.seen().imageId(), now);
                return store.update(edit, now);
            }
        }
        open(new TestLibrary(temp.resolve("library"), UnaryOperator.identity(), Deleting::new));
        Path file = picture();
        Await.complete(queue, queue.add(List.of(file), FORM));

        Receipt receipt = Await.complete(
                queue,
                queue.add(List.of(file), new UploadForm("alice", List.of("lake"), "", "", Duplicates.MERGE_TAGS)));

        assertEquals(Map.of(UploadState.DONE, 1L), receipt.files());
        assertEquals(List.of("lake"), library.rows().getFirst().tags());
    }

    /// Its bytes were missing because somebody was just deleting it, or could not end it yet.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsDeletedForGoodWhileItIsHealedIsUploadedAnew(boolean isEnded) throws IOException {
        var puts = new AtomicInteger();
        open(store -> HookedObjects.after(store, () -> {
            if (puts.incrementAndGet() == 2) {
                ImageRecord row = library.rows().getFirst();
                library.catalog().beginPurge(SeenImage.of(row));
                if (isEnded) {
                    library.catalog().endPurge(row.imageId());
                }
            }
        }));
        Path file = picture();
        Await.complete(queue, queue.add(List.of(file), FORM));
        Files.delete(library.originals().getFirst());

        Receipt receipt = Await.complete(queue, queue.add(List.of(file), FORM));

        assertEquals(Map.of(UploadState.DONE, 1L), receipt.files());
        assertEquals(1, library.rows().size());
        assertEquals(1, library.originals().size());
        assertStored(file);
    }

    private boolean hasOriginals() {
        return Unchecked.get(() -> !library.originals().isEmpty());
    }

    private static void stall(CountDownLatch reached) {
        if (reached.getCount() == 0) {
            return;
        }
        reached.countDown();
        try {
            Thread.sleep(Duration.ofMinutes(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException.Cancelled("Stopped.", e);
        }
    }

    @Test
    void whatIsCalledBackWhileTheQueueIsPausedIsGone() throws IOException {
        stopAfterTheBytes();

        queue.cancel(Await.item(queue, UploadState.WAITING).id());

        Await.item(queue, UploadState.CANCELLED);
        assertEquals(List.of(), library.originals());
        assertEquals(List.of(), library.rows());
        Await.until("the pause is told", () -> queue.snapshot().paused());
    }

    @Test
    void allThatIsCalledBackAtOnceIsGone() throws IOException {
        stopAfterTheBytes();

        queue.cancelAll();

        Await.item(queue, UploadState.CANCELLED);
        assertEquals(List.of(), library.originals());
    }

    @Test
    void whatIsCalledBackAfterTheProgramWasStartedAgainIsGone() throws IOException {
        stopAfterTheBytes();
        queue.close();
        queue = newQueue();

        queue.cancel(Await.item(queue, UploadState.WAITING).id());

        Await.item(queue, UploadState.CANCELLED);
        assertEquals(List.of(), library.originals());
    }

    @Test
    void whatIsCalledBackWhileTheLibraryCannotBeReachedIsGoneLater() throws IOException {
        var away = new AtomicBoolean();
        var row = new CountDownLatch(1);
        open(new TestLibrary(
                temp.resolve("library"),
                store -> HookedObjects.before(store, () -> {}),
                store -> new AwayRows(new HookedRows(store, () -> stall(row), () -> {}), away)));
        queue.add(List.of(picture()), FORM);
        Await.until("its bytes are there", () -> hasOriginals() && row.getCount() == 0);
        away.set(true);
        queue.cancelAll();
        Await.item(queue, UploadState.CANCELLED);
        assertEquals(1, library.originals().size());

        away.set(false);

        Await.until("its bytes are gone", () -> !hasOriginals());
    }

    private record AwayRows(MetadataStore store, AtomicBoolean away) implements ForwardingMetadataStore {
        @Override
        public Optional<ImageRecord> find(String imageId) {
            if (away.get()) {
                throw new ImageException.Unreachable("Nothing answers.", null);
            }
            return store.find(imageId);
        }
    }

    /// With a queue that waits for what passes, as the program's own does.
    private void openPatient(UnaryOperator<ObjectStore> wrap) throws IOException {
        library = TestLibrary.withObjects(temp.resolve("library"), wrap);
        queue = new UploadQueue(
                library.images(),
                temp.resolve("queue").resolve("uploads.db"),
                2,
                new QueueTiming(
                        QUICK,
                        Optional.of(RetryPolicy.forever(Duration.ofMillis(5), Duration.ofMillis(50))),
                        FolderWatch.Rhythm.USUAL),
                Clock.systemUTC());
    }

    static Stream<ImageException> passing() {
        return Stream.of(
                new ImageException.Unreachable("Nothing answers.", null),
                new ImageException.Throttled("Slow down.", null),
                ImageException.Denied.untilSignedIn("The sign-in has expired.", null),
                ImageException.Failed.untilThereIsRoom("The disk is full.", null));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void whatPassesHoldsTheQueueInsteadOfFailingItemAfterItem(ImageException trouble) throws IOException {
        var away = new AtomicBoolean(true);
        var times = new AtomicInteger();
        openPatient(store -> HookedObjects.before(store, () -> {
            times.incrementAndGet();
            if (away.get()) {
                throw trouble;
            }
        }));
        Path folder = TestImages.folder(temp.resolve("in"), 12);
        long batch = queue.add(List.of(folder), FORM);
        Await.until("the queue waits", () -> queue.snapshot().held().isPresent());
        Await.until("it looks again", () -> times.get() > 12);
        assertEquals(trouble.getMessage(), queue.snapshot().held().orElseThrow().reason());
        assertEquals(0, queue.snapshot().totals().files(UploadState.FAILED));

        away.set(false);

        assertEquals(Map.of(UploadState.DONE, 12L), Await.complete(queue, batch).files());
        Await.until("nothing is waited for", () -> queue.snapshot().held().isEmpty());
        assertEquals(12, library.originals().size());
    }

    @Test
    void aFullDiskOfTheCatalogIsWaitedForAndNothingIsLost() throws IOException {
        openPatient(store -> store);
        Path folder = TestImages.folder(temp.resolve("in"), 3);
        FullDisk.begin(library.catalog());
        long batch = queue.add(List.of(folder), new UploadForm("alice", List.of(), "", "x".repeat(200_000)));
        Await.until("the queue waits", () -> queue.snapshot().held().isPresent());
        String reported = queue.snapshot().held().orElseThrow().reason();
        assertTrue(reported.startsWith("The disk of “") && reported.contains("is full"), reported);
        assertEquals(List.of(), library.rows());
        assertEquals(0, queue.snapshot().totals().files(UploadState.FAILED));

        FullDisk.end(library.catalog());

        assertEquals(Map.of(UploadState.DONE, 3L), Await.complete(queue, batch).files());
        assertEquals(3, library.rows().size());
        assertEquals(3, library.originals().size());
    }

    @Test
    @StandardError.Says("make room on it")
    void aFullDiskOfTheJournalIsWaitedForAndNothingIsLost() throws IOException {
        openPatient(store -> store);
        Path folder = TestImages.folder(temp.resolve("in"), 3);
        FullJournal.begin(queue);
        long batch = queue.add(List.of(folder), new UploadForm("alice", List.of(), "", "x".repeat(200_000)));
        Await.until("the reason is told", () -> queue.snapshot().problem().contains("is full: make room on it"));
        assertEquals(Optional.empty(), queue.receipt(batch));

        FullJournal.end(queue);

        assertEquals(Map.of(UploadState.DONE, 3L), Await.complete(queue, batch).files());
        Await.until("no trouble is told", () -> queue.snapshot().problem().isEmpty());
        assertEquals(3, library.originals().size());
    }

    @Test
    void aFileDroppedAnewTakesOverTheBytesOfTheFailedTry() throws IOException {
        var away = new AtomicBoolean(true);
        open(new TestLibrary(
                temp.resolve("library"),
                UnaryOperator.identity(),
                store -> new AwayRows(
                        new HookedRows(
                                store,
                                () -> {
                                    if (away.get()) {
                                        throw new ImageException.Unreachable("Nothing answers.", null);
                                    }
                                },
                                () -> {}),
                        away)));
        Path file = picture();
        Await.complete(queue, queue.add(List.of(file), FORM));
        Await.item(queue, UploadState.FAILED);
        assertEquals(1, library.originals().size());

        away.set(false);
        Await.complete(queue, queue.add(List.of(file), FORM));

        assertStored(file);
    }

    @Test
    void aFileThatIsAFolderByNowFailsWithThatReason() throws IOException {
        open(store -> store);
        Path file = picture();
        long batch = waiting(file);
        Files.delete(file);
        Files.createDirectory(file);
        queue.resume();

        Await.complete(queue, batch);

        UploadItem item = Await.item(queue, UploadState.FAILED);
        assertEquals(Cause.SOURCE_GONE, item.cause());
        assertTrue(item.reason().startsWith("This is a folder now"), item.reason());
    }

    @Test
    void aFileThatMayNotBeReadFailsWithThatReason() throws IOException {
        open(store -> store);
        Path file = picture();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "the user who runs this test may read everything");

        assertEquals(Cause.SOURCE_UNREADABLE, failure(file).cause());
    }

    @Test
    void aFileThatVanishesWhileItIsSentFailsWithThatReason() throws IOException {
        Path file = picture();
        open(store -> HookedObjects.before(store, () -> delete(file)));

        assertEquals(Cause.SOURCE_GONE, failure(file).cause());
    }

    @Test
    void aFileThatChangesOnceWhileItIsReadIsReadAgain() throws IOException {
        Path file = picture();
        var reads = new AtomicInteger();
        open(store -> HookedObjects.before(store, () -> {
            if (reads.incrementAndGet() == 1) {
                write(file, TestImages.png(2));
            }
        }));

        Receipt receipt = Await.complete(queue, queue.add(List.of(file), FORM));

        assertEquals(Map.of(UploadState.DONE, 1L), receipt.files());
        assertStored(file);
    }

    @Test
    void aFileThatIsCutShortWhileItIsReadIsNeverStoredInPart() throws IOException {
        Path file = picture();
        byte[] whole = Files.readAllBytes(file);
        open(store -> HookedObjects.before(store, () -> write(file, java.util.Arrays.copyOf(whole, whole.length / 2))));

        Receipt receipt = Await.complete(queue, queue.add(List.of(file), FORM));

        assertEquals(1, receipt.selected());
        assertEquals(library.rows().size(), library.originals().size());
        for (ImageRecord row : library.rows()) {
            assertEquals(
                    Sha256.of(ImageSource.ofFile(file), read -> {}), row.facts().contentSha256());
        }
    }

    @Test
    void aFileThatChangesEachTimeItIsReadFailsAfterThreeTries() throws IOException {
        Path file = picture();
        var reads = new AtomicInteger();
        open(store -> HookedObjects.before(store, () -> {
            reads.incrementAndGet();
            append(file);
        }));

        assertEquals(Cause.SOURCE_CHANGING, failure(file).cause());
        assertEquals(3, reads.get());
    }

    @Test
    void aFullDiskFailsWithItsReasonAndTryingAgainHelps() throws IOException {
        Path folder = TestImages.folder(temp.resolve("in"), 4);
        var full = new java.util.concurrent.atomic.AtomicBoolean(true);
        open(store -> HookedObjects.before(store, () -> {
            if (full.get()) {
                throw new ImageException.Failed("The disk is full. Make room and try again.");
            }
        }));
        long batch = queue.add(List.of(folder), FORM);
        assertEquals(
                Map.of(UploadState.FAILED, 4L), Await.complete(queue, batch).files());
        Await.until(
                "the failures are grouped",
                () -> queue.snapshot()
                        .troubles()
                        .equals(List.of(new UploadSnapshot.FailedFiles(
                                Cause.LIBRARY, 4, "The disk is full. Make room and try again.", true))));
        assertEquals(List.of(), library.originals());

        full.set(false);
        queue.retryFailed();

        Await.until("all arrived", () -> queue.receipt(batch).orElseThrow().uploaded() == 4);
        Await.until("no trouble is listed", () -> queue.snapshot().troubles().isEmpty());
        assertEquals(4, library.originals().size());
    }

    @Test
    void bytesThatArriveWithAnotherHashAreNotStored() throws IOException {
        Path file = picture();
        open(Corrupting::new);

        UploadItem item = failure(file);

        assertEquals(Cause.LIBRARY, item.cause());
        assertTrue(item.reason().contains("checksum"), item.reason());
    }

    @Test
    void anAnswerThatGetsLostAfterTheBytesWereStoredMakesNoSecondObject() throws IOException {
        Path file = picture();
        var times = new AtomicInteger();
        open(store -> HookedObjects.after(store, () -> unreachableOnce(times)));

        Await.complete(queue, queue.add(List.of(file), FORM));

        assertStored(file);
    }

    @Test
    void anAnswerThatGetsLostAfterTheRowWasStoredMakesNoSecondRow() throws IOException {
        Path file = picture();
        var times = new AtomicInteger();
        open(new TestLibrary(
                temp.resolve("library"),
                store -> store,
                rows -> new HookedRows(rows, () -> {}, () -> unreachableOnce(times))));

        Await.complete(queue, queue.add(List.of(file), FORM));

        assertStored(file);
    }

    @Test
    void anUploadWhoseEveryAnswerGotLostHasSucceededAllTheSame() throws IOException {
        Path file = picture();
        open(new TestLibrary(
                temp.resolve("library"),
                store -> store,
                rows -> new HookedRows(rows, () -> {}, () -> {
                    throw new ImageException.Failed("The answer was garbled.");
                })));

        Await.complete(queue, queue.add(List.of(file), FORM));

        assertStored(file);
    }

    @Test
    void aRowThatCannotBeWrittenLeavesNoBytesBehind() throws IOException {
        Path file = picture();
        open(new TestLibrary(
                temp.resolve("library"),
                store -> store,
                rows -> new HookedRows(
                        rows,
                        () -> {
                            throw new ImageException.Denied("You may not add images.", null);
                        },
                        () -> {})));

        assertEquals(Cause.DENIED, failure(file).cause());
    }

    @Test
    void beingAskedToSlowDownIsNotAFailureWhenItPasses() throws IOException {
        Path folder = TestImages.folder(temp.resolve("in"), 6);
        var times = new AtomicInteger();
        open(store -> HookedObjects.before(store, () -> {
            if (times.incrementAndGet() % 3 != 0) {
                throw new ImageException.Throttled("Slow down.", null);
            }
        }));

        Receipt receipt = Await.complete(queue, queue.add(List.of(folder.resolve("picture-00000.png")), FORM));

        assertEquals(Map.of(UploadState.DONE, 1L), receipt.files());
    }

    @Test
    void beingAskedToSlowDownForEverFailsAfterSomeTries() throws IOException {
        var times = new AtomicInteger();
        open(store -> HookedObjects.before(store, () -> {
            times.incrementAndGet();
            throw new ImageException.Throttled("Slow down.", null);
        }));

        assertEquals(Cause.THROTTLED, failure(picture()).cause());
        assertEquals(3, times.get());
    }

    @Test
    @StandardError.Says("failed unexpectedly")
    void anUnexpectedErrorFailsOneFileOnly() throws IOException {
        Path folder = TestImages.folder(temp.resolve("in"), 5);
        var times = new AtomicInteger();
        open(store -> HookedObjects.before(store, () -> {
            if (times.incrementAndGet() == 2) {
                throw new LinkageError("a flaw");
            }
        }));

        Receipt receipt = Await.complete(queue, queue.add(List.of(folder), FORM));

        assertEquals(Map.of(UploadState.DONE, 4L, UploadState.FAILED, 1L), receipt.files());
        assertEquals(4, library.originals().size());
    }

    @Test
    void leftoversOfACrashWithOtherBytesAreReplaced() throws IOException {
        open(store -> store);
        Path file = picture();
        long batch = waiting(file);
        queue.close();
        String imageId = Journals.makeTried(temp.resolve("queue").resolve("uploads.db"));
        new FolderObjectStore(temp.resolve("library").resolve("objects"))
                .put(
                        ObjectKey.original("alice", imageId),
                        ImageSource.ofBytes("old", TestImages.png(9)),
                        "image/png",
                        "",
                        sent -> {});
        queue = newQueue();
        queue.resume();

        assertEquals(Map.of(UploadState.DONE, 1L), Await.complete(queue, batch).files());

        assertStored(file);
    }

    /// The doctor was asked to adopt what a crash had left: the row that it made tells neither name nor tags.
    @Test
    void anUploadThatIsAdoptedBeforeItGoesOnKeepsWhatWasTyped() throws IOException {
        open(store -> store);
        Path file = picture();
        queue.pause();
        long batch = queue.add(List.of(file), TYPED);
        Await.item(queue, UploadState.WAITING);
        queue.close();
        adopt(file, Journals.makeTried(temp.resolve("queue").resolve("uploads.db")));
        queue = newQueue();
        queue.resume();

        assertEquals(Map.of(UploadState.DONE, 1L), Await.complete(queue, batch).files());

        assertStored(file);
        assertTyped();
    }

    @Test
    void anUploadThatIsAdoptedUnderWayKeepsWhatWasTyped() throws IOException {
        open(store -> store);
        Path file = picture();
        String imageId = library.images().newImageId();
        adopt(file, imageId);

        library.images()
                .upload(new NewImage("alice", TYPED.caption(), ImageSource.ofFile(file)), imageId, "", sent -> {});

        assertTyped();
    }

    private void adopt(Path file, String imageId) {
        var objects = new FolderObjectStore(temp.resolve("library").resolve("objects"));
        ObjectKey key = ObjectKey.original("alice", imageId);
        objects.put(key, ImageSource.ofFile(file), "image/png", "", sent -> {});
        library.images().adopt(objects.find(key).orElseThrow(), Instant.now());
    }

    private void assertTyped() {
        ImageRecord row = library.rows().getFirst();
        assertEquals(
                List.of("a", TYPED.tags(), "a.png"),
                List.of(row.title(), row.tags(), row.facts().originalName()));
    }

    @Test
    void leftoversOfACrashGoWhenTheFileIsADuplicateByNow() throws IOException {
        open(store -> store);
        Path file = picture();
        long batch = waiting(file);
        queue.close();
        String imageId = Journals.makeTried(temp.resolve("queue").resolve("uploads.db"));
        new FolderObjectStore(temp.resolve("library").resolve("objects"))
                .put(ObjectKey.original("alice", imageId), ImageSource.ofFile(file), "image/png", "", sent -> {});
        library.images().upload(new NewImage("alice", FORM.caption(), ImageSource.ofFile(file)), sent -> {});
        queue = newQueue();
        queue.resume();

        assertEquals(
                Map.of(UploadState.DUPLICATE, 1L), Await.complete(queue, batch).files());

        assertEquals(1, library.rows().size());
        assertEquals(1, library.originals().size());
    }

    @Test
    void aDamagedJournalIsSetAsideAndSaid() throws IOException {
        Path journal = temp.resolve("queue").resolve("uploads.db");
        Files.createDirectories(journal.getParent());
        Files.writeString(journal, "This was a database once. ".repeat(500));
        open(store -> store);

        assertTrue(
                queue.snapshot().problem().contains("damaged"), queue.snapshot().problem());
        Await.complete(queue, queue.add(List.of(picture()), FORM));
        assertStored(temp.resolve("in").resolve("a.png"));
        try (var files = Files.list(journal.getParent())) {
            assertTrue(files.anyMatch(file -> file.getFileName().toString().contains("damaged")));
        }
    }

    private static void unreachableOnce(AtomicInteger times) {
        if (times.incrementAndGet() == 1) {
            throw new ImageException.Unreachable("No answer.", null);
        }
    }

    private static void write(Path file, byte[] bytes) {
        Unchecked.run(() -> Files.write(file, bytes));
    }

    private static void append(Path file) {
        Unchecked.run(() -> Files.write(file, new byte[1], StandardOpenOption.APPEND));
    }

    private static void delete(Path file) {
        Unchecked.run(() -> Files.delete(file));
    }
}
