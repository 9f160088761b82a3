package dev.vitrine.catalog;

import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.Facets;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Tally;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.RoaringBitmap;

/// Counts every choice of the sidebar for one selection. Where most rows are selected it counts the others and subtracts.
final class FacetCounter {
    private static final int MONTHS = 1 << Character.SIZE;

    private final IndexVersion index;
    private final RoaringBitmap present;
    private volatile int[] monthCounts;

    FacetCounter(IndexVersion index) {
        this.index = index;
        this.present = RoaringBitmap.or(index.rows(Trait.LIVE), index.rows(Trait.TRASHED));
    }

    Facets count(Selection selection, ImageQuery query) {
        RoaringBitmap forUsers = selection.exceptUsers();
        RoaringBitmap forTags = selection.exceptUntagged();
        RoaringBitmap forMonths = selection.exceptTaken();
        int[] users = new int[index.users().count()];
        int[] tags = new int[index.tags().count()];
        int[] months = new int[MONTHS];
        countInto(forUsers, users, forTags == forUsers ? tags : null, forMonths == forUsers ? months : null);
        if (forTags != forUsers) {
            countInto(forTags, null, tags, forMonths == forTags ? months : null);
        }
        if (forMonths != forUsers && forMonths != forTags) {
            countInto(forMonths, null, null, months);
        }
        for (String excluded : query.noTags()) {
            index.tagNames().find(excluded).ifPresent(tag -> {
                if (tag < tags.length) {
                    tags[tag] = RoaringBitmap.andCardinality(selection.exceptExcluded(excluded), index.tags().get(tag));
                }
            });
        }
        return new Facets(
                index.rows(Trait.LIVE).getCardinality(),
                RoaringBitmap.andCardinality(selection.exceptTags(), index.rows(Trait.UNTAGGED)),
                index.rows(Trait.TRASHED).getCardinality(),
                named(users, index.userNames()), named(tags, index.tagNames()), types(selection), years(months), months(months));
    }

    Tally tally(RoaringBitmap rows) {
        int[] tags = new int[index.tags().count()];
        countInto(rows, null, tags, null);
        return new Tally(rows.getCardinality(), RoaringBitmap.andCardinality(rows, index.rows(Trait.TRASHED)), index.sizeBytes(rows),
                named(tags, index.tagNames()));
    }

    /// Arrays that are null are not wanted.
    private void countInto(RoaringBitmap rows, int[] users, int[] tags, int[] months) {
        boolean most = rows.getLongCardinality() * 2 > present.getLongCardinality();
        add(most ? RoaringBitmap.andNot(present, rows) : rows, users, tags, months);
        if (most) {
            subtractFrom(users, index.users());
            subtractFrom(tags, index.tags());
            if (months != null) {
                int[] all = monthCounts();
                Arrays.setAll(months, month -> all[month] - months[month]);
            }
        }
    }

    private int[] monthCounts() {
        int[] known = monthCounts;
        if (known == null) {
            known = new int[MONTHS];
            add(present, null, null, known);
            monthCounts = known;
        }
        return known;
    }

    private static void subtractFrom(int[] counts, RowSets sets) {
        if (counts != null) {
            Arrays.setAll(counts, number -> sets.get(number).getCardinality() - counts[number]);
        }
    }

    private void add(RoaringBitmap rows, int[] users, int[] tags, int[] months) {
        int[] batch = new int[1024];
        BatchIterator all = rows.getBatchIterator();
        while (all.hasNext()) {
            int count = all.nextBatch(batch);
            for (int i = 0; i < count; i++) {
                RowChunk chunk = index.chunk(batch[i]);
                int at = batch[i] & RowChunk.SIZE - 1;
                if (users != null) {
                    users[chunk.users[at]]++;
                }
                if (months != null) {
                    months[chunk.months[at]]++;
                }
                if (tags != null) {
                    for (int tag = chunk.tagStart(at); tag < chunk.tagEnds[at]; tag++) {
                        tags[chunk.tags[tag]]++;
                    }
                }
            }
        }
    }

    /// Sorted as plain numbers (count, then place in the alphabet): thousands of tags are sorted at every key press.
    private static List<Count<String>> named(int[] counts, NameTable names) {
        int[] ranks = names.alphabeticalRanks(counts.length);
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

    private static List<Count<ImageType>> types(Selection selection) {
        RoaringBitmap rows = selection.exceptTypes();
        return Arrays.stream(ImageType.values())
                .map(type -> new Count<>(type, RoaringBitmap.andCardinality(rows, selection.ofType(type))))
                .filter(count -> count.images() > 0)
                .sorted(Comparator.comparingInt((Count<ImageType> count) -> -count.images()).thenComparing(count -> count.value().name()))
                .toList();
    }

    private static List<Count<Integer>> years(int[] months) {
        var years = new TreeMap<Integer, Integer>();
        for (int month = 0; month < MONTHS; month++) {
            if (months[month] > 0) {
                years.merge(month / 12, months[month], Integer::sum);
            }
        }
        return years.entrySet().stream().map(year -> new Count<>(year.getKey(), year.getValue()))
                .sorted(Comparator.comparingInt((Count<Integer> count) -> -count.images()).thenComparing(Count::value))
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
