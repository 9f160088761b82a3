package dev.vitrine.picture.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.picture.PictureReader;
import dev.vitrine.picture.Samples;
import dev.vitrine.picture.pixels.Picture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Main pictures have four colors and smaller ones are gray, so that one sees which of them was decoded.
final class MultiPictureTest {
    private static final int FOR_SCREEN = 0x010001;
    private static final int GRAY = 0xFF808080;

    @ParameterizedTest
    @CsvSource({"100, true", "101, false", "400, false"})
    void aSmallerOneIsShownWhereItIsTwiceAsLargeAsNeeded(int edge, boolean smaller) {
        byte[] file = file(Samples.jpeg(400, 300), Samples.gray(200, 150), FOR_SCREEN, true);
        assertEquals(smaller, isGray(file, edge));
    }

    @ParameterizedTest
    @CsvSource({
        "200, 150, true",
        "200, 149, true",
        "200, 147, false",
        "200, 112, false",
        "150, 200, false",
        "400, 300, false"
    })
    void aSmallerOneHasTheSameShape(int width, int height, boolean same) {
        byte[] file = file(Samples.jpeg(400, 300), Samples.gray(width, height), FOR_SCREEN, false);
        assertEquals(same, isGray(file, 50));
    }

    @ParameterizedTest
    @CsvSource({"65537, true", "65538, true", "0, false", "131073, false", "196608, false"})
    void onlyThoseForAScreenShowTheSame(int kind, boolean same) {
        byte[] file = file(Samples.jpeg(400, 300), Samples.gray(200, 150), kind, true);
        assertEquals(same, isGray(file, 50));
    }

    @Test
    void itIsTurnedAsTheMainOne() {
        byte[] turned = Samples.withExif(Samples.jpeg(400, 300), Samples.orientation(6));
        Picture picture = read(file(turned, Samples.jpeg(200, 150), FOR_SCREEN, true), 80);
        assertEquals("60 × 80", picture.width() + " × " + picture.height());
        int[] colors = Samples.quarters(picture);
        for (int i = 0; i < 4; i++) {
            int expected = 0xFF000000 | Samples.QUARTERS[new int[] {2, 0, 3, 1}[i]];
            assertEquals(0, Samples.difference(expected, colors[i]) / 13, "quarter " + i);
        }
    }

    @Test
    void itHasTheColorsOfTheMainOne() {
        double[][] exchanged = {{0.3851, 0.7169, 0.0971}, {0.4361, 0.2225, 0.0139}, {0.1431, 0.0606, 0.7141}};
        byte[] profile = Samples.profile(exchanged, 2.2);
        byte[] main = Samples.withProfile(Samples.jpeg(400, 300), profile);
        int[] all = Samples.quarters(read(main, 80));
        int[] smaller = Samples.quarters(read(file(main, Samples.jpeg(200, 150), FOR_SCREEN, true), 80));
        for (int i = 0; i < 4; i++) {
            assertEquals(0, Samples.difference(all[i], smaller[i]) / 13, "quarter " + i);
        }
    }

    @Test
    void withoutAWholeSmallerOneTheMainOneIsShown() {
        byte[] file = file(Samples.jpeg(400, 300), Samples.gray(200, 150), FOR_SCREEN, true);
        assertEquals(false, isGray(Arrays.copyOf(file, file.length - 20), 100), "cut off");
        byte[] changed = file.clone();
        Arrays.fill(changed, file.length - Samples.gray(200, 150).length + 2, file.length, (byte) 0);
        assertEquals(false, isGray(changed, 100), "no longer one");
    }

    /// A file with a thousand lists of the same picture would be copied thousands of times.
    @Test
    void onlyTheFirstListCounts() {
        byte[] smaller = Samples.gray(200, 150);
        byte[] second = file(Samples.jpeg(400, 300), smaller, FOR_SCREEN, true);
        byte[] main = Arrays.copyOf(second, second.length - smaller.length);
        byte[] first = file(main, smaller, 0, true);
        assertEquals(false, isGray(first, 50));
    }

    @Test
    void oneThatIsMostOfTheFileIsNotTheSmallerOne() {
        byte[] main = Samples.jpeg(400, 300);
        byte[] larger = Arrays.copyOf(Samples.gray(200, 150), 2 * main.length);
        assertEquals(false, isGray(file(main, larger, FOR_SCREEN, true), 50));
    }

    private static boolean isGray(byte[] file, int edge) {
        return Arrays.stream(Samples.quarters(read(file, edge))).allMatch(color -> color == GRAY);
    }

    private static Picture read(byte[] file, int edge) {
        return new PictureReader().read(Samples.source("a.jpg", file), edge);
    }

    /// The main picture with a list of both, and the other one behind it.
    private static byte[] file(byte[] main, byte[] smaller, int kind, boolean bigEndian) {
        ByteBuffer list = ByteBuffer.allocate(4 + 8 + 2 + 12 + 4 + 32)
                .order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        list.put(("MPF\0" + (bigEndian ? "MM" : "II")).getBytes(StandardCharsets.US_ASCII));
        list.putShort((short) 42).putInt(8).putShort((short) 1);
        list.putShort((short) 0xB002).putShort((short) 7).putInt(32).putInt(26).putInt(0);
        list.putInt(0x030000).putInt(main.length + 66).putInt(0).putInt(0);
        // counted from behind the four letters, which two bytes of its start and four of the segment precede
        list.putInt(kind)
                .putInt(smaller.length)
                .putInt(main.length + 66 - 2 - 4 - 4)
                .putInt(0);
        ByteBuffer file = ByteBuffer.allocate(main.length + 66 + smaller.length);
        file.put(main, 0, 2).putShort((short) 0xFFE2).putShort((short) 64).put(list.array());
        return file.put(main, 2, main.length - 2).put(smaller).array();
    }
}
