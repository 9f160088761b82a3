package dev.vitrine.service.upload;

import dev.vitrine.service.upload.source.Bandwidth;

/// How fast it goes. How many uploads run at once: half as many when the service asks to slow down, one more after as many successes as are
/// allowed. And how many bytes a second all of them may send.
///
/// Safe for any thread.
final class Pace {
    private final Bandwidth bandwidth = new Bandwidth();
    private int max;
    private int allowed;
    private int successes;

    Pace(int max) {
        if (max < 1) {
            throw new IllegalArgumentException("at least one upload must be allowed, not " + max);
        }
        this.max = max;
        this.allowed = max;
    }

    /// Fewer hold at once; more are tried at once only when nothing was asked to slow down.
    synchronized void setMost(int changed) {
        allowed = allowed == max ? changed : Math.min(allowed, changed);
        max = changed;
    }

    Bandwidth bandwidth() {
        return bandwidth;
    }

    synchronized int allowed() {
        return allowed;
    }

    synchronized void throttled() {
        allowed = Math.max(1, allowed / 2);
        successes = 0;
    }

    synchronized void succeeded() {
        successes++;
        if (successes >= allowed && allowed < max) {
            allowed++;
            successes = 0;
        }
    }
}
