package dev.vitrine.catalog.index;

import java.util.Arrays;

/// Ascending row numbers as bytes: each the distance to the one before, in as few bytes as it needs.
final class RowBytes {
    private RowBytes() {}

    /// Sets the bit of every row in a run of bytes.
    static void mark(byte[] bytes, int from, int to, long[] bits) {
        int row = 0;
        for (int at = from; at < to; ) {
            byte next = bytes[at++];
            int distance = next & 0x7f;
            for (int shift = 7; next < 0; shift += 7) {
                next = bytes[at++];
                distance |= (next & 0x7f) << shift;
            }
            row += distance;
            bits[row >> 6] |= 1L << row;
        }
    }

    static int[] read(byte[] bytes, int from, int to) {
        int[] rows = new int[to - from];
        int count = 0;
        int row = 0;
        for (int at = from; at < to; ) {
            byte next = bytes[at++];
            int distance = next & 0x7f;
            for (int shift = 7; next < 0; shift += 7) {
                next = bytes[at++];
                distance |= (next & 0x7f) << shift;
            }
            row += distance;
            rows[count++] = row;
        }
        return Arrays.copyOf(rows, count);
    }
}
