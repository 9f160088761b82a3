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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Keeps a catalog like the tables of a cloud library for as long as it is open: fills it, then follows the feed of
/// changes, or reads again now and then where there is no feed. Whoever was away longer than the feed reaches back
/// reads what changed in the meantime, see [MirrorFill]. When the service is out of reach it says so and tries
/// again by itself.
///
/// Works on one virtual thread (more while filling); listeners are called on these.
public final class MirrorSync implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MirrorSync.class.getName());
    /// The service keeps a day of changes. Whoever was away for longer compares all rows.
    private static final Duration FEED_REACHES_BACK = Duration.ofHours(20);
    private static final Duration SAVE_EVERY = Duration.ofSeconds(30);
    /// How long a feed that is of no use is left alone.
    private static final Duration WITHOUT_FEED = Duration.ofHours(1);
    private static final int MAX_BUSY = 5;
    /// How long silence is waited out before the one who waits is asked whether to go on.
    private static final Duration ASKS_EVERY = Duration.ofMillis(500);

    private final RowSource source;
    private final Mirror mirror;
    private final MirrorState state;
    private final ChangeMarks marks;
    private final MirrorPace pace;
    private final Clock clock;
    private final Optional<PublishedRows> published;
    private final Wakeup wakeup = new Wakeup();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile MirrorStatus status = MirrorStatus.STARTING;
    private volatile Optional<ImageException> failure = Optional.empty();
    private volatile boolean closed;
    private volatile boolean isDue;
    /// What the log has said since the tables could be read the last time.
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    private boolean hasRead;
    /// A position from an earlier run may be too old, like one that was followed.
    private boolean hasFollowed = true;
    private Instant feedAgain = Instant.MIN;

    /// Starts at once and returns without waiting.
    ///
    /// @param catalog also remembers across restarts how far the mirror was
    /// @param onRows is told, often and on any thread, that the catalog may have changed
    public static MirrorSync start(
            RowSource source, SqliteCatalog catalog, MirrorPace pace, Clock clock, Runnable onRows) {
        return new MirrorSync(source, catalog, pace, clock, onRows, Optional.empty()).started();
    }

    /// The same; what is not mirrored yet begins with the rows that somebody published.
    public static MirrorSync startFrom(
            PublishedRows published,
            RowSource source,
            SqliteCatalog catalog,
            MirrorPace pace,
            Clock clock,
            Runnable onRows) {
        return new MirrorSync(source, catalog, pace, clock, onRows, Optional.of(published)).started();
    }

    private MirrorSync started() {
        thread.start();
        return this;
    }

    /// Earlier versions remembered in this file how far the mirror was; called before the mirror starts.
    public static void takeOver(Path formerState, SqliteCatalog catalog) {
        MirrorState.takeOver(formerState, catalog);
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
            RowSource source, SqliteCatalog catalog, MirrorPace pace, Clock clock, Runnable onRows) {
        return new MirrorSync(source, catalog, pace, clock, onRows, Optional.empty());
    }

    private MirrorSync(
            RowSource source,
            SqliteCatalog catalog,
            MirrorPace pace,
            Clock clock,
            Runnable onRows,
            Optional<PublishedRows> published) {
        this.source = source;
        this.pace = pace;
        this.clock = clock;
        this.published = published;
        state = new MirrorState(catalog);
        marks = new ChangeMarks(state, catalog);
        mirror = new Mirror(source, catalog, new OwnWrites(clock), onRows);
        thread = World.here().threads("mirror-sync").newThread(this::keepInSync);
    }

    public MirrorStatus status() {
        return status;
    }

    /// Why it went offline the last time: most often nothing answers, but the disk of the catalog may be full.
    public Optional<ImageException> failure() {
        return failure;
    }

    /// Calls back after the status changed, on a thread of the mirror. Close the answer to stop.
    public Subscription subscribe(Runnable onChange) {
        return Subscription.add(listeners, onChange);
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
        RetryPolicy.Attempts rounds = reconnect();
        publish(status.withState(SyncState.FILLING, state.asOf()).withHidden(state.hidden()));
        while (!closed) {
            try {
                fillWhenNeeded();
                rounds.restart();
                state.feedPosition().ifPresentOrElse(this::follow, this::waitForNextReading);
            } catch (ImageException.Cancelled e) {
                throw e;
            } catch (Asks e) {
                ask(e, rounds);
            } catch (FeedFailure e) {
                state.lose();
            } catch (ImageException e) {
                logOnce(Level.INFO, "The mirror is offline", e);
                offline(e, rounds);
            } catch (RuntimeException e) {
                // A mistake of ours must not end the following for good; it is for the log, and for
                // whoever reads it.
                logOnce(Level.ERROR, "The mirror met something unexpected", e);
                offline(e, rounds);
            }
        }
    }

    /// It tries again every second or so, and an outage may last for hours.
    private void logOnce(Level level, String sentence, RuntimeException e) {
        if (logged.add(sentence + e.getClass())) {
            LOG.log(level, sentence, e);
        }
    }

    private void offline(RuntimeException e, RetryPolicy.Attempts rounds) {
        failure = Optional.of(ImageException.of(e));
        publish(status.offline(String.valueOf(e.getMessage())));
        rounds.isNext();
    }

    private RetryPolicy.Attempts reconnect() {
        return pace.reconnect().withSleeper(this::awaitWake).begin();
    }

    private void fillWhenNeeded() {
        if (isFilled()) {
            return;
        }
        boolean resumed = state.isFilling() && state.knowsReading();
        if (!resumed) {
            requireAgreed();
            Instant now = clock.instant();
            if ((state.isComplete(now) ? returnByChanges(now) : beginWithPublished(now)) && isFilled()) {
                publish(status.withHidden(state.hidden()));
                return;
            }
            // Where there is no feed, nothing else tells what other programs do to the facts of a row.
            boolean textsOnly = state.isComplete(now) && !(isDue && hasRead);
            // The feed's end is taken first: what changes while reading is found there afterwards.
            state.beginFill(now, pace.parts(), orIfRefused(Optional.empty(), this::feedEnd), textsOnly);
        }
        long expected = orIfRefused(0L, source::roughCount);
        publish(status.withState(SyncState.FILLING, state.asOf()).withCounts(0, expected, 0));
        if (!resumed && state.asOf().isEmpty()) {
            mirror.prepareFor(expected);
        }
        var fill = new MirrorFill(
                source,
                mirror,
                state,
                pace,
                progress -> publish(status.withCounts(progress.rows(), expected, progress.requests())
                        .withSlowed(progress.slowed())));
        fill.run();
        isDue = false;
        hasRead = true;
        publish(status.withSlowed(false).withHidden(state.hidden()));
    }

    /// Only before it is begun at all: what was read once is kept up to date.
    private void requireAgreed() {
        if (state.asOf().isPresent() || state.isAgreed()) {
            return;
        }
        var reading = new FirstReading(orIfRefused(RowSource.TableSize.UNKNOWN, source::size));
        if (!reading.isSilent()) {
            throw new Asks(reading);
        }
    }

    /// Nothing is wrong with the library: a person has to say something first.
    private static final class Asks extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient FirstReading reading;

        Asks(FirstReading reading) {
            super(reading.refusal());
            this.reading = reading;
        }
    }

    private void ask(Asks asks, RetryPolicy.Attempts rounds) {
        if (state.isAgreed()) {
            return; // while the size was looked at: who said yes must not be refused
        }
        ImageException why = asks.reading.refusal();
        failure = Optional.of(why);
        publish(status.asking(asks.reading, why.getMessage()));
        rounds.isNext();
    }

    /// Somebody was asked, see [MirrorStatus#asks]: a large table may be read. It is remembered with the mirror.
    public void agree() {
        state.agree();
        publish(status.withState(SyncState.FILLING, state.asOf()));
        wake();
    }

    private boolean isFilled() {
        Instant now = clock.instant();
        boolean isTooOld = state.feedPosition().isPresent()
                && state.asOf().isPresent()
                && state.asOf().get().isBefore(now.minus(FEED_REACHES_BACK));
        return !state.isFilling()
                && state.asOf().isPresent()
                && !isTooOld
                && !state.isStale()
                && !state.lacksAttributes()
                && !state.isProofDue(now)
                && !isDue;
    }

    private boolean beginWithPublished(Instant now) {
        return published
                .map(copies -> new PublishedStart(copies, source, mirror, state, this::tell))
                .map(start ->
                        orIfRefused(false, () -> done(() -> start.run(now, pace.publishedFrom(), FEED_REACHES_BACK))))
                .orElse(false);
    }

    /// Not when the tables are to be looked at themselves.
    private boolean returnByChanges(Instant now) {
        if (published.isEmpty() || isDue || state.isStale() || state.isFilling() || state.isProofDue(now)) {
            return false;
        }
        var changes = new ReturnByChanges(new PublishedChanges(published.get()), source, mirror, state, this::tell);
        return orIfRefused(false, () -> done(() -> changes.run(now, pace.publishedFrom(), FEED_REACHES_BACK)));
    }

    private void tell(long rows, long of) {
        publish(status.withState(SyncState.FILLING, state.asOf()).withCounts(rows, of, 1));
    }

    /// Whatever somebody published, it keeps nobody from reading the tables.
    private static boolean done(BooleanSupplier withPublished) {
        try {
            return withPublished.getAsBoolean();
        } catch (ImageException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The mirror does without a published copy", e);
            return false;
        }
    }

    private Optional<String> feedEnd() {
        return clock.instant().isBefore(feedAgain) ? Optional.empty() : source.feedEnd();
    }

    /// What only saves time is not needed: whether the rows themselves can be read is seen when they are.
    private <T> T orIfRefused(T otherwise, Supplier<T> request) {
        try {
            return request.get();
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            if (e instanceof ImageException.Denied && e.passes()) {
                throw e; // nobody has signed in yet: that refuses nothing
            }
            if (e instanceof ImageException.Unreachable) {
                source.glance(1); // else nothing is refused, and what only saves time is tried again, too
            }
            logOnce(Level.INFO, "The mirror does without", e);
            return otherwise;
        }
    }

    /// The feed is of no use, though the rows can be read: the library is not out of reach for that.
    private static final class FeedFailure extends RuntimeException {
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
            feedAgain = clock.instant().plus(WITHOUT_FEED);
        }
        hasFollowed = false;
        LOG.log(Level.INFO, "The feed cannot be followed: reading everything again", e);
        return new FeedFailure(e);
    }

    /// Until it is closed, or nobody looked for so long that changes are missing from the feed: a program sleeps
    /// with its computer, and the feed does not always say what it has forgotten.
    private void follow(String from) {
        // A reading that went on after days took its place in the feed when it began.
        Instant looked = state.asOf().orElseGet(clock::instant);
        Instant saved = Instant.MIN;
        var watch = new ChangeWatch(source.beacon(), this::changesAfter, pace, from);
        boolean isAsked = true;
        RetryPolicy.Attempts busy = pace.reconnect()
                .withSleeper(this::awaitWake)
                .withMaxAttempts(MAX_BUSY)
                .begin();
        while (!closed) {
            Instant before = clock.instant();
            if (looked.isBefore(before.minus(FEED_REACHES_BACK)) || state.isProofDue(before)) {
                return;
            }
            try {
                mirror.settleRest();
                ChangeWatch.News news = watch.look(isAsked);
                if (!news.imageIds().isEmpty()) {
                    long logged = catalog().lastChange();
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
                publish(status.withState(SyncState.LIVE, Optional.of(looked)).withSlowed(news.slowed()));
                busy.restart();
                isAsked = pause(watch.pause());
            } catch (ImageException.Throttled e) {
                // A shard bears two readers well; with more of us, everybody looks less often.
                LOG.log(Level.DEBUG, "The feed is busy", e);
                publish(status.withState(SyncState.LIVE, status.asOf()).withSlowed(true));
                if (!busy.isNext()) {
                    throw feedFailed(e);
                }
            }
        }
    }

    private void waitForNextReading() {
        publish(status.withState(SyncState.WAITING, state.asOf()));
        Duration between = pace.rereadAfter(Math.max(status.read(), status.expected()));
        Duration since = Duration.between(state.asOf().orElse(Instant.EPOCH), clock.instant());
        boolean _ = pause(between.compareTo(since) > 0 ? between.minus(since) : Duration.ZERO);
        isDue = true;
    }

    private void publish(MirrorStatus changed) {
        if (changed.state() == SyncState.LIVE && !changed.slowed() || changed.state() == SyncState.WAITING) {
            logged.clear();
        }
        if (!changed.equals(status)) {
            status = changed;
            listeners.forEach(Runnable::run);
        }
    }

    /// @return whether somebody ended it
    private boolean pause(Duration duration) {
        try {
            return wakeup.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException.Cancelled("Stopped.", e);
        }
    }

    private void awaitWake(Duration atMost) throws InterruptedException {
        boolean _ = wakeup.sleep(atMost);
    }

    /// What a copy of the rows says of itself that is made now; empty while the mirror is not whole, or not up to
    /// date.
    Optional<RowsHeader> header(String bucket) {
        Instant now = clock.instant();
        boolean isUpToDate = switch (status.state()) {
            case LIVE, WAITING -> isFilled() && state.isComplete(now) && !state.isUnproven();
            case FILLING, OFFLINE -> false;
        };
        return isUpToDate
                ? Optional.of(new RowsHeader(
                        source.identity(),
                        bucket,
                        state.asOf().orElseThrow(),
                        state.complete().orElseThrow(),
                        state.feedPosition().orElse(""),
                        state.hidden(),
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
    public void prove() {
        if (state.isUnproven()) {
            state.proveBy(clock.instant());
            wake();
        }
    }

    /// Whether all rows were read from the tables at least once: what is not there then is not in the library.
    public boolean isProven() {
        return state.asOf().isPresent() && !state.isUnproven();
    }

    SqliteCatalog catalog() {
        return mirror.catalog();
    }

    /// Waits until the rows were compared with the tables, and what was there when this was called is in the
    /// catalog.
    ///
    /// @param onFilling as [#await] has it
    /// @throws ImageException with the reason, as [#await] has it
    public void awaitProven(Consumer<MirrorStatus> onFilling) {
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
            throw new ImageException.Cancelled("Stopped.", e);
        }
    }
}
