package dev.vitrine.service.upload;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.upload.journal.DropJournal;
import dev.vitrine.service.upload.journal.JournalRetry;
import dev.vitrine.service.upload.source.FolderScanner;
import dev.vitrine.world.Threads;
import dev.vitrine.world.World;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// The dropped folders that are being read, each on a virtual thread. A walk that the program's end cut short is begun
/// again at the next start.
final class FolderScans implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FolderScans.class.getName());

    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final DropJournal journal;
    private final JournalRetry journalRetry;
    private final BackgroundWork background;
    private final Runnable found;
    private final Map<Thread, Long> walking = new ConcurrentHashMap<>();
    private final AtomicLong cancelledUpTo = new AtomicLong();
    private final AtomicLong begun = new AtomicLong();
    private volatile boolean closed;

    /// @param found called when there are new items, and at the end of a walk
    FolderScans(DropJournal journal, JournalRetry journalRetry, BackgroundWork background, Runnable found) {
        this.journal = journal;
        this.journalRetry = journalRetry;
        this.background = background;
        this.found = found;
    }

    /// @param roots runs first, on the walk's thread: writes the drop down and says what to walk
    void begin(long batchId, Supplier<Collection<Path>> roots) {
        long number = begun.incrementAndGet();
        Thread thread = World.here().threads("upload-walk").newThread(() -> {
            try {
                if (!background.run("reading drop " + batchId, () -> walk(batchId, roots.get(), number))) {
                    journalRetry.untilItWorks(() -> journal.releaseWalk(batchId)); // to be begun again
                }
            } catch (ImageException.Cancelled _) {
                LOG.log(Level.DEBUG, "closed while the journal could not be written");
            } finally {
                walking.remove(Thread.currentThread());
                found.run();
            }
        });
        walking.put(thread, number);
        thread.start();
    }

    /// Takes over what no process is reading.
    void beginOpen() {
        if (journal.hasOpenWalks()) {
            beginAgain(journal.claimWalks());
        }
    }

    /// Folders that could not be read are tried again.
    ///
    /// @param itemId one of them, or [DropJournal#EVERY_ITEM]
    void beginUnreadable(long itemId) {
        beginAgain(journal.reopenFolders(itemId));
    }

    private void beginAgain(List<Long> batchIds) {
        batchIds.forEach(batchId -> begin(batchId, () -> journal.roots(batchId)));
    }

    private void walk(long batchId, Collection<Path> roots, long number) {
        boolean whole = new FolderScanner(
                        portion -> {
                            journalRetry.untilItWorks(() -> journal.addItems(batchId, portion));
                            found.run();
                        },
                        () -> closed || isCancelled(number))
                .walk(roots);
        if (whole || isCancelled(number)) {
            journalRetry.untilItWorks(() -> journal.walked(batchId));
        }
    }

    private boolean isCancelled(long number) {
        return number <= cancelledUpTo.get();
    }

    /// Ends the walks that have begun, and waits until they have.
    void cancelAll() {
        cancelledUpTo.set(begun.get());
        awaitEnds();
    }

    private void awaitEnds() {
        try {
            for (Thread thread : walking.keySet()) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw ImageException.Cancelled.by(e, "The upload was stopped.");
        }
    }

    /// A folder on a network drive that does not answer is not waited for: its walk is begun again at the next
    /// start.
    @Override
    public void close() {
        closed = true;
        for (Thread thread : walking.keySet()) {
            boolean _ = Threads.awaitEnd(thread, FAREWELL);
        }
    }
}
