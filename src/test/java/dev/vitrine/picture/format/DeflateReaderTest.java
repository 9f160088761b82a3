package dev.vitrine.picture.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Beside the JDK's own.
class DeflateReaderTest {
    private static final int LENGTH = 300_000;

    /// Stored, with fixed codes and with its own; far and near repetitions, of all lengths.
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "6, 0", "9, 0", "6, 1", "6, 2"})
    void whatWasPackedIsUnpacked(int level, int strategy) throws IOException {
        for (int kind = 0; kind < 6; kind++) {
            byte[] plain = plain(kind, LENGTH);
            byte[] packed = packed(plain, level, strategy);
            assertArrayEquals(plain, unpacked(packed, plain.length, new Random(kind)), "kind " + kind);
        }
    }

    @Test
    void shortStreamsAreUnpacked() throws IOException {
        for (int length = 1; length < 300; length++) {
            byte[] plain = plain(length % 6, length);
            assertArrayEquals(plain, unpacked(packed(plain, 9, 0), length, new Random(length)), "length " + length);
        }
    }

    /// Each of ten bits, with the codes that need not be said.
    @Test
    void blocksWithNothingInThemAreSkipped() throws IOException {
        byte[] packed = new byte[5_000_000];
        for (int bit = 0; bit + 10 <= 8 * packed.length; bit += 10) {
            packed[bit + 1 >> 3] |= (byte) (1 << (bit + 1 & 7));
        }
        assertThrows(IOException.class, () -> unpacked(packed, 1, new Random(1)));
    }

    /// What stands after the last byte may be missing.
    @Test
    void aStreamThatIsCutEndsTooEarly() throws IOException {
        for (int level : new int[] {0, 1, 9}) {
            byte[] plain = plain(3, 3000);
            byte[] packed = packed(plain, level, 0);
            for (int length = 0; length < packed.length; length++) {
                byte[] cut = Arrays.copyOf(packed, length);
                if (ofTheJdk(cut, plain.length) == null) {
                    assertThrows(IOException.class, () -> unpacked(cut, plain.length, new Random(1)));
                } else {
                    assertArrayEquals(plain, unpacked(cut, plain.length, new Random(1)));
                }
            }
        }
    }

    @Test
    void moreThanThereIsEndsTooEarly() {
        byte[] plain = plain(2, 3000);
        byte[] packed = packed(plain, 6, 0);
        assertThrows(EOFException.class, () -> unpacked(packed, plain.length + 1, new Random(1)));
    }

    /// What the JDK takes for a stream is the same here, and nothing else comes of it than a plain failure.
    @Test
    void damageIsNoticedOrHarmless() throws IOException {
        var random = new Random(7);
        for (int round = 0; round < 3000; round++) {
            byte[] plain = plain(round % 6, 1 + random.nextInt(2000));
            byte[] packed = packed(plain, random.nextInt(10), 0);
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                packed[random.nextInt(packed.length)] ^= (byte) (1 << random.nextInt(8));
            }
            byte[] expected = ofTheJdk(packed, plain.length);
            try {
                byte[] actual = unpacked(packed, plain.length, random);
                if (expected != null) {
                    assertArrayEquals(expected, actual, "round " + round);
                }
            } catch (IOException e) {
                if (expected != null) {
                    throw e;
                }
            }
        }
    }

    private static byte[] plain(int kind, int length) {
        var random = new Random(kind);
        byte[] plain = new byte[length];
        for (int i = 0; i < length; i++) {
            plain[i] = switch (kind) {
                case 0 -> 0;
                case 1 -> (byte) random.nextInt();
                case 2 -> (byte) (i / 700);
                case 3 -> (byte) (random.nextGaussian() * 9);
                case 4 -> i < 5 || random.nextInt(60) == 0 ? (byte) random.nextInt(4) : plain[i - 1 - i % 5];
                default ->
                    i < 40_000 || random.nextInt(300) == 0 ? (byte) random.nextInt(50) : plain[i - 32_000 - i / 9000];
            };
        }
        return plain;
    }

    private static byte[] packed(byte[] plain, int level, int strategy) {
        try (var deflater = new Deflater(level, true)) {
            deflater.setStrategy(strategy);
            deflater.setInput(plain);
            deflater.finish();
            var packed = new ByteArrayOutputStream();
            byte[] part = new byte[1 << 16];
            while (!deflater.finished()) {
                packed.write(part, 0, deflater.deflate(part));
            }
            return packed.toByteArray();
        }
    }

    /// In parts of any length, from a source that gives as little as it likes.
    private static byte[] unpacked(byte[] packed, int length, Random random) throws IOException {
        int[] at = {0};
        var reader = new DeflateReader(
                (to, offset, max) -> {
                    if (at[0] == packed.length) {
                        return -1;
                    }
                    int count = Math.min(Math.min(max, packed.length - at[0]), 1 + random.nextInt(20_000));
                    System.arraycopy(packed, at[0], to, offset, count);
                    at[0] += count;
                    return count;
                },
                10_000);
        byte[] unpacked = new byte[length];
        for (int done = 0; done < length; ) {
            int part = Math.min(length - done, 1 + random.nextInt(random.nextBoolean() ? 20 : 30_000));
            int from = reader.next(part);
            System.arraycopy(reader.unpacked(), from, unpacked, done, part);
            done += part;
        }
        return unpacked;
    }

    /// @return `null` when it refuses, or has not as much
    private static byte[] ofTheJdk(byte[] packed, int length) {
        try (var inflater = new Inflater(true)) {
            inflater.setInput(packed);
            byte[] unpacked = new byte[length];
            int done = 0;
            while (done < length) {
                int count = inflater.inflate(unpacked, done, length - done);
                if (count == 0) {
                    return null;
                }
                done += count;
            }
            return unpacked;
        } catch (DataFormatException _) {
            return null;
        }
    }
}
