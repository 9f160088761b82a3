package dev.vitrine.service;

import dev.vitrine.image.ImageException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Decodes on threads of the system, as many as there are cores, for all callers.
///
/// Decoding computes without a pause. On a virtual thread it would keep a carrier from all the others, searches and
/// clicks included, until it is done: the system takes turns, virtual threads do not.
final class CpuWork {
    private static final ThreadPoolExecutor THREADS = threads();

    private CpuWork() {}

    /// Waits for the result. Failures come through as they are.
    ///
    /// @throws ImageException.Cancelled when the waiting thread is interrupted; the work is then interrupted too
    static <T> T run(Supplier<T> work) {
        if (!Thread.currentThread().isVirtual()) {
            return work.get();
        }
        Future<T> result = THREADS.submit(work::get);
        try {
            return result.get();
        } catch (InterruptedException e) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw new ImageException.Cancelled("Stopped.", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private static ThreadPoolExecutor threads() {
        int cores = Runtime.getRuntime().availableProcessors();
        var threads = new ThreadPoolExecutor(
                cores,
                cores,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform()
                        .daemon()
                        .name("pictures-", 0)
                        .priority(Thread.NORM_PRIORITY - 1)
                        .factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
