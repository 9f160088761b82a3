package dev.vitrine.service.mirror;

import dev.vitrine.service.published.ChangeList;
import dev.vitrine.service.published.PublishedChanges;
import dev.vitrine.store.RowSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Brings a mirror up to date that was away for longer than the feed says anything, when another window followed the
/// feed all the while and left a list of what changed: only those rows are read, in the tables, and the feed is
/// followed from where the list ends. Work that was interrupted begins again.
///
/// A list can leave something out and nothing else, because rows are never taken from it. Whoever may write into the
/// bucket could have left one: so all rows are compared within a week.
record ChangeListCatchUp(
        PublishedChanges published,
        RowSource source,
        Mirror mirror,
        MirrorState state,
        PublishedStart.RowsProgress progress) {
    private static final int AT_ONCE = 1000;
    /// This computer's clock said when the mirror left, the server's what a list reaches back to: a zone that is
    /// set wrongly must not matter.
    private static final Duration CLOCKS_APART = Duration.ofDays(1);

    private static final Duration PROVED_WITHIN = Duration.ofDays(7);

    /// @param fewest rows for which this pays
    /// @param feedReachesBack how old a position in the feed may be
    /// @return whether there was a list that reaches from where the mirror was to where the feed can be followed,
    ///   and the mirror is as the tables were then
    /// @throws dev.vitrine.image.ImageException when there may be one and it cannot be read, or its rows cannot
    boolean run(Instant now, long fewest, Duration feedReachesBack) {
        long count = mirror.catalog().count();
        Optional<Instant> left = state.asOf();
        Instant oldest = now.minus(feedReachesBack);
        if (count < fewest
                || state.feedPosition().isEmpty()
                || left.filter(oldest::isAfter).isEmpty()) {
            return false;
        }
        Optional<ChangeList> found = published.after(
                left.get().minus(CLOCKS_APART),
                oldest,
                header -> PublishedStart.isUsable(header, source.identity(), oldest, now),
                MirrorFill.worthAsking(count));
        found.ifPresent(list -> {
            readAll(List.copyOf(list.imageIds()));
            state.haveCaughtUp(list.header(), now.plus(PROVED_WITHIN));
        });
        return found.isPresent();
    }

    private void readAll(List<String> imageIds) {
        for (int i = 0; i < imageIds.size(); i += AT_ONCE) {
            int end = Math.min(imageIds.size(), i + AT_ONCE);
            mirror.settle(imageIds.subList(i, end));
            progress.at(end, imageIds.size());
        }
    }
}
