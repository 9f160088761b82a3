package dev.vitrine.service.mirror;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.published.PublishedChanges;
import dev.vitrine.service.published.PublishedCopy;
import dev.vitrine.service.published.PublishedRows;
import dev.vitrine.service.published.PublishedRows.Listing;
import dev.vitrine.service.published.RowsFile;
import dev.vitrine.service.published.RowsHeader;
import dev.vitrine.service.published.RowsPublication;
import dev.vitrine.store.Rights;
import dev.vitrine.store.Rights.Right;
import dev.vitrine.world.Threads;
import dev.vitrine.world.Wakeup;
import dev.vitrine.world.World;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Publishes the rows of a mirror now and then, while it is open: what new mirrors begin with, and the backup of every
/// title and tag.
///
/// Small libraries are published, too: what people wrote is worth the same there, and a copy costs three requests.
/// Whoever only looks at a library never tries. That it fails disturbs nobody, and is logged.
public final class RowsPublisher implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RowsPublisher.class.getName());
    private static final Duration FIRST_LOOK = Duration.ofMinutes(1);
    private static final Duration WHEN_READY = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);
    /// Enough has changed then; and after some days anything at all is.
    private static final Duration OLD = Duration.ofDays(1);

    private static final Duration VERY_OLD = Duration.ofDays(7);
    /// What new mirrors begin with says when facts were read last, and that must not be too long ago.
    private static final Duration TOO_OLD = Duration.ofDays(21);

    private static final long ENOUGH_ROWS = 1000;
    private static final long ENOUGH_OF = 100;

    /// DONE is the only one that wrote something.
    public enum PublishResult {
        DONE,
        /// The newest copy is young, or like the rows.
        NOT_DUE,
        /// The mirror is not whole, or not up to date.
        NOT_READY,
        /// The mirror is of a part of the library.
        PART,
        /// Nothing was written here yet, or publishing was refused.
        NOT_ALLOWED,
        /// Somebody else is at it.
        BUSY,
        /// An empty table is more often one that was lost than one to keep.
        EMPTY
    }

    private final MirrorSync mirror;
    private final PublishedRows published;
    private final PublishedChanges changes;
    private final String bucket;
    private final Rights rights;
    private final Clock clock;
    private final Wakeup wakeup = new Wakeup();
    private final Thread thread;
    private boolean hasFailed;

    /// Does nothing by itself, see [#start].
    public RowsPublisher(MirrorSync mirror, PublishedRows published, String bucket, Rights rights, Clock clock) {
        this.mirror = mirror;
        this.published = published;
        this.changes = new PublishedChanges(published);
        this.bucket = bucket;
        this.rights = rights;
        this.clock = clock;
        thread = World.here().threads("rows-publisher").newThread(this::work);
    }

    /// From now on it looks by itself, on a thread of its own.
    public RowsPublisher start() {
        thread.start();
        return this;
    }

    /// @throws ImageException when it cannot be published
    public PublishResult publishIfDue() {
        if (!rights.hasWrittenRows() || rights.refused().containsKey(Right.PUBLISH_ROWS)) {
            return PublishResult.NOT_ALLOWED;
        }
        mirror.publishChangesIfDue(bucket, changes);
        return publish(this::isDue);
    }

    /// However young the newest copy is, and whether or not anything was written here.
    ///
    /// @throws ImageException when it cannot be published
    public PublishResult publishNow() {
        return publish(_ -> true);
    }

    private interface Due {
        boolean isDue(Listing before);
    }

    private PublishResult publish(Due due) {
        if (!mirror.scope().isAll()) {
            return PublishResult.PART;
        }
        if (mirror.catalog().count() == 0) {
            return PublishResult.EMPTY;
        }
        Optional<RowsHeader> header = mirror.header(bucket);
        if (header.isEmpty()) {
            return PublishResult.NOT_READY;
        }
        Listing before = published.list();
        if (!due.isDue(before)) {
            return PublishResult.NOT_DUE;
        }
        Optional<PublishedCopy> copy = new RowsPublication(published)
                .run(before, file -> RowsFile.write(header.get(), mirror.catalog(), file));
        copy.ifPresent(done -> LOG.log(Level.DEBUG, "published {0}", done.key().path()));
        return copy.isPresent() ? PublishResult.DONE : PublishResult.BUSY;
    }

    private boolean isDue(Listing before) {
        if (before.newest().isEmpty()) {
            return true;
        }
        PublishedCopy newest = before.newest().get();
        Instant now = clock.instant();
        if (newest.publishedAt().plus(OLD).isAfter(now)) {
            return false;
        }
        long changed = Math.max(
                mirror.catalog().countChangedAfter(newest.publishedAt()),
                Math.abs(mirror.catalog().count() - newest.rows()));
        long enough = Math.clamp(newest.rows() / ENOUGH_OF, 1, ENOUGH_ROWS);
        return changed >= enough
                || changed > 0 && !newest.publishedAt().plus(VERY_OLD).isAfter(now)
                || !newest.publishedAt().plus(TOO_OLD).isAfter(now);
    }

    private void work() {
        try {
            // Of several windows that are opened at once, one is earlier.
            Duration pause = FIRST_LOOK.plusMillis(World.here().random().nextLong(FIRST_LOOK.toMillis()));
            while (true) {
                boolean _ = wakeup.sleep(pause);
                pause = switch (looked()) {
                    case NOT_READY, NOT_ALLOWED, EMPTY -> WHEN_READY;
                    case DONE, NOT_DUE, BUSY, PART -> BETWEEN_LOOKS;
                };
            }
        } catch (InterruptedException | ImageException.Cancelled _) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private PublishResult looked() {
        try {
            PublishResult result = publishIfDue();
            hasFailed = false;
            return result;
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(hasFailed ? Level.DEBUG : Level.INFO, "No copy of the rows could be published", e);
            hasFailed = true;
            return PublishResult.BUSY;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        Threads.awaitEnd(thread);
    }
}
