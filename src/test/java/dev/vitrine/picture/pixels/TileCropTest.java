package dev.vitrine.picture.pixels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TileCropTest {
    @Test
    void theMiddleIsKeptAndTheCornersAreRounded() {
        int[] pixels = new int[300 * 100];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 300 >= 100 && i % 300 < 200 ? 0xff00ff00 : 0xffff0000;
        }
        Picture square = TileCrop.square(new Picture(300, 100, pixels), 50, 6);
        assertEquals(50, square.width());
        assertEquals(50, square.height());
        assertEquals(0xff00ff00, square.argb()[25 * 50 + 25]);
        assertEquals(0xff00ff00, square.argb()[25]);
        for (int corner : new int[] {0, 49, 49 * 50, 50 * 50 - 1}) {
            assertEquals(0, square.argb()[corner]);
        }
    }

    @Test
    void aSmallPictureIsNotEnlarged() {
        int[] white = new int[20 * 30];
        Arrays.fill(white, 0xffffffff);
        assertEquals(20, TileCrop.square(new Picture(20, 30, white), 180, 6).width());
    }
}
