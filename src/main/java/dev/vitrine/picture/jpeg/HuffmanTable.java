package dev.vitrine.picture.jpeg;

import dev.vitrine.picture.jpeg.JpegException.Corrupt;
import java.util.Arrays;

/// A Huffman table (B.2.4.2, annex C, F.2.2.3) and the lookups made from it, each indexed by the next [#PEEK] bits.
final class HuffmanTable {
    static final int PEEK = 12;
    /// How far to shift 64 bits to have the index.
    static final int SHIFT = 64 - PEEK;
    static final int SIZE = 1 << PEEK;
    /// What an end of block adds to the steps: more than any coefficients make.
    static final int END = 128;
    /// The steps where code and value together are longer than the index.
    static final int TOO_LONG = 255;
    /// Bits of the index of [#codes].
    static final int CODE = 10;
    /// How far to shift 64 bits to have that index.
    static final int CODE_SHIFT = 64 - CODE;
    /// Bits that a code of that index takes at most with its value.
    static final int CODE_AND_VALUE = CODE + 15;
    /// In place of a table where a scan needs none.
    static final HuffmanTable NONE = new HuffmanTable();

    private static final int LONGEST = 16;

    /// `length << 8 | symbol` for codes of up to [#PEEK] bits, 0 for longer ones.
    private final short[] symbols = new short[SIZE];
    /// Per length, the first code beyond those of that length, aligned to 16 bits; and what takes a code to its
    /// symbol.
    private final int[] beyond = new int[LONGEST + 1];
    private final int[] shift = new int[LONGEST + 1];
    private final byte[] values;
    private int[] lookup = {};
    private char[] skips = {};
    private int[] codes = {};

