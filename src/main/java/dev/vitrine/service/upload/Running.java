package dev.vitrine.service.upload;

import dev.vitrine.service.upload.item.ClaimedItem;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.State;
import java.util.Optional;

/// An item being worked on by this process: its thread, how far it is, and what an interruption of it means.
final class Running {
    enum Stop { NO, CANCELLED, GIVEN_BACK }

    /// What a running item tells and asks of those around it.
    interface Surroundings {
        /// Cheap; from any thread.
        void moved(long bytes);

        /// Cheap; from any thread.
        void changed();

        /// Returns when some item ended, or after a moment.
        void awaitAnEnd();
    }

    private final ClaimedItem claimedItem;
    private final Surroundings surroundings;
    private volatile State state = State.HASHING;
    private volatile long sent;
    private Stop stop = Stop.NO;
    private Thread thread;

    Running(ClaimedItem claimedItem, Surroundings surroundings) {
        this.claimedItem = claimedItem;
        this.surroundings = surroundings;
    }

    ClaimedItem claimedItem() {
        return claimedItem;
    }

    void show(State now) {
        state = now;
        surroundings.changed();
    }

    /// @param total bytes sent so far; smaller than before when it had to begin again
    void sent(long total) {
        if (total > sent) {
            surroundings.moved(total - sent);
        }
        sent = total;
        surroundings.changed();
    }

    void awaitAnEnd() {
        surroundings.awaitAnEnd();
    }

    /// Starts being stoppable: an earlier {@link #stop} interrupts the caller at once.
    synchronized void startedBy(Thread worker) {
        thread = worker;
        if (stop != Stop.NO) {
            worker.interrupt();
        }
    }

    /// Ends being stoppable, so that what follows cannot be interrupted, and says what was asked until now.
    synchronized Stop ended() {
        thread = null;
        Thread.interrupted();
        return stop;
    }

    synchronized void stop(Stop how) {
        stop = how;
        if (thread != null) {
            thread.interrupt();
        }
    }

    UploadItem item() {
        return new UploadItem(claimedItem.itemId(), claimedItem.batchId(), claimedItem.name(), claimedItem.file(), claimedItem.sizeBytes(), sent, state, Cause.NONE, "",
                Optional.empty(), "");
    }

    long sent() {
        return sent;
    }
}
