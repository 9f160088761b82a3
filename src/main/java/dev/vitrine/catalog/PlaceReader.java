package dev.vitrine.catalog;

import java.util.Arrays;

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
    long[] among(int[] rows) {
        long[] found = new long[rows.length + 16];
        int size = 0;
        int wanted = 0;
        while (wanted < rows.length && at < end) {
            int head = number();
            row += head >>> 1;
            count = (head & 1) == 0 ? 1 : number();
            while (wanted < rows.length && rows[wanted] < row) {
                wanted++;
            }
            boolean hit = wanted < rows.length && rows[wanted] == row;
            if (hit && size + count > found.length) {
                found = Arrays.copyOf(found, size + count + size / 2);
            }
            int position = 0;
            for (int i = 0; i < count; i++) {
                position += number();
                if (hit) {
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
