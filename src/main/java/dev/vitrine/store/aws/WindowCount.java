package dev.vitrine.store.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// About how many windows are open, though few of them write it down: each draws a number for every ten minutes, and
/// only the lowest sixteen are kept. Where the sixteenth of a thousand windows is, is known well enough, and a
/// thousand windows write some eighty times in ten minutes instead of a thousand times.
///
/// @param period which ten minutes
/// @param lowest the lowest numbers drawn for it, in order
/// @param before how many windows there were in the period before
record WindowCount(long period, List<Long> lowest, int before) {
    /// What is drawn is below this.
    static final long RANGE = 1_000_000_000;

    static final WindowCount NONE = new WindowCount(0, List.of(), 0);
    static final int KEPT = 16;
    /// More are not counted.
    static final int MOST = 100_000;

    private static final Duration PERIOD = Duration.ofMinutes(10);
    private static final long MOST_AHEAD = Duration.ofDays(1).dividedBy(PERIOD);

    WindowCount {
        lowest = List.copyOf(lowest);
    }

    static long periodOf(Instant now) {
        return now.getEpochSecond() / PERIOD.toSeconds();
    }

    /// What nobody counted lately was long ago: readers do not count.
    ///
    /// @param now the period of the clock
    int windows(long now) {
        return period < now - 1 ? 1 : Math.max(1, Math.max(before, counted()));
    }

    private int counted() {
        return lowest.size() < KEPT
                ? lowest.size()
                : (int) Math.min(MOST, (KEPT - 1) * RANGE / Math.max(1, lowest.getLast()));
    }

    /// With one more window; the same when that changes nothing. A clock that is half an hour slow or fast counts
    /// with the others, and one that is far ahead must not end the counting for them.
    WindowCount with(long drawn, long now) {
        if (now > period || period - now > MOST_AHEAD) {
            return new WindowCount(now, List.of(drawn), now == period + 1 ? counted() : 0);
        }
        if (lowest.contains(drawn) || lowest.size() == KEPT && drawn > lowest.getLast()) {
            return this;
        }
        return new WindowCount(
                period,
                Stream.concat(lowest.stream(), Stream.of(drawn))
                        .sorted()
                        .limit(KEPT)
                        .toList(),
                before);
    }
}
