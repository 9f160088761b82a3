package dev.vitrine.simulation;

import dev.vitrine.disk.KillSwitch;
import dev.vitrine.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.random.RandomGenerator;

/// The real world, in which whoever sleeps wakes at once, and time has passed nevertheless.
public final class ImpatientWorld extends World {
    private static final Duration MOMENT = Duration.ofMillis(2);

    private final World real = World.here();
    private final AtomicLong slept = new AtomicLong();
    private volatile boolean isHurried;
    private volatile Duration clockIsBehind = Duration.ZERO;

    /// From now on whoever waits to be told something has waited long enough in a moment, too.
    public void hurry() {
        isHurried = true;
    }

    /// Somebody sets the clock.
    public void setClockBack(Duration by) {
        clockIsBehind = by;
    }

    @Override
    public Instant now() {
        return real.now().plusNanos(slept.get()).minus(clockIsBehind);
    }

    @Override
    public long nanoTime() {
        return real.nanoTime() + slept.get();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        slept.addAndGet(duration.toNanos());
    }

    @Override
    public void await(Lock lock, Condition condition, Duration atMost) throws InterruptedException {
        if (isHurried) {
            real.await(lock, condition, MOMENT);
            sleep(atMost);
        } else {
            real.await(lock, condition, atMost);
        }
    }

    @Override
    public RandomGenerator random() {
        return real.random();
    }

    @Override
    public UUID uuid() {
        return real.uuid();
    }

    @Override
    public ThreadFactory threads(String name) {
        ThreadFactory threads = real.threads(name);
        return work -> threads.newThread(() -> run(() -> untilKilled(work)));
    }

    /// Nobody is told of the end of a program.
    private static void untilKilled(Runnable work) {
        try {
            work.run();
        } catch (KillSwitch.Killed _) {
            // As meant.
        }
    }

    @Override
    public Executor computing() {
        return work -> real.computing().execute(() -> run(work));
    }
}
