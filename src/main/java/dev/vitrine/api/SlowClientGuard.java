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
/// A client may be silent for the grace: then it is cut off by an interrupt, which closes the channel that the thread
/// waits for. Within each grace it must move so many bytes a second on average: whoever reads or writes asks for that,
/// and can still answer. The server reads the head of a request on our thread before it calls the handler, so the
/// watch begins with the thread.
final class SlowClientGuard implements Executor, AutoCloseable {
    static final Duration GRACE = Duration.ofSeconds(20);

    static final long SLOWEST_BYTES_A_SECOND = 1024;
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
        private long deadline;
        private long enoughUntil;
        /// There while the client is waited for.
        private @Nullable ScheduledFuture<?> alarm;

        private Watch(Thread thread) {
            this.thread = thread;
        }

        /// From now on the client is waited for.
        synchronized void begin() {
            end();
            deadline = System.nanoTime() + graceNanos;
            enoughUntil = deadline;
            alarm = clock.schedule(this::look, graceNanos, TimeUnit.NANOSECONDS);
        }

        synchronized void progress(long bytes) {
            deadline = System.nanoTime() + graceNanos;
            // What came fast buys no more than the grace: a trickle behind it is a trickle.
            enoughUntil = Math.min(enoughUntil + bytes * 1_000_000_000L / SLOWEST_BYTES_A_SECOND, deadline);
        }

        /// Whether the client keeps this thread with a trickle.
        synchronized boolean isTooSlow() {
            return System.nanoTime() - enoughUntil > 0;
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
