package dev.vitrine.catalog;

import dev.vitrine.catalog.index.DamagedSetException;
import dev.vitrine.catalog.index.FacetCounter;
import dev.vitrine.catalog.index.FilteredRows;
import dev.vitrine.catalog.index.HashGroups;
import dev.vitrine.catalog.index.HashedRows;
import dev.vitrine.catalog.index.IndexSnapshot;
import dev.vitrine.catalog.index.IndexVersion;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Facets;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Similar;
import dev.vitrine.image.Tally;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.AbstractList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.roaringbitmap.RoaringBitmap;

/// Answers every search of a catalog from memory: filters, counts, order and pages, whatever the size of the library.
///
/// Safe for any thread. Answers are of one version and never change; {@link #refresh} makes the next version from the
/// change log. The answers (not their whole rows) come without reading the disk, in milliseconds for a million images.
public final class CatalogIndex implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CatalogIndex.class.getName());
    /// As a command starts, reading so many rows takes a tenth of a second.
    private static final int MIN_CHANGES = 200;
    private static final int MAX_CHANGES = 2000;
    /// Of all rows: a large snapshot takes longer to write than a small one.
    private static final int CHANGED_PART = 50;
    /// Enough for every other program on the library to follow; one that was away for longer reads all rows, which
    /// is as fast.
    private static final int KEPT_CHANGES = 100_000;

    private final SqliteCatalog catalog;
    private final CatalogReader reader;
    private final IndexSnapshot snapshot;
    private final ReentrantLock refreshing = new ReentrantLock();

    @SuppressWarnings("NullAway.Init") // read and set before the index is handed out
    private volatile Current current;

    private final List<Attribute> searched;
    private final ZoneId zone;
    private long inSnapshot;
    /// Nothing in it is of a snapshot.
    private boolean isOfRows;

    private CatalogIndex(SqliteCatalog catalog, IndexSnapshot snapshot, List<Attribute> searched, ZoneId zone) {
        this.catalog = catalog;
        this.searched = searched;
        this.zone = zone;
        this.reader = new CatalogReader(catalog.database());
        this.snapshot = snapshot;
    }

    /// @param snapshotFile where the index is kept between runs, so that it opens fast; a missing or damaged one is
    ///   rebuilt
    public static CatalogIndex open(SqliteCatalog catalog, Path snapshotFile) {
        return open(catalog, snapshotFile, Attribute.searched(), ZoneId.systemDefault());
    }

    /// @param zone where the person is, by which the day and the month of adding go
    static CatalogIndex open(SqliteCatalog catalog, Path snapshotFile, List<Attribute> searched, ZoneId zone) {
        var index = new CatalogIndex(catalog, new IndexSnapshot(snapshotFile, searched, zone), searched, zone);
        index.load();
        return index;
    }

    public ImageResult search(ImageQuery query) {
        return asked(
                now -> new IndexResult(now.version, query, now.select(query).rows(), catalog));
    }

    public Facets facets(ImageQuery query) {
        return asked(now -> now.counter.count(now.select(query), query));
    }

    /// How many images each of these tags, or branches of tags, would show if it were asked for in addition.
    public Map<String, Integer> tagged(ImageQuery query, Collection<String> tags) {
        return asked(now -> now.select(query).tagged(tags));
    }

    /// The live images that look like others: of each group the best, then those that look like it; the largest
    /// group first. Takes seconds for a million; ids are made as they are asked for.
    ///
    /// @param continues is asked now and then
    /// @throws ImageException.Cancelled when it is not to continue
    public List<List<String>> similarGroups(BooleanSupplier continues) {
        return asked(current -> {
            IndexVersion now = current.version;
            List<int[]> groups = HashGroups.of(now, continues);
            return madeOf(groups.size(), at -> madeOf(groups.get(at).length, i -> now.id(groups.get(at)[i])));
        });
    }

    private static <T> List<T> madeOf(int size, IntFunction<T> element) {
        return new AbstractList<>() {
            @Override
            public T get(int at) {
                return element.apply(at);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    /// The ids of the images of a query for look-alikes, the most alike first; none of another query.
    public List<String> nearest(ImageQuery query) {
        return query.values().get(Attribute.LOOK_HASH) instanceof Similar similar
                ? asked(now -> new HashedRows(now.version)
                        .nearest(similar, now.select(query).rows()))
                : List.of();
    }

    /// Number, size and tags of these images; unknown ids are left out.
    public Tally tally(Collection<String> imageIds) {
        return asked(now -> now.counter.tally(rows(now.version, imageIds)));
    }

    private static RoaringBitmap rows(IndexVersion version, Collection<String> imageIds) {
        var rows = new RoaringBitmap();
        for (String id : imageIds) {
            int row = version.row(id);
            if (row >= 0) {
                rows.add(row);
            }
        }
        return rows;
    }

    /// Sets of a snapshot are read when they are asked for. Where one is not what was written, the index is made of
    /// the rows, once, and asked again.
    private <T> T asked(Function<Current, T> question) {
        try {
            return question.apply(current);
        } catch (DamagedSetException e) {
            lockRefreshing();
            try {
                rebuild(e);
            } finally {
                refreshing.unlock();
            }
            return question.apply(current);
        }
    }

    private void rebuild(DamagedSetException damage) {
        if (!isOfRows) {
            LOG.log(Level.WARNING, "The search index is rebuilt: its snapshot is damaged", damage);
            current = new Current(reader.next(IndexVersion.empty(searched, zone)));
            isOfRows = true;
            inSnapshot = 0;
            save();
        }
    }

    /// The position in the change log up to which this index knows the catalog.
    long version() {
        return current.version.sequence();
    }

    /// Follows the change log; true when something changed. Cheap when nothing did.
    public boolean refresh() {
        lockRefreshing();
        try {
            IndexVersion before = current.version;
            try {
                IndexVersion next = reader.next(before);
                if (next != before) {
                    current = new Current(next);
                }
            } catch (DamagedSetException e) {
                rebuild(e);
            }
            return current.version != before;
        } finally {
            refreshing.unlock();
        }
    }

    private void lockRefreshing() {
        try {
            refreshing.lockInterruptibly();
        } catch (InterruptedException e) {
            throw ImageException.Cancelled.by(e, "Stopped before the catalog was read.");
        }
    }

    /// Keeps a snapshot when following the log again would take noticeably longer than reading it.
    @Override
    public void close() {
        refreshing.lock();
        try {
            if (isWorthASnapshot()) {
                save();
            }
        } finally {
            refreshing.unlock();
        }
    }

    IndexVersion current() {
        return current.version;
    }

    private void load() {
        Optional<IndexVersion> kept = snapshot.read(reader.identity()).filter(reader::isOurHistory);
        inSnapshot = kept.map(IndexVersion::sequence).orElse(0L);
        isOfRows = kept.isEmpty();
        try {
            current = new Current(reader.next(kept.orElseGet(() -> IndexVersion.empty(searched, zone))));
        } catch (DamagedSetException e) {
            rebuild(e);
        }
        if (isWorthASnapshot()) {
            save();
        }
        if (reader.logLength() > 2 * KEPT_CHANGES) {
            catalog.trimChangeLog(KEPT_CHANGES);
        }
    }

    private boolean isWorthASnapshot() {
        IndexVersion now = current.version;
        return now.sequence() - inSnapshot >= Math.clamp(now.limit() / CHANGED_PART, MIN_CHANGES, MAX_CHANGES);
    }

    private void save() {
        if (snapshot.write(reader.identity(), current.version)) {
            inSnapshot = current.version.sequence();
        }
    }

    /// A version with what is worked out from it on demand. The last few selections are kept: a screen asks for
    /// result and facets of the same query.
    private static final class Current {
        private static final int KEPT = 8;

        private final IndexVersion version;
        private final FacetCounter counter;
        private final LinkedHashMap<ImageQuery, FilteredRows> selections = new LinkedHashMap<>(16, 0.75f, true);

        Current(IndexVersion version) {
            this.version = version;
            this.counter = new FacetCounter(version);
        }

        FilteredRows select(ImageQuery query) {
            ImageQuery filters = query.withOrder(ImageQuery.ALL.order());
            synchronized (selections) {
                FilteredRows known = selections.get(filters);
                if (known != null) {
                    return known;
                }
            }
            var made = new FilteredRows(version, filters);
            synchronized (selections) {
                selections.put(filters, made);
                if (selections.size() > KEPT) {
                    selections.pollFirstEntry();
                }
            }
            return made;
        }
    }
}
