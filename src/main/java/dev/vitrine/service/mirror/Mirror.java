package dev.vitrine.service.mirror;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.RowSource;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The catalog as a mirror: takes in readings that may be a little old without ever undoing something newer.
final class Mirror {
    private static final System.Logger LOG = System.getLogger(Mirror.class.getName());
    private static final RetryPolicy UNTIL_UNDISTURBED =
            new RetryPolicy(5, Duration.ofMillis(1), Duration.ofMillis(100));

    /// As many as take some seconds.
    static final long MANY = 100_000;

    private final RowSource source;
    private final SqliteCatalog catalog;
    private final MirrorScope scope;
    private final OwnWrites ownWrites;
    private final Runnable onChange;
    private final Consumer<Unreliable> onUnreliable;
    private final ReentrantLock lock = new ReentrantLock();
    /// What the tables could not be asked about when they had to be.
    private final Set<String> unsettled = ConcurrentHashMap.newKeySet();

    /// What the next one who comes back cannot go by.
    enum Unreliable {
        /// A text was changed without the time of the last change.
        TIMES,
        /// Rows that are not shown came, or were changed: nobody knows how many there are.
        HIDDEN
    }

    /// @param scope what is taken in; what was written from here is kept, too, whatever it is
    /// @param onChange is called after rows were taken in
    Mirror(
            RowSource source,
            SqliteCatalog catalog,
            MirrorScope scope,
            OwnWrites ownWrites,
            Runnable onChange,
            Consumer<Unreliable> onUnreliable) {
        this.source = source;
        this.catalog = catalog;
        this.scope = scope;
        this.ownWrites = ownWrites;
        this.onChange = onChange;
        this.onUnreliable = onUnreliable;
    }

    /// Before about so many rows are read for the first time.
    void prepareFor(long rows) {
        if (rows >= MANY) {
            catalog.dropIndexes();
        }
    }

    /// Rows from a reading that may run behind. Those that were written from here lately, or that the catalog knows
    /// in a newer state or on the other side of the trash, are read again.
    void takeIn(List<ImageRecord> read) {
        Set<String> doubtful = locked(() -> {
            Map<String, ImageRecord> known = byId(catalog.findAll(ids(read)));
            Set<String> doubts = read.stream()
                    .filter(image ->
                            ownWrites.stamp(image.imageId()) != 0 || isInDoubt(image, known.get(image.imageId())))
                    .map(ImageRecord::imageId)
                    .collect(Collectors.toSet());
            noteUntimed(read, known);
            catalog.putAll(read.stream()
                    .filter(image -> !doubts.contains(image.imageId()))
                    .filter(image -> isKept(image, known))
                    .toList());
            return doubts;
        });
        if (!doubtful.isEmpty()) {
            settle(doubtful);
        }
        onChange.run();
    }

