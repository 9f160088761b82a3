package dev.vitrine.service.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.StandardError;
import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.Duplicates;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.WatchedFolder;
import dev.vitrine.service.upload.journal.JournalFile;
import dev.vitrine.service.upload.journal.JournalLists;
import dev.vitrine.service.upload.watch.FolderWatch;
import dev.vitrine.service.upload.watch.WatchScan;
import dev.vitrine.store.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What nobody foresaw ends no thread of the queue: it is told, and when it is over the work goes on.
@Timeout(60)
class UnexpectedTest {
    private static final UploadForm FORM = new UploadForm("alice", List.of("sea"), "", "");
    private static final RetryPolicy QUICK = new RetryPolicy(3, Duration.ofMillis(5), Duration.ofMillis(20));
    private static final FolderWatch.Rhythm OFTEN = new FolderWatch.Rhythm(
            new WatchScan.Calm(Duration.ofMillis(50), Duration.ofMillis(200)),
            Duration.ofMillis(20),
            Duration.ofMillis(20));

    @TempDir
    Path temp;

    @AutoClose
    private TestLibrary library;

    @BeforeEach
    void open() throws IOException {
        library = TestLibrary.open(temp.resolve("library"));
    }

    private UploadQueue newQueue() {
        return new UploadQueue(library.images(), journal(), 2, QUICK, OFTEN, Clock.systemUTC());
    }

    private Path journal() {
        return temp.resolve("queue").resolve("uploads.db");
    }

