package dev.vitrine.ui.controls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.picture.pixels.Picture;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PictureLevelsTest {
    @Test
    void eachLevelIsHalfTheOneBefore() {
        assertEquals(
                List.of(1000, 500, 250),
                PictureLevels.of(plain(1000, 600)).levels().stream()
                        .map(Picture::width)
                        .toList());
    }

    @Test
    void theSmallestLevelThatSufficesIsTaken() {
        PictureLevels levels = PictureLevels.of(plain(1000, 600));
        assertEquals(
                List.of(250, 250, 250, 1000, 1000),
                List.of(
                        levels.forEdge(10).width(),
                        levels.forEdge(126).width(),
                        levels.forEdge(250).width(),
                        levels.forEdge(501).width(),
                        levels.forEdge(4000).width()));
    }

    @Test
    void aLevelOfTheSizeOfTheScreenStandsAmongTheOthersAndNothingIsEnlarged() {
        PictureLevels levels = PictureLevels.of(plain(1000, 600)).with(400, 240);
        assertEquals(
                List.of(1000, 500, 400, 250),
                levels.levels().stream().map(Picture::width).toList());
        assertEquals(240, levels.forEdge(400).height());
        assertEquals(levels, levels.with(500, 300), "there already");
        assertEquals(levels, levels.with(2000, 1200));
    }

    @Test
    void aPixelIsTheRoundedMeanOfFourInEachChannel() {
        var four = new Picture(2, 2, new int[] {0xFF000000, 0xFFFFFFFF, 0xFF204060, 0xFF204061});
        assertArrayEquals(new int[] {0xFF506070}, PictureLevels.half(four).argb());
    }

    @Test
    void transparencyIsHalvedTooAndNothingSpillsOver() {
        var four = new Picture(2, 2, new int[] {0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF});
        assertArrayEquals(new int[] {0xFFFFFFFF}, PictureLevels.half(four).argb());
        assertArrayEquals(
                new int[] {0x80808080},
                PictureLevels.half(new Picture(2, 2, new int[] {0xFFFFFFFF, 0, 0xFFFFFFFF, 0}))
                        .argb());
    }

    @Test
    void aLineOfPixelsIsHalvedAlongItself() {
        Picture line = PictureLevels.half(plain(5, 1));
        assertEquals(2, line.width());
        assertEquals(1, line.height());
    }

    private static Picture plain(int width, int height) {
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, 0xFF336699);
        return new Picture(width, height, pixels);
    }
}
