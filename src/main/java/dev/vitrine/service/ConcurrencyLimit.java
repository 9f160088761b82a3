package dev.vitrine.service;

import dev.vitrine.image.ImageException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// Fewer requests at once when the service asks to slow down, slowly more again when it no longer does.
public final class ConcurrencyLimit {
    private static final int CALM_AFTER = 20;
    private static final int MAX_FAILURES = 8;

    private final Permits permits;
    private final IntFunction<Duration> pauseAfter;
    private final Runnable onChange;
    private final int max;
    private int allowed;
    private int calm;

    /// @param max requests at once
    /// @param pauseAfter how long to wait after so many failures in a row
    /// @param onChange is told when it begins or ceases to be slowed
    public ConcurrencyLimit(int max, IntFunction<Duration> pauseAfter, Runnable onChange) {
        this.pauseAfter = pauseAfter;
        this.onChange = onChange;
        this.max = max;
        this.allowed = max;
        this.permits = new Permits(max);
    }

    /// True while fewer requests than usual run at once.
    public synchronized boolean isSlowed() {
        return allowed < max;
    }

    /// @throws ImageException.Throttled when the service asks to slow down whatever is done
    public <T> T run(Supplier<T> request) throws InterruptedException {
        for (int failures = 0; ; ) {
            permits.acquire();
            try {
                T answer = request.get();
                calmer();
                return answer;
            } catch (ImageException.Throttled e) {
                failures++;
                if (failures == MAX_FAILURES) {
                    throw e;
                }
                slower();
            } finally {
                permits.release();
            }
            Duration pause = pauseAfter.apply(failures);
            Thread.sleep(pause.toMillis() / 2 + ThreadLocalRandom.current().nextLong(1 + pause.toMillis() / 2));
        }
    }

    private synchronized void slower() {
        calm = 0;
        int fewer = Math.max(1, allowed / 2);
        permits.take(allowed - fewer);
        allowed = fewer;
        onChange.run();
    }

    private synchronized void calmer() {
        calm++;
        if (calm >= CALM_AFTER && allowed < max) {
            calm = 0;
            allowed++;
            permits.release();
            onChange.run();
        }
    }

    private static final class Permits extends Semaphore {
        private static final long serialVersionUID = 1L;

        Permits(int permits) {
            super(permits);
        }

        void take(int fewer) {
            reducePermits(fewer);
        }
    }
}
