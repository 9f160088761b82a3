package dev.vitrine.catalog.index;

import dev.vitrine.text.TitleKey;
import java.util.Arrays;
import java.util.function.IntFunction;

/// The titles of rows that are put into an index, in a form that is compared byte by byte: a dozen bytes each, as all
/// rows of a library may be among them.
final class TitleKeys {
    private final ByteArrayBuilder keys = new ByteArrayBuilder();
    private int[] rows = new int[16];
    private int[] ends = new int[16];
    private int count;

    /// Rows come in ascending order.
    void add(int row, String title) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, count + count / 2);
            ends = Arrays.copyOf(ends, count + count / 2);
        }
        keys.append(encoded(TitleKey.of(title)));
        rows[count] = row;
        ends[count++] = keys.size();
    }

    /// @param others the title keys of rows that were not added
    int compare(int row, int other, IntFunction<String> others) {
        int left = find(row);
        int right = find(other);
        return left >= 0 && right >= 0
                ? keys.compare(start(left), ends[left], start(right), ends[right])
                : Arrays.compareUnsigned(key(row, left, others), key(other, right, others));
    }

    private byte[] key(int row, int at, IntFunction<String> others) {
        return at >= 0 ? keys.copy(start(at), ends[at]) : encoded(others.apply(row));
    }

    /// Mostly there are hardly any rows between them that were not added.
    private int find(int row) {
        if (count == 0 || row < rows[0] || row > rows[count - 1]) {
            return -1;
        }
        int last = Math.min(row - rows[0], count - 1);
        int gaps = rows[count - 1] - rows[0] + 1 - count;
        return Arrays.binarySearch(rows, Math.max(0, row - rows[0] - gaps), last + 1, row);
    }

    private int start(int at) {
        return at == 0 ? 0 : ends[at - 1];
    }

    /// Compares as the text does, character by character, which UTF-8 does not.
    private static byte[] encoded(String key) {
        byte[] bytes = new byte[3 * key.length()];
        int size = 0;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c < 0x80) {
                bytes[size++] = (byte) c;
            } else if (c < 0x800) {
                bytes[size++] = (byte) (0xC0 | c >> 6);
                bytes[size++] = (byte) (0x80 | c & 0x3F);
            } else {
                bytes[size++] = (byte) (0xE0 | c >> 12);
                bytes[size++] = (byte) (0x80 | c >> 6 & 0x3F);
                bytes[size++] = (byte) (0x80 | c & 0x3F);
            }
        }
        return Arrays.copyOf(bytes, size);
    }
}
