package dev.vitrine.world;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.WatchService;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.random.RandomGenerator;

/// Time, waiting, chance and threads. Nobody below the window takes them from elsewhere, so that a test can decide all
/// of them by one seed and repeat what it found.
///
/// Safe for any thread.
public abstract class World {
    private static final ScopedValue<World> CURRENT = ScopedValue.newInstance();
    private static final World REAL = new Real();
    private static final Clock CLOCK = new WorldClock(ZoneOffset.UTC);

    /// The one that this thread is in.
    public static World here() {
        return CURRENT.orElse(REAL);
    }

    /// Tells what time it is wherever it is asked.
    public static Clock clock() {
        return CLOCK;
    }

    /// From now on, what nobody waits for leaves the processor to the window of this process. A command is itself
    /// what somebody waits for.
    public static void favorWindow() {
        BackgroundThreads.yieldTo(true);
    }

    public abstract Instant now();

    /// Grows by one a nanosecond, from an origin that means nothing.
    public abstract long nanoTime();

    public abstract void sleep(Duration duration) throws InterruptedException;

    /// Waits for the condition no longer than that; may return early, as every wait for a condition may.
    ///
    /// @param lock of the condition; this thread has it
    public abstract void await(Lock lock, Condition condition, Duration atMost) throws InterruptedException;

    /// Waits for the end of a thread no longer than that.
    ///
    /// @return whether it has ended
    public boolean join(Thread thread, Duration atMost) throws InterruptedException {
        return thread.join(atMost);
    }

    /// For this thread.
    public abstract RandomGenerator random();

    /// One that nobody else has, and nobody guesses.
    public abstract UUID uuid();

    /// For keys: nobody guesses these bytes, in no world.
    public final byte[] unguessable(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /// Of virtual threads; they are called that, with a number when it ends in `-`.
    public abstract ThreadFactory threads(String name);

    /// What tells of changes in folders, to wait for.
    ///
    /// @throws UnsupportedOperationException where nothing does
    public WatchService watchService(FileSystem files) throws IOException {
        return files.newWatchService();
    }

    /// For work that computes without a pause: it keeps no virtual thread from running.
    public abstract Executor computing();

    /// The same, for what nobody waits for: see [#favorWindow].
    public Executor backgroundComputing() {
        return computing();
    }

    /// Runs this in this world, and whatever it calls.
    public final void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /// What the JDK gives.
    private static final class Real extends World {
        private final Executor computing = Executors.newCachedThreadPool(Thread.ofPlatform()
                .name("compute-", 0)
                .daemon()
                .priority(Thread.NORM_PRIORITY - 1)
                .factory());
        private final Executor backgroundComputing = BackgroundThreads.pool();

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration);
        }

        @Override
        public void await(Lock lock, Condition condition, Duration atMost) throws InterruptedException {
            // Whoever waits looks again anyway, and has no use for the time that is left.
            long _ = condition.awaitNanos(atMost.toNanos());
        }

        @Override
        public RandomGenerator random() {
            return ThreadLocalRandom.current();
        }

        @Override
        public UUID uuid() {
            return UUID.randomUUID();
        }

        @Override
        public ThreadFactory threads(String name) {
            Thread.Builder.OfVirtual threads = Thread.ofVirtual();
            return (name.endsWith("-") ? threads.name(name, 0) : threads.name(name)).factory();
        }

        @Override
        public Executor computing() {
            return computing;
        }

        @Override
        public Executor backgroundComputing() {
            return backgroundComputing;
        }
    }

    private static final class WorldClock extends Clock {
        private final ZoneId zone;

        WorldClock(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new WorldClock(other);
        }

        @Override
        public Instant instant() {
            return here().now();
        }
    }
}
