package dev.vitrine.picture;

import dev.vitrine.image.ImageException;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.UnsupportedException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Where decoding happens: few at once, within a time and a share of the heap, so that no file can take the process
/// down.
///
/// A decode that is over its time is asked to stop, and every reader of ours asks often. One that does not listen is
/// left to itself: it keeps its memory reserved until it ends, but its place goes to the next picture. Threads cannot
/// be killed.
public final class DecodeExecutor {
    private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final int MEGABYTES =
            (int) Math.max(192, Math.min(1024, Runtime.getRuntime().maxMemory() / 2 >> 20));
    private static final long GRACE_MILLIS = 500;
    private static final long PATIENCE_SECONDS = 60;
    private static final Semaphore PLACES = new Semaphore(AT_ONCE, true);
    private static final Semaphore MEMORY = new Semaphore(MEGABYTES, true);
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("decode-", 0).daemon().factory());

    public interface Work<T> {
        T run(Deadline deadline) throws Exception;
    }

    private DecodeExecutor() {}

    /// Runs the work on a thread of its own and waits for it.
    ///
    /// @param name of the picture, for the sentence that says what went wrong
    /// @param bytes of heap that it needs at most
    static <T> T run(String name, long bytes, Work<T> work) {
        return run(name, bytes, Limits.LONGEST_DECODE, work);
    }

    public static <T> T run(String name, long bytes, Duration time, Work<T> work) {
        int megabytes = Math.clamp((bytes >> 20) + 1, 1, MEGABYTES);
        try {
            acquire(PLACES, 1);
            try {
                acquire(MEMORY, megabytes);
                return start(name, megabytes, time, work);
            } finally {
                PLACES.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException.Cancelled("Opening “" + name + "” was stopped.", e);
        }
    }

    private static void acquire(Semaphore semaphore, int count) throws InterruptedException {
        if (!semaphore.tryAcquire(count, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new ImageException.Failed(
                    "Too many pictures are being opened at once. Try again, or restart Vitrine.");
        }
    }

    private static <T> T start(String name, int megabytes, Duration time, Work<T> work) throws InterruptedException {
        var deadline = new Deadline(time);
        var result = new CompletableFuture<T>();
        THREADS.execute(() -> {
            try {
                deadline.begin();
                result.complete(work.run(deadline));
            } catch (Throwable e) { // whatever a decoder throws, errors included, belongs to whoever waits
                result.completeExceptionally(e);
            } finally {
                deadline.end();
                MEMORY.release(megabytes);
            }
        });
        try {
            return result.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return afterDeadline(name, deadline, result);
        } catch (ExecutionException e) {
            throw reason(name, Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            deadline.stop();
            throw e;
        }
    }

    private static <T> T afterDeadline(String name, Deadline deadline, CompletableFuture<T> result)
            throws InterruptedException {
        deadline.stop();
        try {
            return result.get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ImageException.Invalid(tooSlow(name), e);
        } catch (ExecutionException e) {
            throw reason(name, Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private static String tooSlow(String name) {
        return "“" + name + "” takes longer than " + Limits.LONGEST_DECODE.toSeconds()
                + " seconds to open and was given up.";
    }

    private static ImageException reason(String name, Throwable cause) {
        return switch (cause) {
            case ImageException already -> already;
            case Deadline.Stopped _ -> new ImageException.Invalid(tooSlow(name), cause);
            case UnsupportedException _ -> new ImageException.Invalid("“" + name + "” " + cause.getMessage(), cause);
            case OutOfMemoryError _ ->
                new ImageException.Invalid("“" + name + "” needs more memory than there is.", cause);
            case StackOverflowError _ -> new ImageException.Invalid("“" + name + "” is damaged.", cause);
            default ->
                new ImageException.Invalid(
                        "“" + name + "” is damaged and cannot be shown" + because(cause) + ".", cause);
        };
    }

    private static String because(Throwable cause) {
        String message = cause.getMessage() == null ? "" : DisplayText.line(cause.getMessage());
        return message.isEmpty() ? "" : " (" + message.replaceAll("\\.$", "") + ")";
    }
}
