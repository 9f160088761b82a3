package dev.vitrine.store;

import dev.vitrine.image.ImageException;
import dev.vitrine.world.World;
import java.time.Duration;
import java.util.function.Supplier;

/// How often something that may pass by itself is tried, and how long the pauses between are: four times as long each
/// time, with jitter, so that several requests that failed together do not come back together.
///
/// The only one of its kind. A store repeats single requests where it makes them, by [#REQUEST]; work that can wait
/// tries again around the store, by [#USUAL]. A failure says how often its request was tried already, and whoever
/// tries again counts on from there: so a broken service is asked at most `maxAttempts` times of the larger policy,
/// however many layers are patient.
///
/// @param maxAttempts at least 1
/// @param delay the first pause; ten times as long when the service asked to slow down
/// @param maxDelay the longest pause
/// @param sleeper waits; tests hand in one that does not
public record RetryPolicy(int maxAttempts, Duration delay, Duration maxDelay, Sleeper sleeper) {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int GROWTH = 4;
    private static final int THROTTLED = 10;
    private static final int FOREVER = Integer.MAX_VALUE;

    /// For one request of a store: somebody may be waiting in front of the window.
    public static final RetryPolicy REQUEST = new RetryPolicy(3, Duration.ofMillis(100));
    /// For work in the background: with stores that follow [#REQUEST], two rounds and some seconds between.
    public static final RetryPolicy USUAL = new RetryPolicy(6, Duration.ofMillis(500));

    /// Waits for that long; returning early is fine.
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration pause) throws InterruptedException;
    }

    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("at least one attempt must be allowed, not " + maxAttempts);
        }
    }

    public RetryPolicy(int maxAttempts, Duration delay) {
        this(maxAttempts, delay, LONGEST);
    }

    public RetryPolicy(int maxAttempts, Duration delay, Duration maxDelay) {
        this(maxAttempts, delay, maxDelay, pause -> World.here().sleep(pause));
    }

    /// Never gives up on what passes, be it that a person has to do something.
    public static RetryPolicy forever(Duration delay, Duration maxDelay) {
        return new RetryPolicy(FOREVER, delay, maxDelay);
    }

    public RetryPolicy withMaxAttempts(int other) {
        return new RetryPolicy(other, delay, maxDelay, sleeper);
    }

    public RetryPolicy withSleeper(Sleeper other) {
        return new RetryPolicy(maxAttempts, delay, maxDelay, other);
    }

    /// The service asked to slow down, or did not answer: the same request may succeed later. Everything else would
    /// fail in the same way again, a certificate that is not trusted too.
    public static boolean isWorthAnotherTry(ImageException failure) {
        return switch (failure) {
            case ImageException.Throttled _ -> true;
            case ImageException.Unreachable _ -> ServerCertificate.in(failure).isEmpty();
            case ImageException.Invalid _,
                    ImageException.NotFound _,
                    ImageException.Conflict _,
                    ImageException.Denied _,
                    ImageException.Failed _,
                    ImageException.Cancelled _ -> false;
        };
    }

    /// How long to wait after so many attempts, from half of the pause to all of it.
    public Duration pauseAfter(int attempts, boolean throttled) {
        long pause = Math.multiplyExact(delay.toNanos(), throttled ? THROTTLED : 1);
        for (int attempt = 1; attempt < attempts && pause < maxDelay.toNanos(); attempt++) {
            pause *= GROWTH;
        }
        long capped = Math.min(pause, maxDelay.toNanos());
        return Duration.ofNanos(capped / 2 + World.here().random().nextLong(capped / 2 + 1));
    }

    /// Answers `request`, tried again while that is worth it.
    ///
    /// @throws ImageException the last failure
    public <T> T run(Supplier<T> request) {
        for (Attempts attempts = begin(); ; ) {
            try {
                return request.get();
            } catch (ImageException e) {
                attempts.failed(e);
            }
        }
    }

    /// For loops of another shape than [#run].
    public Attempts begin() {
        return new Attempts();
    }

    /// The attempts at one thing. For one thread.
    public final class Attempts {
        private int made;

        /// Counts a failure, and waits until the next attempt.
        ///
        /// @throws ImageException the failure when no other attempt is worth it, or none is left
        /// @throws ImageException.Cancelled when the thread is interrupted
        public void failed(ImageException failure) {
            boolean isWaitedFor = maxAttempts == FOREVER && failure.passes();
            if (!isWaitedFor && !isWorthAnotherTry(failure)
                    || !isNext(failure.attempts(), failure instanceof ImageException.Throttled)) {
                throw made > failure.attempts() ? failure.after(made) : failure;
            }
        }

        /// Counts an attempt that came to nothing, for whatever reason, and waits until the next.
        ///
        /// @return false when none is left
        /// @throws ImageException.Cancelled when the thread is interrupted
        public boolean isNext() {
            return isNext(1, false);
        }

        private boolean isNext(int tried, boolean throttled) {
            made += tried;
            // The next time may take as many requests as this one did.
            if (made > maxAttempts - tried) {
                return false;
            }
            pause(made, throttled);
            return true;
        }

        private void pause(int attempts, boolean throttled) {
            try {
                sleeper.sleep(pauseAfter(attempts, throttled));
            } catch (InterruptedException e) {
                throw ImageException.Cancelled.by(e);
            }
        }

        /// There was progress, though not to the end: counts from the beginning again, after the first pause.
        ///
        /// @throws ImageException.Cancelled when the thread is interrupted
        public void goOn() {
            restart();
            pause(1, false);
        }

        /// There was progress: counts from the beginning again.
        public void restart() {
            made = 0;
        }
    }
}
