package dev.vitrine.service.mirror;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.Subscription;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.service.published.PublishedChanges;
import dev.vitrine.service.published.PublishedRows;
import dev.vitrine.service.published.RowsHeader;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.RowSource;
import dev.vitrine.world.Threads;
import dev.vitrine.world.Wakeup;
import dev.vitrine.world.World;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// Keeps a catalog like the tables of a cloud library for as long as it is open: fills it, then follows the feed of
/// changes, or reads again now and then where there is no feed. Whoever was away longer than the feed reaches back
/// reads what changed in the meantime, see [MirrorFill]. When the service is out of reach it says so and tries
/// again by itself.
///
/// Works on one virtual thread (more while filling); listeners are called on these.
public final class MirrorSync implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MirrorSync.class.getName());
    /// How long silence is waited out before the one who waits is asked whether to go on.
    private static final Duration ASKS_EVERY = Duration.ofMillis(500);

    private final RowSource source;
    private final Mirror mirror;
    private final MirrorState state;
    private final ChangeMarks marks;
    private final PollingPace pace;
    private final Clock clock;
    private final Wakeup wakeup = new Wakeup();
    private final StatusReport report = new StatusReport();
    private final FeedFollower follower;
    private final MirrorReading reading;
    private final Thread thread;
    private volatile Optional<ImageException> failure = Optional.empty();
    private volatile boolean closed;

    /// Starts at once and returns without waiting.
    ///
    /// @param catalog also remembers across restarts how far the mirror was
    /// @param onRows is told, often and on any thread, that the catalog may have changed
    public static MirrorSync start(
            RowSource source, SqliteCatalog catalog, PollingPace pace, Clock clock, Runnable onRows) {
        return new MirrorSync(source, catalog, pace, clock, onRows, Optional.empty()).started();
    }

    /// The same; what is not mirrored yet begins with the rows that somebody published.
    public static MirrorSync startFrom(
            PublishedRows published,
            RowSource source,
            SqliteCatalog catalog,
            PollingPace pace,
            Clock clock,
            Runnable onRows) {
        return new MirrorSync(source, catalog, pace, clock, onRows, Optional.of(published)).started();
    }

    private MirrorSync started() {
        thread.start();
        return this;
    }

    /// Called before the mirror starts: what is of another trash is read again.
    ///
    /// @param trashTable `""` for none that is named
    /// @param isUsual whether a mirror of a version that did not write it down is of this one
    public static void follow(String trashTable, boolean isUsual, SqliteCatalog catalog) {
        new MirrorState(catalog).follow(trashTable, isUsual);
    }

    /// Neither reads nor follows anything: the catalog hears of our own writes only.
    public static MirrorSync idle(
            RowSource source, SqliteCatalog catalog, PollingPace pace, Clock clock, Runnable onRows) {
        return new MirrorSync(source, catalog, pace, clock, onRows, Optional.empty());
    }

    private MirrorSync(
            RowSource source,
            SqliteCatalog catalog,
            PollingPace pace,
            Clock clock,
            Runnable onRows,
            Optional<PublishedRows> published) {
        this.source = source;
        this.pace = pace;
        this.clock = clock;
        state = new MirrorState(catalog);
        marks = new ChangeMarks(state, catalog);
        mirror = new Mirror(source, catalog, state.scope(), new OwnWrites(clock), onRows, state::distrust);
        follower = new FeedFollower(source, mirror, state, marks, pace, clock, report, wakeup);
        reading = new MirrorReading(source, mirror, state, pace, clock, report, published, follower::end);
        thread = World.here().threads("mirror-sync").newThread(this::keepInSync);
    }

    public MirrorStatus status() {
        return report.status();
    }

    /// Why it went offline the last time: most often nothing answers, but the disk of the catalog may be full.
    Optional<ImageException> failure() {
        return failure;
    }

    /// Calls back after the status changed, on a thread of the mirror. Close the answer to stop.
    public Subscription subscribe(Runnable onChange) {
        return report.subscribe(onChange);
    }

    /// Does not wait for the next look or the next try: for a “Try again” button, or when the network is back.
    public void wake() {
        wakeup.wake();
    }

    /// The rows of the library for everybody else: writes go to the tables and show in the catalog at once.
    public MetadataStore rows(MetadataStore tables) {
        return new MirroredRows(tables, mirror, true);
    }

    /// Like [#rows], but every row is read from the tables, as it is at that moment.
    public MetadataStore directRows(MetadataStore tables) {
        return new MirroredRows(tables, mirror, false);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        Threads.awaitEnd(thread);
    }

    private void keepInSync() {
        try {
            keepInSyncUntilClosed();
        } catch (ImageException.Cancelled e) {
            LOG.log(Level.DEBUG, "The mirror was closed", e);
        }
    }

    private void keepInSyncUntilClosed() {
        RetryPolicy.Attempts rounds = follower.reconnect().begin();
        report.publish(status().withState(SyncState.FILLING, state.asOf())
                .withHidden(state.reading().hidden()));
        while (!closed) {
            try {
                state.mistrust(clock.instant());
                reading.fillWhenNeeded();
                rounds.restart();
                state.feedPosition()
                        .ifPresentOrElse(from -> follower.follow(from, () -> !closed), this::waitForNextReading);
            } catch (ImageException.Cancelled e) {
                throw e;
            } catch (MirrorReading.Asks e) {
                ask(e, rounds);
            } catch (FeedFollower.FeedFailure e) {
                state.lose();
            } catch (ImageException e) {
                report.logOnce(Level.INFO, "The mirror is offline", e);
                offline(e, rounds);
            } catch (RuntimeException e) {
                // A mistake of ours must not end the following for good; it is for the log, and for
                // whoever reads it.
                report.logOnce(Level.ERROR, "The mirror met something unexpected", e);
                offline(e, rounds);
            }
        }
    }

    private void offline(RuntimeException e, RetryPolicy.Attempts rounds) {
        failure = Optional.of(ImageException.of(e));
        report.publish(status().offline(String.valueOf(e.getMessage())));
        rounds.isNext();
    }

    private void ask(MirrorReading.Asks asks, RetryPolicy.Attempts rounds) {
        if (state.isAgreed()) {
            return; // while the size was looked at: who said yes must not be refused
        }
        ImageException why = asks.reading().refusal();
        failure = Optional.of(why);
        report.publish(status().asking(asks.reading(), why.getMessage()));
        rounds.isNext();
    }

    /// Somebody was asked, see [MirrorStatus#asks]: a large table may be read. It is remembered with the mirror.
    public void agree() {
        state.agree();
        report.publish(status().withState(SyncState.FILLING, state.asOf()));
        wake();
    }

    private void waitForNextReading() {
        report.publish(status().withState(SyncState.WAITING, state.asOf()));
        Duration between = pace.rereadAfter(Math.max(status().read(), status().expected()));
        Duration since = Duration.between(state.asOf().orElse(Instant.EPOCH), clock.instant());
        boolean isOver = since.isNegative() || since.compareTo(between) >= 0;
        boolean _ = follower.pause(isOver ? Duration.ZERO : between.minus(since));
        reading.makeDue();
    }

    /// What a copy of the rows says of itself that is made now; empty while the mirror is not whole, or not up to
    /// date. One of a part of the library never has any.
    Optional<RowsHeader> header(String bucket) {
        Instant now = clock.instant();
        boolean isUpToDate = switch (status().state()) {
            case LIVE, WAITING -> reading.isFilled() && state.isComplete(now) && !state.isUnproven();
            case FILLING, OFFLINE -> false;
        };
        return isUpToDate && scope().isAll()
                ? Optional.of(new RowsHeader(
                        source.identity(),
                        bucket,
                        state.asOf().orElseThrow(),
                        state.complete().orElseThrow(),
                        state.feedPosition().orElse(""),
                        state.reading().hidden(),
                        RowsHeader.ATTRIBUTES))
                : Optional.empty();
    }

    /// Tells those who come back what changed of late, some times a day: also when nothing changed, which is news
    /// for them. Not of a library that is small, and not when there is no [#header].
    void publishChangesIfDue(String bucket, PublishedChanges changes) {
        long gaps = state.gaps();
        if (marks.isDue(clock.instant()) && catalog().count() >= pace.publishedFrom()) {
            header(bucket)
                    .filter(header -> !header.feed().isEmpty())
                    .ifPresent(header -> marks.publish(header, gaps, changes));
        }
    }

    /// Compares rows of a published copy with the tables now, instead of some time later; does not wait for it.
    private void prove() {
        if (state.isUnproven()) {
            state.proveBy(clock.instant());
            wake();
        }
    }

    /// Whether all rows were read from the tables at least once: what is not there then is not in the library.
    /// Never of a part of it.
    public boolean isProven() {
        return scope().isAll() && state.asOf().isPresent() && !state.isUnproven();
    }

    /// Which images are here, for as long as this is open.
    public MirrorScope scope() {
        return state.scope();
    }

    /// Called before the mirror starts: these images are in it, for the life of its catalog.
    public static void keepOnly(MirrorScope scope, SqliteCatalog catalog) {
        MirrorState.keepOnly(scope, catalog);
    }

    SqliteCatalog catalog() {
        return mirror.catalog();
    }

    /// Waits until the rows were compared with the tables, and what was there when this was called is in the
    /// catalog.
    ///
    /// @param onFilling as [#await] has it
    /// @throws ImageException with the reason, as [#await] has it; at once where this is a part of the library
    public void awaitProven(Consumer<MirrorStatus> onFilling) {
        catalog().requireWhole();
        do { // one that has nothing yet may begin with a copy only now
            prove();
            await(clock.instant(), onFilling);
        } while (!isProven());
    }

    /// Waits until what was in the tables at this moment is in the catalog.
    ///
    /// @param onFilling is called with how far the first reading is, also while nothing comes; what it throws ends
    ///   the waiting
    /// @throws ImageException with the reason, when the tables cannot be read or the catalog cannot be written: an
    ///   old answer must not pass for a new one
    public void await(Instant asked, Consumer<MirrorStatus> onFilling) {
        var changes = new Wakeup();
        changes.wake();
        try (var _ = subscribe(changes::wake)) {
            while (true) {
                boolean isNews = changes.sleep(ASKS_EVERY);
                MirrorStatus now = status();
                if (!isNews && now.state() != SyncState.FILLING) {
                    continue;
                }
                switch (now.state()) {
                    case LIVE, WAITING -> {
                        if (now.asOf().stream().anyMatch(asOf -> !asOf.isBefore(asked))) {
                            return;
                        }
                        wake();
                    }
                    case OFFLINE -> throw failure().orElseThrow();
                    case FILLING -> onFilling.accept(now);
                }
            }
        } catch (InterruptedException e) {
            throw ImageException.Cancelled.by(e);
        }
    }
}
