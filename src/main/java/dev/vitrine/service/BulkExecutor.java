package dev.vitrine.service;

import dev.vitrine.image.ImageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// Does one thing to each of many: as many at once as a store bears, fewer while it asks to slow down.
public final class BulkExecutor {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final int MAX_DOUBLINGS = 5;

    private final int parallelism;
    private final ConcurrencyLimit concurrencyLimit;

    /// @param parallelism how many at once; one hand works on the calling thread, in order
    BulkExecutor(int parallelism) {
        this(parallelism, failures -> FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS)));
    }

    BulkExecutor(int parallelism, IntFunction<Duration> pauseAfter) {
        this.parallelism = parallelism;
        this.concurrencyLimit = new ConcurrencyLimit(parallelism, pauseAfter, () -> { });
    }

    /// Blocks until all is done or the work is to stop.
    ///
    /// @param work must not throw: what fails is its own to note
    public <T> void each(List<T> all, Consumer<T> work, BooleanSupplier continues) {
        if (parallelism == 1) {
            all.stream().takeWhile(_ -> continues.getAsBoolean()).forEach(work);
            return;
        }
        var next = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int hand = 0; hand < Math.min(parallelism, all.size()); hand++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int at = next.getAndIncrement(); at < all.size() && continues.getAsBoolean(); at = next.getAndIncrement()) {
                    work.accept(all.get(at));
                }
            }));
        }
        join(threads);
    }

    /// One request, again after a pause while the store asks to slow down.
    ///
    /// @throws ImageException.Cancelled when the thread is interrupted
    public void request(Runnable request) {
        try {
            concurrencyLimit.run(() -> {
                request.run();
                return true;
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException.Cancelled("Stopped before this one.", e);
        }
    }

    private static void join(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException _) {
                    interrupted = true;
                    threads.forEach(Thread::interrupt);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
