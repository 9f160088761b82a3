package dev.vitrine.catalog;

import dev.vitrine.catalog.index.IndexVersion;
import dev.vitrine.catalog.index.OrderedRows;
import dev.vitrine.catalog.index.RowTimes;
import dev.vitrine.catalog.index.SortedRows;
import dev.vitrine.image.Aspects;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// The rows of one query in one version of the index. Places are worked out when they are first asked for.
final class IndexResult implements ImageResult {
    private final IndexVersion index;
    private final ImageQuery query;
    private final RoaringBitmap rows;
    private final SqliteCatalog catalog;
    private final int size;
    private volatile @Nullable OrderedRows orderedRows;
    private volatile IndexVersion.@Nullable Sizes sizes;
    private volatile @Nullable Aspects aspects;

    IndexResult(IndexVersion index, ImageQuery query, RoaringBitmap rows, SqliteCatalog catalog) {
        this.index = index;
        this.query = query;
        this.rows = rows;
        this.catalog = catalog;
        this.size = rows.getCardinality();
    }

    @Override
    public ImageQuery query() {
        return query;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long sizeBytes() {
        return sizes().bytes();
    }

    @Override
    public int unsized() {
        return sizes().unsized();
    }

    private IndexVersion.Sizes sizes() {
        IndexVersion.Sizes known = sizes;
        if (known == null) {
            known = index.sizes(rows);
            sizes = known;
        }
        return known;
    }

    @Override
    public List<String> ids(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        return from == to
                ? List.of()
                : Arrays.stream(rows(from, to)).mapToObj(index::id).toList();
    }

    /// A first page needs no order of all.
    private int[] rows(int from, int to) {
        if (orderedRows == null && from == 0) {
            int[] first = OrderedRows.first(order(), isBackwards(), rows, to);
            if (first.length == to) {
                return first;
            }
        }
        return orderedRows().rows(from, to);
    }

    @Override
    public List<ImageRecord> images(int from, int to) {
        return catalog.findAll(ids(from, to));
    }

    @Override
    public boolean contains(String imageId) {
        int row = index.row(imageId);
        return row >= 0 && rows.contains(row);
    }

    @Override
    public OptionalInt indexOf(String imageId) {
        int row = index.row(imageId);
        return row < 0 || !rows.contains(row)
                ? OptionalInt.empty()
                : OptionalInt.of(orderedRows().positionOf(row));
    }

    @Override
    public Aspects aspects() {
        Aspects known = aspects;
        if (known == null) {
            known = orderedRows().aspects(index);
            aspects = known;
        }
        return known;
    }

    @Override
    public OptionalInt indexNear(LocalDate day) {
        return switch (query.order()) {
            case NEWEST, OLDEST, TAKEN -> size == 0 ? OptionalInt.empty() : OptionalInt.of(near(day));
            case TITLE, SIZE -> OptionalInt.empty();
        };
    }

    private int near(LocalDate day) {
        boolean byTaken = query.order() == ImageQuery.Order.TAKEN;
        boolean backwards = query.order() != ImageQuery.Order.OLDEST;
        ZoneId zone = byTaken ? RowTimes.WALL_CLOCK : index.zone();
        long edge = backwards ? RowTimes.endOf(day, zone) : RowTimes.startOf(day, zone);
        int below = orderedRows()
                .countBelow(order().firstNotBefore(row -> (byTaken ? index.taken(row) : index.created(row)) < edge));
        return Math.clamp(backwards ? size - below : below, 0, size - 1);
    }

    @Override
    public List<Section> sections() {
        return switch (query.order()) {
            case NEWEST, OLDEST, TAKEN -> months();
            case TITLE, SIZE -> size == 0 ? List.of() : List.of(new Section(Optional.empty(), 0, size));
        };
    }

    /// Jumps from month to month: the rows of one month stand together in the order.
    private List<Section> months() {
        boolean byTaken = query.order() == ImageQuery.Order.TAKEN;
        boolean backwards = query.order() != ImageQuery.Order.OLDEST;
        ZoneId zone = byTaken ? RowTimes.WALL_CLOCK : index.zone();
        SortedRows order = order();
        var sections = new ArrayList<Section>();
        for (int first = 0; first < size; first += sections.getLast().size()) {
            int row = orderedRows().rowAt(first);
            if (byTaken && RowTimes.isUnknown(index.taken(row))) {
                sections.add(new Section(Optional.empty(), true, first, size - first));
                break;
            }
            int month = RowTimes.month(byTaken ? index.taken(row) : index.created(row), zone);
            long edge = RowTimes.startOfMonth(backwards ? month : month + 1, zone);
            int below = orderedRows()
                    .countBelow(order.firstNotBefore(
                            other -> (byTaken ? index.taken(other) : index.created(other)) < edge));
            int end = backwards ? size - below : below;
            sections.add(new Section(Optional.of(RowTimes.month(month)), first, end - first));
        }
        return sections;
    }

    private SortedRows order() {
        return switch (query.order()) {
            case NEWEST, OLDEST -> index.orders().created();
            case TAKEN -> index.orders().taken();
            case TITLE -> index.orders().title();
            case SIZE -> index.orders().size();
        };
    }

    private OrderedRows orderedRows() {
        OrderedRows known = orderedRows;
        if (known == null) {
            known = new OrderedRows(order(), isBackwards(), rows, index.present());
            orderedRows = known;
        }
        return known;
    }

    private boolean isBackwards() {
        return switch (query.order()) {
            case NEWEST, TAKEN, SIZE -> true;
            case OLDEST, TITLE -> false;
        };
    }
}
