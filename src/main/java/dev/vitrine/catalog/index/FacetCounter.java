package dev.vitrine.catalog.index;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Facets;
import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Tally;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.RoaringBitmap;

/// Counts every choice of the sidebar for one selection. Where most rows are selected it counts the others and
/// subtracts.
public final class FacetCounter {
    private static final int MONTHS = 1 << Character.SIZE;
    private static final int[] NONE = {};

    private final IndexVersion index;
    private final RoaringBitmap present;
    private volatile @Nullable Counts all;

    public FacetCounter(IndexVersion index) {
        this.index = index;
        this.present = index.present();
    }

    public Facets count(FilteredRows filteredRows, ImageQuery query) {
        RoaringBitmap forUsers = filteredRows.exceptUsers();
        RoaringBitmap forTags = filteredRows.exceptUntagged();
        RoaringBitmap forMonths = filteredRows.exceptTaken();
        List<RoaringBitmap> forValues = index.values().attributes().stream()
                .map(filteredRows::exceptValue)
                .toList();
        int[] users = new int[index.users().count()];
        int[] tags = new int[index.tags().count()];
        int[] months = new int[MONTHS];
        int[][] values = index.values().counters();
        Set<RoaringBitmap> passes = Collections.newSetFromMap(new IdentityHashMap<>());
        passes.addAll(List.of(forUsers, forTags, forMonths));
        passes.addAll(forValues);
        for (RoaringBitmap rows : passes) {
            countInto(
                    rows,
                    new Counts(
                            rows == forUsers ? users : NONE,
                            rows == forTags ? tags : NONE,
                            rows == forMonths ? months : NONE,
                            counted(values, column -> rows == forValues.get(column))));
        }
        for (String excluded : query.noTags()) {
            index.tagNames().find(excluded).ifPresent(tag -> {
                if (tag < tags.length) {
                    tags[tag] = RoaringBitmap.andCardinality(
                            filteredRows.exceptExcluded(excluded), index.tags().get(tag));
                }
            });
        }
        months[RowTimes.UNKNOWN_MONTH] = 0;
        return new Facets(
                index.rows(Trait.LIVE).getCardinality(),
                RoaringBitmap.andCardinality(filteredRows.exceptTags(), index.rows(Trait.UNTAGGED)),
                index.rows(Trait.TRASHED).getCardinality(),
                named(users, index.userNames()),
                named(tags, index.tagNames()),
                types(filteredRows),
                years(months),
                months(months),
                values(values));
    }

    public Tally tally(RoaringBitmap rows) {
        int[] tags = new int[index.tags().count()];
        countInto(rows, new Counts(NONE, tags, NONE, counted(index.values().counters(), _ -> false)));
        IndexVersion.Sizes sizes = index.sizes(rows);
        return new Tally(
                rows.getCardinality(),
                RoaringBitmap.andCardinality(rows, index.rows(Trait.TRASHED)),
                sizes.bytes(),
                sizes.unsized(),
                named(tags, index.tagNames()));
    }

    /// The counters of those attributes that are counted in this pass, and empty ones.
    private static int[][] counted(int[][] values, IntPredicate isCounted) {
        int[][] counted = new int[values.length][];
        Arrays.setAll(counted, column -> isCounted.test(column) ? values[column] : NONE);
        return counted;
    }

    /// Images by number of user, of tag, by month, and by number of each attribute's value; what was not requested
    /// is empty.
    private record Counts(int[] users, int[] tags, int[] months, int[][] values) {
        /// For the same, without anything counted.
        Counts empty() {
            return new Counts(
                    new int[users.length],
                    new int[tags.length],
                    new int[months.length],
                    Arrays.stream(values).map(counts -> new int[counts.length]).toArray(int[][]::new));
        }

        void add(Counts more) {
            add(users, more.users);
            add(tags, more.tags);
            add(months, more.months);
            for (int column = 0; column < values.length; column++) {
                add(values[column], more.values[column]);
            }
        }

