package dev.vitrine.picture;

import java.time.Duration;

/// How long a decode may go on. Asked at every block of bytes read and every row written; any thread may end it early.
final class Deadline {
    /// The decode is stopped: its time is over, or nobody wants it any more.
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped", null, false, false);
        }
    }

    private final long end;
    private volatile boolean stopped;
    private Thread worker;
    private Runnable onStop = () -> { };

    Deadline(Duration time) {
        this.end = System.nanoTime() + time.toNanos();
    }

    Duration left() {
        return stopped ? Duration.ZERO : Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    boolean isOver() {
        return stopped || System.nanoTime() - end > 0;
    }

    void check() {
        if (isOver() || Thread.currentThread().isInterrupted()) {
            throw new Stopped();
        }
    }

    synchronized void begin() {
        worker = Thread.currentThread();
    }

    synchronized void end() {
        worker = null;
    }

    /// What ends a wait that no interrupt ends, such as reading from a child process.
    synchronized void whenStopped(Runnable action) {
        onStop = action;
        if (stopped) {
            action.run();
        }
    }

    /// Also wakes the worker from a wait, for a child process or a slow disk.
    synchronized void stop() {
        stopped = true;
        if (worker != null) {
            worker.interrupt();
            onStop.run();
        }
    }
}
