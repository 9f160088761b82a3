package dev.vitrine.picture.input;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long a decode may go on. Asked at every block of bytes read and every row written; any thread may end it early.
public final class Deadline {
    /// The decode is stopped: its time is over, or it is no longer needed.
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Stopped() {
            super("stopped", null, false, false);
        }
    }

    private final Duration time;
    private volatile long end;
    private volatile boolean stopped;
    private @Nullable Thread worker;
    private Runnable onStop = () -> {};

    public Deadline(Duration time) {
        this.time = time;
        this.end = System.nanoTime() + time.toNanos();
    }

    public Duration left() {
        return stopped ? Duration.ZERO : Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    public boolean isOver() {
        return stopped || System.nanoTime() - end > 0;
    }

    public void check() {
        if (isOver() || Thread.currentThread().isInterrupted()) {
            throw new Stopped();
        }
    }

    /// The time counts from now on.
    public synchronized void begin() {
        end = System.nanoTime() + time.toNanos();
        worker = Thread.currentThread();
    }

    public synchronized void end() {
        worker = null;
    }

    /// What ends a wait that no interrupt ends, such as reading from a child process.
    public synchronized void whenStopped(Runnable action) {
        onStop = action;
        if (stopped) {
            action.run();
        }
    }

    /// Also wakes the worker from a wait, for a child process or a slow disk.
    public synchronized void stop() {
        stopped = true;
        if (worker != null) {
            worker.interrupt();
            onStop.run();
        }
    }
}
