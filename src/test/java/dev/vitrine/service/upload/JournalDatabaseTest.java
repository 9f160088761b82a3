package dev.vitrine.service.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.upload.item.ClaimedItem;
import dev.vitrine.service.upload.item.ScannedFile;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadItem.State;
import dev.vitrine.service.upload.journal.Journal;
import dev.vitrine.service.upload.journal.JournalDatabase;
import dev.vitrine.service.upload.journal.JournalLists;
import dev.vitrine.service.upload.journal.JournalRetry;
import dev.vitrine.service.upload.journal.Sql;
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
class JournalDatabaseTest {
    private static final UploadForm FORM = new UploadForm("alice", List.of(), "", "");

    @TempDir
    private Path temp;

    private Path file() {
        return temp.resolve("uploads.db");
    }

    private static Journal filled(JournalDatabase database, int files) {
        var journal = new Journal(database, "me", Clock.systemUTC());
        journal.addBatch(1, FORM, List.of());
        var found = new ArrayList<ScannedFile>();
        for (int i = 0; i < files; i++) {
            found.add(ScannedFile.file(Path.of("/pictures/a-rather-long-name-for-a-picture-%05d.jpg".formatted(i)), 1000));
        }
        journal.addItems(1, found);
        return journal;
    }

    @Test
    void damageThatShowsInUseIsToldAndSetAsideAtTheNextStart() throws IOException {
        try (JournalDatabase database = JournalDatabase.open(file())) {
            filled(database, 2000);
        }
        try (var bytes = new RandomAccessFile(file().toFile(), "rw")) {
            byte[] rubbish = new byte[(int) bytes.length() / 2];
            java.util.Arrays.fill(rubbish, (byte) 0x5A);
            bytes.seek(bytes.length() / 4 / 4096 * 4096);
            bytes.write(rubbish);
        }
        try (JournalDatabase database = JournalDatabase.open(file())) {
            ImageException reported = assertThrows(ImageException.Failed.class, () -> new JournalLists(database).items(List.of(State.values()), 0, 100_000));
            assertTrue(reported.getMessage().contains("is damaged. Close Vitrine and start it again"), reported.getMessage());
        }
        try (JournalDatabase database = JournalDatabase.open(file())) {
            assertTrue(database.notice().contains("was damaged and is set aside"), database.notice());
            filled(database, 3);
            assertEquals(3, new JournalLists(database).items(List.of(State.values()), 0, 100).size());
        }
        try (JournalDatabase database = JournalDatabase.open(file()); var files = Files.list(temp)) {
            assertEquals("", database.notice());
            assertTrue(files.anyMatch(path -> path.getFileName().toString().startsWith("uploads.db.damaged-")));
        }
    }

    @Test
    void aFullDiskIsWaitedForAlsoWhenSendingBegins() {
        try (JournalDatabase database = JournalDatabase.open(file())) {
            Journal journal = filled(database, 20);
            ClaimedItem claimedItem = journal.claim(0).orElseThrow();
            var journalRetry = new JournalRetry(() -> false);
            var notes = new QueueWork(null, journal, journalRetry, null, null, null);
            limitPages(database, 1); // SQLite then says what it says on a full disk
            // so that the change needs a page more than there is
            String longHash = "0".repeat(200_000);

            var begun = CompletableFuture.supplyAsync(() -> notes.beginSending(claimedItem, 1000, longHash));
            Await.until("the reason is told", () -> journalRetry.problem().contains("is full: make room on it"));
            limitPages(database, 1_000_000);

            assertTrue(begun.join());
            assertEquals("", journalRetry.problem());
        }
    }

    private static void limitPages(JournalDatabase database, int pages) {
        database.write(connection -> Sql.list(connection, row -> row.getLong(1), "PRAGMA max_page_count = " + pages));
    }
}
