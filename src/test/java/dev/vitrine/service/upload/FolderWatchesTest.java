package dev.vitrine.service.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.Samples;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.WatchedFolder;
import dev.vitrine.service.upload.watch.FolderWatch.Rhythm;
import dev.vitrine.service.upload.watch.WatchScan.Calm;
import dev.vitrine.store.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class FolderWatchesTest {
    private static final RetryPolicy QUICK = new RetryPolicy(2, Duration.ofMillis(5));
    private static final Duration CALM = Duration.ofMillis(60);
    private static final Rhythm LIVELY =
            new Rhythm(new Calm(CALM, Duration.ofMinutes(10)), Duration.ofMillis(50), Duration.ofMillis(20));
    private static final UploadForm FORM = new UploadForm("alice", List.of("inbox"), "", "");

    @TempDir
    private Path temp;

    private Path inbox;
    private TestLibrary library;
    private UploadQueue queue;

    @BeforeEach
    void open() throws IOException {
        inbox = Files.createDirectories(temp.toRealPath().resolve("inbox"));
        library = TestLibrary.open(temp.resolve("library"));
        queue = newQueue();
    }

    private UploadQueue newQueue() {
        return newQueue(LIVELY);
    }

    private UploadQueue newQueue(Rhythm rhythm) {
        return new UploadQueue(
                library.images(), temp.resolve("queue").resolve("uploads.db"), 2, QUICK, rhythm, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        queue.close();
        library.close();
    }

    private WatchedFolder watch(boolean subfolders, boolean existing) {
        return queue.watches().add(new WatchedFolder.WatchRequest(inbox, FORM, subfolders, existing));
    }

    private void awaitRows(int count) {
        Await.until(
                count + " rows, and nothing under way: "
                        + queue.snapshot().totals().byState(),
                () -> library.rows().size() == count
                        && queue.snapshot().totals().open().files() == 0);
    }

    /// Nothing more comes: the folder was looked through twice since, and every file in it had been calm for long.
    private void awaitLooks() {
        WatchedFolder probe = queue.watches().statuses().getFirst().folder();
        Path last = inbox.resolve("last-" + System.nanoTime() + ".png");
        int before = library.rows().size();
        try {
            TestImages.png(last, (int) System.nanoTime());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertTrue(probe.folder().equals(inbox));
        awaitRows(before + 1);
    }

    @Test
    void aNewImageUploadsByItselfAsTheFolderSays() throws IOException {
        watch(false, false);
        TestImages.png(inbox.resolve("a.png"), 1);

        awaitRows(1);

        ImageRecord row = library.rows().getFirst();
        assertEquals("alice", row.userId());
        assertEquals(List.of("inbox"), row.tags());
        assertEquals("a", row.title());
        assertEquals(1, queue.watches().statuses().getFirst().found());
    }

    @Test
    void whatWasInItBeforeUploadsWhenAskedFor() throws IOException {
        TestImages.folder(inbox, 3);
        watch(false, true);

        awaitRows(3);
    }

    @Test
    void whatWasInItBeforeStaysOtherwise() throws IOException {
        TestImages.folder(inbox, 3);
        watch(false, false);
        Await.until(
                "it was looked through",
                () -> queue.watches().statuses().getFirst().state() == WatchedFolder.WatchState.WATCHING);

        TestImages.png(inbox.resolve("new.png"), 9);

        awaitRows(1);
        assertEquals("new", library.rows().getFirst().title());
    }

    @Test
    void nothingIsUploadedTwiceOverARestart() throws IOException {
        watch(false, true);
        TestImages.folder(inbox, 4);
        awaitRows(4);
        queue.close();
        TestImages.png(inbox.resolve("while-closed.png"), 50);
        queue = newQueue();

        awaitRows(5);
        awaitLooks();

        assertEquals(0, queue.snapshot().totals().files(UploadState.DUPLICATE));
        assertEquals(6, Await.all(queue).size() + dismissed());
    }

    /// What the start of a new drop took from the list.
    private long dismissed() {
        return queue.receipts(100).stream().mapToLong(Receipt::selected).sum()
                - Await.all(queue).size();
    }

    @Test
    void aFileThatIsWrittenSlowlyIsTakenWhenItIsWhole() throws IOException {
        watch(false, false);
        byte[] whole = TestImages.png(7);
        Path slow = inbox.resolve("slow.png");
        Files.write(slow, Arrays.copyOf(whole, whole.length / 2));
        TestImages.png(inbox.resolve("quick.png"), 8);
        awaitRows(1);
        awaitLooks();
        assertEquals(1, queue.watches().statuses().getFirst().settling());

        Files.write(slow, whole);

        awaitRows(3);
        assertEquals(List.of(), queue.snapshot().troubles());
        assertTrue(library.rows().stream()
                .anyMatch(row -> row.title().equals("slow") && row.facts().sizeBytes() == whole.length));
    }

    @ParameterizedTest
    @EnumSource(ImageType.class)
    void aFileShorterThanItSaysIsNeverTaken(ImageType type) throws IOException {
        queue.close();
        queue = newQueue(new Rhythm(new Calm(CALM, CALM.multipliedBy(2)), Duration.ofMillis(50), CALM));
        watch(false, true);
        byte[] whole = Samples.of(type);
        Path file = inbox.resolve("half." + type.extension());
        Files.write(file, Arrays.copyOf(whole, whole.length * 6 / 10));
        Await.until(
                "the watch names it",
                () -> queue.watches().statuses().getFirst().problem().contains(file.toString()));
        awaitLooks();
        assertEquals(1, library.rows().size(), "only the picture that came after");
        assertEquals(1, queue.watches().statuses().getFirst().settling());

        Files.write(file, whole);

        awaitRows(2);
        Await.until(
                "nothing is wrong any more",
                () -> queue.watches().statuses().getFirst().problem().isEmpty());
    }

    @Test
    void whatWasTakenTooEarlyGoesToTheTrashWhenTheFileHasGrown() throws IOException {
        queue.close();
        queue = newQueue(new Rhythm(new Calm(CALM, CALM.multipliedBy(2)), Duration.ofMillis(50), CALM));
        watch(false, true);
        byte[] photo = Samples.of(ImageType.JPEG);
        byte[] withFilm = Arrays.copyOf(photo, photo.length + 5000);
        Path file = inbox.resolve("motion.jpg");
        Files.write(file, Arrays.copyOf(withFilm, photo.length + 100));
        awaitRows(1);
        String early = library.rows().getFirst().imageId();

        Files.write(file, withFilm);

        Await.until(
                "the early one is in the trash",
                () -> library.images().find(early).isEmpty());
        awaitRows(1);
        assertEquals(withFilm.length, library.rows().getFirst().facts().sizeBytes());
        assertTrue(library.images().findUploaded(early).isPresent(), "and can be restored");
    }

    @Test
    void aPictureThatWasEditedAndGrewIsAnotherPicture() throws IOException {
        watch(false, true);
        Path file = inbox.resolve("a.png");
        TestImages.png(file, 1);
        awaitRows(1);

        Files.write(file, Samples.of(ImageType.BMP));

        awaitRows(2);
        awaitLooks();
        assertEquals(3, library.rows().size());
    }

    @Test
    void aHalfFileUnderATemporaryNameIsTakenUnderItsOwn() throws IOException {
        watch(false, false);
        Path half = inbox.resolve("holiday.jpg.crdownload");
        TestImages.png(half, 3);
        awaitLooks();

        Files.move(half, inbox.resolve("holiday.png"));

        awaitRows(2);
        assertEquals(0, queue.snapshot().troubles().size());
    }

    @Test
    void aRenamedFileIsNotUploadedAgain() throws IOException {
        watch(true, false);
        TestImages.png(inbox.resolve("a.png"), 1);
        awaitRows(1);

        Files.move(
                inbox.resolve("a.png"),
                Files.createDirectories(inbox.resolve("sorted")).resolve("b.png"));
        awaitLooks();

        assertEquals(2, library.rows().size());
        assertEquals(
                0,
                library.rows().stream().filter(row -> row.title().equals("b")).count());
    }

    @Test
    void aFileThatIsRenamedBeforeItWasUploadedIsUploadedUnderItsNewName() throws IOException {
        watch(true, false);
        queue.pause();
        TestImages.png(inbox.resolve("a.png"), 1);
        TestImages.png(inbox.resolve("deep").resolve("in.png"), 2);
        Await.until("both wait", () -> queue.snapshot().totals().files(UploadState.WAITING) == 2);
        Files.move(inbox.resolve("a.png"), inbox.resolve("b.png"));
        Files.move(inbox.resolve("deep"), inbox.resolve("deeper"));
        Await.until(
                "they wait under their new names",
                () -> Await.all(queue).stream().allMatch(item -> Files.exists(item.file())));
        queue.resume();

        awaitRows(2);
        assertEquals(
                List.of("b", "in"),
                library.rows().stream().map(ImageRecord::title).sorted().toList());
        assertEquals(List.of(), queue.snapshot().troubles());
    }

    @Test
    void aFileThatWasReplacedIsUploadedAsANewImage() throws IOException {
        watch(false, false);
        Path file = inbox.resolve("a.png");
        TestImages.png(file, 1);
        awaitRows(1);

        Path next = TestImages.png(temp.resolve("next.png"), 2);
        Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        awaitRows(2);
    }

    @Test
    void theSameBytesUnderAnotherNameAreADuplicate() throws IOException {
        watch(false, false);
        TestImages.png(inbox.resolve("a.png"), 1);
        awaitRows(1);

        TestImages.png(inbox.resolve("copy.png"), 1);

        Await.until(
                "it is known as a duplicate", () -> queue.snapshot().totals().files(UploadState.DUPLICATE) == 1);
        assertEquals(1, library.rows().size());
    }

    @Test
    void subfoldersCountOnlyWhenAskedFor() throws IOException {
        watch(false, true);
        TestImages.png(inbox.resolve("deep").resolve("in.png"), 1);
        TestImages.png(inbox.resolve("a.png"), 2);
        awaitRows(1);
        awaitLooks();
        assertEquals(2, library.rows().size());
        queue.watches().remove(queue.watches().statuses().getFirst().folder().id());

        watch(true, true);

        awaitRows(3);
    }

    @Test
    void whatIsNoImageIsPassedOverInSilence() throws IOException {
        watch(false, true);
        Files.writeString(inbox.resolve("notes.txt"), "no picture");
        Files.createFile(inbox.resolve("empty.jpg"));
        awaitLooks();

        assertEquals(1, queue.receipts(10).stream().mapToLong(Receipt::selected).sum());
    }

    /// Where the folder is now, of which a picture was taken before.
    private Path seenToBeAway() throws IOException {
        TestImages.png(inbox.resolve("a.png"), 1);
        awaitRows(1);
        Path elsewhere = temp.resolve("unplugged");
        Files.move(inbox, elsewhere);
        Await.until(
                "it is seen to be away",
                () -> queue.watches().statuses().getFirst().state() == WatchedFolder.WatchState.AWAY);
        return elsewhere;
    }

    @Test
    void aFolderThatIsAwayGoesOnWhenItIsBack() throws IOException {
        watch(false, true);
        Path elsewhere = seenToBeAway();
        TestImages.png(elsewhere.resolve("b.png"), 2);

        Files.move(elsewhere, inbox);

        awaitRows(2);
        assertEquals(0, queue.snapshot().totals().files(UploadState.DUPLICATE));
    }

    @Test
    void aFolderThatIsMovedIsSeenToBeAwayBeforeTheNextLook() throws IOException {
        queue.close();
        queue = newQueue(new Rhythm(LIVELY.calm(), Duration.ofMinutes(10), Duration.ofMillis(20)));
        watch(false, true);
        Path elsewhere = seenToBeAway();
        Files.move(elsewhere, inbox);
        Await.until(
                "it is seen to be back",
                () -> queue.watches().statuses().getFirst().state() == WatchedFolder.WatchState.WATCHING);
        TestImages.png(inbox.resolve("b.png"), 2);
        awaitRows(2);
    }

    @Test
    void whatFailedBecauseTheFolderWasAwayIsTriedAgainWhenItIsBack() throws IOException {
        watch(false, true);
        queue.pause();
        TestImages.png(inbox.resolve("a.png"), 1);
        Await.item(queue, UploadState.WAITING);
        Path elsewhere = temp.resolve("unplugged");
        Files.move(inbox, elsewhere);
        Await.until(
                "it is seen to be away",
                () -> queue.watches().statuses().getFirst().state() == WatchedFolder.WatchState.AWAY);
        queue.resume();
        Await.item(queue, UploadState.FAILED);

        Files.move(elsewhere, inbox);

        awaitRows(1);
        assertEquals(List.of(), queue.snapshot().troubles());
    }

    @Test
    void aPausedFolderWaits() throws IOException {
        WatchedFolder folder = watch(false, true);
        queue.watches().pause(folder.id());
        TestImages.png(inbox.resolve("a.png"), 1);
        assertEquals(
                WatchedFolder.WatchState.PAUSED,
                queue.watches().statuses().getFirst().state());
        queue.close();
        queue = newQueue();
        assertEquals(
                WatchedFolder.WatchState.PAUSED,
                queue.watches().statuses().getFirst().state());
        assertEquals(0, library.rows().size());

        queue.watches().resume(folder.id());

        awaitRows(1);
    }

    @Test
    void aRemovedFolderIsLeftAlone() throws IOException {
        WatchedFolder folder = watch(false, true);
        queue.watches().remove(folder.id());

        assertEquals(List.of(), queue.watches().statuses());
        queue.close();
        queue = newQueue();
        assertEquals(List.of(), queue.watches().statuses());
    }

    @Test
    void twoQueuesOnOneJournalTakeEachFileOnce() throws IOException {
        watch(false, true);
        try (UploadQueue other = newQueue()) {
            Await.until("both watch", () -> other.watches().statuses().size() == 1);
            TestImages.folder(inbox, 25);
            awaitRows(25);
            awaitLooks();
        }
        assertEquals(0, queue.snapshot().totals().files(UploadState.DUPLICATE));
        assertEquals(
                26, queue.receipts(100).stream().mapToLong(Receipt::selected).sum());
    }

    @Test
    void foldersThatContainEachOtherAreNotWatchedTwice() throws IOException {
        Path inside = Files.createDirectories(inbox.resolve("inside"));
        watch(true, false);

        assertThrows(ImageException.Conflict.class, () -> watch(true, false));
        assertThrows(
                ImageException.Conflict.class,
                () -> queue.watches().add(new WatchedFolder.WatchRequest(inside, FORM, false, false)));
        assertThrows(
                ImageException.Conflict.class,
                () -> queue.watches().add(new WatchedFolder.WatchRequest(temp, FORM, true, false)));
        assertThrows(
                ImageException.Invalid.class,
                () -> queue.watches().add(new WatchedFolder.WatchRequest(temp.resolve("nowhere"), FORM, true, false)));
    }

    @Test
    void theLibraryItselfIsNotWatched() throws IOException {
        queue.watches().keepOut(temp.toRealPath().resolve("library"));

        assertThrows(
                ImageException.Invalid.class,
                () -> queue.watches().add(new WatchedFolder.WatchRequest(temp, FORM, true, false)));
    }

    @Test
    void filesThatComeOneAfterTheOtherShareAReceipt() throws IOException {
        watch(false, true);
        TestImages.png(inbox.resolve("a.png"), 1);
        awaitRows(1);
        TestImages.png(inbox.resolve("b.png"), 2);
        awaitRows(2);

        assertEquals(1, queue.receipts(10).size());
        assertEquals(
                List.of("a.png", "b.png"),
                queue.receiptItems(queue.receipts(1).getFirst().batchId(), 0, 10).stream()
                        .map(UploadItem::name)
                        .toList());
        assertEquals(
                List.of("b.png"),
                Await.all(queue).stream().map(UploadItem::name).toList(),
                "what is new is counted, not what ended before");
    }
}