    /// Which of these, read without facts, are not in the catalog as they were read. Is asked of the catalog
    /// without waiting for writes: one that is under way knows what comes of it.
    Set<String> different(List<ImageRecord> texts) {
        Map<String, ImageRecord> known = byId(catalog.findAll(ids(texts)));
        noteUntimed(texts, known);
        return texts.stream()
                .filter(image -> isKept(image, known))
                .filter(image -> !isSame(image, known.get(image.imageId())))
                .map(ImageRecord::imageId)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /// Of a part of the library whatever is here already is kept up to date.
    private boolean isKept(ImageRecord read, Map<String, ImageRecord> known) {
        return scope.contains(read) || known.containsKey(read.imageId());
    }

    /// Makes the catalog agree with the tables about these images, whatever they are now: changed, new, in the
    /// trash or gone.
    void settle(Collection<String> imageIds) {
        List<String> open = List.copyOf(imageIds);
        RetryPolicy.Attempts attempts = UNTIL_UNDISTURBED.begin();
        do {
            var before = new HashMap<String, Long>();
            open.forEach(id -> before.put(id, ownWrites.stamp(id)));
            Map<String, ImageRecord> now = byId(source.readAll(open, () -> onUnreliable.accept(Unreliable.HIDDEN)));
            open = locked(() -> {
                var still = new ArrayList<String>();
                var changed = new ArrayList<String>();
                before.forEach((id, stamp) -> (ownWrites.stamp(id) == stamp ? still : changed).add(id));
                List<ImageRecord> read =
                        still.stream().filter(now::containsKey).map(now::get).toList();
                Map<String, ImageRecord> known = byId(catalog.findAll(ids(read)));
                noteUntimed(read, known);
                catalog.putAll(requested(read, known));
                catalog.deleteAll(
                        still.stream().filter(id -> !now.containsKey(id)).toList());
                still.forEach(id -> ownWrites.overtake(id, !now.containsKey(id)));
                still.forEach(unsettled::remove);
                return changed;
            });
        } while (!open.isEmpty() && attempts.isNext());
        unsettled.addAll(open);
        onChange.run();
    }

    private List<ImageRecord> requested(List<ImageRecord> read, Map<String, ImageRecord> known) {
        return read.stream()
                .filter(image -> isKept(image, known) || ownWrites.stamp(image.imageId()) != 0)
                .toList();
    }

    /// A program that does this once will do it again while nobody looks.
    private void noteUntimed(List<ImageRecord> read, Map<String, ImageRecord> known) {
        if (read.stream().anyMatch(image -> isUntimed(image, known.get(image.imageId())))) {
            onUnreliable.accept(Unreliable.TIMES);
        }
    }

    private static boolean isUntimed(ImageRecord read, @Nullable ImageRecord known) {
        return known != null
                && read.updatedAt().equals(known.updatedAt())
                && read.deletedAt().equals(known.deletedAt())
                && !isSame(read.withFacts(ImageFacts.UNKNOWN), known);
    }

    MirrorScope scope() {
        return scope;
    }

    /// Asks again what could not be asked before.
    void settleRest() {
        if (!unsettled.isEmpty()) {
            settle(unsettled);
        }
    }

    /// Something written from here: first to the tables, then to the catalog. An answer can come late, when the row
    /// has been changed again and that is shown already: then the tables are asked what it is now.
    <T> T write(String imageId, Supplier<T> toTables, Consumer<T> toCatalog) {
        long begun = ownWrites.begin(imageId);
        T written;
        try {
            written = toTables.get();
        } catch (ImageException.Conflict e) {
            // What the catalog shows is not what the tables have.
            ownWrites.end(imageId);
            settleOrLater(imageId);
            throw e;
        } catch (RuntimeException e) {
            ownWrites.end(imageId);
            throw e;
        }
        boolean isNewest = locked(() -> {
            boolean undisturbed = ownWrites.stamp(imageId) == begun;
            if (undisturbed) {
                toCatalog.accept(written);
            }
            ownWrites.end(imageId);
            return undisturbed;
        });
        if (isNewest) {
            onChange.run();
        } else {
            settleOrShow(imageId, written, toCatalog);
        }
        return written;
    }

    /// What was written is in the tables, whatever becomes of this: when they cannot be asked, it shows until they
    /// can, unless something newer shows already, or it was seen to be gone.
    private <T> void settleOrShow(String imageId, T written, Consumer<T> toCatalog) {
        if (!settleOrLater(imageId)) {
            locked(() -> {
                if (!ownWrites.isGone(imageId) && !(written instanceof ImageRecord row && isOutdated(row))) {
                    toCatalog.accept(written);
                }
                return written;
            });
            onChange.run();
        }
    }

    /// @return false when the tables cannot be asked now
    private boolean settleOrLater(String imageId) {
        try {
            settle(List.of(imageId));
            return true;
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            LOG.log(Level.INFO, "The mirror may be behind in " + imageId + " until the tables can be asked", e);
            unsettled.add(imageId);
            return false;
        }
    }

    private boolean isOutdated(ImageRecord row) {
        return catalog.findAll(List.of(row.imageId())).stream()
                .anyMatch(known -> known.updatedAt().isAfter(row.updatedAt()));
    }

    SqliteCatalog catalog() {
        return catalog;
    }

    private static boolean isSame(ImageRecord texts, @Nullable ImageRecord known) {
        return known != null && texts.equals(known.withFacts(ImageFacts.UNKNOWN));
    }

    /// Moving to the trash and back leaves `updatedAt` as it is, so no time tells which of the two came first.
    private static boolean isInDoubt(ImageRecord read, @Nullable ImageRecord known) {
        return known != null
                && (read.updatedAt().isBefore(known.updatedAt())
                        || !read.deletedAt().equals(known.deletedAt()));
    }

    private static List<String> ids(List<ImageRecord> images) {
        return images.stream().map(ImageRecord::imageId).toList();
    }

    private static Map<String, ImageRecord> byId(List<ImageRecord> images) {
        var byId = new HashMap<String, ImageRecord>();
        images.forEach(image -> byId.put(image.imageId(), image));
        return byId;
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
