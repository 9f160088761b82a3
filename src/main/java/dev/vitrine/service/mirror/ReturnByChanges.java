package dev.vitrine.service.mirror;

import dev.vitrine.service.published.ChangeList;
import dev.vitrine.service.published.PublishedChanges;
import dev.vitrine.store.RowSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Brings a mirror up to date that was away for longer than the feed says anything, when another window followed the
/// feed meanwhile and left a list of what changed: only those rows are read, in the tables, and the feed is followed
/// from where the list ends.
///
/// A list can leave something out and nothing else, because rows are never taken from it. What it left out is found by
/// the complete reading that every mirror makes once in a month.
final class ReturnByChanges {
    private static final int AT_ONCE = 1000;

    private final PublishedChanges published;
    private final RowSource source;
    private final Mirror mirror;
    private final MirrorState state;
    private final PublishedStart.RowsProgress progress;
    private Optional<ChangeList> found = Optional.empty();

    ReturnByChanges(
            PublishedChanges published,
            RowSource source,
            Mirror mirror,
            MirrorState state,
            PublishedStart.RowsProgress progress) {
        this.published = published;
        this.source = source;
        this.mirror = mirror;
        this.state = state;
        this.progress = progress;
    }

    /// Work on it may have begun in an earlier run.
    ///
    /// @param fewest rows for which this pays
    /// @param feedReachesBack how old a position in the feed may be
    /// @return whether there is a list that reaches from where the mirror is to where the feed can be followed
    /// @throws dev.vitrine.image.ImageException when there may be one and it cannot be read
    boolean find(Instant now, long fewest, Duration feedReachesBack) {
        long count = mirror.catalog().count();
        if (count < fewest || state.asOf().isEmpty()) {
            return false;
        }
        Instant oldest = now.minus(feedReachesBack);
        found = published.after(
                state.asOf().get().minus(PublishedChanges.CLOCKS_APART),
                oldest,
                header -> PublishedStart.isUsable(header, source.identity(), oldest, now),
                MirrorFill.worthAsking(count));
        return found.isPresent();
    }

    /// @return that the mirror is as the tables were not long ago
    boolean workOff() {
        ChangeList changes = found.orElseThrow();
        long all = changes.spans().stream()
                .mapToLong(span -> span.imageIds().size())
                .sum();
        long done = 0;
        Instant before = state.caughtUp(changes.header()).orElse(Instant.MIN);
        for (ChangeList.Span span : changes.spans()) {
            if (!span.until().isAfter(before)) {
                done += span.imageIds().size();
                continue;
            }
            List<String> ids = span.imageIds();
            for (int i = 0; i < ids.size(); i += AT_ONCE) {
                List<String> some = ids.subList(i, Math.min(ids.size(), i + AT_ONCE));
                mirror.settle(some);
                done += some.size();
                progress.at(done, all);
            }
            state.caughtUp(changes.header(), span.until());
        }
        state.haveCaughtUp(changes.header());
        return true;
    }
}
