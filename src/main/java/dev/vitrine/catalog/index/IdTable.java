package dev.vitrine.catalog.index;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.IntPredicate;

/// From image id to row, in four bytes a slot: it keeps only row numbers, the ids themselves are compared in the rows.
///
/// Shared by all versions of an index: entries are only ever added (by one writer); one that is out of date fails the
/// comparison.
final class IdTable {
    private static final ValueLayout.OfInt INT = SnapshotLayout.INT;

    private final MemorySegment slots;
    private final int mask;
    private int used;

    IdTable(int rows) {
        this(Arena.ofAuto().allocate(Integer.highestOneBit(Math.max(512, rows)) * 4L * Integer.BYTES), 0);
    }

    /// @param slots written to; a power of two of them
    IdTable(MemorySegment slots, int used) {
        this.slots = slots;
        this.mask = (int) (slots.byteSize() / Integer.BYTES) - 1;
        this.used = used;
    }

    /// The row with this id for which `matches` holds, or -1.
    int find(String id, IntPredicate matches) {
        int slot = spread(id.hashCode()) & mask;
        for (int row = at(slot); row != 0; row = at(slot)) {
            if (matches.test(row - 1)) {
                return row - 1;
            }
            slot = (slot + 1) & mask;
        }
        return -1;
    }

    boolean isFull() {
        return used >= (mask + 1) / 3 * 2;
    }

    void add(String id, int row) {
        int slot = spread(id.hashCode()) & mask;
        while (at(slot) != 0) {
            slot = (slot + 1) & mask;
        }
        slots.set(INT, (long) slot * Integer.BYTES, row + 1);
        used++;
    }

    MemorySegment slots() {
        return slots;
    }

    int used() {
        return used;
    }

    private int at(int slot) {
        return slots.get(INT, (long) slot * Integer.BYTES);
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9e3779b9;
        return mixed ^ (mixed >>> 16);
    }
}
