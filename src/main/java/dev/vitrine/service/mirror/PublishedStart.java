package dev.vitrine.service.mirror;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.published.PublishedCopy;
import dev.vitrine.service.published.PublishedRows;
import dev.vitrine.service.published.RowsFile;
import dev.vitrine.service.published.RowsHeader;
import dev.vitrine.store.RowSource;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/// Begins a new mirror with the newest published copy of the rows, which is one request for all of them, and goes
/// on with the feed from where that was then.
///
/// A copy from before the feed says anything is left alone: comparing it with the tables takes as long and costs as
/// much as reading them. It is compared in any case once it is that old: whoever may write into the bucket could
/// have published anything. Most come back later than that, and compare anyway.
record PublishedStart(
        PublishedRows published, RowSource source, Mirror mirror, MirrorState state, RowsProgress progress) {
    private static final System.Logger LOG = System.getLogger(PublishedStart.class.getName());
    /// A trash may be larger than what is left.
    private static final long MOST_TIMES = 4;
    private static final long UNCOUNTED = 100_000;
    /// Of clocks.
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    interface RowsProgress {
        void at(long rows, long of);
    }

    /// @param fewest rows for which this pays
    /// @param feedReachesBack how old a position in the feed may be
    /// @return whether the rows of a copy are in the mirror now
    /// @throws dev.vitrine.image.ImageException when there may be a copy and it cannot be read, or is damaged
    boolean run(Instant now, long fewest, Duration feedReachesBack) {
        if (!mirror.catalog().idsAfter("", 1).isEmpty()) {
            return false; // what went away before the feed says anything would stay
        }
        Instant oldest = now.minus(feedReachesBack);
        Optional<PublishedCopy> newest = published
                .list()
                .newest()
                .filter(copy -> copy.rows() >= fewest)
                .filter(copy -> copy.publishedAt().isAfter(oldest))
                .filter(this::isPlausible);
        newest.ifPresent(copy -> published.requireRoom(copy, copy.sizeBytes()));
        return newest.isPresent()
                && published.fetched(newest.get(), file -> {
                    String name = newest.get().key().path();
                    RowsFile.Contents contents = RowsFile.check(newest.get(), file);
                    RowsHeader header = contents.header();
                    if (!isUsable(header, source.identity(), oldest, now)) {
                        LOG.log(Level.INFO, "Everything is read: the rows of {0} are of another table or time", name);
                        return false;
                    }
                    published.requireRoom(newest.get(), 2 * contents.bytes()); // with indexes, and what is undone
                    takeIn(newest.get(), file);
                    state.startFrom(header, header.asOf().plus(feedReachesBack));
                    return true;
                });
    }

    /// What a copy is called promises rows, which fill the disk whether or not the table has them. The service
    /// counts the live ones every six hours or so, and 0 may be of a table that was not counted yet.
    private boolean isPlausible(PublishedCopy copy) {
        long counted = source.roughCount();
        if (counted == 0 || copy.rows() <= MOST_TIMES * counted + UNCOUNTED) {
            return true;
        }
        LOG.log(
                Level.WARNING,
                "Everything is read: {0} promises many more rows than the {1} that the table has",
                copy.key().path(),
                counted);
        return false;
    }

    /// @param table as its service names it
    static boolean isUsable(RowsHeader header, String table, Instant oldest, Instant now) {
        return header.table().equals(table)
                && header.knowsAll()
                && !header.feed().isEmpty()
                && !header.asOf().isAfter(now.plus(TOLERANCE))
                && !header.complete().isAfter(now.plus(TOLERANCE))
                && header.asOf().isAfter(oldest)
                && MirrorState.isFresh(Optional.of(header.complete()), now);
    }

    private void takeIn(PublishedCopy copy, Path file) {
        mirror.prepareFor(copy.rows());
        var batch = new ArrayList<ImageRecord>(BatchedPages.ENOUGH);
        var taken = new long[1];
        RowsFile.read(copy.key().path(), file, row -> {
            batch.add(row);
            taken[0]++;
            if (batch.size() == BatchedPages.ENOUGH) {
                mirror.takeIn(batch);
                batch.clear();
                progress.at(taken[0], copy.rows());
            }
        });
        mirror.takeIn(batch);
        mirror.catalog().makeIndexes();
        progress.at(taken[0], copy.rows());
    }
}
