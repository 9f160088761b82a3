package dev.vitrine.service.upload;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// Bytes per second over the last few seconds: long enough not to flicker between files, short enough to notice a
/// stall.
public final class Speed {
    private static final long WINDOW = Duration.ofSeconds(8).toNanos();
    private static final long STEP = Duration.ofMillis(250).toNanos();

    private record Sample(long time, long bytes) {}

    private final LongSupplier nanoTime;
    private final LongAdder total = new LongAdder();
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();

    public Speed(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        samples.add(new Sample(nanoTime.getAsLong(), 0));
    }

    /// From any thread.
    public void moved(long bytes) {
        total.add(bytes);
    }

    public synchronized long bytesPerSecond() {
        long now = nanoTime.getAsLong();
        long bytes = total.sum();
        if (now - samples.getLast().time >= STEP) {
            samples.add(new Sample(now, bytes));
        }
        while (samples.size() > 1 && now - samples.getFirst().time > WINDOW) {
            samples.removeFirst();
        }
        Sample oldest = samples.getFirst();
        long elapsed = now - oldest.time;
        return elapsed < STEP ? 0 : (long) ((bytes - oldest.bytes) * 1e9 / elapsed);
    }
}
