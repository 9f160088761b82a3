package dev.vitrine.catalog;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.Subscription;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Keeps an index up to date and tells who listens: at once after our own writes, within half a second after another
/// process's.
///
/// One virtual thread does both, so listeners are never called two at a time, and never on the thread that wrote.
public final class CatalogFeed implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CatalogFeed.class.getName());
    private static final long POLL_MILLIS = 500;

    private final CatalogIndex index;
    private final Semaphore nudges = new Semaphore(0);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private long reported;
    private volatile boolean closed;

    public CatalogFeed(CatalogIndex index) {
        this.index = index;
        this.reported = index.version();
        this.thread = Thread.ofVirtual().name("catalog-feed").start(this::follow);
    }

    /// Something was just written: look now rather than at the next poll.
    public void nudge() {
        nudges.release();
    }

    /// Calls `onChange` after every refresh that changed something, until the subscription is closed.
    public Subscription subscribe(Runnable onChange) {
        return Subscription.add(listeners, onChange);
    }

    @Override
    public void close() {
        closed = true;
        nudge();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException.Cancelled("Stopped while the catalog was being closed.", e);
        }
    }

    private void follow() {
        boolean failing = false;
        while (!closed) {
            failing = !refreshed(failing);
            try {
                if (nudges.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    nudges.drainPermits();
                }
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /// A catalog that cannot be read now may be readable later: say so once and go on.
    private boolean refreshed(boolean failedBefore) {
        try {
            index.refresh();
            // By version, not by what this refresh found: a search right after a write may have refreshed
            // the index before.
            long version = index.version();
            if (version != reported) {
                reported = version;
                listeners.forEach(CatalogFeed::call);
            }
            return true;
        } catch (ImageException e) {
            if (!failedBefore && !closed) {
                LOG.log(Level.WARNING, "The catalog could not be followed", e);
            }
            return false;
        }
    }

    private static void call(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A listener of catalog changes failed", e);
        }
    }
}
