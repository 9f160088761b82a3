package dev.vitrine.simulation;

import dev.vitrine.image.ImageException;
import dev.vitrine.world.World;
import java.lang.reflect.Constructor;
import java.nio.file.FileSystem;
import java.nio.file.WatchService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// A world that one seed decides: which of the threads that could go on does, what the random numbers are, and what
/// time it is, which stands still while anybody can go on.
///
/// All threads in it are virtual and take turns on the one that calls [#run]; a turn ends where a thread waits, or
/// [#yields][#yield]. The same seed gives the same turns, so whatever went wrong goes wrong again. Needs
/// `--add-opens java.base/java.lang=ALL-UNNAMED`: the JDK has virtual threads on a scheduler of one's own, but
/// tells nobody.
public final class Simulation {
    private static final Instant BEGINNING = Instant.parse("2026-03-01T10:00:00Z");
    private static final boolean TRACES = System.getProperty("trace") != null;
    private static final long MOST_TURNS = 300_000;
    /// Nobody asks the world so much in one turn who does not ask for ever.
    private static final int MOST_QUESTIONS = 20_000;
    /// Nobody takes so many turns in ten seconds who does not look all the time.
    private static final int MANY = 4_000;

    private static final long TEN_SECONDS = Duration.ofSeconds(10).toNanos();
    private static final Constructor<? extends Thread.Builder.OfVirtual> BUILDER = builder();

    private final Random random;
    private final long mostTurns;
    private final List<Turn> ready = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final BlockingQueue<Turn> fromOutside = new LinkedBlockingQueue<>();
    private final Thread carrier = Thread.currentThread();
    private final List<String> disturbances = Collections.synchronizedList(new ArrayList<>());
    private long nanos;
    private long made;
    private long turns;
    private int questions;
    /// When the last turns were, the oldest of them overwritten by the next.
    private final long[] lastTurns = new long[MANY];

    private boolean isTooBusy;
    private final List<String> uncaught = new ArrayList<>();
    private long fingerprint = 1;

    /// A thread of a process that can go on.
    private record Turn(Process process, Runnable next) {}

    private static final class Timer implements Comparable<Timer> {
        final long at;
        final long number;
        final Process process;
        final Runnable then;

        Timer(long at, long number, Process process, Runnable then) {
            this.at = at;
            this.number = number;
            this.process = process;
            this.then = then;
        }

