package dev.vitrine.service.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.StandardError;
import dev.vitrine.files.FileStamp;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.upload.item.ClaimedItem;
import dev.vitrine.service.upload.item.ScannedFile;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.UploadOption;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.WatchedFolder;
import dev.vitrine.service.upload.journal.DropJournal;
import dev.vitrine.service.upload.journal.ItemCommands;
import dev.vitrine.service.upload.journal.Journal;
import dev.vitrine.service.upload.journal.JournalFile;
import dev.vitrine.service.upload.journal.JournalLists;
import dev.vitrine.service.upload.journal.JournalRetry;
import dev.vitrine.service.upload.journal.SeenFile;
import dev.vitrine.service.upload.journal.WatchJournal;
import dev.vitrine.sqlite.Database;
import dev.vitrine.sqlite.Sql;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalFileTest {
    private static final UploadForm FORM = new UploadForm("alice", List.of(), "", "");

    @TempDir
    private Path temp;

    private Path file() {
        return temp.resolve("uploads.db");
    }

    private static Journal filled(Database database, int files) {
        var journal = new Journal(database, "me", Clock.systemUTC());
        var drops = new DropJournal(database, "me", Clock.systemUTC());
        drops.addBatch(1, FORM, List.of());
        var found = new ArrayList<ScannedFile>();
        for (int i = 0; i < files; i++) {
            found.add(ScannedFile.file(
                    Path.of("/pictures/a-rather-long-name-for-a-picture-%05d.jpg".formatted(i)), 1000));
        }
        drops.addItems(1, found);
        return journal;
    }

    @Test
    void whereNoJournalWasNoneIsTakenOver() {
        Path former = temp.resolve("former.db");

        assertEquals(file(), JournalFile.takenOver(former, file()));

        assertFalse(Files.exists(former));
        assertFalse(Files.exists(file()));
    }

    @Test
    void damageThatShowsInUseIsToldAndSetAsideAtTheNextStart() throws IOException {
        try (JournalFile opened = JournalFile.open(file())) {
            filled(opened.database(), 2000);
        }
        try (var bytes = new RandomAccessFile(file().toFile(), "rw")) {
            byte[] rubbish = new byte[(int) bytes.length() / 2];
            java.util.Arrays.fill(rubbish, (byte) 0x5A);
            bytes.seek(bytes.length() / 4 / 4096 * 4096);
            bytes.write(rubbish);
        }
        try (JournalFile opened = JournalFile.open(file())) {
            ImageException reported = assertThrows(
                    ImageException.Failed.class,
                    () -> new JournalLists(opened.database()).items(List.of(UploadState.values()), 0, 100_000));
            assertTrue(
                    reported.getMessage().contains("is damaged. Close Vitrine and start it again"),
                    reported.getMessage());
        }
        try (JournalFile opened = JournalFile.open(file())) {
            assertTrue(opened.notice().contains("was damaged and is set aside"), opened.notice());
            filled(opened.database(), 3);
            assertEquals(
                    3,
                    new JournalLists(opened.database())
                            .items(List.of(UploadState.values()), 0, 100)
                            .size());
        }
        try (JournalFile opened = JournalFile.open(file());
                var files = Files.list(temp)) {
            assertEquals("", opened.notice());
            assertTrue(files.anyMatch(path -> path.getFileName().toString().startsWith("uploads.db.damaged-")));
        }
    }

    @Test
    @StandardError.Says("make room on it")
    void aFullDiskIsWaitedForAlsoWhenSendingBegins() {
        try (JournalFile opened = JournalFile.open(file())) {
            Journal journal = filled(opened.database(), 20);
            ClaimedItem claimedItem = journal.claim(0, 0).orElseThrow();
            var journalRetry = new JournalRetry(() -> false);
            var notes = new ItemJournal(journal, journalRetry);
            limitPages(opened.database(), 1); // SQLite then says what it says on a full disk
            // so that the change needs a page more than there is
            String longHash = "0".repeat(200_000);

            var begun = CompletableFuture.supplyAsync(() -> notes.beginSending(claimedItem, 1000, longHash));
            Await.until("the reason is told", () -> journalRetry.problem().contains("is full: make room on it"));
            limitPages(opened.database(), 1_000_000);

            assertTrue(begun.join());
            assertEquals("", journalRetry.problem());
        }
    }

    private static void limitPages(Database database, int pages) {
        database.write(connection -> Sql.list(connection, row -> row.getLong(1), "PRAGMA max_page_count = " + pages));
    }

    @Test
    void aJournalOfANewerVersionIsLeftAsItIs() {
        try (JournalFile opened = JournalFile.open(file())) {
            filled(opened.database(), 3);
            opened.database().write(connection -> Sql.update(connection, "PRAGMA user_version = 999"));
        }
        var failure = assertThrows(ImageException.Failed.class, () -> JournalFile.open(file()));
        assertTrue(failure.getMessage().contains("newer Vitrine"), failure.getMessage());
    }

    /// What a later version adds without a new number must not keep this one from writing.
    @Test
    void aJournalWithMoreColumnsIsWrittenAllTheSame() {
        try (JournalFile opened = JournalFile.open(file())) {
            for (String table : List.of(
                    "batch",
                    "batch_tag",
                    "batch_wish",
                    "root",
                    "item",
                    "setting",
                    "watch",
                    "watch_tag",
                    "watched_file")) {
                opened.database()
                        .write(connection -> Sql.update(
                                connection, "ALTER TABLE " + table + " ADD COLUMN later TEXT NOT NULL DEFAULT 'x'"));
            }
            var drops = new DropJournal(opened.database(), "me", Clock.systemUTC());
            var form = new UploadForm("alice", List.of("sea"), "", "").with(UploadOption.REMOVE_METADATA, true);
            drops.addBatch(1, form, List.of(Path.of("/pictures")));
            drops.addItems(
                    1,
                    List.of(ScannedFile.trouble(
                            Path.of("/pictures"), UploadState.FAILED, Cause.FOLDER_UNREADABLE, "closed")));
            assertEquals(List.of(1L), drops.reopenFolders(DropJournal.EVERY_ITEM));
            var commands = new ItemCommands(opened.database(), Clock.systemUTC());
            commands.setPaused(true);
            commands.cancel(1);
            commands.cancelWaiting();
            var watches = new WatchJournal(opened.database(), () -> 2, Clock.systemUTC());
            WatchedFolder watched = watches.add(new WatchedFolder.WatchRequest(Path.of("/in"), form, true, true));
            assertEquals(
                    1,
                    watches.see(
                            watched,
                            List.of(new SeenFile(Path.of("/in/a.png"), new FileStamp(1, 2), "", true)),
                            false));
            assertEquals(
                    form,
                    new JournalLists(opened.database()).receipt(1).orElseThrow().form());
        }
    }

    @Test
    void aJournalFromBeforeVersionsGetsOneAndKeepsWhatIsInIt() {
        try (JournalFile opened = JournalFile.open(file())) {
            filled(opened.database(), 3);
            opened.database().write(connection -> Sql.update(connection, "PRAGMA user_version = 0"));
            opened.database().write(connection -> Sql.update(connection, "PRAGMA application_id = 0"));
            opened.database().write(connection -> Sql.update(connection, "DROP TABLE batch_wish"));
        }
        try (JournalFile opened = JournalFile.open(file())) {
            assertEquals(
                    3,
                    new JournalLists(opened.database())
                            .items(List.of(UploadState.values()), 0, 100)
                            .size());
            assertEquals(
                    List.of(1L),
                    opened.database()
                            .read(connection -> Sql.list(connection, row -> row.getLong(1), "PRAGMA user_version")));
            new DropJournal(opened.database(), "me", Clock.systemUTC())
                    .addBatch(2, FORM.with(UploadOption.REMOVE_METADATA, true), List.of());
        }
    }

    /// The note says that the file is damaged; somebody has moved that file away by hand.
    @Test
    void aNoteOfDamageWithoutTheFileKeepsNothingFromOpening() throws IOException {
        Files.writeString(temp.resolve("uploads.db.damaged"), "malformed");
        try (JournalFile opened = JournalFile.open(file())) {
            filled(opened.database(), 3);
        }
        assertFalse(Files.exists(temp.resolve("uploads.db.damaged")));
    }
}
