package dev.vitrine.catalog;

import java.util.Arrays;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.RoaringBitmap;

/// The rows of a result in its order: one bit for each rank of the order, with running counts, so that any position is found at once.
final class Positions {
    private static final int BLOCK = 8; // words of 64 bits between two running counts

    private final SortedRows order;
    private final boolean backwards;
    private final long[] bits;
    private final int[] before;
    private final int size;

    /// @param present all rows that stand in the order: where most of them are in the result, the others are taken out instead
    Positions(SortedRows order, boolean backwards, RoaringBitmap rows, RoaringBitmap present) {
        this.order = order;
        this.backwards = backwards;
        this.bits = new long[((order.count() + 63) >> 6) / BLOCK * BLOCK + BLOCK];
        boolean most = rows.getCardinality() > order.count() / 2;
        if (most) {
            Arrays.fill(bits, 0, order.count() >> 6, -1L);
            bits[order.count() >> 6] = (1L << order.count()) - 1;
        }
        int[] batch = new int[1024];
        BatchIterator marked = (most ? RoaringBitmap.andNot(present, rows) : rows).getBatchIterator();
        while (marked.hasNext()) {
            int count = marked.nextBatch(batch);
            for (int i = 0; i < count; i++) {
                int rank = order.rank(batch[i]);
                bits[rank >> 6] ^= 1L << rank;
            }
        }
        this.before = new int[bits.length / BLOCK + 1];
        int sum = 0;
        for (int word = 0; word < bits.length; word++) {
            if (word % BLOCK == 0) {
                before[word / BLOCK] = sum;
            }
            sum += Long.bitCount(bits[word]);
        }
        before[before.length - 1] = sum;
        this.size = sum;
    }

    int size() {
        return size;
    }

    int rowAt(int position) {
        return order.row(select(backwards ? size - 1 - position : position));
    }

    /// The position of a row that is in the result.
    int positionOf(int row) {
        return positionOfRank(order.rank(row));
    }

    private int positionOfRank(int rank) {
        int smaller = countBelow(rank);
        return backwards ? size - 1 - smaller : smaller;
    }

    /// The rows at positions `from` to `to` (exclusive).
    int[] rows(int from, int to) {
        int[] rows = new int[to - from];
        if (rows.length == 0) {
            return rows;
        }
        int rank = select(backwards ? size - to : from);
        for (int i = 0; i < rows.length; i++) {
            rows[backwards ? rows.length - 1 - i : i] = order.row(rank);
            rank = i + 1 < rows.length ? nextRank(rank + 1) : rank;
        }
        return rows;
    }

    /// How many rows of the result stand before this rank.
    int countBelow(int rank) {
        int word = rank >> 6;
        int count = before[word / BLOCK];
        for (int i = word / BLOCK * BLOCK; i < word; i++) {
            count += Long.bitCount(bits[i]);
        }
        return count + Long.bitCount(bits[word] & ((1L << rank) - 1));
    }

    private int nextRank(int from) {
        int word = from >> 6;
        long rest = bits[word] & (-1L << from);
        while (rest == 0) {
            rest = bits[++word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }

    private int select(int position) {
        int low = 0;
        int high = before.length - 1;
        while (low < high - 1) {
            int middle = (low + high) >>> 1;
            if (before[middle] <= position) {
                low = middle;
            } else {
                high = middle;
            }
        }
        int rest = position - before[low];
        int word = low * BLOCK;
        while (rest >= Long.bitCount(bits[word])) {
            rest -= Long.bitCount(bits[word++]);
        }
        long left = bits[word];
        for (; rest > 0; rest--) {
            left &= left - 1;
        }
        return (word << 6) + Long.numberOfTrailingZeros(left);
    }
}
