package dev.vitrine.catalog.index;

import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/// Rows of which several other sets are asked how many they share with them.
///
/// Where both are sparse, which is sorted numbers to RoaringBitmap, it walks through the two side by side: several
/// times what looking up the bit of each row takes.
final class CountedSet {
    /// Of all rows; a container with fewer is no bitmap.
    private static final int SPARSE = 16;
    /// The bits of fewer rows are not worth making.
    private static final int VERY_SPARSE = 256;

    private final RoaringBitmap rows;
    private final long all;
    private final long[] bits;

    CountedSet(RoaringBitmap rows, RoaringBitmap all) {
        this.rows = rows;
        this.all = all.getLongCardinality();
        long size = rows.getLongCardinality();
        boolean worthBits = size < this.all / SPARSE && size > this.all / VERY_SPARSE;
        this.bits = worthBits ? BitSetUtil.toLongArray(rows) : new long[0];
    }

    int andCardinality(RoaringBitmap set) {
        long size = set.getLongCardinality();
        return bits.length > 0 && size < all / SPARSE && size > all / VERY_SPARSE
                ? lookedUp(set)
                : RoaringBitmap.andCardinality(rows, set);
    }

    private int lookedUp(RoaringBitmap set) {
        int[] batch = new int[RowChunk.SIZE];
        int end = bits.length << 6;
        long found = 0;
        for (BatchIterator each = set.getBatchIterator(); each.hasNext(); ) {
            int count = each.nextBatch(batch);
            for (int i = 0; i < count; i++) {
                int row = batch[i];
                found += row < end ? bits[row >> 6] >>> row & 1 : 0;
            }
        }
        return (int) found;
    }
}
