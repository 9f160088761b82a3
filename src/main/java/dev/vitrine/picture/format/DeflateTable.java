package dev.vitrine.picture.format;

import java.util.Arrays;

/// The codes of one alphabet of a deflate block (RFC 1951, 3.2.2), to be looked up by the next bits of the stream.
///
/// An entry has, from its lowest bit: 5 bits for how many bits its code takes here; 5 for how many further bits
/// belong to it; 3 for its kind; and from bit 16 its value: a byte, the least length or distance, or where the table
/// for longer codes begins, in which the further bits are looked up.
final class DeflateTable {
    static final int LITERAL = 0;
    static final int BASE = 1 << 10;
    static final int END = 2 << 10;
    static final int LONGER = 3 << 10;
    static final int NONE = 4 << 10;
    static final int KIND = 7 << 10;
    /// Of a literal: another one comes with it.
    static final int PAIR = 1 << 13;

    private static final int LONGEST = 15;

    private final int[] entries;
    private final int bits;
    private final int[] counts = new int[LONGEST + 1];
    private final int[] sorted;

    /// @param bits that are looked up at once
    /// @param symbols of the alphabet
    /// @param room for entries: what codes of that many symbols need at most
    DeflateTable(int bits, int symbols, int room) {
        this.bits = bits;
        entries = new int[room];
        sorted = new int[symbols];
    }

    int[] entries() {
        return entries;
    }

    int entry(int next) {
        return entries[next & (1 << bits) - 1];
    }

    /// @param lengths of the symbols' codes in bits, from index `from`; 0 for a symbol that does not occur
    /// @param meanings of the symbols: entries without the length of a code
    /// @return false where the lengths contradict each other
    boolean make(byte[] lengths, int from, int symbols, int[] meanings) {
        if (!sort(lengths, from, symbols)) {
            return false;
        }
        Arrays.fill(entries, NONE | 1);
        int code = 0; // its first bit lowest, as they come in the stream
        int at = 0;
        int end = 1 << bits;
        int head = -1;
        int start = 0;
        int further = 0;
        for (int length = 1; length <= LONGEST; length++) {
            for (int left = counts[length]; left > 0; left--) {
                int meaning = meanings[sorted[at++]];
                if (length <= bits) {
                    fill(0, bits, code, length, meaning);
                } else {
                    if (head != (code & (1 << bits) - 1)) {
                        head = code & (1 << bits) - 1;
                        start = end;
                        further = further(length, left);
                        end += 1 << further;
                        if (end > entries.length) {
                            return false;
                        }
                        entries[head] = LONGER | further << 5 | bits | start << 16;
                    }
                    fill(start, further, code >> bits, length - bits, meaning);
                }
                code = next(code, length);
            }
        }
        return true;
    }

    /// Where the bits that are looked up hold two literals, both are given at once; bits 6 to 9 are then how many
    /// the first of them takes. Goes downwards: what is behind it is a lesser number, whose entry still has one
    /// literal.
    void pair() {
        for (int i = (1 << bits) - 1; i >= 0; i--) {
            int first = entries[i];
            if ((first & KIND) != LITERAL) {
                continue;
            }
            int alone = first & 31;
            int second = entries[i >> alone];
            int length = alone + (second & 31);
            boolean fits = (second & KIND) == LITERAL && length <= bits;
            entries[i] = alone << 6 | (fits ? PAIR | length | first & 0xFF0000 | second << 8 & 0xFF000000 : first);
        }
    }

    /// Counting sort by length.
    private boolean sort(byte[] lengths, int from, int symbols) {
        Arrays.fill(counts, 0);
        for (int i = 0; i < symbols; i++) {
            counts[lengths[from + i]]++;
        }
        int[] places = new int[LONGEST + 2];
        int free = 1; // codes of this length that are left
        for (int length = 1; length <= LONGEST; length++) {
            free = 2 * free - counts[length];
            if (free < 0) {
                return false;
            }
            places[length + 1] = places[length] + counts[length];
        }
        for (int i = 0; i < symbols; i++) {
            int length = lengths[from + i];
            if (length > 0) {
                sorted[places[length]++] = i;
            }
        }
        return true;
    }

    /// Everywhere where the lowest bits are those of the code.
    private void fill(int start, int tableBits, int code, int length, int meaning) {
        for (int i = code; i < 1 << tableBits; i += 1 << length) {
            entries[start + i] = meaning | length;
        }
    }

    /// How many bits a table for longer codes takes, of which the next one has this length.
    private int further(int length, int left) {
        int further = length - bits;
        for (int used = left; used < 1 << further && bits + further < LONGEST; ) {
            further++;
            used = 2 * used + counts[bits + further];
        }
        return further;
    }

    /// One more, counted from the code's last bit, which is the highest.
    private static int next(int code, int length) {
        int bit = 1 << length - 1;
        while ((code & bit) != 0) {
            bit >>= 1;
        }
        return bit == 0 ? 0 : code & bit - 1 | bit;
    }
}
