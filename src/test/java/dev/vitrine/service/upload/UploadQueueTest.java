package dev.vitrine.service.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.TestClock;
import dev.vitrine.catalog.ImageResult;
import dev.vitrine.files.OpenFiles;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.Duplicates;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.UploadTotals;
import dev.vitrine.store.RetryPolicy;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadQueueTest {
    private static final UploadForm FORM = new UploadForm("alice", List.of("trip"), "", "");
    private static final RetryPolicy QUICK = new RetryPolicy(3, Duration.ofMillis(5));

    @TempDir
    Path temp;

    private TestLibrary library;
    private UploadQueue queue;
    private volatile Runnable beforeEach = () -> {};

    @BeforeEach
    void open() throws IOException {
        library = TestLibrary.withObjects(
                temp.resolve("library"), store -> HookedObjects.before(store, () -> beforeEach.run()));
        queue = newQueue();
    }

    private UploadQueue newQueue() {
        return new UploadQueue(
                library.images(), temp.resolve("queue").resolve("uploads.db"), 3, QUICK, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        queue.close();
        library.close();
    }

    @Test
    void aDroppedFolderArrivesWhole() throws IOException {
        Path folder = TestImages.folder(temp.resolve("in"), 20);

        Receipt receipt = Await.complete(queue, queue.add(List.of(folder), FORM));

        assertEquals(Map.of(UploadState.DONE, 20L), receipt.files());
        assertEquals(20, library.rows().size());
        assertEquals(20, library.originals().size());
    }

    @Test
    void aFolderArrivesInTheOrderOfItsNamesHoweverLongEachFileTakes() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("in"));
        ImageIO.write(
                new BufferedImage(2400, 2400, BufferedImage.TYPE_3BYTE_BGR),
                "bmp",
                folder.resolve("IMG_1.bmp").toFile());
        for (int i = 2; i <= 12; i++) {
            TestImages.png(folder.resolve("IMG_" + i + ".png"), i);
        }

        Await.complete(queue, queue.add(List.of(folder), FORM));

        ImageResult oldest = library.images().search(ImageQuery.ALL.withOrder(ImageQuery.Order.OLDEST));
        assertEquals(
                IntStream.rangeClosed(1, 12).mapToObj(i -> "IMG_" + i).toList(),
                library.images().findAll(oldest.ids(0, oldest.size())).stream()
                        .map(ImageRecord::title)
                        .toList());
    }

    @Test
    void anImageIsWhatTheFormSaysAndTheFileHolds() throws IOException {
        Path file = TestImages.png(temp.resolve("in").resolve("Lake at dawn.png"), 1);

        Await.complete(queue, queue.add(List.of(file), new UploadForm("alice", List.of("trip", "lake"), "", "Early.")));

        ImageRecord row = library.rows().getFirst();
        UploadItem item = Await.item(queue, UploadState.DONE);
        assertEquals("Lake at dawn", row.title());
        assertEquals("Early.", row.description());
        assertEquals(List.of("trip", "lake"), row.tags());
        assertEquals("alice", row.userId());
        assertEquals(row.facts().contentSha256(), item.sha256());
        assertEquals(java.util.Optional.of(row.imageId()), item.imageId());
        assertEquals(-1, Files.mismatch(file, library.originals().getFirst()));
    }

    @Test
    void droppingTheSameFolderAgainAddsNothing() throws IOException {
        Path folder = TestImages.folder(temp.resolve("in"), 5);
        Await.complete(queue, queue.add(List.of(folder), FORM));

        Receipt again = Await.complete(queue, queue.add(List.of(folder), FORM));

        assertEquals(Map.of(UploadState.DUPLICATE, 5L), again.files());
        assertEquals(5, library.rows().size());
        assertEquals(5, library.originals().size());
    }

    @Test
    void equalFilesInOneDropBecomeOneImage() throws IOException {
        for (int i = 0; i < 12; i++) {
            TestImages.png(temp.resolve("in").resolve("copy-" + i + ".png"), 7);
        }

        Receipt receipt = Await.complete(queue, queue.add(List.of(temp.resolve("in")), FORM));

        assertEquals(Map.of(UploadState.DONE, 1L, UploadState.DUPLICATE, 11L), receipt.files());
        assertEquals(1, library.originals().size());
        String imageId = library.rows().getFirst().imageId();
        assertTrue(Await.all(queue).stream()
                .allMatch(item -> item.imageId().orElseThrow().equals(imageId)));
    }

    @Test
    void equalFilesOfTwoUsersAreTwoImages() throws IOException {
        Path file = TestImages.png(temp.resolve("in").resolve("a.png"), 7);
        Await.complete(queue, queue.add(List.of(file), FORM));

        Receipt receipt = Await.complete(queue, queue.add(List.of(file), new UploadForm("bob", List.of(), "", "")));

        assertEquals(Map.of(UploadState.DONE, 1L), receipt.files());
        assertEquals(2, library.rows().size());
    }

    @Test
    void aDuplicateIsUploadedAnywayWhenTheFormSaysSo() throws IOException {
        Path file = TestImages.png(temp.resolve("in").resolve("a.png"), 7);
        Await.complete(queue, queue.add(List.of(file), FORM));

        Receipt receipt = Await.complete(
                queue, queue.add(List.of(file), new UploadForm("alice", List.of(), "", "", Duplicates.UPLOAD_ANYWAY)));

        assertEquals(Map.of(UploadState.DONE, 1L), receipt.files());
        assertEquals(2, library.rows().size());
    }

    @Test
    void aDuplicateGivesItsTagsToTheImageWhenTheFormSaysSo() throws IOException {
        Path file = TestImages.png(temp.resolve("in").resolve("a.png"), 7);
        Await.complete(queue, queue.add(List.of(file), FORM));

        Receipt receipt = Await.complete(
                queue,
                queue.add(
                        List.of(file),
                        new UploadForm("alice", List.of("lake", "trip"), "", "", Duplicates.MERGE_TAGS)));

        assertEquals(Map.of(UploadState.DUPLICATE, 1L), receipt.files());
        assertEquals(List.of("trip", "lake"), library.rows().getFirst().tags());
    }

    @Test
    void aFileThatIsNoImageIsRefusedByNameAndTheRestGoesOn() throws IOException {
        Path folder = TestImages.folder(temp.resolve("in"), 3);
        Files.writeString(folder.resolve("notes.png"), "I am no picture.");
        Files.createFile(folder.resolve("empty.jpg"));

        Receipt receipt = Await.complete(queue, queue.add(List.of(folder), FORM));

        assertEquals(Map.of(UploadState.DONE, 3L, UploadState.REFUSED, 2L), receipt.files());
        for (UploadItem item : queue.items(Set.of(UploadState.REFUSED), 0, 10)) {
            assertEquals(Cause.NOT_AN_IMAGE, item.cause());
            assertTrue(item.reason().contains(item.name()), item.reason());
        }
        assertEquals(3, library.originals().size());
    }

    @Test
    void aFileThatIsDroppedTwiceCountsOnce() throws IOException {
        Path folder = TestImages.folder(temp.resolve("in"), 2);
        Path file = folder.resolve("picture-00001.png");

        Receipt receipt = Await.complete(
                queue,
                queue.add(List.of(file, folder, file, folder.resolve("..").resolve("in")), FORM));

        assertEquals(Map.of(UploadState.DONE, 2L), receipt.files());
    }

    @Test
    void whatWasNotFinishedAtTheEndGoesOnAtTheNextStart() throws IOException {
        Path folder = TestImages.folder(temp.resolve("in"), 30);
        var sent = new AtomicInteger();
        var blocked = new CountDownLatch(1);
        beforeEach = () -> {
            if (sent.incrementAndGet() > 10) {
                blocked.countDown();
                LockSupport.park();
            }
        };
        long batch = queue.add(List.of(folder), FORM);
        Await.until("some are sent", () -> blocked.getCount() == 0);
        queue.close();
        beforeEach = sent::incrementAndGet;
        sent.set(0);
        int stored = library.rows().size();

        queue = newQueue();
        Receipt receipt = Await.complete(queue, batch);

        assertEquals(Map.of(UploadState.DONE, 30L), receipt.files());
        assertEquals(30, library.rows().size());
        assertEquals(30, library.originals().size());
        assertEquals(30 - stored, sent.get(), "nothing that was stored is sent again");
    }

    @Test
    void pausingStopsAtOnceAndStaysOverARestart() throws IOException {
        Path folder = TestImages.folder(temp.resolve("in"), 6);
        beforeEach = LockSupport::park;
        long batch = queue.add(List.of(folder), FORM);
        Await.until("three run", () -> queue.snapshot().totals().files(UploadState.SENDING) == 3);

        queue.pause();
        Await.until("all wait", () -> queue.snapshot().totals().files(UploadState.WAITING) == 6);
        queue.close();
        beforeEach = () -> {};
        queue = newQueue();
        assertTrue(queue.snapshot().paused());
        assertEquals(6, queue.snapshot().totals().files(UploadState.WAITING));
        queue.resume();

        assertEquals(Map.of(UploadState.DONE, 6L), Await.complete(queue, batch).files());
    }

    @Test
    void moreAreUploadedAtOnceAsSoonAsThatIsWanted() throws IOException {
        var running = new AtomicInteger();
        var end = new CountDownLatch(1);
        beforeEach = () -> {
            running.incrementAndGet();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new ImageException.Cancelled("Stopped.", e);
            }
        };
        long batch = queue.add(List.of(TestImages.folder(temp.resolve("in"), 5)), FORM);
        Await.until("three are uploaded", () -> running.get() == 3);

        queue.setMostAtOnce(5);

        Await.until("five are uploaded", () -> running.get() == 5);
        end.countDown();
        assertEquals(Map.of(UploadState.DONE, 5L), Await.complete(queue, batch).files());
    }

    @Test
    void aQueueThatCannotStartLeavesNothingOpen() throws IOException {
        var broken = TestClock.of(() -> {
            throw new IllegalStateException("no time");
        });
        Path folder = temp.resolve("other");

        assertThrows(
                IllegalStateException.class,
                () -> new UploadQueue(library.images(), folder.resolve("uploads.db"), 3, QUICK, broken));

        assertEquals(List.of(), OpenFiles.in(folder));
    }

    @Test
    void cancellingARunningItemLeavesNothingBehind() throws IOException {
        Path folder = TestImages.folder(temp.resolve("in"), 1);
        beforeEach = LockSupport::park;
        long batch = queue.add(List.of(folder), FORM);
        UploadItem running = Await.item(queue, UploadState.SENDING);

        queue.cancel(running.id());

        assertEquals(
                Map.of(UploadState.CANCELLED, 1L), Await.complete(queue, batch).files());
        assertEquals(List.of(), library.originals());
        assertEquals(List.of(), library.rows());
    }

    @Test
    void cancellingAWaitingItemLeavesTheOthersAlone() throws IOException {
        Path folder = TestImages.folder(temp.resolve("in"), 4);
        queue.pause();
        long batch = queue.add(List.of(folder), FORM);
        UploadItem waiting = Await.item(queue, UploadState.WAITING);

        queue.cancel(waiting.id());
        Await.item(queue, UploadState.CANCELLED);
        queue.resume();

        assertEquals(
                Map.of(UploadState.CANCELLED, 1L, UploadState.DONE, 3L),
                Await.complete(queue, batch).files());
        assertEquals(
                UploadState.CANCELLED, queue.item(waiting.id()).orElseThrow().state());
    }

    @Test
    void cancellingAllStopsEverythingAndACancelledItemCanBeTriedAgain() throws IOException {
        Path folder = TestImages.folder(temp.resolve("in"), 8);
        beforeEach = LockSupport::park;
        long batch = queue.add(List.of(folder), FORM);
        Await.item(queue, UploadState.SENDING);

        queue.cancelAll();
        assertEquals(
                Map.of(UploadState.CANCELLED, 8L), Await.complete(queue, batch).files());
        beforeEach = () -> {};
        queue.retry(Await.item(queue, UploadState.CANCELLED).id());
        Await.item(queue, UploadState.DONE);

        assertEquals(
                Map.of(UploadState.CANCELLED, 7L, UploadState.DONE, 1L),
                Await.complete(queue, batch).files());
        assertEquals(1, library.originals().size());
    }

    @Test
    void whatWasCancelledAllAtOnceCanBeBroughtBackAllAtOnce() throws IOException {
        Path folder = TestImages.folder(temp.resolve("in"), 8);
        beforeEach = LockSupport::park;
        long batch = queue.add(List.of(folder), FORM);
        Await.item(queue, UploadState.SENDING);

        Instant since = queue.cancelAll();
        Await.complete(queue, batch);
        beforeEach = () -> {};
        queue.restoreCancelled(since);

        Await.until(
                "all of them are uploaded",
                () -> queue.receipt(batch)
                        .map(receipt -> receipt.files().equals(Map.of(UploadState.DONE, 8L)))
                        .orElse(false));
    }

    @Test
    void dismissedItemsLeaveTheListButNotTheReceipt() throws IOException {
        Path folder = TestImages.folder(temp.resolve("in"), 3);
        Files.writeString(folder.resolve("notes.txt"), "no picture");
        long batch = queue.add(List.of(folder), FORM);
        Await.complete(queue, batch);

        queue.dismissFinished();
        Await.until("only the trouble is listed", () -> Await.all(queue).size() == 1);
        UploadItem refused = Await.item(queue, UploadState.REFUSED);
        queue.dismiss(refused.id());
        Await.until("the list is empty", () -> Await.all(queue).isEmpty());

        Await.until(
                "the totals are empty", () -> queue.snapshot().totals().all().files() == 0);
        Receipt receipt = queue.receipt(batch).orElseThrow();
        assertEquals(4, receipt.selected());
        assertEquals(3, receipt.uploaded());
        assertEquals(1, receipt.refused());
        assertEquals(List.of(receipt), queue.receipts(10));
    }

    @Test
    void aNewDropStartsCountingAfreshWhenAllBeforeWentWell() throws IOException {
        Await.complete(queue, queue.add(List.of(TestImages.folder(temp.resolve("in"), 3)), FORM));

        Await.complete(
                queue, queue.add(List.of(TestImages.png(temp.resolve("other").resolve("x.png"), 99)), FORM));

        Await.until(
                "only the new drop counts",
                () -> queue.snapshot().totals().all().files() == 1);
    }

    @Test
    void aPastedPictureIsKeptUntilItIsUploaded() throws IOException {
        queue.pause();
        long batch = queue.add(ImageSource.ofBytes("Pasted: 12/3.png", TestImages.png(5)), FORM);
        UploadItem waiting = Await.item(queue, UploadState.WAITING);
        queue.close();
        queue = newQueue();
        assertTrue(Files.exists(waiting.file()));
        queue.resume();

        assertEquals(Map.of(UploadState.DONE, 1L), Await.complete(queue, batch).files());

        Await.until("the kept file is gone", () -> Files.notExists(waiting.file()));
        assertEquals(1, library.originals().size());
    }

    @Test
    void snapshotsTellWhatRunsAndListenersHearOfTheEnd() throws Exception {
        Path folder = TestImages.folder(temp.resolve("in"), 5);
        var heard = new AtomicInteger();
        beforeEach = LockSupport::park;
        try (AutoCloseable _ = queue.subscribe(heard::incrementAndGet)) {
            long batch = queue.add(List.of(folder), FORM);
            Await.until(
                    "three run",
                    () -> queue.snapshot().running().size() == 3
                            && queue.snapshot().totals().files(UploadState.SENDING) == 3);
            UploadTotals totals = queue.snapshot().totals();
            assertEquals(5, totals.all().files());
            assertEquals(5, totals.open().files());
            assertFalse(totals.isIdle());

            beforeEach = () -> {};
            queue.pause();
            queue.resume();
            Await.complete(queue, batch);
            Await.until("it is idle", () -> queue.snapshot().totals().isIdle());
            assertEquals(1.0, queue.snapshot().totals().fraction());
            assertTrue(heard.get() > 0);
        }
    }

    @Test
    void aSmallDropDoesNotWaitForTheEndOfALargeOne() throws IOException {
        Path large = TestImages.folder(temp.resolve("large"), 60);
        Path small = TestImages.png(temp.resolve("small").resolve("s.png"), 999);
        queue.pause();
        long largeBatch = queue.add(List.of(large), FORM);
        Await.until("the large drop is known", () -> queue.snapshot().totals().files(UploadState.WAITING) == 60);
        beforeEach = () -> LockSupport.parkNanos(20_000_000);
        long smallBatch = queue.add(List.of(small), FORM);
        queue.resume();

        Await.complete(queue, smallBatch);

        assertFalse(queue.receipt(largeBatch).orElseThrow().complete());
        beforeEach = () -> {};
        Await.complete(queue, largeBatch);
    }

    @Test
    void whatFailedInAnEarlierDropIsNotAmongTheTotals() throws IOException {
        Path gone = TestImages.folder(temp.resolve("gone"), 2);
        queue.pause();
        long failing = queue.add(List.of(gone), FORM);
        Await.until("both wait", () -> queue.snapshot().totals().files(UploadState.WAITING) == 2);
        Files.move(gone, temp.resolve("elsewhere"));
        queue.resume();
        Await.complete(queue, failing);
        Await.until("two failed", () -> queue.snapshot().totals().files(UploadState.FAILED) == 2);

        Await.complete(queue, queue.add(List.of(TestImages.png(temp.resolve("a.png"), 1)), FORM));

        Await.until(
                "only the new one counts: " + queue.snapshot(),
                () -> queue.snapshot().totals().all().files() == 1
                        && queue.snapshot().totals().files(UploadState.DONE) == 1);
        assertEquals(1.0, queue.snapshot().totals().fraction());
        assertEquals(2, queue.snapshot().problems());
        assertEquals(2, queue.snapshot().earlierProblems());
    }

    @Test
    void droppingTheSameFolderTwiceStoresAndTellsNothingTwice() throws IOException {
        Path folder = TestImages.folder(temp.resolve("in"), 5);
        Files.writeString(folder.resolve("notes.txt"), "no picture");
        Receipt first = Await.complete(queue, queue.add(List.of(folder), FORM));

        Receipt again = Await.complete(queue, queue.add(List.of(folder), FORM));

        assertEquals(Map.of(UploadState.DONE, 5L, UploadState.REFUSED, 1L), first.files());
        assertEquals(Map.of(UploadState.DUPLICATE, 5L, UploadState.REFUSED, 1L), again.files());
        assertEquals(5, library.rows().size());
        assertEquals(5, library.originals().size());
        Await.until(
                "the one trouble is told once: " + queue.snapshot(),
                () -> queue.snapshot().totals().files(UploadState.REFUSED) == 1);
    }
}
