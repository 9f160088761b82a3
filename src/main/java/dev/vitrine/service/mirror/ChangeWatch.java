package dev.vitrine.service.mirror;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.ChangeBeacon;
import dev.vitrine.store.ChangeBeacon.Signal;
import dev.vitrine.store.RowSource.Changes;
import dev.vitrine.world.World;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// How one of many windows learns what the others change. All look at the beacon, which tells what Vitrine changed.
/// The feed, which bears two readers a shard, is read in turn: the more windows, the less often by each. What one
/// finds there and nobody told was changed by another program, and is told to all. Where there is no beacon, every look
/// is one at the feed.
///
/// For one thread.
final class ChangeWatch {
    /// @param imageIds rows to read again
    /// @param position up to which the feed was read; empty when it was not
    /// @param slowed the feed or the beacon asked to be read less often
    record News(Set<String> imageIds, Optional<String> position, boolean slowed) {
        News {
            imageIds = Set.copyOf(imageIds);
        }
    }

    /// Below, everybody finds it in the feed as fast.
    private static final int MANY = 3;

    private static final int MOST_TOLD = 50;
    private static final int MOST_BACK_OFF = 5;
    /// An answer may be a little behind, but not for as many looks.
    private static final int MOST_BEHIND = 3;
    /// Then the beacon no longer makes up for the feed: other programs change rows, too.
    private static final Duration MOST_UNREAD = Duration.ofMinutes(12);
    /// From then on it is tried out of turn; longer than any turn.
    private static final Duration LONG_UNREAD = Duration.ofMinutes(9);

    private final ChangeBeacon beacon;
    private final Function<String, Changes> feed;
    private final PollingPace pace;
    private String position;

    private Optional<Signal> last = Optional.empty();
    /// Count of the changes up to which all was taken in; outlives a look that failed.
    private Optional<Long> takenIn = Optional.empty();

    private int behind;
    /// What was learned, until the rows were read.
    private final Set<String> open = new HashSet<>();

    /// Since the last reading of the feed, and since the one before.
    private Set<String> reported = new HashSet<>();
    private Set<String> toldBefore = new HashSet<>();
    /// Found in the feed, and not told by anybody yet.
    private Set<String> untold = new HashSet<>();

    private boolean knowsFeed;
    private boolean missedSome;
    private long feedDue = World.here().nanoTime();
    private long feedRead = World.here().nanoTime();
    private int backOff;
    private int quiet;

    /// @param feed what changed after a position
    /// @param position where it begins
    ChangeWatch(ChangeBeacon beacon, Function<String, Changes> feed, PollingPace pace, String position) {
        this.beacon = beacon;
        this.feed = feed;
        this.pace = pace;
        this.position = position;
    }

    /// Says the same again until [#settled].
    ///
    /// @param exactly reads the feed, too
    /// @throws ImageException.Throttled by a feed that was asked for exactly, that was not read for long, or beside
    ///   which there is no beacon
    News look(boolean exactly) {
        var ids = new HashSet<String>();
        boolean slowed = !lookedAtBeacon(ids);
        open.addAll(ids);
        tellOthers();
        boolean isNeeded = exactly || last.isEmpty() || World.here().nanoTime() - feedRead >= MOST_UNREAD.toNanos();
        boolean isFeedDue = isNeeded || World.here().nanoTime() - feedDue >= 0;
        Optional<String> read = isFeedDue ? readFeed(ids, isNeeded) : Optional.empty();
        quiet = ids.isEmpty() ? quiet + 1 : 0;
        open.addAll(ids);
        return new News(open, read, slowed || backOff > 0);
    }

    /// The rows of the last news were read.
    void settled() {
        open.clear();
    }

    /// Until the next look. Not always as long: of many windows some would always look at the same moments.
    Duration pause() {
        return pace.nextLook(quiet, last.map(Signal::windows), World.here().random());
    }

    /// @return false when too many look
    private boolean lookedAtBeacon(Set<String> ids) {
        Optional<Signal> now;
        try {
            now = beacon.look();
        } catch (ImageException.Throttled _) {
            return last.isEmpty();
        }
        boolean areFewer = last.isPresent()
                && now.isPresent()
                && now.get().windows() <= last.get().windows() / 2;
        now.ifPresent(signal -> takeIn(signal, ids));
        last = now;
        if (areFewer) {
            readFeedWithin(now.get().windows());
        }
        return true;
    }

    private void takeIn(Signal signal, Set<String> ids) {
        long news = signal.changes() - takenIn.orElse(signal.changes());
        behind = news < 0 ? behind + 1 : 0;
        if (behind > 0 && behind < MOST_BEHIND) {
            return;
        }
        takenIn = Optional.of(signal.changes());
        boolean isMadeAnew = behind > 0;
        behind = 0;
        List<String> recent = signal.recent();
        List<String> fresh =
                isMadeAnew ? recent : recent.subList((int) Math.max(0, recent.size() - news), recent.size());
        ids.addAll(fresh);
        reported.addAll(fresh);
        if (isMadeAnew || news > recent.size()) {
            missedSome = true;
            readFeedWithin(signal.windows()); // all others missed it as well
        }
    }

    private void readFeedWithin(int windows) {
        feedDue = Math.min(feedDue, World.here().nanoTime() + inTurn(windows));
    }

    private Optional<String> readFeed(Set<String> ids, boolean isNeeded) {
        Changes changes;
        try {
            changes = feed.apply(position);
        } catch (ImageException.Throttled e) {
            backOff = Math.min(MOST_BACK_OFF, backOff + 1);
            long inTurn =
                    World.here().nanoTime() + inTurn(last.map(Signal::windows).orElse(1));
            long outOfTurn = Math.max(World.here().nanoTime() + inTurn(1), feedRead + LONG_UNREAD.toNanos());
            feedDue = Math.min(inTurn, outOfTurn);
            if (isNeeded) {
                throw e;
            }
            return Optional.empty();
        }
        feedRead = World.here().nanoTime();
        position = changes.position();
        backOff = 0;
        noteUntold(changes.imageIds());
        ids.addAll(changes.imageIds());
        int soFar = changes.imageIds().isEmpty() ? quiet : 0;
        feedDue = World.here().nanoTime()
                + last.map(signal -> pace.nextFeed(
                                soFar, signal.windows(), World.here().random()))
                        .orElse(Duration.ZERO)
                        .toNanos();
        return Optional.of(position);
    }

    /// The first reading finds what was long ago.
    private void noteUntold(Set<String> found) {
        boolean isKnown = knowsFeed && !missedSome && last.stream().anyMatch(signal -> signal.windows() >= MANY);
        if (isKnown) {
            found.stream()
                    .filter(id -> !reported.contains(id) && !toldBefore.contains(id))
                    .forEach(untold::add);
        }
        knowsFeed = true;
        missedSome = false;
        toldBefore = reported;
        reported = new HashSet<>();
    }

    /// A look later: who changed it may just have been about to tell. Of more than a few, others find out in the
    /// feed.
    private void tellOthers() {
        untold.removeAll(reported);
        if (!untold.isEmpty()) {
            beacon.report(untold.stream().limit(MOST_TOLD).toList());
            untold = new HashSet<>();
        }
    }

    private long inTurn(int windows) {
        return pace.feedInTurn(backOff, windows, World.here().random()).toNanos();
    }
}