        private static void add(int[] counts, int[] more) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] += more[i];
            }
        }

        void subtractFrom(Counts all) {
            subtract(all.users, users);
            subtract(all.tags, tags);
            subtract(all.months, months);
            for (int column = 0; column < values.length; column++) {
                subtract(all.values[column], values[column]);
            }
        }

        private static void subtract(int[] all, int[] counts) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] = all[i] - counts[i];
            }
        }
    }

    private void countInto(RoaringBitmap rows, Counts counts) {
        boolean max = rows.getLongCardinality() * 2 > present.getLongCardinality();
        add(max ? RoaringBitmap.andNot(present, rows) : rows, counts);
        if (max) {
            counts.subtractFrom(all());
        }
    }

    /// Counted when first asked for.
    private Counts all() {
        Counts known = all;
        if (known == null) {
            int[] months = new int[MONTHS];
            int[][] values = index.values().counters();
            add(present, new Counts(NONE, NONE, months, values));
            known = new Counts(sizes(index.users()), sizes(index.tags()), months, values);
            all = known;
        }
        return known;
    }

    private static int[] sizes(RowSets sets) {
        int[] sizes = new int[sets.count()];
        Arrays.setAll(sizes, number -> sets.size(number));
        return sizes;
    }

    private void add(RoaringBitmap rows, Counts counts) {
        int chunks = index.chunks().length;
        RowParts.each(chunks, rows.getLongCardinality(), (from, to) -> {
                    Counts part = from == 0 ? counts : counts.empty();
                    add(rows, from << RowChunk.SHIFT, to << RowChunk.SHIFT, part);
                    return part;
                })
                .stream()
                .skip(1)
                .forEach(counts::add);
    }

    private void add(RoaringBitmap rows, int first, int end, Counts counts) {
        int[] batch = new int[RowChunk.SIZE];
        BatchIterator all = rows.getBatchIterator();
        all.advanceIfNeeded(first);
        while (all.hasNext()) {
            int count = all.nextBatch(batch);
            for (int from = 0; from < count; ) {
                if (batch[from] >= end) {
                    return;
                }
                int number = batch[from] >> RowChunk.SHIFT;
                int to = from;
                for (; to < count && batch[to] >> RowChunk.SHIFT == number; to++) {
                    batch[to] &= RowChunk.SIZE - 1;
                }
                add(index.chunks()[number], batch, from, to, counts);
                from = to;
            }
        }
    }

    private static void add(RowChunk chunk, int[] places, int from, int to, Counts counts) {
        if (counts.users.length > 0) {
            chunk.users.count(places, from, to, counts.users);
        }
        if (counts.tags.length > 0) {
            chunk.countTags(places, from, to, counts.tags);
        }
        if (counts.months.length > 0) {
            for (int i = from; i < to; i++) {
                counts.months[chunk.months[places[i]]]++;
            }
        }
        for (int column = 0; column < counts.values.length; column++) {
            if (counts.values[column].length > 0 && chunk.values[column].length() > 0) {
                chunk.values[column].count(places, from, to, counts.values[column]);
            }
        }
    }

    /// Sorted as plain numbers (count, then place among the names): thousands of tags are sorted at every key
    /// press.
    private static List<Count<String>> named(int[] counts, NameTable names) {
        int[] ranks = names.ranks(counts.length);
        long[] keys = new long[counts.length];
        int[] byRank = new int[ranks.length];
        int used = 0;
        for (int number = 0; number < counts.length; number++) {
            if (counts[number] > 0) {
                keys[used++] = ((long) -counts[number] << 32) + ranks[number];
                byRank[ranks[number]] = number;
            }
        }
        Arrays.sort(keys, 0, used);
        var sorted = new ArrayList<Count<String>>(used);
        for (int i = 0; i < used; i++) {
            int number = byRank[(int) keys[i]];
            sorted.add(new Count<>(names.name(number), counts[number]));
        }
        return sorted;
    }

    private Map<Attribute, List<Count<String>>> values(int[][] counts) {
        var values = new EnumMap<Attribute, List<Count<String>>>(Attribute.class);
        for (int column = 0; column < counts.length; column++) {
            if (counts[column].length == 0) {
                continue;
            }
            counts[column][0] = 0; // not known
            values.put(
                    index.values().attributes().get(column),
                    named(counts[column], index.values().names(column)));
        }
        return values;
    }

    private List<Count<ImageType>> types(FilteredRows filteredRows) {
        var rows = new CountedSet(filteredRows.exceptTypes(), present);
        return Arrays.stream(ImageType.values())
                .map(type -> new Count<>(type, rows.andCardinality(filteredRows.ofType(type))))
                .filter(count -> count.images() > 0)
                .sorted(Comparator.comparingInt((Count<ImageType> count) -> -count.images())
                        .thenComparing(count -> count.value().name()))
                .toList();
    }

    private static List<Count<Integer>> years(int[] months) {
        var years = new TreeMap<Integer, Integer>();
        for (int month = 0; month < MONTHS; month++) {
            if (months[month] > 0) {
                years.merge(month / 12, months[month], Integer::sum);
            }
        }
        return years.entrySet().stream()
                .map(year -> new Count<>(year.getKey(), year.getValue()))
                .sorted(Comparator.comparingInt((Count<Integer> count) -> -count.images())
                        .thenComparing(Count::value))
                .toList();
    }

    private static List<Count<YearMonth>> months(int[] months) {
        var newestFirst = new ArrayList<Count<YearMonth>>();
        for (int month = MONTHS - 1; month >= 0; month--) {
            if (months[month] > 0) {
                newestFirst.add(new Count<>(RowTimes.month(month), months[month]));
            }
        }
        return newestFirst;
    }
}