    private void change(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + journal() + "?busy_timeout=10000");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Written by a version that knows more than this one.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE item SET state = 'LATER' WHERE name = 'b.png'",
                "UPDATE item SET state = 'FAILED', cause = 'LATER' WHERE name = 'b.png'",
                "UPDATE batch SET duplicates = 'LATER'"
            })
    void aJournalWithWordsOfALaterVersionIsWorkedOn(String later) throws Exception {
        Path first = TestImages.png(temp.resolve("in").resolve("a.png"), 1);
        Path second = TestImages.png(temp.resolve("in").resolve("b.png"), 2);
        long batch;
        try (UploadQueue queue = newQueue()) {
            queue.pause();
            batch = queue.add(List.of(first, second), FORM);
            Await.until("both wait", () -> queue.snapshot().totals().files(UploadState.WAITING) == 2);
        }
        change(later);
        try (UploadQueue queue = newQueue()) {
            queue.resume();
            Await.complete(queue, batch);
            assertEquals("", queue.snapshot().problem());
            assertEquals(
                    Duplicates.SKIP, queue.receipt(batch).orElseThrow().form().duplicates());
            Await.until(
                    "what it knows was uploaded",
                    () -> queue.snapshot().totals().files(UploadState.DONE) >= 1);
            queue.snapshot().troubles().forEach(trouble -> queue.troubles(trouble.cause(), 0, 9));
        }
    }

    @Test
    void sameWordsOfALaterVersionAreAddedUp() throws Exception {
        try (JournalFile opened = JournalFile.open(journal())) {
            opened.database();
        }
        for (String row :
                List.of("'CANCELLED', 'NONE'", "'LATER', 'NONE'", "'FAILED', 'LIBRARY'", "'FAILED', 'LATER'")) {
            change(
                    "INSERT INTO item (batch_id, path, name, size, image_id, state, cause) VALUES (1, hex(randomblob(4)), 'a', 1, 'i', "
                            + row + ")");
        }
        try (JournalFile opened = JournalFile.open(journal())) {
            var lists = new JournalLists(opened.database());
            assertEquals(2, lists.totals().get(UploadState.CANCELLED).files());
            assertEquals(1, lists.shown().troubles().size());
            assertEquals(2, lists.shown().troubles().getFirst().files());
        }
    }

    @Test
    @StandardError.Says("Something unexpected happened: choosing")
    void anItemThatCannotBeReadIsToldAndTheOthersGoOnAfterwards() throws Exception {
        Path file = TestImages.png(temp.resolve("in").resolve("a.png"), 1);
        try (UploadQueue queue = newQueue()) {
            queue.pause();
            long batch = queue.add(List.of(file), FORM);
            Await.item(queue, UploadState.WAITING);
            change("UPDATE item SET path = 'file:no uri'");
            queue.resume();
            Await.until("it is told", () -> queue.snapshot().problem().contains("unexpected"));
            change("UPDATE item SET path = '" + file + "'");
            Await.complete(queue, batch);
            assertEquals(1, library.rows().size());
            Await.until(
                    "nothing is told any more", () -> queue.snapshot().problem().isEmpty());
        }
    }

    @Test
    @StandardError.Says("Something unexpected happened: taking over")
    void workOfADeadQueueIsTakenOverAfterSomethingUnexpected() throws Exception {
        Path file = TestImages.png(temp.resolve("in").resolve("a.png"), 1);
        try (UploadQueue queue = newQueue()) {
            queue.pause();
            long batch = queue.add(List.of(file), FORM);
            Await.item(queue, UploadState.WAITING);
            change("UPDATE item SET state = 'HASHING', owner = 'no' || char(0) || 'file'");
            queue.resume();
            Await.until("it is told", () -> queue.snapshot().problem().contains("unexpected"));
            change("UPDATE item SET owner = 'somebody'");
            Await.complete(queue, batch);
        }
    }

    @Test
    @StandardError.Says("Something unexpected happened: reading drop")
    void aDropThatCannotBeReadIsATroubleThatCanBeTriedAgain() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("in"));
        TestImages.png(folder.resolve("a.png"), 1);
        try (UploadQueue queue = newQueue()) {
            queue.add(List.of(folder), FORM);
            Await.item(queue, UploadState.DONE);
        }
        change("INSERT INTO root (batch_id, position, path) SELECT id, 1, 'file:no uri' FROM batch");
        change("UPDATE batch SET walked = 0, walker = ''");
        try (UploadQueue queue = newQueue()) {
            Await.until("it is told", () -> queue.snapshot().problem().contains("unexpected"));
            change("DELETE FROM root");
            Await.until("it was read", () -> !queue.snapshot().totals().walking());
        }
    }

    @Test
    @StandardError.Says("Something unexpected happened: reading drop")
    void aVerbThatFailsUnexpectedlyIsToldAndTheNextOneWorks() throws Exception {
        Path file = TestImages.png(temp.resolve("in").resolve("a.png"), 1);
        try (UploadQueue queue = newQueue()) {
            queue.pause();
            queue.add(List.of(file), FORM);
            Await.item(queue, UploadState.WAITING);
            change("UPDATE item SET cause = 'FOLDER_UNREADABLE', state = 'FAILED', path = 'file:no uri'");
            queue.retryFailed();
            Await.until("it is told", () -> queue.snapshot().problem().contains("unexpected"));
            change("DELETE FROM root");
            queue.cancelAll();
            queue.resume();
            Await.until(
                    "nothing is told any more", () -> queue.snapshot().problem().isEmpty());
        }
    }

    @Test
    @StandardError.Says("A listener of watched folders failed")
    void aListenerOfWatchedFoldersThatFailsEndsNoWatching() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("watched"));
        try (UploadQueue queue = newQueue()) {
            queue.watches().subscribe(() -> {
                throw new IllegalStateException("a flaw of a listener");
            });
            try {
                queue.watches().add(new WatchedFolder.WatchRequest(folder, FORM, false, true));
            } catch (IllegalStateException e) {
                assertEquals("a flaw of a listener", e.getMessage());
            }
            TestImages.png(folder.resolve("a.png"), 1);
            Await.item(queue, UploadState.DONE);
            TestImages.png(folder.resolve("b.png"), 2);
            Await.until("both are there", () -> library.rows().size() == 2);
        }
    }

    @Test
    @StandardError.Says("How far the uploads are could not be read")
    void snapshotsGoOnAfterSomethingUnexpected() throws Exception {
        try (JournalFile opened = JournalFile.open(journal())) {
            var calls = new AtomicInteger();
            var snapshots = new Snapshots(new JournalLists(opened.database()), () -> {
                if (calls.incrementAndGet() == 2) {
                    throw new IllegalStateException("not foreseen");
                }
                return new Snapshots.Live(List.of(), calls.get() > 2, "", Optional.empty());
            });
            snapshots.start();
            snapshots.changed();
            Await.until("another one is made", () -> snapshots.newest().paused());
            snapshots.close();
        }
    }

    @Test
    void aQueueThatCannotBeginLeavesNothingOpen() throws Exception {
        newQueue().close();
        change(
                "INSERT INTO watch (path, user_id, subfolders, removes_metadata, settled) VALUES ('file:no uri', 'alice', 0, 0, 1)");
        long before = threads();
        for (int i = 0; i < 3; i++) {
            assertThrows(RuntimeException.class, this::newQueue);
        }
        assertEquals(List.of(), FolderContent.in(temp.resolve("queue").resolve("uploads.db.owners")));
        // With no connection left, SQLite removes the log beside the file.
        assertEquals(false, Files.exists(temp.resolve("queue").resolve("uploads.db-wal")));
        assertTrue(threads() <= before);
    }

    private static long threads() {
        return Thread.getAllStackTraces().size();
    }

    @Test
    @StandardError.MaySay("could not be read")
    void everythingIsClosedAlsoWhenOneStepFails() throws Exception {
        UploadQueue queue = newQueue();
        change("ALTER TABLE item RENAME TO gone"); // work cannot be given back
        assertThrows(ImageException.class, queue::close);
        assertEquals(List.of(), FolderContent.in(temp.resolve("queue").resolve("uploads.db.owners")));
        assertEquals(false, Files.exists(temp.resolve("queue").resolve("uploads.db-wal")));
    }
}
