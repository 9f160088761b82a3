package dev.vitrine.catalog;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/// Durations as percentiles: by the clock and, since other programs may keep the machine busy, in time of this thread
/// on the processor.
public final class Samples {
    public static final String HEADER = "cpu p50   p95   p99 | clock p50     p95     p99 ms";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<Double> clock = new ArrayList<>();
    private final List<Double> processor = new ArrayList<>();
    private long started;
    private long worked;

    public void start() {
        worked = THREADS.getCurrentThreadCpuTime();
        started = System.nanoTime();
    }

    public void stop() {
        clock.add((System.nanoTime() - started) / 1e6);
        processor.add((THREADS.getCurrentThreadCpuTime() - worked) / 1e6);
    }

    void add(double millis, double cpuMillis) {
        clock.add(millis);
        processor.add(cpuMillis);
    }

    void addAll(Samples more) {
        clock.addAll(more.clock);
        processor.addAll(more.processor);
    }

    double median() {
        return at(clock, 0.5);
    }

    @Override
    public String toString() {
        return "%7.2f %5.2f %5.2f | %9.2f %7.2f %7.2f   "
                .formatted(
                        at(processor, 0.5),
                        at(processor, 0.95),
                        at(processor, 0.99),
                        at(clock, 0.5),
                        at(clock, 0.95),
                        at(clock, 0.99));
    }

    private static double at(List<Double> millis, double part) {
        List<Double> sorted = millis.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * part));
    }
}
