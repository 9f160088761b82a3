package dev.vitrine.service.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.simulation.ImpatientWorld;
import dev.vitrine.store.ForwardingMetadataStore;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.RetryPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedJournalTest {
    private static final UploadForm FORM = new UploadForm("alice", List.of(), "", "");
    private static final RetryPolicy QUICK = new RetryPolicy(3, Duration.ofMillis(5));

    @TempDir
    Path temp;

    private UploadQueue queue(TestLibrary library) {
        return new UploadQueue(library.images(), temp.resolve("uploads.db"), 2, QUICK, Clock.systemUTC());
    }

    @Test
    void twoQueuesOnOneJournalUploadEveryFileOnce() throws IOException {
        var sent = new AtomicInteger();
        try (TestLibrary library = TestLibrary.withObjects(
                        temp.resolve("library"), store -> HookedObjects.before(store, sent::incrementAndGet));
                UploadQueue one = queue(library);
                UploadQueue other = queue(library)) {
            Path folder = TestImages.folder(temp.resolve("in"), 40);
            long batch = one.add(List.of(folder), FORM);

            assertEquals(
                    Map.of(UploadState.DONE, 40L), Await.complete(other, batch).files());
            assertEquals(40, sent.get());
            assertEquals(40, library.rows().size());
            assertEquals(40, library.originals().size());
            Await.until(
                    "both tell the same",
                    () -> other.snapshot().totals().files(UploadState.DONE) == 40
                            && one.snapshot().totals().isIdle());
        }
    }

    @Test
    void aQueueThatIsAliveKeepsItsWork() throws IOException {
        try (TestLibrary library = TestLibrary.withObjects(
                temp.resolve("library"), store -> HookedObjects.before(store, LockSupport::park))) {
            Path file = TestImages.png(temp.resolve("in").resolve("a.png"), 1);
            try (UploadQueue one = queue(library)) {
                one.add(List.of(file), FORM);
                UploadItem sending = Await.item(one, UploadState.SENDING);
                try (UploadQueue other = queue(library)) {
                    assertEquals(
                            UploadState.SENDING,
                            other.item(sending.id()).orElseThrow().state());
                }
                Await.until("it is told", () -> !one.snapshot().totals().isIdle());
            }
        }
    }

    @Test
    void theWorkOfADeadQueueGoesOn() throws IOException {
        try (TestLibrary library = TestLibrary.open(temp.resolve("library"))) {
            Path file = TestImages.png(temp.resolve("in").resolve("a.png"), 1);
            long batch;
            try (UploadQueue one = queue(library)) {
                one.pause();
                batch = one.add(List.of(file), FORM);
                Await.item(one, UploadState.WAITING);
            }
            String imageId = Journals.makeOwnedByTheDead(temp.resolve("uploads.db"));
            try (UploadQueue other = queue(library)) {
                other.resume();

                assertEquals(
                        Map.of(UploadState.DONE, 1L),
                        Await.complete(other, batch).files());
                assertEquals(imageId, library.rows().getFirst().imageId());
            }
        }
    }

    /// It was about to look whether the bytes of a failed upload are anybody's; whoever goes on with the item may
    /// have stored it before the answer comes.
    @Test
    void aQueueThatIsClosedRemovesNothingAfterwards() throws IOException {
        var world = new ImpatientWorld();
        var asked = new CountDownLatch(1);
        var answers = new CountDownLatch(1);
        world.run(() -> {
            try (var library = new TestLibrary(
                    temp.resolve("library"),
                    store -> HookedObjects.before(store, () -> {
                        throw new ImageException.Failed("The disk failed.");
                    }),
                    rows -> new SlowRows(rows, asked, answers))) {
                UploadQueue one = queue(library);
                one.add(List.of(TestImages.png(temp.resolve("in").resolve("a.png"), 1)), FORM);
                asked.await();
                world.hurry();
                one.close();
                assertEquals(0, answers.getCount(), "whoever waits for an answer was stopped");
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    /// Takes for ever to say whether there is a row.
    ///
    /// @param stopped counted down when whoever asks is interrupted
    private record SlowRows(MetadataStore store, CountDownLatch asked, CountDownLatch stopped)
            implements ForwardingMetadataStore {
        @Override
        public Optional<ImageRecord> find(String imageId) {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                stopped.countDown();
                Thread.currentThread().interrupt();
                throw new ImageException.Cancelled("Stopped.", e);
            }
            return Optional.empty();
        }
    }

    @Test
    void whoeverIsInterruptedClosesAllTheSame() throws IOException {
        try (TestLibrary library = TestLibrary.withObjects(
                temp.resolve("library"), store -> HookedObjects.before(store, LockSupport::park))) {
            Path file = TestImages.png(temp.resolve("in").resolve("a.png"), 1);
            UploadQueue one = queue(library);
            one.add(List.of(file), FORM);
            long sending = Await.item(one, UploadState.SENDING).id();
            Thread.currentThread().interrupt();
            one.close();
            assertTrue(Thread.interrupted());
            try (var database = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("uploads.db"));
                    var statement = database.createStatement();
                    var owners = statement.executeQuery("SELECT owner FROM item WHERE id = " + sending)) {
                assertEquals("", owners.getString(1));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// As by Ctrl+C: the thread that reads the journal for listeners has ended before the journal is closed.
    @Test
    void whoeverIsInterruptedWaitsForThoseWhoRead() throws IOException {
        try (TestLibrary library = TestLibrary.open(temp.resolve("library"))) {
            var reported = new CountDownLatch(1);
            var mayEnd = new CountDownLatch(1);
            var ended = new AtomicBoolean();
            var endedFirst = new AtomicBoolean();
            UploadQueue queue = queue(library);
            queue.subscribe(() -> {
                reported.countDown();
                awaitUninterruptibly(mayEnd);
                ended.set(true);
            });
            queue.add(List.of(TestImages.png(temp.resolve("in").resolve("a.png"), 1)), FORM);
            awaitUninterruptibly(reported);
            Thread closing = Thread.ofVirtual().start(() -> {
                Thread.currentThread().interrupt();
                queue.close();
                endedFirst.set(ended.get());
            });
            Await.until(
                    "somebody waits",
                    () -> List.of(Thread.State.WAITING, Thread.State.TERMINATED).contains(closing.getState()));
            mayEnd.countDown();
            Await.until("it is closed", () -> !closing.isAlive());
            assertTrue(endedFirst.get());
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        Await.until("somebody says so", () -> latch.getCount() == 0);
    }
}
