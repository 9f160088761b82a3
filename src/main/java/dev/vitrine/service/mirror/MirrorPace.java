package dev.vitrine.service.mirror;

import dev.vitrine.store.RetryPolicy;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// How eagerly a mirror works.
///
/// @param parts into how many parts the rows are divided, and so how many requests run at once
/// @param feedEvery pause between two looks at the feed of changes, while there are some
/// @param rereadLeast shortest pause before everything is read again when there is no feed
/// @param requests for one request of a complete reading, while the service asks to slow down
/// @param reconnect between two rounds when the service is out of reach or busy: never gives up
/// @param publishedFrom how many rows a published copy has at least for a new mirror to begin with it
public record MirrorPace(
        int parts,
        Duration feedEvery,
        Duration rereadLeast,
        RetryPolicy requests,
        RetryPolicy reconnect,
        long publishedFrom) {
    /// Fewer are read from the table in a moment, for next to nothing.
    private static final long MANY = 5_000;

    public static final MirrorPace USUAL = new MirrorPace(
            8,
            Duration.ofMillis(1000),
            Duration.ofSeconds(15),
            RetryPolicy.USUAL,
            RetryPolicy.forever(Duration.ofSeconds(1), Duration.ofSeconds(30)),
            MANY);

    private static final double SELDOM = 2.5;
    private static final double QUIET = 100;
    private static final double JITTER = 0.2;
    private static final Duration REREAD_MOST = Duration.ofHours(1);
    private static final long REREAD_MILLIS_PER_ROW = 4;

    /// Begins with any copy that there is.
    public MirrorPace(
            int parts, Duration feedEvery, Duration rereadLeast, RetryPolicy requests, RetryPolicy reconnect) {
        this(parts, feedEvery, rereadLeast, requests, reconnect, 0);
    }

    /// Looks are paid for, so a library in which nothing happens is looked at less and
    /// less often, down to two fifths
    /// after some minutes. Not at even distances: of many windows some would always look at the same moments, and a
    /// shard of a stream bears two.
    ///
    /// @param quiet how many looks in succession found nothing
    Duration nextLook(int quiet, RandomGenerator random) {
        double slower = Math.min(SELDOM, 1 + quiet / QUIET);
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