        @Override
        public int compareTo(Timer other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    /// To be made by the thread that calls [#run].
    public Simulation(long seed) {
        this(seed, MOST_TURNS);
    }

    /// @param mostTurns after which somebody is said to come to no rest
    public Simulation(long seed, long mostTurns) {
        random = new Random(mixed(seed));
        this.mostTurns = mostTurns;
    }

    /// First numbers of [Random]s whose seeds are next to each other are next to each other, too: of the first
    /// thousand seeds none would choose the fourth of four.
    private static long mixed(long seed) {
        return new SplittableRandom(seed).nextLong();
    }

    @SuppressWarnings("unchecked")
    private static Constructor<? extends Thread.Builder.OfVirtual> builder() {
        try {
            var constructor = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                    .getDeclaredConstructor(Executor.class);
            constructor.setAccessible(true);
            return (Constructor<? extends Thread.Builder.OfVirtual>) constructor;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This JDK makes virtual threads in another way", e);
        }
    }

    /// What can be killed: its threads, and all that they begin.
    public Process process(String name) {
        var process = new Process(name);
        processes.add(process);
        return process;
    }

    public Instant now() {
        return BEGINNING.plusNanos(nanos);
    }

    public Random random() {
        return random;
    }

    /// For whoever looks for a fault; only with `-Dtrace`.
    public void report(Supplier<String> what) {
        if (TRACES) {
            System.out.println(now() + " " + Thread.currentThread().getName() + " " + what.get());
        }
    }

    /// Something happened that a second run with this seed has to repeat.
    public void note(long what) {
        fingerprint = (fingerprint ^ what ^ nanos) * 0x9E3779B97F4A7C15L;
        fingerprint ^= fingerprint >>> 29;
    }

    /// Of everything noted, and of all turns.
    public long fingerprint() {
        return fingerprint;
    }

    public long turns() {
        return turns;
    }

    /// Whether more than 4,000 turns were taken in any ten seconds: so whoever looks all the time.
    public boolean isTooBusy() {
        return isTooBusy;
    }

    /// What threads ended by, and nobody caught.
    public List<String> uncaught() {
        return List.copyOf(uncaught);
    }

    /// With the one before the last 4,000, this turn is one too many when both are within ten seconds.
    private void noteBusiness() {
        int index = (int) (turns % MANY);
        isTooBusy |= turns >= MANY && nanos - lastTurns[index] <= TEN_SECONDS;
        lastTurns[index] = nanos;
    }

    /// Lets the threads take turns.
    ///
    /// @param atMost of simulated time
    /// @param isDone asked between turns
    /// @return whether it was done in time; false also when nobody can ever go on
    public boolean run(Duration atMost, BooleanSupplier isDone) {
        long end = nanos + atMost.toNanos();
        while (!isDone.getAsBoolean()) {
            fromOutside.drainTo(ready);
            if (!ready.isEmpty()) {
                takeATurn();
            } else if (isBlocked()) {
                awaitOutside();
            } else if (!timers.isEmpty() && timers.peek().at <= end) {
                Timer next = timers.poll();
                nanos = Math.max(nanos, next.at);
                if (!next.process.isDead) {
                    next.then.run();
                }
            } else {
                nanos = timers.isEmpty() ? nanos : end;
                return false;
            }
        }
        return true;
    }

    /// Of a run in which nobody ever waits for long.
    private void checkPace() {
        if (turns > mostTurns) {
            throw new IllegalStateException("nobody comes to rest: "
                    + processes.stream().map(Process::whereabouts).collect(Collectors.joining("\n    ")));
        }
    }

    /// Else a turn in which somebody looks at the clock until it goes on would never end: it stands still.
    private void noteQuestion() {
        if (++questions > MOST_QUESTIONS) {
            questions = 0;
            throw new AssertionError("a turn that does not end");
        }
    }

    /// When a thread of the simulation was woken by one that is none, and by which: then the seed did not decide
    /// everything. (Whoever waits for a monitor is woken by the JDK itself.)
    public List<String> disturbances() {
        return List.copyOf(disturbances);
    }

    private boolean isBlocked() {
        return processes.stream().anyMatch(Process::isBlocked);
    }

    private void awaitOutside() {
        try {
            Turn turn = fromOutside.poll(10, TimeUnit.SECONDS);
            if (turn == null) {
                throw new IllegalStateException("blocked: " + processes);
            }
            ready.add(turn);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void takeATurn() {
        int index = random.nextInt(ready.size());
        Turn turn = ready.set(index, ready.getLast());
        ready.removeLast();
        if (turn.process.awakeAt > nanos) {
            at(turn.process.awakeAt, turn.process, () -> ready.add(turn));
        } else if (!turn.process.isDead) {
            noteBusiness();
            turns++;
            questions = 0;
            checkPace();
            note(index);
            turn.next.run();
        }
    }

    private Timer at(long time, Process process, Runnable then) {
        var timer = new Timer(time, made++, process, then);
        timers.add(timer);
        return timer;
    }

    /// By a thread of a process.
    static void rest(int millis) {
        try {
            World.here().sleep(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            throw new ImageException.Cancelled("Stopped.", e);
        }
    }

    /// Lets others go on, perhaps.
    public static void yield() {
        Thread.yield();
    }

    /// The world of the threads of one program. Killed, they never go on: neither their `finally` nor anything else
    /// runs.
    public final class Process extends World implements Executor {
        private final String name;
        private final List<Thread> threads = new ArrayList<>();
        private boolean isDead;
        private long awakeAt;
        private int unnamed;

        private Process(String name) {
            this.name = name;
        }

        public void kill() {
            isDead = true;
            ready.removeIf(turn -> turn.process == this);
            processes.remove(this);
        }

        /// None of its threads goes on before that: somebody closes the lid.
        public void suspend(Duration howLong) {
            awakeAt = nanos + howLong.toNanos();
        }

        public boolean isSuspended() {
            return awakeAt > nanos;
        }

        /// The next of the same machine: a lid stays closed.
        public Process next(String nextName) {
            Process next = process(nextName);
            next.awakeAt = awakeAt;
            return next;
        }

        private boolean isBlocked() {
            return threads.stream().anyMatch(thread -> thread.getState() == Thread.State.BLOCKED);
        }

        /// Begins a thread.
        public Thread start(String threadName, Runnable work) {
            Thread thread = threads(threadName).newThread(work);
            thread.start();
            return thread;
        }

        /// By the JDK, when a thread of this process can go on.
        @Override
        public void execute(Runnable next) {
            Thread caller = Thread.currentThread();
            if (caller == carrier || caller.isVirtual()) {
                if (!isDead) {
                    ready.add(new Turn(this, next));
                }
            } else {
                // Where its threads are is not asked here: to be asked keeps a thread from going on.
                disturbances.add(caller.getName() + " "
                        + Arrays.stream(caller.getStackTrace()).skip(2).limit(8).toList() + " wakes " + name);
                fromOutside.add(new Turn(this, next));
            }
        }

        @Override
        public Instant now() {
            noteQuestion();
            return Simulation.this.now();
        }

        @Override
        public long nanoTime() {
            noteQuestion();
            return nanos;
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread sleeper = Thread.currentThread();
            long end = nanos + duration.toNanos();
            Timer _ = at(end, this, () -> LockSupport.unpark(sleeper));
            do {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (nanos < end) {
                    LockSupport.park();
                }
            } while (nanos < end);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }

        @Override
        public void await(Lock lock, Condition condition, Duration atMost) throws InterruptedException {
            Timer limit = at(
                    nanos + atMost.toNanos(),
                    this,
                    () -> start("timer", () -> {
                        lock.lock();
                        try {
                            condition.signalAll();
                        } finally {
                            lock.unlock();
                        }
                    }));
            try {
                condition.await();
            } finally {
                timers.remove(limit);
            }
        }

        /// Looks now and then: where the JDK waits with a limit, real time passes.
        @Override
        public boolean join(Thread thread, Duration atMost) throws InterruptedException {
            long end = nanos + atMost.toNanos();
            while (thread.isAlive() && nanos < end) {
                sleep(Duration.ofMillis(20));
            }
            return !thread.isAlive();
        }

        @Override
        public RandomGenerator random() {
            return random;
        }

        @Override
        public UUID uuid() {
            return new UUID(
                    random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L,
                    random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
        }

        @Override
        public ThreadFactory threads(String threadName) {
            return work -> {
                try {
                    String full = name + "/" + threadName + (threadName.endsWith("-") ? "" + unnamed++ : "");
                    Thread thread = BUILDER.newInstance(this).name(full).unstarted(() -> run(() -> reported(work)));
                    threads.removeIf(each -> !each.isAlive() && each.getState() != Thread.State.NEW);
                    threads.add(thread);
                    return thread;
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            };
        }

        /// Whoever counts what goes wrong hears of it too.
        private void reported(Runnable work) {
            try {
                work.run();
            } catch (Throwable e) {
                uncaught.add("uncaught in " + Thread.currentThread().getName() + ": " + e + " at "
                        + Arrays.stream(e.getStackTrace()).limit(6).toList());
                throw e;
            }
        }

        /// Those of the system come when they like.
        @Override
        public WatchService watchService(FileSystem files) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Executor computing() {
            return Runnable::run;
        }

        /// Where its threads are, for whoever looks for a fault.
        public String whereabouts() {
            return (isSuspended() ? name + " is asleep until " + awakeAt + "\n    " : "")
                    + threads.stream()
                            .map(thread -> thread.getName() + " " + thread.getState() + " "
                                    + Arrays.stream(thread.getStackTrace())
                                            .filter(frame ->
                                                    frame.getClassName().startsWith("dev.vitrine"))
                                            .limit(6)
                                            .toList())
                            .collect(Collectors.joining("\n    "));
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
