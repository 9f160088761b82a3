package dev.vitrine.service.share;

import dev.vitrine.service.Progress;
import java.util.concurrent.atomic.AtomicInteger;

/// Says how far a work of several threads is.
final class StepCounter {
    private final int all;
    private final Progress progress;
    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean continues = true;

    StepCounter(int all, Progress progress) {
        this.all = all;
        this.progress = progress;
    }

    synchronized void next() {
        continues &= progress.continues(done.incrementAndGet(), all);
    }

    boolean continues() {
        return continues;
    }
}
