package dev.vitrine.service.mirror;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.service.published.PublishedChanges;
import dev.vitrine.service.published.PublishedRows;
import dev.vitrine.store.RowSource;
import dev.vitrine.store.RowSource.UserSpan;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Decides what a mirror has to read before it can follow the feed, and reads it: everything, what changed meanwhile,
/// or nothing; out of the tables, or out of what somebody published.
///
/// For the thread of the mirror.
final class MirrorReading {
    private static final System.Logger LOG = System.getLogger(MirrorReading.class.getName());

    private final RowSource source;
    private final Mirror mirror;
    private final MirrorState state;
    private final PollingPace pace;
    private final Clock clock;
    private final StatusReport report;
    private final Optional<PublishedRows> published;
    private final Supplier<Optional<String>> feedEnd;
    private volatile boolean isDue;
    private boolean hasRead;

    /// @param feedEnd where the feed ends now; empty where there is none
    MirrorReading(
            RowSource source,
            Mirror mirror,
            MirrorState state,
            PollingPace pace,
            Clock clock,
            StatusReport report,
            Optional<PublishedRows> published,
            Supplier<Optional<String>> feedEnd) {
        this.source = source;
        this.mirror = mirror;
        this.state = state;
        this.pace = pace;
        this.clock = clock;
        this.report = report;
        this.published = published;
        this.feedEnd = feedEnd;
    }

    void fillWhenNeeded() {
        if (isFilled()) {
            return;
        }
        boolean resumed =
                state.reading().isUnderWay() && state.reading().depth().isPresent();
        if (!resumed) {
            requireAgreed();
            Instant now = clock.instant();
            if ((state.isComplete(now) ? changeListCatchUp(now) : beginWithPublished(now)) && isFilled()) {
                report.publish(status().withHidden(state.reading().hidden()));
                return;
            }
            // The feed's end is taken first: what changes while reading is found there afterwards.
            state.beginFill(now, pace.parts(), orIfRefused(Optional.empty(), feedEnd), depth(now));
        }
        long expected = mirror.scope().isAll()
                ? orIfRefused(0L, source::roughCount)
                : state.counted().orElse(0L);
        report.publish(status().withState(SyncState.FILLING, state.asOf()).withCounts(0, expected, 0));
        if (!resumed && state.asOf().isEmpty()) {
            mirror.prepareFor(expected);
        }
        var fill = new MirrorFill(
                source,
                mirror,
                state,
                pace,
                progress -> report.publish(status().withCounts(progress.rows(), expected, progress.requests())
                        .withSlowed(progress.slowed())));
        fill.run();
        isDue = false;
        hasRead = true;
        report.publish(status().withSlowed(false).withHidden(state.reading().hidden()));
    }

    private Depth depth(Instant now) {
        // Where there is no feed, nothing else tells what other programs do to the facts of a row.
        if (!state.isComplete(now) || (isDue && hasRead)) {
            return Depth.WHOLE;
        }
        boolean isTimed = mirror.scope().isAll()
                && goesOnFromFeed(now)
                && state.reading().knowsHidden()
                && !state.isUntimed()
                && wasQuiet();
        return isTimed ? Depth.CHANGED : Depth.TEXTS;
    }

    /// Whatever was changed right before the mirror left comes again.
    private boolean wasQuiet() {
        SqliteCatalog catalog = mirror.catalog();
        return catalog.countChangedAfter(state.knownBefore()) <= MirrorFill.worthAsking(catalog.count());
    }

    /// Whether it is only that nobody looked for some time: not when the tables are to be looked at themselves.
    private boolean goesOnFromFeed(Instant now) {
        return state.feedPosition().isPresent()
                && !isDue
                && !state.isStale()
                && !state.reading().isUnderWay()
                && !state.isProofDue(now);
    }

    /// Only before it is begun at all: what was read once is kept up to date.
    private void requireAgreed() {
        if (state.asOf().isPresent() || state.isAgreed()) {
            return;
        }
        RowSource.TableSize size = orIfRefused(RowSource.TableSize.UNKNOWN, source::size);
        var reading = new FirstReading(size);
        if (!reading.isSilent() && !mirror.scope().isAll()) {
            reading = new FirstReading(sizeOfPart(size), mirror.scope());
        }
        if (!reading.isSilent()) {
            throw new Asks(reading);
        }
    }

    /// With as many bytes a row as the table has.
    private RowSource.TableSize sizeOfPart(RowSource.TableSize whole) {
        long rows =
                state.counted().filter(_ -> state.isCounted(clock.instant())).orElseGet(this::count);
        return new RowSource.TableSize(rows, (long) ((double) whole.bytes() / whole.rows() * rows));
    }

    private long count() {
        long rows = 0;
        for (UserSpan span : mirror.scope().spans()) {
            if (rows <= FirstReading.MOST_ROWS) {
                rows += source.count(span, FirstReading.MOST_ROWS - rows);
            }
        }
        state.count(rows, clock.instant());
        return rows;
    }

    /// Nothing is wrong with the library: a person has to say something first.
    static final class Asks extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient FirstReading reading;

        Asks(FirstReading reading) {
            super(reading.refusal());
            this.reading = reading;
        }

        FirstReading reading() {
            return reading;
        }
    }

    boolean isFilled() {
        Instant now = clock.instant();
        boolean isTooOld = state.feedPosition().isPresent()
                && state.asOf().isPresent()
                && state.asOf().get().isBefore(now.minus(FeedFollower.REACHES_BACK));
        return !state.reading().isUnderWay()
                && state.asOf().isPresent()
                && !isTooOld
                && !state.isStale()
                && !state.lacksAttributes()
                && !state.isProofDue(now)
                && !isDue;
    }

    private boolean beginWithPublished(Instant now) {
        return published
                .filter(_ -> mirror.scope().isAll())
                .map(copies -> new PublishedStart(copies, source, mirror, state, this::report))
                .map(start -> orIfRefused(
                        false, () -> done(() -> start.run(now, pace.publishedFrom(), FeedFollower.REACHES_BACK))))
                .orElse(false);
    }

    private boolean changeListCatchUp(Instant now) {
        if (published.isEmpty() || !goesOnFromFeed(now)) {
            return false;
        }
        var changes = new ChangeListCatchUp(new PublishedChanges(published.get()), source, mirror, state, this::report);
        return orIfRefused(false, () -> done(() -> changes.run(now, pace.publishedFrom(), FeedFollower.REACHES_BACK)));
    }

    private void report(long rows, long of) {
        report.publish(status().withState(SyncState.FILLING, state.asOf()).withCounts(rows, of, 1));
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
            report.logOnce(Level.INFO, "The mirror does without", e);
            return otherwise;
        }
    }

    /// From now on what was read is not enough.
    void makeDue() {
        isDue = true;
    }

    private MirrorStatus status() {
        return report.status();
    }
}
