package dev.vitrine.service.upload;

import dev.vitrine.files.OwnerLock;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.upload.journal.Journal;
import dev.vitrine.world.Threads;
import dev.vitrine.world.Wakeup;
import dev.vitrine.world.World;
import java.lang.System.Logger.Level;
import java.time.Duration;

/// Looks every second for queues that died with work in their hands, on this journal, and gives that work back to all.
final class StaleQueueRecovery implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StaleQueueRecovery.class.getName());
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Journal journal;
    private final OwnerLock queueLock;
    private final FolderScans folderScans;
    private final BackgroundWork background;
    private final Wakeup wakeup = new Wakeup();
    private final Thread thread = World.here().threads("upload-takeover").newThread(this::watch);
    private volatile boolean closed;

    StaleQueueRecovery(Journal journal, OwnerLock queueLock, FolderScans folderScans, BackgroundWork background) {
        this.journal = journal;
        this.queueLock = queueLock;
        this.folderScans = folderScans;
        this.background = background;
    }

    /// Looks once before it returns.
    void start() {
        look();
        thread.start();
    }

    private void watch() {
        try {
            while (!closed) {
                boolean _ = wakeup.sleep(LOOK_AGAIN);
                lookOrLog();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookOrLog() {
        try {
            look();
        } catch (ImageException e) {
            LOG.log(Level.DEBUG, "cannot look for work of dead queues now", e);
        }
    }

    private void look() {
        background.run("taking over the work of dead queues", this::takeOver);
    }

    private void takeOver() {
        for (String other : journal.otherOwners()) {
            if (queueLock.isDead(other)) {
                journal.releaseAll(other);
                queueLock.bury(other);
            }
        }
        if (!closed) {
            folderScans.beginOpen();
        }
    }

    @Override
    public void close() {
        closed = true;
        wakeup.wake();
        Threads.awaitEnd(thread);
    }
}
