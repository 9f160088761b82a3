package dev.vitrine.picture.jpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JpegRegionsTest {

    private final Random random = new Random(20261128);

    @Test
    void anyPartIsAsTheWholeHasIt() throws JpegException {
        BufferedImage hills = SampleJpeg.hills(333, 271, BufferedImage.TYPE_INT_RGB, 3);
        for (boolean progressive : new boolean[] {false, true}) {
            for (int horizontal = 1; horizontal <= 2; horizontal++) {
                for (int vertical = 1; vertical <= 2; vertical++) {
                    for (int restarts : new int[] {0, 1, 7}) {
                        assertParts(new SampleJpeg(0.9f, progressive, horizontal, vertical, restarts).write(hills));
                    }
                }
            }
        }
    }

    /// Each row of units of such a file has bytes that are stuffed.
    @Test
    void noiseIsFoundAgainBitByBit() throws JpegException {
        var noise = new BufferedImage(160, 400, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 160 * 400; i++) {
            noise.setRGB(i % 160, i / 160, random.nextInt());
        }
        for (boolean progressive : new boolean[] {false, true}) {
            assertParts(new SampleJpeg(1, progressive, 1, 1, 0).write(noise));
        }
    }

    @Test
    void grayIsReadBlockByBlock() throws JpegException {
        BufferedImage hills = SampleJpeg.hills(99, 260, BufferedImage.TYPE_BYTE_GRAY, 5);
        assertParts(new SampleJpeg(0.9f, true, 1, 1, 0).write(hills));
        assertParts(new SampleJpeg(0.9f, false, 1, 1, 3).write(hills));
    }

    @Test
    void aPartOfAnEighthOrAQuarterOrAHalfIsThatOfTheReducedWhole() throws JpegException {
        BufferedImage hills = SampleJpeg.hills(512, 384, BufferedImage.TYPE_INT_RGB, 3);
        for (boolean progressive : new boolean[] {false, true}) {
            byte[] file = new SampleJpeg(0.9f, progressive, 2, 2, 0).write(hills);
            JpegRegions regions = JpegRegions.of(file, JpegLimits.DEFAULT);
            for (int shrink : new int[] {2, 4}) {
                JpegPicture whole = JpegDecoder.decode(file, 512 / shrink, JpegLimits.DEFAULT);
                JpegPicture part = regions.part(new JpegRegions.Part(128, 64, 256, 256), shrink, () -> {});
                assertArrayEquals(cut(whole, 128 / shrink, 64 / shrink, 256 / shrink, 256 / shrink), part.pixels());
            }
        }
    }

    @Test
    void whatIsTooLargeIsRefusedFromItsHeader() {
        byte[] file =
                new HandmadeJpeg().frame(0xC2, 60_000, 60_000, 0x11).scan(1).bytes();
        assertThrows(
                JpegException.TooLarge.class,
                () -> JpegRegions.of(file, new JpegLimits(Long.MAX_VALUE, 65_535, 256 << 20, () -> {})));
    }

    @Test
    void aPartEndsWhenItMayNotGoOn() throws JpegException {
        BufferedImage hills = SampleJpeg.hills(99, 260, BufferedImage.TYPE_INT_RGB, 3);
        JpegRegions regions = JpegRegions.of(new SampleJpeg(0.9f, false, 1, 1, 0).write(hills), JpegLimits.DEFAULT);
        assertThrows(
                IllegalStateException.class,
                () -> regions.part(new JpegRegions.Part(0, 0, 99, 260), 1, () -> {
                    throw new IllegalStateException();
                }));
    }

    private void assertParts(byte[] file) throws JpegException {
        JpegPicture whole = JpegDecoder.decode(file, Integer.MAX_VALUE, JpegLimits.DEFAULT);
        JpegRegions regions = JpegRegions.of(file, JpegLimits.DEFAULT);
        for (int i = 0; i < 8; i++) {
            int left = random.nextInt(whole.width());
            int top = random.nextInt(whole.height());
            int width = 1 + random.nextInt(whole.width() - left);
            int height = 1 + random.nextInt(whole.height() - top);
            JpegPicture part = regions.part(new JpegRegions.Part(left, top, width, height), 1, () -> {});
            assertArrayEquals(cut(whole, left, top, width, height), part.pixels(), () -> left + ", " + top);
        }
    }

    private static int[] cut(JpegPicture whole, int left, int top, int width, int height) {
        int[] pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(whole.pixels(), (top + y) * whole.width() + left, pixels, y * width, width);
        }
        return pixels;
    }
}
