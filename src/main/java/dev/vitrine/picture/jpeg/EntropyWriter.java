package dev.vitrine.picture.jpeg;

import java.util.Arrays;

/// Writes segments, and blocks in Huffman codes (F.1.2), to memory.
final class EntropyWriter {
    private static final int END_OF_BLOCK = 0x00;
    private static final int SIXTEEN_ZEROS = 0xF0;
    /// More than a block can take: 64 symbols of up to 27 bits, every byte stuffed.
    private static final int BLOCK = 512;

    /// `code << 8 | length` per symbol: DC and AC of luma, then of color.
    private final int[][] codes = new int[4][256];
    private final int[] predictors = new int[3];
    private byte[] bytes;
    private int length;
    /// Right-aligned; the lower [#count] bits are still to be written.
    private long bits;
    private int count;

    EntropyWriter(int capacity) {
        bytes = new byte[capacity];
    }

    void write(int... values) {
        reserve(values.length);
        for (int value : values) {
            bytes[length++] = (byte) value;
        }
    }

    /// Makes codes of a table (annex C).
    ///
    /// @param number as in its segment: class and destination
    /// @param lengths how many codes there are of each length from 1 on
    void take(int number, short[] lengths, short[] values) {
        int[] table = codes[table(number >> 4, number & 15)];
        int code = 0;
        int next = 0;
        for (int bitLength = 1; bitLength <= lengths.length; bitLength++) {
            for (int i = 0; i < lengths[bitLength - 1]; i++) {
                table[values[next++]] = code++ << 8 | bitLength;
            }
            code <<= 1;
        }
    }

    private static int table(int kind, int destination) {
        return destination * 2 + kind;
    }

    /// @param coefficients row by row
    /// @param component 0 for luma
    void writeBlock(int[] coefficients, int component) {
        reserve(BLOCK);
        int destination = Math.min(component, 1);
        int[] ac = codes[table(1, destination)];
        int difference = coefficients[0] - predictors[component];
        predictors[component] = coefficients[0];
        writeValue(codes[table(0, destination)], 0, difference);
        int run = 0;
        for (int k = 1; k < 64; k++) {
            int value = coefficients[Zigzag.NATURAL[k]];
            if (value == 0) {
                run++;
                continue;
            }
            for (; run > 15; run -= 16) {
                writeBits(ac[SIXTEEN_ZEROS] >> 8, ac[SIXTEEN_ZEROS] & 0xFF);
            }
            writeValue(ac, run << 4, value);
            run = 0;
        }
        if (run > 0) {
            writeBits(ac[END_OF_BLOCK] >> 8, ac[END_OF_BLOCK] & 0xFF);
        }
    }

    /// Code and value; a negative one is written as one less, its lowest bits (F.1.2.1).
    private void writeValue(int[] table, int run, int value) {
        int size = 32 - Integer.numberOfLeadingZeros(Math.abs(value));
        int entry = table[run | size];
        int lowest = value + (value >> 31) & (1 << size) - 1;
        writeBits(entry >> 8 << size | lowest, (entry & 0xFF) + size);
    }

    private void writeBits(int value, int n) {
        bits = bits << n | value;
        count += n;
        if (count >= 32) {
            count -= 32;
            writeFour((int) (bits >>> count));
        }
    }

    private void writeFour(int four) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            byte next = (byte) (four >> shift);
            bytes[length++] = next;
            if (next == (byte) 0xFF) {
                bytes[length++] = 0;
            }
        }
    }

    /// The whole file: the last byte filled up with ones (F.1.2.3), and the end.
    byte[] finish() {
        reserve(BLOCK);
        int rest = -count & 7;
        bits = bits << rest | (1 << rest) - 1;
        count += rest;
        for (; count > 0; count -= 8) {
            byte next = (byte) (bits >>> count - 8);
            bytes[length++] = next;
            if (next == (byte) 0xFF) {
                bytes[length++] = 0;
            }
        }
        write(0xFF, Segment.EOI);
        return Arrays.copyOf(bytes, length);
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
