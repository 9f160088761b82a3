package dev.vitrine.catalog.index;

import java.util.Arrays;

/// Takes single rows out of an order and puts others in. For one thread, for one change.
final class SortedRowsEditor {
    private static final int FREE_EVERY = 16;

    private final IntPages.Editor rows;
    private final IntPages.Editor slots;
    private long[] occupied;
    private int count;
    private int end;

    /// @param limit larger than any row that will be put in
    SortedRowsEditor(RowSlots before, int limit) {
        this.rows = before.rowBySlot().edit(before.end());
        this.slots = before.slotByRow().edit(limit);
        this.occupied = before.occupied().clone();
        this.count = before.count();
        this.end = before.end();
    }

    /// A row that does not stand in the order is passed over.
    void remove(int row) {
        int slot = slots.get(row);
        if (slot == RowSlots.ABSENT) {
            return;
        }
        slots.set(row, RowSlots.ABSENT);
        rows.set(slot, RowSlots.ABSENT);
        occupied[slot >> 6] &= ~(1L << slot);
        count--;
    }

    void insert(int row, RowSlots.Comparison comparison) {
        int point = RowSlots.firstNotBefore(occupied, end, slot -> comparison.compare(rows.get(slot), row) < 0);
        int after = Bits.nextSet(occupied, point, end);
        int before = Bits.previousSet(occupied, after - 1);
        place(
                row,
                after - before > 1 ? before + (after - before) / 2 : after == end ? appended() : freed(before, after));
        count++;
    }

    RowSlots finish() {
        return new RowSlots(rows.finish(), slots.finish(), occupied, count, end);
    }

    /// At the end, now and then leaving a slot free for what will come in between.
    private int appended() {
        return end % FREE_EVERY == FREE_EVERY - 1 ? end + 1 : end;
    }

    /// One of two neighbouring slots, after the rows between it and the nearest free slot moved by one.
    private int freed(int before, int after) {
        int left = Bits.previousClear(occupied, before);
        int right = Bits.nextClear(occupied, after, end);
        if (left >= 0 && before - left < right - after) {
            for (int slot = left; slot < before; slot++) {
                place(rows.get(slot + 1), slot);
            }
            return before;
        }
        for (int slot = right; slot > after; slot--) {
            place(rows.get(slot - 1), slot);
        }
        return after;
    }

    private void place(int row, int slot) {
        if (slot >> 6 >= occupied.length) {
            occupied = Arrays.copyOf(occupied, (slot >> 6) + 1 + occupied.length / 32);
        }
        rows.set(slot, row);
        slots.set(row, slot);
        occupied[slot >> 6] |= 1L << slot;
        end = Math.max(end, slot + 1);
    }
}
