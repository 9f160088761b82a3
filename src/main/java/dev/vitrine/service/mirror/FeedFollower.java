package dev.vitrine.service.mirror;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.RowSource;
import dev.vitrine.world.Wakeup;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Follows the feed of changes of the tables, and takes in the rows that it names, until it is of no use any more.
///
/// For the thread of the mirror.
final class FeedFollower {
    private static final System.Logger LOG = System.getLogger(FeedFollower.class.getName());
    /// The service keeps a day of changes. Whoever was away for longer compares all rows.
    static final Duration REACHES_BACK = Duration.ofHours(20);
    private static final Duration SAVE_EVERY = Duration.ofSeconds(30);
    /// How long a feed that is of no use is left alone.
    private static final Duration WITHOUT_FEED = Duration.ofHours(1);
    private static final int MAX_BUSY = 5;

    private final RowSource source;
    private final Mirror mirror;
    private final MirrorState state;
    private final ChangeMarks marks;
    private final PollingPace pace;
    private final Clock clock;
    private final StatusReport report;
    private final Wakeup wakeup;
    /// A position from an earlier run may be too old, like one that was followed.
    private boolean hasFollowed = true;
    private Instant uselessSince = Instant.MIN;

    FeedFollower(
            RowSource source,
            Mirror mirror,
            MirrorState state,
            ChangeMarks marks,
            PollingPace pace,
            Clock clock,
            StatusReport report,
            Wakeup wakeup) {
        this.source = source;
        this.mirror = mirror;
        this.state = state;
        this.marks = marks;
        this.pace = pace;
        this.clock = clock;
        this.report = report;
        this.wakeup = wakeup;
    }

    /// Where it ends now; empty where there is none that is of use.
    Optional<String> end() {
        Duration useless = Duration.between(uselessSince, clock.instant());
        return useless.isNegative() || useless.compareTo(WITHOUT_FEED) >= 0 ? source.feedEnd() : Optional.empty();
    }

    /// Until it is closed, or nobody looked for so long that changes are missing from the feed: a program sleeps
    /// with its computer, and the feed does not always say what it has forgotten.
    ///
    /// @param continues false from when on it is closed
    void follow(String from, BooleanSupplier continues) {
        // A reading that went on after days took its place in the feed when it began.
        Instant looked = state.asOf().orElseGet(clock::instant);
        Instant saved = Instant.MIN;
        var watch = new ChangeWatch(source.beacon(), this::changesAfter, pace, from);
        boolean isAsked = true;
        RetryPolicy.Attempts busy = reconnect().withMaxAttempts(MAX_BUSY).begin();
        while (continues.getAsBoolean()) {
            Instant before = clock.instant();
            boolean isPutBack = looked.isAfter(before); // the clock
            if (looked.isBefore(before.minus(REACHES_BACK)) || isPutBack || state.isProofDue(before)) {
                return;
            }
            try {
                mirror.settleRest();
                ChangeWatch.News news = watch.look(isAsked);
                if (!news.imageIds().isEmpty()) {
                    long logged = mirror.catalog().lastChange();
                    mirror.settle(news.imageIds());
                    marks.note(news.imageIds(), logged);
                    watch.settled();
                }
                if (news.position().isPresent()) {
                    looked = before;
                    if (!news.imageIds().isEmpty() || saved.isBefore(before.minus(SAVE_EVERY))) {
                        state.followed(news.position().get(), before);
                        saved = before;
                    }
                    hasFollowed = true;
                }
                report.publish(report.status()
                        .withState(SyncState.LIVE, Optional.of(looked))
                        .withSlowed(news.slowed()));
                busy.restart();
                isAsked = pause(watch.pause());
            } catch (ImageException.Throttled e) {
                // A shard bears two readers well; with more of us, everybody looks less often.
                LOG.log(Level.DEBUG, "The feed is busy", e);
                report.publish(report.status()
                        .withState(SyncState.LIVE, report.status().asOf())
                        .withSlowed(true));
                if (!busy.isNext()) {
                    throw feedFailed(e);
                }
            }
        }
    }

    /// The feed is of no use, though the rows can be read: the library is not out of reach for that.
    static final class FeedFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FeedFailure(Throwable cause) {
            super(cause);
        }
    }

    private RowSource.Changes changesAfter(String position) {
        try {
            return source.changesAfter(position);
        } catch (ImageException.Cancelled | ImageException.Throttled e) {
            throw e;
        } catch (ImageException.Unreachable e) {
            source.glance(1);
            // The rows can be read, so it may have been one lost answer: reading everything
            // for that costs too much.
            throw new ImageException.Throttled(e.getMessage(), e, e.attempts());
        } catch (ImageException e) {
            throw feedFailed(e);
        }
    }

    /// A place that is too old is taken again at the next end of the feed, once; anything else is tried again
    /// later.
    ///
    /// @throws ImageException when the rows cannot be read either
    private FeedFailure feedFailed(ImageException e) {
        boolean isTooOld = e instanceof ImageException.NotFound && hasFollowed;
        if (!isTooOld) {
            source.glance(1);
            uselessSince = clock.instant();
        }
        hasFollowed = false;
        LOG.log(Level.INFO, "The feed cannot be followed: reading everything again", e);
        return new FeedFailure(e);
    }

    /// The pauses between two tries, each of which ends when somebody wakes the mirror.
    RetryPolicy reconnect() {
        return pace.reconnect().withSleeper(atMost -> {
            boolean _ = wakeup.sleep(atMost);
        });
    }

    /// @return whether somebody ended it
    boolean pause(Duration duration) {
        try {
            return wakeup.sleep(duration);
        } catch (InterruptedException e) {
            throw ImageException.Cancelled.by(e);
        }
    }
}
