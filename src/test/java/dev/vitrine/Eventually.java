package dev.vitrine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what another thread brings about, and fails when it does not come.
public final class Eventually {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    private Eventually() {}

    public static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "did not happen within " + DEADLINE.toSeconds() + " s");
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
