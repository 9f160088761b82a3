package dev.vitrine.catalog.index;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/// All rows in one order, and where each of them stands in it. Unchangeable; the next order shares what a change did
/// not touch.
///
/// Rows stand in slots, a few of which are free: a row comes in by moving its neighbors up to the nearest free slot,
/// not all behind it.
public final class SortedRows {
    private static final int FILLED = 15; // slots between two free ones in an order rebuilt

    private final RowSlots slots;

    /// Says of a row whether it stands before some point that is looked for.
    public interface Before {
        boolean test(int row);
    }

    SortedRows(RowSlots slots) {
        this.slots = slots;
    }

    static SortedRows of(int[] sorted, int limit) {
        int end = sorted.length + sorted.length / FILLED;
        MemorySegment rows = IntPages.room(end);
        MemorySegment slots = IntPages.room(limit);
        long[] occupied = new long[(end >> 6) + 1];
        for (int i = 0, slot = 0; i < sorted.length; i++, slot += i % FILLED == 0 ? 2 : 1) {
            rows.set(IntPages.INT, (long) slot << 2, sorted[i]);
            slots.set(IntPages.INT, (long) sorted[i] << 2, slot);
            occupied[slot >> 6] |= 1L << slot;
        }
        return new SortedRows(new RowSlots(IntPages.of(rows), IntPages.of(slots), occupied, sorted.length, end));
    }

    RowSlots slots() {
        return slots;
    }

    int count() {
        return slots.count();
    }

    /// One more than the last slot in use.
    int end() {
        return slots.end();
    }

    int row(int slot) {
        return slots.rowBySlot().get(slot);
    }

    int slot(int row) {
        return slots.slotByRow().get(row);
    }

    /// A bit for each slot in use. Never to be changed.
    long[] occupied() {
        return slots.occupied();
    }

    /// All rows in order.
    int[] toArray() {
        int[] all = new int[count()];
        long[] occupied = occupied();
        int end = end();
        int at = 0;
        for (int slot = Bits.nextSet(occupied, 0, end); slot < end; slot = Bits.nextSet(occupied, slot + 1, end)) {
            all[at++] = row(slot);
        }
        return all;
    }

    /// A slot such that all rows below it stand before the point and no other row does.
    public int firstNotBefore(Before before) {
        return RowSlots.firstNotBefore(occupied(), end(), slot -> before.test(row(slot)));
    }

    /// The rows in a run of slots, as a set.
    RoaringBitmap slice(int from, int to) {
        long[] bits = new long[(slots.slotByRow().length() >> 6) + 1];
        for (int slot = from; slot < to; ) {
            int[] page = slots.rowBySlot().page(slot >> IntPages.SHIFT);
            int stop = Math.min(to - slot, IntPages.PAGE - (slot & IntPages.PAGE - 1)) + slot;
            for (; slot < stop; slot++) {
                int row = page[slot & IntPages.PAGE - 1];
                if (row != RowSlots.ABSENT) {
                    bits[row >> 6] |= 1L << row;
                }
            }
        }
        return BitSetUtil.bitmapOf(bits);
    }

    /// The order after some rows went (`gone`) and others came or moved (`placed`, which are in `gone` too when
    /// they stood here before).
    SortedRows next(RoaringBitmap gone, int[] placed, RowSlots.Comparison comparison, int limit) {
        if (gone.isEmpty() && placed.length == 0 && limit <= slots.slotByRow().length()) {
            return this;
        }
        int[] coming = sorted(placed, comparison);
        if (gone.getCardinality() + coming.length > 64 + count() / 64) {
            return of(merged(gone, coming, comparison), limit);
        }
        var editor = new SortedRowsEditor(slots, limit);
        gone.forEach((org.roaringbitmap.IntConsumer) editor::remove);
        for (int row : coming) {
            editor.insert(row, comparison);
        }
        var next = new SortedRows(editor.finish());
        return next.end() > 64 + 2 * next.count() ? of(next.toArray(), limit) : next;
    }

    private int[] merged(RoaringBitmap gone, int[] coming, RowSlots.Comparison comparison) {
        int[] staying =
                Arrays.stream(toArray()).filter(row -> !gone.contains(row)).toArray();
        int[] merged = new int[staying.length + coming.length];
        int from = 0;
        for (int i = 0; i < coming.length; i++) {
            int to = insertionPoint(staying, from, coming[i], comparison);
            System.arraycopy(staying, from, merged, from + i, to - from);
            merged[to + i] = coming[i];
            from = to;
        }
        System.arraycopy(staying, from, merged, from + coming.length, staying.length - from);
        return merged;
    }

    private static int insertionPoint(int[] rows, int from, int row, RowSlots.Comparison comparison) {
        int low = from;
        int high = rows.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (comparison.compare(rows[middle], row) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// A merge sort of plain numbers: rows are never boxed.
    private static int[] sorted(int[] rows, RowSlots.Comparison comparison) {
        int[] from = rows.clone();
        int[] to = new int[rows.length];
        for (int width = 1; width < rows.length; width *= 2) {
            for (int start = 0; start < rows.length; start += 2 * width) {
                merge(
                        from,
                        to,
                        start,
                        Math.min(start + width, rows.length),
                        Math.min(start + 2 * width, rows.length),
                        comparison);
            }
            int[] swapped = from;
            from = to;
            to = swapped;
        }
        return from;
    }

    private static void merge(int[] from, int[] to, int left, int middle, int end, RowSlots.Comparison comparison) {
        int right = middle;
        for (int at = left, start = left; at < end; at++) {
            boolean takeLeft = start < middle && (right >= end || comparison.compare(from[start], from[right]) <= 0);
            to[at] = takeLeft ? from[start++] : from[right++];
        }
    }
}
