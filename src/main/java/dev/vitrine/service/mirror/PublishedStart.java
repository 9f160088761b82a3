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

/// Begins a mirror with the newest published copy of the rows, which is one request for all of them.
///
/// What happened since is found in the feed, or by comparing the texts of all rows. They are compared in any case, once
/// the copy is as old as the feed reaches back: whoever may write into the bucket could have published anything. Most
/// come back later than that, and compare anyway; done earlier it costs as much as what the copy saved.
final class PublishedStart {
    private static final System.Logger LOG = System.getLogger(PublishedStart.class.getName());
    private static final int AT_ONCE = 1000;
    /// Of clocks.
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    interface RowsProgress {
        void at(long rows, long of);
    }

    private final PublishedRows published;
    private final RowSource source;
    private final Mirror mirror;
    private final MirrorState state;
    private final RowsProgress progress;

    PublishedStart(PublishedRows published, RowSource source, Mirror mirror, MirrorState state, RowsProgress progress) {
        this.published = published;
        this.source = source;
        this.mirror = mirror;
        this.state = state;
        this.progress = progress;
    }

    /// @param fewest rows for which this pays
    /// @param feedReachesBack how old a position in the feed may be
    /// @return whether the rows of a copy are in the mirror now
    /// @throws dev.vitrine.image.ImageException when there may be a copy and it cannot be read, or is damaged
    boolean run(Instant now, long fewest, Duration feedReachesBack) {
        Optional<PublishedCopy> newest = published
                .list()
                .newest()
                .filter(copy -> copy.rows() >= fewest)
                .filter(copy -> copy.publishedAt().isAfter(state.asOf().orElse(Instant.MIN)));
        return newest.isPresent()
                && published.fetched(newest.get(), file -> take(newest.get(), file, now, feedReachesBack));
    }

    private boolean take(PublishedCopy copy, Path file, Instant now, Duration feedReachesBack) {
        String name = copy.key().path();
        RowsHeader header = RowsFile.check(name, file).header();
        if (!isUsable(header, now)) {
            LOG.log(Level.INFO, "Everything is read instead: the rows of {0} are of another table or time", name);
            return false;
        }
        boolean isNew = mirror.catalog().idsAfter("", 1).isEmpty();
        takeIn(copy, file);
        // What an earlier run had and the copy has not is gone since before the feed says anything.
        boolean follows = isNew && !header.feed().isEmpty() && header.asOf().isAfter(now.minus(feedReachesBack));
        state.startFrom(
                header,
                follows ? Optional.of(header.feed()) : Optional.empty(),
                follows ? header.asOf().plus(feedReachesBack) : now);
        return true;
    }

    private boolean isUsable(RowsHeader header, Instant now) {
        return header.table().equals(source.identity())
                && header.knowsAll()
                && MirrorState.isFresh(Optional.of(header.complete()), now)
                && header.asOf().isAfter(state.asOf().orElse(Instant.MIN))
                && !header.asOf().isAfter(now.plus(TOLERANCE))
                && !header.complete().isAfter(now.plus(TOLERANCE));
    }

    private void takeIn(PublishedCopy copy, Path file) {
        var batch = new ArrayList<ImageRecord>(AT_ONCE);
        var taken = new long[1];
        RowsFile.read(copy.key().path(), file, row -> {
            batch.add(row);
            taken[0]++;
            if (batch.size() == AT_ONCE) {
                mirror.takeIn(batch);
                batch.clear();
                progress.at(taken[0], copy.rows());
            }
        });
        mirror.takeIn(batch);
        progress.at(taken[0], copy.rows());
    }
}
