package dev.vitrine.picture.jpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.stream.Stream;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HuffmanTableTest {
    static Stream<JPEGHuffmanTable> standard() {
        return Stream.of(
                JPEGHuffmanTable.StdDCLuminance,
                JPEGHuffmanTable.StdACLuminance,
                JPEGHuffmanTable.StdDCChrominance,
                JPEGHuffmanTable.StdACChrominance);
    }

    /// Whatever follows: 10 bits of code, 6 of value, and more of it.
    @ParameterizedTest
    @MethodSource("standard")
    void aCodeAndItsValueAreWhatIsReadBitByBit(JPEGHuffmanTable standard) throws JpegException {
        HuffmanTable table = table(standard);
        for (int next = 0; next < 1 << 16; next++) {
            int entry = table.codes()[next >> 6];
            if ((entry & 63) == 0) {
                continue;
            }
            BitReader in = reader(next);
            int symbol = table.decode(in);
            int value = in.extend(symbol & 15);
            long bits = (long) next << 48 | 0x5A5AL << 32;
            assertEquals(HuffmanTable.steps(symbol), entry >>> 6 & 255);
            assertEquals(value, HuffmanTable.extend((int) (bits >>> -entry), entry >>> 16));
            assertEquals(in.position * 8 - in.count, entry & 63);
        }
    }

    /// Whatever follows, read by itself: where several symbols fit, they are those that come one by one.
    @Test
    void aFirstCoefficientAndWhatFollowsItAreWhatIsReadBitByBit() throws JpegException {
        HuffmanTable dc = table(JPEGHuffmanTable.StdDCChrominance);
        HuffmanTable ac = table(JPEGHuffmanTable.StdACChrominance);
        int[] firsts = dc.firsts(ac);
        int ended = 0;
        for (int next = 0; next < HuffmanTable.SIZE; next++) {
            int entry = firsts[next];
            BitReader in = reader(next << 16 - HuffmanTable.PEEK);
            int value = in.extend(dc.decode(in) & 15);
            int used = in.position * 8 - in.count;
            if (entry == 0) {
                assertTrue(used > HuffmanTable.PEEK);
                continue;
            }
            int steps = 0;
            while (used < (entry & 63)) {
                int symbol = ac.decode(in);
                in.take(symbol & 15);
                steps += HuffmanTable.steps(symbol);
                used = in.position * 8 - in.count;
            }
            assertEquals(entry & 63, used);
            assertEquals(value, entry >> 16);
            assertEquals(steps, entry >>> 6 & 255);
            ended += steps >= HuffmanTable.END ? 1 : 0;
        }
        assertTrue(ended > HuffmanTable.SIZE / 4, "too few that end the block: " + ended);
    }

    private static BitReader reader(int next) {
        var bytes = new ByteArrayOutputStream();
        for (int one : new int[] {next >> 8, next & 0xFF, 0x5A, 0x5A}) {
            bytes.write(one);
            if (one == 0xFF) {
                bytes.write(0); // stuffed
            }
        }
        BitReader in = new BitReader(bytes.toByteArray());
        in.open(0);
        return in;
    }

    private static HuffmanTable table(JPEGHuffmanTable standard) throws JpegException {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < 16; i++) {
            bytes.write(i < standard.getLengths().length ? standard.getLengths()[i] : 0);
        }
        for (short value : standard.getValues()) {
            bytes.write(value);
        }
        return new HuffmanTable(bytes.toByteArray(), 0, bytes.size());
    }
}
