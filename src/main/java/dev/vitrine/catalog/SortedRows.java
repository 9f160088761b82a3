package dev.vitrine.catalog;

import java.util.Arrays;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/// All rows in one order, and where each of them stands in it. Unchangeable.
final class SortedRows {
    private static final int ABSENT = -1;

    private final int[] rows;
    private final int[] ranks;

    /// Compares two rows; never 0 for different rows.
    interface Comparison {
        int compare(int row, int other);
    }

    /// Says of a row whether it stands before some point that is looked for.
    interface Before {
        boolean test(int row);
    }

    private SortedRows(int[] rows, int[] ranks) {
        this.rows = rows;
        this.ranks = ranks;
    }

    static SortedRows of(int[] sorted, int limit) {
        int[] ranks = new int[limit];
        Arrays.fill(ranks, ABSENT);
        for (int rank = 0; rank < sorted.length; rank++) {
            ranks[sorted[rank]] = rank;
        }
        return new SortedRows(sorted, ranks);
    }

    int count() {
        return rows.length;
    }

    int row(int rank) {
        return rows[rank];
    }

    int rank(int row) {
        return ranks[row];
    }

    int[] rows() {
        return rows;
    }

    /// The first rank whose row is not before the point.
    int firstNotBefore(Before before) {
        int low = 0;
        int high = rows.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (before.test(rows[middle])) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The rows of a run of ranks, as a set.
    RoaringBitmap slice(int from, int to) {
        if (to - from < ranks.length / 256) {
            int[] part = Arrays.copyOfRange(rows, from, Math.max(from, to));
            Arrays.sort(part);
            return RoaringBitmap.bitmapOf(part);
        }
        long[] bits = new long[(ranks.length >> 6) + 1];
        for (int rank = from; rank < to; rank++) {
            bits[rows[rank] >> 6] |= 1L << rows[rank];
        }
        return BitSetUtil.bitmapOf(bits);
    }

    /// The order after some rows went (`gone`) and others came or moved (`placed`, which are in `gone` too when they stood here before).
    SortedRows next(RoaringBitmap gone, int[] placed, Comparison comparison, int limit) {
        if (gone.isEmpty() && placed.length == 0 && limit <= ranks.length) {
            return this;
        }
        int[] coming = sorted(placed, comparison);
        if (rows.length == 0) {
            return of(coming, limit);
        }
        int[] at = new int[coming.length];
        for (int i = 0; i < coming.length; i++) {
            at[i] = insertionPoint(coming[i], i == 0 ? 0 : at[i - 1], gone, comparison);
        }
        return merged(gone, coming, at, limit);
    }

    private SortedRows merged(RoaringBitmap gone, int[] coming, int[] at, int limit) {
        int[] leaving = gone.stream().filter(row -> row < ranks.length && ranks[row] != ABSENT).map(row -> ranks[row]).sorted().toArray();
        int[] next = new int[rows.length - leaving.length + coming.length];
        int[] nextRanks = Arrays.copyOf(ranks, Math.max(limit, ranks.length));
        Arrays.fill(nextRanks, ranks.length, nextRanks.length, ABSENT);
        for (int rank : leaving) {
            nextRanks[rows[rank]] = ABSENT;
        }
        int from = 0;
        int to = 0;
        int left = 0;
        int came = 0;
        int untouched = -1;
        while (from < rows.length || came < coming.length) {
            int nextLeaving = left < leaving.length ? leaving[left] : rows.length;
            int nextComing = came < coming.length ? at[came] : rows.length;
            int run = Math.min(nextLeaving, nextComing) - from;
            System.arraycopy(rows, from, next, to, run);
            from += run;
            to += run;
            untouched = untouched < 0 ? to : untouched;
            if (came < coming.length && from == at[came]) {
                next[to++] = coming[came++];
            } else if (from < rows.length) {
                from++;
                left++;
            }
        }
        for (int rank = Math.max(0, untouched); rank < next.length; rank++) {
            nextRanks[next[rank]] = rank;
        }
        return new SortedRows(next, nextRanks);
    }

    /// Rows that go or move away cannot be compared any more (their values have changed): it looks past them.
    private int insertionPoint(int row, int low, RoaringBitmap gone, Comparison comparison) {
        int high = rows.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int probe = middle;
            while (probe >= low && gone.contains(rows[probe])) {
                probe--;
            }
            if (probe < low || comparison.compare(rows[probe], row) < 0) {
                low = middle + 1;
            } else {
                high = probe;
            }
        }
        return low;
    }

    static int[] sorted(int[] rows, Comparison comparison) {
        int[] from = rows.clone();
        int[] to = new int[rows.length];
        for (int width = 1; width < rows.length; width *= 2) {
            for (int start = 0; start < rows.length; start += 2 * width) {
                merge(from, to, start, Math.min(start + width, rows.length), Math.min(start + 2 * width, rows.length), comparison);
            }
            int[] swapped = from;
            from = to;
            to = swapped;
        }
        return from;
    }

    private static void merge(int[] from, int[] to, int left, int middle, int end, Comparison comparison) {
        int right = middle;
        for (int at = left, start = left; at < end; at++) {
            boolean takeLeft = start < middle && (right >= end || comparison.compare(from[start], from[right]) <= 0);
            to[at] = takeLeft ? from[start++] : from[right++];
        }
    }
}
