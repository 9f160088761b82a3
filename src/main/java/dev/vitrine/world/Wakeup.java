package dev.vitrine.world;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A sleep that others can end: whoever works now and then waits here for the next time, or until somebody says that
/// there is something to do. What is said while nobody sleeps ends the next sleep at once.
///
/// Safe for any thread; one sleeps at a time.
public final class Wakeup {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition said = lock.newCondition();
    private boolean awake;

    public void wake() {
        lock.lock();
        try {
            awake = true;
            said.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// @return whether somebody ended it
    public boolean sleep(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long end = World.here().nanoTime() + atMost.toNanos();
            while (!awake) {
                long left = end - World.here().nanoTime();
                if (left <= 0) {
                    return false;
                }
                World.here().await(lock, said, Duration.ofNanos(left));
            }
            awake = false;
            return true;
        } finally {
            lock.unlock();
        }
    }
}
