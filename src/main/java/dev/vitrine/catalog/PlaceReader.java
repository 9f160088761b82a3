package dev.vitrine.catalog;

import java.util.Arrays;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/// Reads the places of one word: rows in ascending order, each with the positions at which the word stands.
///
/// A row is a number whose lowest bit tells whether one position follows or a count of them; numbers take as few bytes as they need.
final class PlaceReader {
    private final byte[] bytes;
    private final int end;
    private int at;
    private int row;
    private int count;
    private int positionsAt;

    PlaceReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    boolean next() {
        if (at >= end) {
            return false;
        }
        int head = number();
        row += head >>> 1;
        count = (head & 1) == 0 ? 1 : number();
        positionsAt = at;
        for (int i = 0; i < count; i++) {
            while (bytes[at++] < 0) {
                continue;
            }
        }
        return true;
    }

    int row() {
        return row;
    }

    int count() {
        return count;
    }

    int[] positions() {
        int after = at;
        at = positionsAt;
        int[] positions = new int[count];
        int position = 0;
        for (int i = 0; i < count; i++) {
            position += number();
            positions[i] = position;
        }
        at = after;
        return positions;
    }

    /// The places in these rows, as row (upper half) and position (lower half), sorted.
    long[] among(RoaringBitmap rows) {
        long[] found = new long[rows.getCardinality()];
        int size = 0;
        PeekableIntIterator wanted = rows.getIntIterator();
        while (wanted.hasNext() && next()) {
            wanted.advanceIfNeeded(row);
            if (wanted.hasNext() && wanted.peekNext() == row) {
                for (int position : positions()) {
                    found = size == found.length ? Arrays.copyOf(found, size + 16 + size / 2) : found;
                    found[size++] = (long) row << 32 | position;
                }
            }
        }
        return Arrays.copyOf(found, size);
    }

    private int number() {
        int value = 0;
        int shift = 0;
        byte next = bytes[at++];
        while (next < 0) {
            value |= (next & 0x7f) << shift;
            shift += 7;
            next = bytes[at++];
        }
        return value | next << shift;
    }
}
