package dev.vitrine.picture;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.UnsupportedException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One decode between the thread that asked for it and the one that does it.
///
/// Answering allocates nothing, so that a decode that ran out of memory is answered too.
final class DecodeJob<T> {
    interface Work<T> {
        T run(Deadline deadline) throws Exception;
    }

    private static final Duration GRACE = Duration.ofMillis(500);

    private final String name;
    private final long bytes;
    private final Duration time;
    private final DecodeRequest request;
    private final Work<T> work;
    private final Deadline deadline;
    private final boolean makes;
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable T result;
    private @Nullable Throwable failure;
    /// Whether it counts among those that run; guarded by its executor.
    boolean inPlace;

    /// @param name of the picture, for the sentence that says what went wrong
    /// @param bytes of heap that it needs at most
    /// @param time of the processor, see [Deadline]
    DecodeJob(String name, long bytes, Duration time, DecodeRequest request, Work<T> work) {
        this(name, bytes, time, request, false, work);
    }

    private DecodeJob(String name, long bytes, Duration time, DecodeRequest request, boolean makes, Work<T> work) {
        this.makes = makes;
        this.name = name;
        this.bytes = bytes;
        this.time = time;
        this.request = request;
        this.work = work;
        this.deadline = new Deadline(time);
    }

    /// One whose picture is written as another file, in the background.
    static <T> DecodeJob<T> making(String name, long bytes, Duration time, Work<T> work) {
        return new DecodeJob<>(name, bytes, time, DecodeRequest.BACKGROUND, true, work);
    }

    DecodePriority priority() {
        return request.priority();
    }

    int megabytes(int max) {
        return Math.clamp((bytes >> 20) + 1, 1, max);
    }

    /// Has got its place; ends the wait for its start.
    void start() {
        started.countDown();
    }

    void run() {
        try {
            deadline.begin();
            if (!request.requested().getAsBoolean()) {
                throw new CancellationException();
            }
            result = work.run(deadline);
        } catch (Throwable e) { // whatever a decoder throws, errors included, belongs to whoever waits
            failure = e;
        } finally {
            deadline.end();
            ended.countDown();
        }
    }

    /// Answers a job that cannot be started.
    void fail(Throwable reason) {
        failure = reason;
        started.countDown();
        ended.countDown();
    }

    boolean awaitStart(Duration patience) throws InterruptedException {
        return await(started, patience);
    }

    /// Waits for a started job, until its deadline at the latest.
    T await() throws InterruptedException {
        while (!await(ended, deadline.left())) {
            if (deadline.isOver()) {
                deadline.stop();
                if (!await(ended, GRACE)) {
                    throw new ImageException.Invalid(tooSlow());
                }
            }
        }
        if (failure != null) {
            throw reason(failure);
        }
        return Objects.requireNonNull(result);
    }

    private static boolean await(CountDownLatch latch, Duration time) throws InterruptedException {
        return latch.await(time.toMillis() + 1, TimeUnit.MILLISECONDS);
    }

    /// Tells a decode whose asker has left; does nothing to one that has ended.
    void stop() {
        if (ended.getCount() > 0) {
            deadline.stop();
        }
    }

    ImageException stopped(Throwable cause) {
        return new ImageException.Cancelled("Opening " + quoted(name) + " was stopped.", cause);
    }

    private String tooSlow() {
        return makes
                ? "A copy of " + quoted(name) + " takes longer than " + time.toSeconds()
                        + " seconds to make and was given up."
                : quoted(name) + " takes longer than " + time.toSeconds() + " seconds to open and was given up.";
    }

    private ImageException reason(Throwable cause) {
        return switch (cause) {
            case ImageException already -> already;
            case CancellationException _ -> stopped(cause);
            case Deadline.Stopped _ -> new ImageException.Invalid(tooSlow(), cause);
            case UnsupportedException _ -> new ImageException.Invalid(quoted(name) + " " + cause.getMessage(), cause);
            case OutOfMemoryError _ ->
                new ImageException.Invalid(quoted(name) + " needs more memory than there is.", cause);
            case StackOverflowError _ -> new ImageException.Invalid(quoted(name) + " is damaged.", cause);
            case MalformedException _ ->
                new ImageException.Invalid(
                        quoted(name) + " is damaged and cannot be shown (" + cause.getMessage() + ").", cause);
            // the words of a decoder that is not ours help nobody, and it does not tell damage
            // from what it lacks
            default ->
                new ImageException.Invalid(
                        quoted(name) + " cannot be shown: it is damaged, or of a kind that is not read here.", cause);
        };
    }
}
