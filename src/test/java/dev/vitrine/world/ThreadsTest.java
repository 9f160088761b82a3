package dev.vitrine.world;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Eventually;
import dev.vitrine.Unchecked;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final Thread working = Thread.ofVirtual().start(() -> {
        Unchecked.run(() -> mayEnd.await());
    });

    @Test
    void whatHasToBeDoneIsDoneOnAnInterruptedThreadWhichStaysInterrupted() {
        Thread.currentThread().interrupt();
        boolean seen = Threads.uninterrupted(() -> Thread.currentThread().isInterrupted());
        assertFalse(seen);
        assertTrue(Thread.interrupted());
    }

    @Test
    void whoeverIsInterruptedWaitsNeverthelessAndKeepsTheInterrupt() {
        var waited = new AtomicBoolean();
        var kept = new AtomicBoolean();
        Thread waiting = Thread.ofVirtual().start(() -> {
            Thread.currentThread().interrupt();
            Threads.awaitEnd(working);
            waited.set(!working.isAlive());
            kept.set(Thread.currentThread().isInterrupted());
        });
        Eventually.await(() -> waiting.getState() == Thread.State.WAITING);
        waiting.interrupt();
        mayEnd.countDown();
        Eventually.await(() -> !waiting.isAlive());
        assertTrue(waited.get());
        assertTrue(kept.get());
    }

    @Test
    void nobodyIsWaitedForLongerThanThat() {
        Thread.currentThread().interrupt();
        assertFalse(Threads.awaitEnd(working, Duration.ofMillis(5)));
        assertTrue(Thread.interrupted());
        mayEnd.countDown();
        assertTrue(Threads.awaitEnd(working, Duration.ofSeconds(30)));
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void whatFailedElsewhereFailsHereAsItDidThere() {
        var failure = new IllegalArgumentException("wrong");
        assertSame(failure, Threads.failure(new ExecutionException(failure)));
        var full = new OutOfMemoryError();
        assertSame(full, assertThrows(OutOfMemoryError.class, () -> Threads.failure(new ExecutionException(full))));
    }

    @Test
    void whatWasNeverStartedHasEnded() {
        Thread never = Thread.ofVirtual().unstarted(LockSupport::park);
        Threads.awaitEnd(never);
        assertTrue(Threads.awaitEnd(never, Duration.ofSeconds(30)));
    }
}
