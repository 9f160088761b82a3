package dev.vitrine.store;

import dev.vitrine.image.ImageException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How often something that may pass by itself is tried, and how long the pauses are: doubled each time, with jitter, so that several
/// uploads that failed together do not come back together.
///
/// @param tries at least 1
public record RetryPolicy(int maxAttempts, Duration delay) {
    public static final RetryPolicy USUAL = new RetryPolicy(5, Duration.ofMillis(500));

    /// Sleeps between try `number` (from 1) and the next.
    ///
    /// @throws ImageException.Cancelled when the thread is interrupted
    public void pauseAfter(int number) {
        long pause = delay.toNanos() << Math.min(number - 1, 16);
        long jittered = pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
        try {
            Thread.sleep(Duration.ofNanos(jittered));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException.Cancelled("Stopped.", e);
        }
    }
}
