package dev.vitrine.service.upload.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.files.FileStamp;
import dev.vitrine.service.upload.item.ClaimedItem;
import dev.vitrine.service.upload.item.ScannedFile;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.UploadOutcome;
import dev.vitrine.service.upload.item.WatchedFolder;
import dev.vitrine.sqlite.Sql;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file of a watched folder is uploaded once, whatever it is called by then.
class RenamedFilesTest {
    private static final UploadForm FORM = new UploadForm("alice", List.of(), "", "");
    private static final FileStamp STAMP = new FileStamp(5, 7);

    @TempDir
    private Path folder;

    @AutoClose
    private JournalFile opened;

    private Journal queue;
    private ItemCommands commands;
    private WatchJournal journal;
    private WatchedFolder watched;

    @BeforeEach
    void open() {
        opened = JournalFile.open(folder.resolve("uploads.sqlite"));
        queue = new Journal(opened.database(), "me", Clock.systemUTC());
        commands = new ItemCommands(opened.database(), Clock.systemUTC());
        journal = new WatchJournal(opened.database(), new AtomicLong(1)::getAndIncrement, Clock.systemUTC());
        watched = journal.add(new WatchedFolder.WatchRequest(folder, FORM, true, true));
    }

    private int seen(String name) {
        return seen(folder.resolve(name), false);
    }

    private int seen(Path file, boolean passOver) {
        return journal.see(watched, List.of(new SeenFile(file, STAMP, "key", true)), passOver);
    }

    private ClaimedItem sending() {
        ClaimedItem claimed = queue.claim(0, 0).orElseThrow();
        queue.beginSending(claimed, STAMP.size(), "00");
        return claimed;
    }

    private void ended(ClaimedItem claimed, UploadOutcome outcome) {
        queue.end(claimed, outcome, false);
    }

    private void assertItems(String... items) {
        assertEquals(
                List.of(items),
                new JournalLists(opened.database())
                        .items(EnumSet.allOf(UploadState.class), 0, 10).stream()
                                .map(RenamedFilesTest::told)
                                .toList());
    }

    private static String told(UploadItem item) {
        return item.name() + " at " + item.file().getFileName() + " " + item.state();
    }

    @Test
    void whatWaitsFollowsTheFileAndBack() {
        assertEquals(1, seen("a.jpg"));
        assertEquals(1, seen("b.jpg"));
        assertItems("b.jpg at b.jpg WAITING");
        assertEquals(1, seen("a.jpg"));
        assertItems("a.jpg at a.jpg WAITING");
        assertEquals(Map.of(folder.resolve("a.jpg"), STAMP), journal.seenIn(watched.id(), folder));
        assertEquals(1, journal.found(watched.id()));
    }

    @Test
    void whatFailedIsTriedUnderTheNewNameAlsoWhenItWasTakenFromTheList() {
        seen("a.jpg");
        ended(sending(), UploadOutcome.failed(Cause.SOURCE_GONE, "gone", ""));
        assertEquals(1, seen("b.jpg"));
        assertItems("b.jpg at b.jpg WAITING");
        ended(sending(), UploadOutcome.failed(Cause.LIBRARY, "full", ""));
        commands.dismissTroubles();
        assertEquals(1, seen("c.jpg"));
        assertItems("c.jpg at c.jpg WAITING");
    }

    @Test
    void whatIsUnderWayDecidesByItsEnd() {
        seen("a.jpg");
        ClaimedItem first = sending();
        assertEquals(0, seen("b.jpg"));
        assertEquals(Map.of(folder.resolve("a.jpg"), STAMP), journal.seenIn(watched.id(), folder), "looked at again");
        ended(first, UploadOutcome.failed(Cause.SOURCE_GONE, "gone", ""));
        assertEquals(1, seen("b.jpg"));
        ended(sending(), UploadOutcome.done("00"));
        assertEquals(0, seen("c.jpg"));
        assertItems("b.jpg at b.jpg DONE");
    }

