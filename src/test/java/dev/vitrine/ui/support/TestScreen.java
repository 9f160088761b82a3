package dev.vitrine.ui.support;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Stands for the FX thread in tests of view models: what is to happen on the screen happens on the test's thread, when
/// it waits.
public final class TestScreen {
    private static final long DEADLINE_SECONDS = 30;

    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();

    public Background background() {
        return Background.with(work -> Thread.ofVirtual().start(work), queue::add);
    }

    /// Lets the screen live until this is so.
    public void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!condition.getAsBoolean()) {
            Runnable next = next(deadline);
            next.run();
        }
    }

    private Runnable next(long deadline) {
        try {
            Runnable next = queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return next == null ? fail("it did not happen within " + DEADLINE_SECONDS + " s") : next;
        } catch (InterruptedException e) {
            return fail(e);
        }
    }
}
