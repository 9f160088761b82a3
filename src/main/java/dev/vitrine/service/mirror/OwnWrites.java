package dev.vitrine.service.mirror;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Remembers for some minutes which rows were written from here, because readings that run behind still show them as
/// they were.
final class OwnWrites {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int TIDY_AT = 10_000;

    /// @param isGone a reading since it began found no row
    private record Write(long stamp, Instant at, boolean isGone) {}

    private final Clock clock;
    private final Map<String, Write> writes = new HashMap<>();
    private long last;

    OwnWrites(Clock clock) {
        this.clock = clock;
    }

    /// 0 for a row that was not written from here lately; otherwise a number that changes with each write.
    synchronized long stamp(String imageId) {
        Write write = writes.get(imageId);
        return write == null ? 0 : write.stamp();
    }

    /// Whether a reading found no such row since the last write of it began.
    synchronized boolean isGone(String imageId) {
        Write write = writes.get(imageId);
        return write != null && write.isGone();
    }

    /// A write of this row begins.
    ///
    /// @return its new stamp
    synchronized long begin(String imageId) {
        return mark(imageId, false);
    }

    synchronized void end(String imageId) {
        mark(imageId, isGone(imageId));
    }

    private long mark(String imageId, boolean isGone) {
        Instant now = clock.instant();
        if (writes.size() >= TIDY_AT) {
            writes.values().removeIf(write -> write.at().isBefore(now.minus(REMEMBERED)));
        }
        last++;
        writes.put(imageId, new Write(last, now, isGone));
        return last;
    }

    /// A reading newer than a write under way has been shown.
    ///
    /// @param isGone it found no row
    synchronized void overtake(String imageId, boolean isGone) {
        writes.computeIfPresent(imageId, (_, write) -> new Write(++last, write.at(), isGone));
    }
}