    @Test
    void whatWasCalledBackOrPassedOverStaysSo() {
        seen("a.jpg");
        commands.cancelWaiting();
        assertEquals(0, seen("b.jpg"));
        assertItems("a.jpg at a.jpg CANCELLED");
    }

    @Test
    void whatWasThereBeforeTheWatchStaysPassedOver() {
        assertEquals(0, seen(folder.resolve("a.jpg"), true));
        assertEquals(0, seen("b.jpg"));
        assertItems();
    }

    @Test
    void anotherNameBesideTheFormerIsTheSameFile() throws IOException {
        Files.createFile(folder.resolve("a.jpg"));
        seen("a.jpg");
        assertEquals(0, seen("b.jpg"));
        assertItems("a.jpg at a.jpg WAITING");
    }

    @Test
    void aNameThatItsDropHasAlreadyIsOfANewOne() {
        seen("a.jpg");
        journal.see(watched, List.of(new SeenFile(folder.resolve("b.jpg"), new FileStamp(6, 8), "other", true)), false);
        assertEquals(1, seen("b.jpg"));
        assertItems("a.jpg at a.jpg WAITING", "b.jpg at b.jpg WAITING", "b.jpg at b.jpg WAITING");
    }

    @Test
    void whatFailedIsNotTriedUnderANameThatItHasNoMore() {
        seen("a.jpg");
        journal.see(watched, List.of(new SeenFile(folder.resolve("b.jpg"), new FileStamp(6, 8), "other", true)), false);
        ended(sending(), UploadOutcome.failed(Cause.SOURCE_GONE, "gone", ""));
        assertEquals(1, seen("b.jpg"));
        assertItems("a.jpg at a.jpg FAILED", "b.jpg at b.jpg WAITING", "b.jpg at b.jpg WAITING");
    }

    /// As what was seen with a UTF-8 locale, in a session without one.
    @Test
    void aNameThatCannotBeOneHereIsOfAFileThatWasSeen() {
        opened.database()
                .writeDurably(connection -> Sql.update(
                        connection,
                        "INSERT INTO watched_file (watch_id, folder, name, size, modified, file_key, item) VALUES (?, ?, ?, ?, ?, ?, ?)",
                        watched.id(),
                        folder.toString(),
                        "\0.jpg",
                        STAMP.size(),
                        STAMP.modifiedNanos(),
                        "key",
                        0));
        assertEquals(Map.of(), journal.seenIn(watched.id(), folder));
        assertEquals(0, seen("b.jpg"));
        assertEquals(Map.of(folder.resolve("b.jpg"), STAMP), journal.seenIn(watched.id(), folder));
    }

    @Test
    void theNewestDropOfTheFormerNameDecides() {
        seen("a.jpg");
        ended(sending(), UploadOutcome.failed(Cause.LIBRARY, "full", ""));
        var drops = new DropJournal(opened.database(), "me", Clock.systemUTC());
        drops.addBatch(50, FORM, List.of());
        drops.addItems(50, List.of(ScannedFile.file(folder.resolve("a.jpg"), STAMP.size())));
        ended(sending(), UploadOutcome.done("00"));
        assertEquals(0, seen("b.jpg"));
    }

    @Test
    void namesThatAreNoTextAreToldApart() {
        Path first = Path.of(URI.create(folder.toUri() + "%FF.jpg"));
        Path second = Path.of(URI.create(folder.toUri() + "%FE.jpg"));
        assertEquals(first.toString(), second.toString());
        assertEquals(1, seen(first, false));
        assertEquals(Map.of(first, STAMP), journal.seenIn(watched.id(), folder));
        assertEquals(1, seen(second, false));
        assertEquals(Map.of(second, STAMP), journal.seenIn(watched.id(), folder));
        assertEquals(second, queue.claim(0, 0).orElseThrow().file());
    }
}
