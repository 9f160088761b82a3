package dev.vitrine.picture.input;

import dev.vitrine.world.Threads;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How long a decode may work. Asked at every block of bytes read and every row written; any thread may end it early.
///
/// What counts is how long the processor works for it, in this process and in a child: on a busy machine a picture
/// takes no more of that, though it takes many times longer by the clock. The clock has a limit of its own, for what
/// hangs.
public final class Deadline {
    /// The decode is stopped: its time is over, or it is no longer needed.
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Stopped() {
            super("stopped", null, false, false);
        }
    }

    /// As many times longer by the clock. A decode behind others still has about a tenth of what they get.
    private static final int BY_THE_CLOCK = 30;
    /// What ends sooner is not counted: to count for the first time takes a tenth of a second.
    private static final Duration NOT_COUNTED = Duration.ofSeconds(1);

    private final long time;
    private final LongSupplier clock;
    private final ToLongFunction<Thread> processor;
    private volatile boolean stopped;
    private volatile boolean begun;
    /// Not over before then: nothing works longer than the clock goes on.
    private volatile long next;
    private long begin;
    private boolean counting;
    private long workedBefore;
    private @Nullable Thread worker;
    private @Nullable ProcessHandle child;

    /// @param time of the processor, from when a worker begins
    public Deadline(Duration time) {
        this.time = time.toNanos();
        this.clock = System::nanoTime;
        this.processor = Threads::processorTime;
    }

    /// @param processor nanoseconds that it has worked for a thread, negative where that is not known
    Deadline(Duration time, LongSupplier clock, ToLongFunction<Thread> processor) {
        this.time = time.toNanos();
        this.clock = clock;
        this.processor = processor;
    }

    /// It goes on for so long at least, by the clock.
    public Duration left() {
        return Duration.ofNanos(nanosLeft());
    }

    public boolean isOver() {
        return nanosLeft() == 0;
    }

    public void check() {
        if (isOver() || Thread.currentThread().isInterrupted()) {
            throw new Stopped();
        }
    }

    private long nanosLeft() {
        if (stopped) {
            return 0;
        }
        if (!begun) {
            return time;
        }
        long left = next - clock.getAsLong();
        return left > 0 ? left : counted();
    }

    private synchronized long counted() {
        long gone = clock.getAsLong() - begin;
        long left = Math.max(0, Math.min(time - worked(gone), BY_THE_CLOCK * time - gone));
        next = begin + gone + left;
        return left;
    }

    private long worked(long gone) {
        long byWorker = worker == null ? -1 : processor.applyAsLong(worker);
        if (byWorker < 0) {
            return gone;
        }
        if (!counting) {
            counting = true;
            workedBefore = byWorker + byChild();
        }
        return byWorker + byChild() - workedBefore;
    }

    private long byChild() {
        return family().mapToLong(each ->
                        each.info().totalCpuDuration().map(Duration::toNanos).orElse(0L))
                .sum();
    }

    /// The child and those that it has started itself, as a script around a program does, or ImageMagick.
    private Stream<ProcessHandle> family() {
        return child == null ? Stream.empty() : Stream.concat(child.descendants(), Stream.of(child));
    }

    /// Its own children first: nobody finds them any more once it is gone.
    private void endChild() {
        family().toList().forEach(ProcessHandle::destroyForcibly);
    }

    /// From now on this thread works.
    public synchronized void begin() {
        worker = Thread.currentThread();
        begin = clock.getAsLong();
        next = begin + Math.min(time, NOT_COUNTED.toNanos());
        begun = true;
    }

    public synchronized void end() {
        worker = null;
    }

    /// A child process works for it from now on. What that computes counts, and it is ended together with the
    /// decode: no interrupt ends a wait for what it writes.
    public synchronized void handTo(Process process) {
        count(process.toHandle());
        if (stopped) {
            endChild();
        }
    }

    /// The child has done its part.
    public synchronized void takeBack() {
        count(null);
    }

    private void count(@Nullable ProcessHandle other) {
        workedBefore -= counting ? byChild() : 0;
        child = other;
        workedBefore += counting ? byChild() : 0;
    }

    /// Also wakes the worker from a wait, for a child process or a slow disk.
    public synchronized void stop() {
        stopped = true;
        if (worker != null) {
            worker.interrupt();
            endChild();
        }
    }
}
