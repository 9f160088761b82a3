package dev.vitrine.picture.pixels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.picture.Samples;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OrientationTest {
    private final PictureReader reader = new PictureReader();

    /// What a stored picture of `1 2 3 / 4 5 6` looks like, row by row (Exif 2.32, 4.6.4, Orientation).
    @ParameterizedTest
    @CsvSource({
        "1,123/456",
        "2,321/654",
        "3,654/321",
        "4,456/123",
        "5,14/25/36",
        "6,41/52/63",
        "7,63/52/41",
        "8,36/25/14"
    })
    void everyOrientationTurnsUpright(int number, String expected) {
        Picture turned = new Picture(3, 2, new int[] {1, 2, 3, 4, 5, 6}).turned(Orientation.ofExif(number));
        String[] rows = expected.split("/");
        assertEquals(rows[0].length() + " × " + rows.length, turned.width() + " × " + turned.height());
        assertArrayEquals(expected.replace("/", "").chars().map(c -> c - '0').toArray(), turned.argb());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLargerThanABlockTurnsToo(Orientation orientation) {
        int[] pixels = IntStream.range(0, 70 * 45).toArray();
        var picture = new Picture(70, 45, pixels);
        Picture turned = picture.turned(orientation);
        assertArrayEquals(pixels, turned.turned(orientation.inverse()).argb());
        assertEquals(orientation.swapsSides() ? 45 : 70, turned.width());
        int corner = switch (orientation) {
            case UPRIGHT, TRANSPOSED -> 0;
            case MIRRORED, TURN_LEFT -> 69;
            case FLIPPED, TURN_RIGHT -> 44 * 70;
            case UPSIDE_DOWN, TRANSVERSED -> 44 * 70 + 69;
        };
        assertEquals(corner, turned.argb()[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aTurnedJpegShowsItsQuartersWhereTheyBelong(int number) {
        byte[] jpeg = Samples.withExif(Samples.jpeg(64, 32), Samples.orientation(number));
        ImageFacts facts = reader.inspect(Samples.source("turned.jpg", jpeg)).facts();
        Picture picture = reader.read(Samples.source("turned.jpg", jpeg), 512);
        assertEquals(facts.width() + " × " + facts.height(), picture.width() + " × " + picture.height());

        int[] expected = new Picture(2, 2, new int[] {0, 1, 2, 3})
                .turned(Orientation.ofExif(number))
                .argb();
        int[] colors = Samples.quarters(picture);
        for (int i = 0; i < 4; i++) {
            assertEquals(
                    0, Samples.difference(0xFF000000 | Samples.QUARTERS[expected[i]], colors[i]) / 13, "quarter " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 65535, -1})
    void nonsenseIsUpright(long number) {
        assertEquals(Orientation.UPRIGHT, Orientation.ofExif(number));
    }

    @Test
    void twoTurnsOneAfterTheOtherAreOne() {
        var picture = new Picture(3, 2, new int[] {1, 2, 3, 4, 5, 6});
        for (Orientation first : Orientation.values()) {
            assertEquals(Orientation.UPRIGHT, first.then(first.inverse()));
            for (Orientation next : Orientation.values()) {
                Picture apart = picture.turned(first).turned(next);
                Picture together = picture.turned(first.then(next));
                assertEquals(apart.width(), together.width());
                assertArrayEquals(apart.argb(), together.argb(), first + ", then " + next);
            }
        }
    }

    @Test
    void turningLeftTwiceInHeifIsUpsideDown() {
        assertEquals(Orientation.UPSIDE_DOWN, Orientation.ofTurns(2, -1));
    }
}