    /// Reads, at `at` in the file, how many codes there are of each length from 1 to 16 (BITS), then their symbols
    /// (HUFFVAL).
    HuffmanTable(byte[] file, int at, int end) throws Corrupt {
        int total = 0;
        for (int length = 1; length <= LONGEST; length++) {
            total += file[at + length - 1] & 0xFF;
        }
        if (total > 256 || at + LONGEST + total > end) {
            throw new Corrupt("A Huffman table is cut off.");
        }
        values = Arrays.copyOfRange(file, at + LONGEST, at + LONGEST + total);
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            int codes = file[at + length - 1] & 0xFF;
            shift[length] = index - code;
            for (int i = 0; i < codes; i++) {
                fill(code++, length, values[index++] & 0xFF);
            }
            if (code > 1 << length) {
                throw new Corrupt("A Huffman table has more codes than fit.");
            }
            beyond[length] = code << (LONGEST - length);
            code <<= 1;
        }
    }

    private HuffmanTable() {
        values = new byte[0];
    }

    int size() {
        return LONGEST + values.length;
    }

    private void fill(int code, int length, int symbol) throws Corrupt {
        if (code >= 1 << length) {
            throw new Corrupt("A Huffman table has more codes than fit.");
        }
        if (length <= PEEK) {
            int first = code << (PEEK - length);
            Arrays.fill(symbols, first, first + (1 << (PEEK - length)), (short) (length << 8 | symbol));
        }
    }

    /// The next symbol, whatever its length (F.2.2.3, DECODE); 0 where no code matches, as other decoders do.
    int decode(BitReader in) {
        if (in.count < 32) {
            in.refill();
        }
        int known = symbols[(int) (in.bits >>> SHIFT)];
        if (known != 0) {
            in.bits <<= known >>> 8;
            in.count -= known >>> 8;
            return known & 0xFF;
        }
        int next = (int) (in.bits >>> 48);
        for (int length = PEEK + 1; length <= LONGEST; length++) {
            if (next < beyond[length]) {
                in.bits <<= length;
                in.count -= length;
                return values[(next >>> (LONGEST - length)) + shift[length]] & 0xFF;
            }
        }
        in.bits <<= LONGEST;
        in.count -= LONGEST;
        in.wrong = true;
        return 0;
    }

    /// F.2.2.2: run and size; a run without size ends the block, unless it is sixteen zeros.
    static int steps(int symbol) {
        int run = symbol >> 4;
        return (symbol & 15) == 0 && run < 15 ? END : run + 1;
    }

    /// One symbol with its value: bits 0–5 length, 6–13 steps to the next coefficient ([#END] at the end of the
    /// block), 16–31 value. Length 0 where code and value together are longer than the index.
    int[] lookup() {
        if (lookup.length == 0) {
            int[] table = new int[SIZE];
            for (int i = 0; i < SIZE; i++) {
                table[i] = single(i);
            }
            lookup = table;
        }
        return lookup;
    }

    /// One code without its value, so that a long value costs no more than a short one and the table stays in the
    /// nearest cache: bits 0–5 length of both, 6–13 steps, 16–19 how many bits the value has. Length 0 where the
    /// code is longer than the index.
    int[] codes() {
        if (codes.length == 0) {
            int[] table = new int[1 << CODE];
            for (int i = 0; i < table.length; i++) {
                table[i] = code(symbols[i << PEEK - CODE]);
            }
            codes = table;
        }
        return codes;
    }

    private static int code(int known) {
        int length = known >>> 8;
        int size = known & 15;
        boolean plain = size > 0 || (known >>> 4 & 15) % 15 == 0;
        return length == 0 || length > CODE || !plain ? 0 : size << 16 | steps(known & 255) << 6 | length + size;
    }

    /// The value in the lowest `size` bits, with its sign (F.2.2.1, EXTEND).
    static int extend(int bits, int size) {
        int max = (1 << size) - 1;
        int value = bits & max;
        return value - (max & value - (1 << size >> 1) >> 31);
    }

    /// As many whole symbols as fit, for stepping over them: bits 0–5 length, 6–13 steps, plus [#END] if the last
    /// ends the block. [#TOO_LONG] steps where not even one fits.
    char[] skips() {
        if (skips.length == 0) {
            char[] table = new char[SIZE];
            int[] single = lookup();
            for (int i = 0; i < SIZE; i++) {
                int several = several(single, i, 0, 64);
                table[i] = (char) (several == 0 ? TOO_LONG << 6 : several);
            }
            skips = table;
        }
        return skips;
    }

    /// The DC coefficient, of which this is the table, and with it as many whole symbols of `ac` as fit: bits 0–5
    /// length, 6–13 steps as in [#skips], 16–31 value. 0 where not even the first fits.
    int[] firsts(HuffmanTable ac) {
        int[] table = new int[SIZE];
        int[] single = ac.lookup();
        for (int i = 0; i < SIZE; i++) {
            int length = symbols[i] >>> 8;
            int size = symbols[i] & 15;
            if (length > 0 && length + size <= PEEK) {
                int value = extend(i >>> PEEK - length - size, size);
                table[i] = value << 16 | several(single, i, length + size, 63);
            }
        }
        return table;
    }

    private int single(int index) {
        int length = symbols[index] >>> 8;
        int run = symbols[index] >>> 4 & 15;
        int size = symbols[index] & 15;
        if (length == 0 || length + size > PEEK || size == 0 && run > 0 && run < 15) {
            return TOO_LONG << 6;
        }
        if (size == 0) {
            return (run == 0 ? END : 16) << 6 | length;
        }
        int value = index >>> PEEK - length - size & (1 << size) - 1;
        if (value < 1 << size - 1) {
            value -= (1 << size) - 1;
        }
        return value << 16 | run + 1 << 6 | length + size;
    }

    /// @param from the bits already used
    /// @param max steps to the end of the block at least
    private static int several(int[] single, int index, int from, int max) {
        int length = from;
        int steps = 0;
        while (steps < max) {
            int symbol = single[index << length & SIZE - 1];
            int more = symbol & 63;
            int added = symbol >>> 6 & 255;
            // Beyond the end of a block are the bits of the next one, and a sum must not look like an end.
            if (more == 0 || length + more > PEEK || length > 0 && (steps + added & END - 1) > 63) {
                break;
            }
            length += more;
            steps += added;
        }
        return steps << 6 | length;
    }
}
