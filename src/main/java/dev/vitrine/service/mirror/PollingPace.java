package dev.vitrine.service.mirror;

import dev.vitrine.store.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// How eagerly a mirror works.
///
/// @param parts into how many parts the rows are divided, and so how many requests run at once
/// @param feedEvery pause between two looks at the feed of changes, while there are some
/// @param rereadLeast shortest pause before everything is read again when there is no feed
/// @param requests for one request of a complete reading, while the service asks to slow down
/// @param reconnect between two rounds when the service is out of reach or busy: never gives up
/// @param publishedFrom how many rows a published copy has at least for a new mirror to begin with it
public record PollingPace(
        int parts,
        Duration feedEvery,
        Duration rereadLeast,
        RetryPolicy requests,
        RetryPolicy reconnect,
        long publishedFrom) {
    /// Fewer are read from the table in a moment, for next to nothing.
    private static final long MANY = 5_000;

    public static final PollingPace USUAL = new PollingPace(
            8,
            Duration.ofMillis(1000),
            Duration.ofSeconds(15),
            RetryPolicy.USUAL,
            RetryPolicy.forever(Duration.ofSeconds(1), Duration.ofSeconds(30)),
            MANY);

    private static final double SELDOM = 2.5;
    private static final double SELDOM_AT_BEACON = 5;
    private static final double SELDOM_AT_FEED = 25;
    private static final double QUIET = 100;
    private static final double QUIET_FEED = 20;
    private static final Duration FEED_MOST = Duration.ofMinutes(8);
    private static final int CROWD = 25;
    private static final double SELDOM_IN_CROWD = 10;
    private static final double JITTER = 0.2;
    private static final Duration REREAD_MOST = Duration.ofHours(1);
    private static final long REREAD_MILLIS_PER_ROW = 4;

    /// Begins with any copy that there is.
    public PollingPace(
            int parts, Duration feedEvery, Duration rereadLeast, RetryPolicy requests, RetryPolicy reconnect) {
        this(parts, feedEvery, rereadLeast, requests, reconnect, 0);
    }

    /// Looks are paid for, so a library in which nothing happens is looked at less and less often, down to two
    /// fifths after some minutes; to a fifth where the beacon calls. Not at even distances: of many windows some
    /// would always look at the same moments.
    ///
    /// @param quiet how many looks in succession found nothing
    /// @param windows that look at a beacon; empty where there is none, and every look is one at the feed
    Duration nextLook(int quiet, Optional<Integer> windows, RandomGenerator random) {
        double slower = windows.map(many -> Math.max(slowed(quiet, QUIET, SELDOM_AT_BEACON), crowd(many)))
                .orElseGet(() -> slowed(quiet, QUIET, SELDOM));
        return jittered(slower, random);
    }

    /// When a window reads the feed again that has a beacon to look at: each second one of all windows, whose
    /// shards bear two; and few windows less often, too, where nothing happens. But while the position of the last
    /// reading lives, which it does for a quarter of an hour.
    Duration nextFeed(int quiet, int windows, RandomGenerator random) {
        double max = (double) FEED_MOST.toNanos() / feedEvery.toNanos();
        return jittered(Math.min(max, Math.max(windows, slowed(quiet, QUIET_FEED, SELDOM_AT_FEED))), random);
    }

    /// Some time until each of the windows had a turn, for the next reading after one that failed.
    ///
    /// @param failed how many readings in succession
    Duration feedInTurn(int failed, int windows, RandomGenerator random) {
        Duration each = feedEvery.multipliedBy(1L << failed);
        double all = Math.min((double) each.toNanos() * windows, FEED_MOST.toNanos());
        return each.plusNanos((long) (all * random.nextDouble()));
    }

    private static double slowed(int quiet, double quietFor, double seldom) {
        return Math.min(seldom, 1 + quiet / quietFor);
    }

    private static double crowd(int windows) {
        return Math.clamp((double) windows / CROWD, 1, SELDOM_IN_CROWD);
    }

    private Duration jittered(double slower, RandomGenerator random) {
        return Duration.ofNanos((long) (feedEvery.toNanos() * slower * (1 + (random.nextDouble() - 0.5) * JITTER)));
    }

    /// Reading again costs by the row, so large libraries wait longer: a minute at 15,000 rows, an hour at a
    /// million, some cents a day at most.
    Duration rereadAfter(long rows) {
        Duration byRows = Duration.ofMillis(rows * REREAD_MILLIS_PER_ROW);
        Duration atLeast = byRows.compareTo(rereadLeast) < 0 ? rereadLeast : byRows;
        return atLeast.compareTo(REREAD_MOST) > 0 ? REREAD_MOST : atLeast;
    }
}
