package dev.vitrine.service;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.RetryPolicy;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// How many requests run at once: half as many when the service asks to slow down, one more after as many successes as
/// are allowed.
///
/// The only one of its kind. Safe for any thread.
public final class ConcurrencyLimit {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final RetryPolicy retryPolicy;
    private final Runnable onChange;
    private int max;
    private int allowed;
    private int running;
    private int successes;

    /// @param max requests at once, at least 1
    public ConcurrencyLimit(int max) {
        this(max, RetryPolicy.USUAL, () -> {});
    }

    /// @param retryPolicy of [#run], while the service asks to slow down
    /// @param onChange is called when more or fewer are allowed than before
    ConcurrencyLimit(int max, RetryPolicy retryPolicy, Runnable onChange) {
        if (max < 1) {
            throw new IllegalArgumentException("at least one request must be allowed, not " + max);
        }
        this.retryPolicy = retryPolicy;
        this.onChange = onChange;
        this.max = max;
        this.allowed = max;
    }

    public int allowed() {
        return locked(() -> allowed);
    }

    /// True while fewer requests than usual run at once.
    boolean isSlowed() {
        return locked(() -> allowed < max);
    }

    /// Fewer hold at once; more are tried at once only when nothing was asked to slow down.
    public void setMax(int requested) {
        locked(() -> {
            allowed = allowed == max ? requested : Math.min(allowed, requested);
            max = requested;
            changed.signalAll();
            return max;
        });
    }

    /// Waits until one more may run, and again after a pause while the service asks to slow down.
    ///
    /// @throws ImageException.Throttled when it does so whatever is done
    /// @throws ImageException.Cancelled when the thread is interrupted
    <T> T run(Supplier<T> request) {
        for (RetryPolicy.Attempts attempts = retryPolicy.begin(); ; ) {
            try {
                return runOnce(request);
            } catch (ImageException.Throttled e) {
                attempts.failed(e);
            }
        }
    }

    private <T> T runOnce(Supplier<T> request) {
        start();
        try {
            return observe(request);
        } finally {
            end();
        }
    }

    /// Runs a request without waiting, where others see to it that no more than [#allowed] run; how it ends counts.
    public <T> T observe(Supplier<T> request) {
        try {
            T answer = request.get();
            succeeded();
            return answer;
        } catch (ImageException.Throttled e) {
            throttled();
            throw e;
        }
    }

    private void start() {
        lock.lock();
        try {
            while (running >= allowed) {
                changed.await();
            }
            running++;
        } catch (InterruptedException e) {
            throw ImageException.Cancelled.by(e, "Stopped before this one.");
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        locked(() -> {
            running--;
            changed.signalAll();
            return running;
        });
    }

    void throttled() {
        locked(() -> {
            allowed = Math.max(1, allowed / 2);
            successes = 0;
            return allowed;
        });
        onChange.run();
    }

    void succeeded() {
        boolean isMore = locked(() -> {
            successes++;
            if (successes < allowed || allowed >= max) {
                return false;
            }
            allowed++;
            successes = 0;
            changed.signalAll();
            return true;
        });
        if (isMore) {
            onChange.run();
        }
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
