package dev.vitrine.service.upload.source;

import dev.vitrine.world.World;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How many bytes a second may be sent, by all uploads together; may change at any moment. Safe for any thread.
///
/// Every upload has a {@link Share}, and asks for a little at a time. An upload has one turn at once, however many
/// connections it uses, and turns are given in the order they were asked for: so a large file in parts gets no more
/// than a small one.
public final class Bandwidth {
    public static final long NO_LIMIT = 0;

    /// What one turn may be worth: short enough that a change is felt at once and no one waits long.
    private static final long TURNS_PER_SECOND = 20;
    private static final int SMALLEST_TURN = 1024;

    private final ReentrantLock queue = new ReentrantLock(true);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile long bytesPerSecond = NO_LIMIT;
    private long free = World.here().nanoTime();

    /// @param limit in bytes per second, or {@link #NO_LIMIT}
    public void limit(long limit) {
        lock.lock();
        try {
            bytesPerSecond = Math.max(NO_LIMIT, limit);
            free = World.here().nanoTime();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public Share share() {
        return new Share();
    }

    /// What one upload gets.
    public final class Share {
        private final ReentrantLock turn = new ReentrantLock(true);

        /// Waits until something may be sent.
        ///
        /// @return how much, at most `requested`
        public int take(int requested) throws InterruptedIOException {
            if (bytesPerSecond == NO_LIMIT) {
                return requested;
            }
            try {
                turn.lockInterruptibly();
                try {
                    return granted(requested);
                } finally {
                    turn.unlock();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("stopped while waiting for its turn to send");
            }
        }
    }

    /// Whoever has waited longest has the next turn, and holds the queue until the line is free.
    private int granted(int requested) throws InterruptedException {
        queue.lockInterruptibly();
        try {
            lock.lockInterruptibly();
            try {
                return whenFree(requested);
            } finally {
                lock.unlock();
            }
        } finally {
            queue.unlock();
        }
    }

    private int whenFree(int requested) throws InterruptedException {
        long now = World.here().nanoTime();
        while (bytesPerSecond != NO_LIMIT && free - now > 0) {
            World.here().await(lock, changed, Duration.ofNanos(free - now));
            now = World.here().nanoTime();
        }
        long limit = bytesPerSecond;
        if (limit == NO_LIMIT) {
            return requested;
        }
        int given = (int) Math.min(requested, Math.max(SMALLEST_TURN, limit / TURNS_PER_SECOND));
        free = now + Duration.ofSeconds(1).toNanos() * given / limit;
        return given;
    }
}
