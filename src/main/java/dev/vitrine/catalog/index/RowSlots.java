package dev.vitrine.catalog.index;

import java.util.function.IntPredicate;

/// Where the rows of an order stand: in slots, a few of which are free. Unchangeable.
///
/// @param occupied a bit for each slot
/// @param end larger than the last slot in use
record RowSlots(IntPages rowBySlot, IntPages slotByRow, long[] occupied, int count, int end) {
    static final int ABSENT = IntPages.NONE;

    /// Compares two rows; never 0 for different rows.
    interface Comparison {
        int compare(int row, int other);
    }

    /// A slot such that `before` holds for all slots in use below it and for no other; asked only for slots in use.
    static int firstNotBefore(long[] occupied, int end, IntPredicate before) {
        int low = 0;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int probe = Bits.previousSet(occupied, middle);
            if (probe < low || before.test(probe)) {
                low = middle + 1;
            } else {
                high = probe;
            }
        }
        return low;
    }
}
