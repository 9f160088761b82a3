package dev.vitrine.catalog.index;

import dev.vitrine.image.Aspects;
import java.util.Arrays;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.RoaringBitmap;

/// The rows of a result in its order: one bit for each slot of the order, with running counts, so that any position is
/// found at once.
public final class OrderedRows {
    private static final int WORTH_LOOKING = 32;
    private static final int BLOCK = 8; // words of 64 bits between two running counts

    private final SortedRows order;
    private final boolean backwards;
    private final long[] bits;
    private final int[] before;
    private final int size;

    /// @param present all rows that stand in the order: where most of them are in the result, the others are taken
    ///   out instead
    public OrderedRows(SortedRows order, boolean backwards, RoaringBitmap rows, RoaringBitmap present) {
        this.order = order;
        this.backwards = backwards;
        boolean max = rows.getCardinality() > order.count() / 2;
        int words = (order.end() >> 6) / BLOCK * BLOCK + BLOCK;
        this.bits = max ? Arrays.copyOf(order.occupied(), words) : new long[words];
        int[] batch = new int[1024];
        BatchIterator marked = (max ? RoaringBitmap.andNot(present, rows) : rows).getBatchIterator();
        while (marked.hasNext()) {
            int count = marked.nextBatch(batch);
            for (int i = 0; i < count; i++) {
                int slot = order.slot(batch[i]);
                bits[slot >> 6] ^= 1L << slot;
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

    /// The first rows of a result, without looking where all the others stand, when they are met soon; otherwise
    /// fewer.
    public static int[] first(SortedRows order, boolean backwards, RoaringBitmap rows, int count) {
        int[] first = new int[count];
        int found = 0;
        int slot = backwards ? order.end() - 1 : 0;
        for (int rest = rows.getCardinality() / WORTH_LOOKING; rest > 0 && found < count; rest--) {
            int row = slot >= 0 && slot < order.end() ? order.row(slot) : RowSlots.ABSENT;
            if (row != RowSlots.ABSENT && rows.contains(row)) {
                first[found++] = row;
            }
            slot += backwards ? -1 : 1;
        }
        return Arrays.copyOf(first, found);
    }

    public int rowAt(int position) {
        return order.row(select(backwards ? size - 1 - position : position));
    }

    /// The position of a row that is in the result.
    public int positionOf(int row) {
        int smaller = countBelow(order.slot(row));
        return backwards ? size - 1 - smaller : smaller;
    }

    /// The rows at positions `from` to `to` (exclusive).
    public int[] rows(int from, int to) {
        int[] rows = new int[to - from];
        if (rows.length == 0) {
            return rows;
        }
        int slot = select(backwards ? size - to : from);
        for (int i = 0; i < rows.length; i++) {
            rows[backwards ? rows.length - 1 - i : i] = order.row(slot);
            slot = i + 1 < rows.length ? nextSlot(slot + 1) : slot;
        }
        return rows;
    }

    /// Width by height of every image, in the order of the result.
    public Aspects aspects(IndexVersion index) {
        char[] halves = new char[size];
        int slot = -1;
        for (int i = 0; i < size; i++) {
            slot = nextSlot(slot + 1);
            int row = order.row(slot);
            halves[backwards ? size - 1 - i : i] = index.chunk(row).aspect(row & RowChunk.SIZE - 1);
        }
        return new Aspects(halves);
    }

    /// How many rows of the result stand before this slot.
    public int countBelow(int slot) {
        int word = slot >> 6;
        int count = before[word / BLOCK];
        for (int i = word / BLOCK * BLOCK; i < word; i++) {
            count += Long.bitCount(bits[i]);
        }
        return count + Long.bitCount(bits[word] & ((1L << slot) - 1));
    }

    private int nextSlot(int from) {
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
