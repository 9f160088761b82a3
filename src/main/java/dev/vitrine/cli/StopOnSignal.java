package dev.vitrine.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/// Runs a command so that Ctrl+C (or the end of the session) interrupts it and waits until it has put everything back,
/// and has said what became of it.
final class StopOnSignal {
    private static final long FAREWELL_SECONDS = 30;

    private StopOnSignal() {}

    static int run(IntSupplier answer) {
        Thread command = Thread.currentThread();
        var ended = new CountDownLatch(1);
        Thread stop = Thread.ofPlatform().name("stop").unstarted(() -> {
            command.interrupt();
            await(ended);
        });
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            return answer.getAsInt();
        } finally {
            ended.countDown();
            forget(stop);
        }
    }

    private static void await(CountDownLatch ended) {
        try {
            ended.await(FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread stop) {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException _) {
            // The signal came: the hook is running, and lets the program end now.
            Thread.interrupted();
        }
    }
}
