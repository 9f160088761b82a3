package dev.vitrine.picture.jpeg;

import dev.vitrine.picture.jpeg.JpegException.Corrupt;
import java.util.Arrays;

/// A Huffman table (B.2.4.2, annex C, F.2.2.3) and the lookups made from it, each indexed by the next [#PEEK] bits.
final class HuffmanTable {
    static final int PEEK = 12;
    /// How far to shift 64 bits to have the index.
    static final int SHIFT = 64 - PEEK;
    /// The steps of an end of block: beyond any coefficient.
    static final int END = 64;
    /// In [#skips], set when the run of symbols ends with an end of block.
    static final int SKIP_END = 128;

    /// In place of a table where a scan needs none.
    static final HuffmanTable NONE = new HuffmanTable();

    private static final char NO_SKIP = 255 << 6;
    private static final int SIZE = 1 << PEEK;
    private static final int LONGEST = 16;

    /// `length << 8 | symbol` for codes of up to [#PEEK] bits, 0 for longer ones.
    private final short[] symbols = new short[SIZE];
    /// Per length, the first code beyond those of that length, aligned to 16 bits; and what takes a code to its symbol.
    private final int[] beyond = new int[LONGEST + 1];
    private final int[] shift = new int[LONGEST + 1];
    private final byte[] values;
    private int[] coefficients = {};
    private char[] skips = {};

    /// @param counts how many codes there are of each length from 1 to 16 (BITS), at `at` in the file, the symbols (HUFFVAL) following
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

    /// `length << 8 | symbol` per index, or 0 where the code is longer.
    short[] symbols() {
        return symbols;
    }

    /// The next symbol, whatever its length (F.2.2.3, DECODE); 0 where no code matches, as other decoders do.
    int decode(BitReader in) {
        if (in.count < 32) {
            in.refill();
        }
        int next = (int) (in.bits >>> 48);
        for (int length = 1; length <= LONGEST; length++) {
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

    /// One symbol with its value: bits 0–5 length of code and value together, 6–12 steps to the next coefficient ([#END] at the end
    /// of the block), 15 set for a coefficient, 16–31 its value. 0 where code and value are longer than the index.
    int[] coefficients() {
        if (coefficients.length == 0) {
            int[] table = new int[SIZE];
            for (int i = 0; i < SIZE; i++) {
                table[i] = coefficient(i);
            }
            coefficients = table;
        }
        return coefficients;
    }

    private int coefficient(int index) {
        int length = symbols[index] >>> 8;
        int run = symbols[index] >>> 4 & 15;
        int size = symbols[index] & 15;
        if (length == 0 || length + size > PEEK || size == 0 && run > 0 && run < 15) {
            return 0;
        }
        if (size == 0) {
            return (run == 0 ? END : 16) << 6 | length;
        }
        int value = index >>> (PEEK - length - size) & (1 << size) - 1;
        if (value < 1 << (size - 1)) {
            value -= (1 << size) - 1;
        }
        return value << 16 | 1 << 15 | (run + 1) << 6 | length + size;
    }

    /// As many whole symbols as fit, to step over: bits 0–5 their length, 6–13 the steps they make, plus [#SKIP_END] if the last of
    /// them ends the block. Where not even one fits, more steps than any block has.
    char[] skips() {
        if (skips.length == 0) {
            char[] table = new char[SIZE];
            int[] single = coefficients();
            for (int i = 0; i < SIZE; i++) {
                table[i] = skip(single, i);
            }
            skips = table;
        }
        return skips;
    }

    private static char skip(int[] single, int index) {
        int length = 0;
        int steps = 0;
        while (steps < END) {
            int symbol = single[index << length & SIZE - 1];
            int more = symbol & 63;
            if (more == 0 || length + more > PEEK) {
                break;
            }
            length += more;
            int step = symbol >>> 6 & 127;
            steps += step == END ? SKIP_END : step;
        }
        return length == 0 ? NO_SKIP : (char) (steps << 6 | length);
    }
}
