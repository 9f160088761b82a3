package dev.vitrine.picture.jpeg;

/// The order of coefficients in the file (A.3.6), and which of them a block of reduced size has.
final class Zigzag {
    /// The place of each in a block row by row.
    static final byte[] NATURAL = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
                21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
                47, 55, 62, 63
    };

    /// Where coefficient `k` goes in a block of `edge × edge`; those that it does not have go one behind its end.
    final byte[] slots = new byte[192];
    /// The kept coefficients, as bits.
    final long kept;
    /// The last coefficient that is kept.
    final int last;

    Zigzag(int edge) {
        long keptBits = 0;
        for (int k = 0; k < slots.length; k++) {
            int row = k < 64 ? NATURAL[k] >> 3 : 8;
            int column = k < 64 ? NATURAL[k] & 7 : 8;
            boolean keep = row < edge && column < edge;
            slots[k] = (byte) (keep ? row * edge + column : edge * edge);
            keptBits |= keep ? 1L << k : 0;
        }
        kept = keptBits;
        last = 63 - Long.numberOfLeadingZeros(keptBits);
    }

    /// Steps given in zigzag order, as a block of `edge × edge`.
    int[] arrange(int[] steps, int edge) {
        int[] block = new int[edge * edge + 1];
        for (int k = 0; k < 64; k++) {
            block[slots[k]] = steps[k];
        }
        return block;
    }
}
