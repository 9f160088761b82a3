package dev.vitrine.world;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/// How whoever owns a thread, and has told it to end, waits until it has.
///
/// What the thread uses is closed next. So the wait goes on when the waiting thread is interrupted, as a command is by
/// Ctrl+C; the interrupt is kept for whoever asks afterwards. A thread that was never started has ended.
public final class Threads {
    private Threads() {}

    public static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        keep(interrupted);
    }

    /// @return whether it has ended by then
    public static boolean awaitEnd(Thread thread, Duration atMost) {
        long begin = World.here().nanoTime();
        boolean interrupted = false;
        Duration left = atMost;
        while (thread.isAlive() && left.isPositive()) {
            try {
                boolean _ = World.here().join(thread, left);
            } catch (InterruptedException _) {
                interrupted = true;
            }
            left = atMost.minusNanos(World.here().nanoTime() - begin);
        }
        keep(interrupted);
        return !thread.isAlive();
    }

    /// How many nanoseconds the processor has worked for it; negative where that is not known, as of a virtual
    /// thread.
    public static long processorTime(Thread thread) {
        return OfProcessor.TIMES.isThreadCpuTimeSupported()
                ? OfProcessor.TIMES.getThreadCpuTime(thread.threadId())
                : -1;
    }

    /// Apart, as it takes a tenth of a second to get.
    private static final class OfProcessor {
        static final ThreadMXBean TIMES = ManagementFactory.getThreadMXBean();
    }

    /// Does what has to be done even on a thread that was interrupted, such as taking back what was begun.
    public static <T> T uninterrupted(Supplier<T> work) {
        boolean interrupted = Thread.interrupted();
        try {
            return work.get();
        } finally {
            keep(interrupted);
        }
    }

    public static void uninterrupted(Runnable work) {
        uninterrupted(() -> {
            work.run();
            return true;
        });
    }

    /// What failed on another thread, to be thrown as if it had failed on this one; an error is thrown here.
    public static RuntimeException failure(ExecutionException failed) {
        return switch (failed.getCause()) {
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(failed.getCause());
        };
    }

    private static void keep(boolean interrupt) {
        if (interrupt) {
            Thread.currentThread().interrupt();
        }
    }
}
