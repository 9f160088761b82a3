package dev.vitrine.catalog;

import dev.vitrine.image.Subscription;
import dev.vitrine.world.Threads;
import dev.vitrine.world.Wakeup;
import dev.vitrine.world.World;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/// Keeps an index up to date and tells who listens: at once after our own writes, within half a second after another
/// process's.
///
/// One virtual thread does both, so listeners are never called two at a time, and never on the thread that wrote.
public final class CatalogFeed implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CatalogFeed.class.getName());
    private static final Duration POLL = Duration.ofMillis(500);

    private final Runnable refresh;
    private final LongSupplier version;
    private final Wakeup wakeup = new Wakeup();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private long reported;
    private volatile boolean closed;
    private volatile boolean failing;

    public CatalogFeed(CatalogIndex index) {
        this(index::refresh, index::version);
    }

    CatalogFeed(Runnable refresh, LongSupplier version) {
        this.refresh = refresh;
        this.version = version;
        this.reported = version.getAsLong();
        this.thread = World.here().threads("catalog-feed").newThread(this::follow);
        thread.start();
    }

    /// Something was just written: look now rather than at the next poll.
    public void nudge() {
        wakeup.wake();
    }

    /// Whether the last look failed, so that the index may be behind.
    public boolean isFailing() {
        return failing;
    }

    /// Calls `onChange` after every refresh that changed something, until the subscription is closed.
    public Subscription subscribe(Runnable onChange) {
        return Subscription.add(listeners, onChange);
    }

    @Override
    public void close() {
        closed = true;
        nudge();
        if (Thread.currentThread() != thread) {
            Threads.awaitEnd(thread);
        }
    }

    private void follow() {
        while (!closed) {
            failing = !refreshed(failing);
            try {
                boolean _ = wakeup.sleep(POLL);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /// A catalog that cannot be read now may be readable later: say so once and go on.
    private boolean refreshed(boolean failedBefore) {
        try {
            refresh.run();
            // By version, not by what this refresh found: a search right after a write may have refreshed
            // the index before.
            long now = version.getAsLong();
            if (now != reported) {
                reported = now;
                listeners.forEach(CatalogFeed::call);
            }
            return true;
        } catch (RuntimeException | Error e) {
            if (!failedBefore && !closed) {
                LOG.log(Level.WARNING, "The catalog could not be followed", e);
                failing = true;
                // Whoever searches now meets the failure, and can show it.
                listeners.forEach(CatalogFeed::call);
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
