package dev.vitrine.service;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.world.Threads;
import dev.vitrine.world.World;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Does one thing to each of many: as many at once as a store bears, fewer while it asks to slow down.
public final class BulkExecutor {
    private final int parallelism;
    private final ConcurrencyLimit concurrencyLimit;

    /// @param parallelism how many at once; one works on the calling thread, in order
    public BulkExecutor(int parallelism) {
        this(parallelism, RetryPolicy.USUAL, () -> {});
    }

    /// @param onSlowed is called when more or fewer requests run at once than before
    public BulkExecutor(int parallelism, RetryPolicy retryPolicy, Runnable onSlowed) {
        this.parallelism = parallelism;
        this.concurrencyLimit = new ConcurrencyLimit(parallelism, retryPolicy, onSlowed);
    }

    /// True while fewer requests than usual run at once.
    public boolean isSlowed() {
        return concurrencyLimit.isSlowed();
    }

    /// Blocks until all is done or the work is to stop. An interrupt of the caller interrupts the work too, and
    /// stays set.
    ///
    /// @param work should note what fails itself: what it throws ends the work at the others, and is thrown here
    public <T> void each(List<T> all, Consumer<T> work, BooleanSupplier continues) {
        if (parallelism == 1) {
            all.stream().takeWhile(_ -> continues.getAsBoolean()).forEach(work);
            return;
        }
        var next = new AtomicInteger();
        int workers = Math.min(parallelism, all.size());
        try (var threads = Executors.newThreadPerTaskExecutor(World.here().threads("bulk-"))) {
            var ended = new ExecutorCompletionService<String>(threads);
            for (int worker = 0; worker < workers; worker++) {
                ended.submit(
                        () -> {
                            for (int at = next.getAndIncrement();
                                    at < all.size() && continues.getAsBoolean();
                                    at = next.getAndIncrement()) {
                                work.accept(all.get(at));
                            }
                        },
                        "");
            }
            try {
                for (int worker = 0; worker < workers; worker++) {
                    ended.take().get();
                }
            } catch (InterruptedException _) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw Threads.failure(e);
            }
        }
    }

    /// One request, again after a pause while the store asks to slow down.
    ///
    /// @throws ImageException.Cancelled when the thread is interrupted
    /// @throws ImageException.Failed also for what was not foreseen: it is the trouble of one, not of all
    public <T> T request(Supplier<T> request) {
        try {
            return concurrencyLimit.run(request);
        } catch (RuntimeException e) {
            throw ImageException.of(e);
        }
    }
}
