package dev.vitrine.catalog.index;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Reads the positions of one word in its rows, row after row; where the word is frequent it skips what is not
/// asked for.
///
/// A position is the distance to the one before in the same row, six bits a byte, the lowest first: the highest bit of
/// a byte tells that the number goes on, the lowest that the row does. So every row has one byte with a clear lowest
/// bit, and rows are passed eight bytes at a time.
final class WordPositionReader {
    /// So many rows lie between two places to skip to.
    static final int SKIP = 64;
    /// So many bytes must follow the last row.
    static final int PADDING = Long.BYTES;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long LOWEST_BITS = 0x0101010101010101L;

    private final MemorySegment bytes;
    private final int start;
    private final int[] skips;
    private int at;
    private int entry;
    private int[] positions = new int[8];

    /// @param skips where every 64th row begins, from `start` on; may be empty
    WordPositionReader(MemorySegment bytes, int start, int[] skips) {
        this.bytes = bytes;
        this.start = start;
        this.skips = skips;
        this.at = start;
    }

    WordPositionReader fromStart() {
        return new WordPositionReader(bytes, start, skips);
    }

    /// Adds one row's positions, which ascend from 1 on.
    static void write(ByteArrayBuilder bytes, int[] positions, int count) {
        int before = 0;
        for (int i = 0; i < count; i++) {
            int rest = positions[i] - before;
            before = positions[i];
            while (rest >>> 6 != 0) {
                bytes.append((byte) (0x80 | (rest & 0x3f) << 1 | 1));
                rest >>>= 6;
            }
            bytes.append((byte) (rest << 1 | (i + 1 < count ? 1 : 0)));
        }
    }

    /// Goes to the row with this number among the rows of the word; these numbers must ascend.
    void seek(int requested) {
        if (skips.length > 0 && requested / SKIP > entry / SKIP) {
            entry = requested / SKIP * SKIP;
            at = start + skips[requested / SKIP];
        }
        if (requested > entry) {
            pass(requested - entry);
            entry = requested;
        }
    }

    /// The positions in the current row as bits, or 0 where they do not fit: nearly always they do.
    ///
    /// Without a branch: multiplying makes the sums of all distances up to each byte; after the last byte the last
    /// sum is repeated.
    long small() {
        long next = bytes.get(LONG, at);
        long ends = ~next & LOWEST_BITS;
        long row = next & ((ends & -ends) << 8) - 1;
        long sums = (row >>> 1 & 0x1f1f1f1f1f1f1f1fL) * LOWEST_BITS;
        if ((row & 0xc0c0c0c0c0c0c0c0L) != 0 || ends == 0 || sums >>> 56 > 63) {
            return 0;
        }
        return 1L << sums
                | 1L << (sums >>> 8)
                | 1L << (sums >>> 16)
                | 1L << (sums >>> 24)
                | 1L << (sums >>> 32)
                | 1L << (sums >>> 40)
                | 1L << (sums >>> 48)
                | 1L << (sums >>> 56);
    }

    /// Reads the positions in the current row.
    ///
    /// @return how many there are, to be had from {@link #positions}
    int read() {
        int count = 0;
        int position = 0;
        int shift = 0;
        int from = at;
        for (boolean more = true; more; ) {
            byte next = bytes.get(ValueLayout.JAVA_BYTE, from++);
            more = (next & 1) != 0;
            position += (next >> 1 & 0x3f) << shift;
            if (next < 0) {
                shift += 6;
                continue;
            }
            shift = 0;
            if (count == positions.length) {
                positions = Arrays.copyOf(positions, count * 2);
            }
            positions[count++] = position;
        }
        return count;
    }

    /// What was read last; the array is used again.
    int[] positions() {
        return positions;
    }

    private void pass(int rows) {
        int rest = rows;
        while (true) {
            long ends = ~bytes.get(LONG, at) & LOWEST_BITS;
            int count = Long.bitCount(ends);
            if (count >= rest) {
                for (; rest > 1; rest--) {
                    ends &= ends - 1;
                }
                at += (Long.numberOfTrailingZeros(ends) >> 3) + 1;
                return;
            }
            rest -= count;
            at += Long.BYTES;
        }
    }
}
