package dev.vitrine.catalog.index;

import java.util.function.IntPredicate;

/// From image id to row, in four bytes a slot: it keeps only row numbers, the ids themselves are compared in the rows.
///
/// Shared by all versions of an index: entries are only ever added (by one writer); one that is out of date fails the
/// comparison.
final class IdTable {
    private final int[] slots;
    private int used;

    IdTable(int rows) {
        this(new int[Integer.highestOneBit(Math.max(512, rows)) * 4], 0);
    }

    IdTable(int[] slots, int used) {
        this.slots = slots;
        this.used = used;
    }

    /// The row with this id for which `matches` holds, or -1.
    int find(String id, IntPredicate matches) {
        int mask = slots.length - 1;
        for (int slot = spread(id.hashCode()) & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            if (matches.test(slots[slot] - 1)) {
                return slots[slot] - 1;
            }
        }
        return -1;
    }

    boolean isFull() {
        return used >= slots.length / 3 * 2;
    }

    void add(String id, int row) {
        int mask = slots.length - 1;
        int slot = spread(id.hashCode()) & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = row + 1;
        used++;
    }

    int[] slots() {
        return slots;
    }

    int used() {
        return used;
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9e3779b9;
        return mixed ^ (mixed >>> 16);
    }
}
