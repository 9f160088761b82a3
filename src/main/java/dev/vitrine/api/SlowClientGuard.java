package dev.vitrine.api;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Gives every request a virtual thread, and cuts off clients that hold one for too long by sending or taking bytes
/// slowly.
///
/// A client may be silent for the grace, and must move at least so many bytes a second on average. The server reads the
/// head of a request on our thread before it calls the handler, so the watch begins with the thread. Cutting off is an
/// interrupt: it closes the channel that the thread waits for.
final class SlowClientGuard implements Executor, AutoCloseable {
    static final Duration GRACE = Duration.ofSeconds(20);

    private static final long SLOWEST_BYTES_A_SECOND = 4096;
    private static final ScopedValue<Watch> CURRENT = ScopedValue.newInstance();

    private final long graceNanos;
    private final ScheduledThreadPoolExecutor clock;

    SlowClientGuard(Duration grace) {
        graceNanos = grace.toNanos();
        clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("rest-patience").factory(), new DiscardPolicy());
        clock.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void execute(Runnable exchange) {
        Thread.ofVirtual().name("rest").start(() -> {
            var watch = new Watch(Thread.currentThread());
            watch.begin();
            try {
                ScopedValue.where(CURRENT, watch).run(exchange);
            } finally {
                watch.end();
            }
        });
    }

    /// The watch over the request of this thread.
    static Watch current() {
        return CURRENT.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /// Belongs to one thread; only the clock looks at it from another.
    final class Watch {
        private final Thread thread;
        private long start;
        private long moved;
        private long deadline;
        /// There while the client is waited for.
        private @Nullable ScheduledFuture<?> alarm;

        private Watch(Thread thread) {
            this.thread = thread;
        }

        /// From now on the client is waited for.
        synchronized void begin() {
            end();
            start = System.nanoTime();
            moved = 0;
            deadline = start + graceNanos;
            alarm = clock.schedule(this::look, graceNanos, TimeUnit.NANOSECONDS);
        }

        synchronized void progress(long bytes) {
            moved += bytes;
            long onAverage = start + graceNanos + moved * 1_000_000_000L / SLOWEST_BYTES_A_SECOND;
            deadline = Math.min(onAverage, System.nanoTime() + graceNanos);
        }

        /// The client is not waited for any more.
        synchronized void end() {
            if (alarm != null) {
                alarm.cancel(false);
                alarm = null;
            }
        }

        private synchronized void look() {
            long left = deadline - System.nanoTime();
            if (alarm != null && left > 0) {
                alarm = clock.schedule(this::look, left, TimeUnit.NANOSECONDS);
            } else if (alarm != null) {
                alarm = null;
                thread.interrupt();
            }
        }
    }
}
