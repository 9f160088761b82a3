package dev.vitrine.picture.format;

import java.io.IOException;
import java.util.Arrays;

/// Which codes a block of a deflate stream is written in (RFC 1951, 3.2.5 to 3.2.7).
final class DeflateCodes {
    static final int LITERAL_BITS = 11;
    static final int LITERAL_MASK = (1 << LITERAL_BITS) - 1;
    static final int DISTANCE_BITS = 8;
    static final int DISTANCE_MASK = (1 << DISTANCE_BITS) - 1;

    private static final int LENGTH_BITS = 7;
    private static final int END_OF_BLOCK = 256;
    private static final int[] LITERALS = literals();
    private static final int[] DISTANCES = distances();
    private static final int[] LENGTHS = new int[19];
    /// Made once: a stream may begin with such a block as often as it likes, and put nothing into it.
    static final DeflateTable FIXED_LITERALS = made(literalTable(), fixedLengths(), LITERALS);
    static final DeflateTable FIXED_DISTANCES = made(distanceTable(), fixedDistances(), DISTANCES);
    /// In which order their own lengths are written.
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    static {
        FIXED_LITERALS.pair();
        Arrays.setAll(LENGTHS, i -> DeflateTable.LITERAL | i << 16);
    }

    private DeflateCodes() {}

    private static int[] literals() {
        int[] meanings = new int[288];
        Arrays.setAll(meanings, i -> DeflateTable.LITERAL | i << 16);
        meanings[END_OF_BLOCK] = DeflateTable.END;
        int min = 3;
        for (int i = 257; i < 285; i++) {
            int further = i < 265 ? 0 : (i - 261) / 4;
            meanings[i] = DeflateTable.BASE | further << 5 | min << 16;
            min += 1 << further;
        }
        meanings[285] = DeflateTable.BASE | 258 << 16;
        Arrays.fill(meanings, 286, 288, DeflateTable.NONE);
        return meanings;
    }

    private static int[] distances() {
        int[] meanings = new int[32];
        int min = 1;
        for (int i = 0; i < 30; i++) {
            int further = i < 4 ? 0 : i / 2 - 1;
            meanings[i] = DeflateTable.BASE | further << 5 | min << 16;
            min += 1 << further;
        }
        Arrays.fill(meanings, 30, 32, DeflateTable.NONE);
        return meanings;
    }

    static DeflateTable literalTable() {
        return new DeflateTable(LITERAL_BITS, 288, 2342);
    }

    static DeflateTable distanceTable() {
        return new DeflateTable(DISTANCE_BITS, 32, 402);
    }

    private static byte[] fixedLengths() {
        byte[] lengths = new byte[288];
        Arrays.fill(lengths, 0, 144, (byte) 8);
        Arrays.fill(lengths, 144, 256, (byte) 9);
        Arrays.fill(lengths, 256, 280, (byte) 7);
        Arrays.fill(lengths, 280, 288, (byte) 8);
        return lengths;
    }

    private static byte[] fixedDistances() {
        byte[] lengths = new byte[32];
        Arrays.fill(lengths, (byte) 5);
        return lengths;
    }

    private static DeflateTable made(DeflateTable table, byte[] lengths, int[] meanings) {
        if (!table.make(lengths, 0, lengths.length, meanings)) {
            throw new IllegalArgumentException("such codes do not exist");
        }
        return table;
    }

    /// Those that are written before the block, packed themselves.
    static void read(DeflateInput bits, DeflateTable literals, DeflateTable distances) throws IOException {
        int literalCount = bits.take(5) + 257;
        int distanceCount = bits.take(5) + 1;
        int lengthCount = bits.take(4) + 4;
        if (literalCount > 286 || distanceCount > 30) {
            throw DeflateInput.damaged();
        }
        byte[] ofLengths = new byte[LENGTHS.length];
        for (int i = 0; i < lengthCount; i++) {
            ofLengths[ORDER[i]] = (byte) bits.take(3);
        }
        byte[] lengths = new byte[literalCount + distanceCount];
        readLengths(bits, ofLengths, lengths);
        if (lengths[END_OF_BLOCK] == 0) {
            throw DeflateInput.damaged();
        }
        if (!literals.make(lengths, 0, literalCount, LITERALS)
                || !distances.make(lengths, literalCount, distanceCount, DISTANCES)) {
            throw DeflateInput.damaged();
        }
        literals.pair();
    }

    private static void readLengths(DeflateInput bits, byte[] ofLengths, byte[] lengths) throws IOException {
        var table = new DeflateTable(LENGTH_BITS, LENGTHS.length, 1 << LENGTH_BITS);
        if (!table.make(ofLengths, 0, LENGTHS.length, LENGTHS)) {
            throw DeflateInput.damaged();
        }
        for (int i = 0; i < lengths.length; ) {
            int symbol = bits.symbol(table);
            int times = switch (symbol) {
                case 16 -> 3 + bits.take(2);
                case 17 -> 3 + bits.take(3);
                case 18 -> 11 + bits.take(7);
                default -> 1;
            };
            if (i + times > lengths.length || symbol == 16 && i == 0) {
                throw DeflateInput.damaged();
            }
            byte length = (byte) (symbol < 16 ? symbol : symbol == 16 ? lengths[i - 1] : 0);
            Arrays.fill(lengths, i, i + times, length);
            i += times;
        }
    }
}
