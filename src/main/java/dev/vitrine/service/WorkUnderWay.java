package dev.vitrine.service;

import dev.vitrine.image.ImageException;
import dev.vitrine.world.Wakeup;
import dev.vitrine.world.World;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// What people asked for in a library, as long as it goes on there. A library that closes gives it some seconds, so
/// that what was asked for last is done, and then stops it: what is asked for in the library opened again comes after
/// all of that. Safe for any thread.
public final class WorkUnderWay implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WorkUnderWay.class.getName());
    private static final Duration WAITS = Duration.ofSeconds(5);

    private final List<Work> all = new CopyOnWriteArrayList<>();
    private volatile boolean isClosing;
    private volatile boolean isOver;

    /// What is said of that which was stopped.
    public static ImageException cut() {
        return new ImageException.Failed("The library was closed before this was stored.");
    }

    /// The same work, under way from now on.
    public Runnable begun(Runnable work) {
        var begun = new Work(work);
        all.add(begun);
        return begun;
    }

    /// Nobody may be there any more who hears why: what fails as the library closes is logged.
    public void failed(ImageException failure) {
        if (isClosing) {
            LOG.log(Level.WARNING, "Not done before the library was closed: {0}", failure.getMessage());
        }
    }

    /// Waits for all that goes on and what begins meanwhile, then interrupts, and waits for what that ends. What
    /// begins later is interrupted before it does anything. An interrupt of this thread ends the waiting, and is
    /// kept.
    @Override
    public void close() {
        isClosing = true;
        await();
        isOver = true;
        all.forEach(Work::stop);
        await();
    }

    private void await() {
        long end = World.here().nanoTime() + WAITS.toNanos();
        try {
            for (var next = all.stream().findFirst();
                    next.isPresent();
                    next = all.stream().findFirst()) {
                long left = end - World.here().nanoTime();
                if (left <= 0) {
                    return;
                }
                boolean _ = next.get().end.sleep(Duration.ofNanos(left));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Work implements Runnable {
        private final Runnable work;
        private final Wakeup end = new Wakeup();
        private @Nullable Thread worker;

        Work(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            begin();
            try {
                work.run();
            } finally {
                end();
            }
        }

        private synchronized void begin() {
            worker = Thread.currentThread();
            if (isOver) {
                worker.interrupt();
            }
        }

        private synchronized void end() {
            worker = null;
            all.remove(this);
            end.wake();
        }

        synchronized void stop() {
            if (worker != null) {
                worker.interrupt();
            }
        }
    }
}
