package dev.vitrine.picture.jpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.picture.Samples;
import dev.vitrine.picture.jpeg.JpegPicture.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class JpegDecoderTest {
    private static final int FULL = Integer.MAX_VALUE;

    @Test
    void everySamplingComesAsCloseToTheOriginalAsTheJdkDoes() throws JpegException {
        BufferedImage original = SampleJpeg.hills(173, 141, BufferedImage.TYPE_INT_RGB, 7);
        for (boolean progressive : new boolean[] {false, true}) {
            for (int horizontal = 1; horizontal <= 4; horizontal++) {
                for (int vertical = 1; vertical <= 4 && horizontal * vertical <= 8; vertical++) {
                    var how = new SampleJpeg(0.95f, progressive, horizontal, vertical, 0);
                    assertAsGoodAsTheJdk(how, original);
                }
            }
        }
    }

    @Test
    void anySizeQualitySamplingAndRestartIntervalIsRead() throws JpegException {
        var random = new Random(20261122);
        for (int i = 0; i < 150; i++) {
            BufferedImage original =
                    SampleJpeg.hills(1 + random.nextInt(200), 1 + random.nextInt(200), BufferedImage.TYPE_INT_RGB, i);
            var how = new SampleJpeg(
                    0.3f + random.nextFloat() * 0.7f,
                    random.nextBoolean(),
                    1 + random.nextInt(2),
                    1 + random.nextInt(2),
                    random.nextInt(6));
            assertAsGoodAsTheJdk(how, original);
        }
    }

    /// Weights that do not add up to one would show in large areas.
    @Test
    void whatIsOfOneColorIsOfThatColorAtAnySize() throws JpegException {
        for (int gray = 0; gray < 256; gray++) {
            var even = new BufferedImage(203, 61, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < 203 * 61; i++) {
                even.setRGB(i % 203, i / 203, gray * 0x010101);
            }
            byte[] file = new SampleJpeg(1, false, 2, 2, 0).write(even);
            int color = decode(file, FULL).pixels()[0];
            for (int edge : new int[] {202, 150, 101, 77, 51, 26, 25, 7}) {
                int[] pixels = decode(file, edge).pixels();
                assertEquals(
                        pixels.length,
                        Arrays.stream(pixels).filter(pixel -> pixel == color).count(),
                        gray + " at " + edge);
            }
        }
    }

    @Test
    void whatIsTooMuchBeforeARestartIsDamage() throws JpegException {
        byte[] file =
                new SampleJpeg(0.9f, false, 2, 2, 3).write(SampleJpeg.hills(160, 120, BufferedImage.TYPE_INT_RGB, 1));
        int restart = 0;
        while ((file[restart] & 0xFF) != 0xFF || (file[restart + 1] & 0xFF) != 0xD2) {
            restart++;
        }
        var more = new ByteArrayOutputStream();
        more.write(file, 0, restart);
        more.writeBytes("Data that nobody asks for.".getBytes(StandardCharsets.US_ASCII));
        more.write(file, restart, file.length - restart);
        for (int edge : new int[] {FULL, 40, 20}) {
            assertFalse(decode(file, edge).damaged());
            assertTrue(decode(more.toByteArray(), edge).damaged());
        }
    }

    @Test
    void noisePassesTheSameWayAsInTheJdk() throws JpegException {
        var random = new Random(5);
        var noise = new BufferedImage(97, 83, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 97 * 83; i++) {
            noise.setRGB(i % 97, i / 97, random.nextInt());
        }
        for (boolean progressive : new boolean[] {false, true}) {
            byte[] file = new SampleJpeg(1, progressive, 1, 1, 3).write(noise);
            double alike = Fidelity.psnr(decode(file, FULL).pixels(), Fidelity.pixels(SampleJpeg.readByJdk(file)));
            assertTrue(alike > 48, "PSNR " + alike);
        }
    }

    @Test
    void theLongestSideIsExactAndTheOtherRoundedButNeverNothing() throws JpegException {
        byte[] file = SampleJpeg.PLAIN.write(SampleJpeg.hills(200, 133, BufferedImage.TYPE_INT_RGB, 1));
        for (int edge = 1; edge <= 200; edge += 7) {
            JpegPicture picture = decode(file, edge);
            assertEquals(edge, picture.width());
            assertEquals(Math.max(1, Math.round(edge * 133 / 200.0)), picture.height());
            assertEquals(picture.width() * picture.height(), picture.pixels().length);
        }
        assertEquals(200, decode(file, 5000).width());
    }

    @Test
    void aReducedPictureLooksLikeTheFullOneReduced() throws JpegException {
        for (boolean progressive : new boolean[] {false, true}) {
            for (int vertical = 1; vertical <= 2; vertical++) {
                BufferedImage original = SampleJpeg.hills(511, 389, BufferedImage.TYPE_INT_RGB, 3);
                byte[] file = new SampleJpeg(0.95f, progressive, 2, vertical, 0).write(original);
                JpegPicture full = decode(file, FULL);
                for (int edge : new int[] {40, 63, 64, 100, 127, 128, 200, 255, 256, 300, 500}) {
                    JpegPicture small = decode(file, edge);
                    double alike = Fidelity.psnr(small.pixels(), reduced(full, small.width(), small.height()));
                    assertTrue(alike > 31, edge + " px: PSNR " + alike);
                }
            }
        }
    }

    @Test
    void grayStaysGray() throws JpegException {
        byte[] file =
                new SampleJpeg(0.9f, false, 1, 1, 0).write(SampleJpeg.hills(60, 50, BufferedImage.TYPE_BYTE_GRAY, 2));
        JpegPicture picture = decode(file, FULL);
        assertEquals(Color.GRAY, picture.color());
        for (int pixel : picture.pixels()) {
            assertEquals(0xFF000000 | (pixel & 255) * 0x010101, pixel);
        }
    }

    @Test
    void aGrayPictureWithOddSamplingFactorsIsReadBlockByBlock() throws JpegException {
        byte[] file = new HandmadeJpeg()
                .frame(0xC0, 16, 16, 0x22)
                .scan(1)
                .blocks(10, 20, 30, 40)
                .marker(0xD9)
                .bytes();
        JpegPicture picture = decode(file, 2);
        assertArrayEquals(grays(10, 20, 30, 40), picture.pixels());
    }

    @Test
    void componentsInScansOfTheirOwnComeTogether() throws JpegException {
        var parts = new HandmadeJpeg()
                .segment(0xEE, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0)
                .frame(0xC1, 16, 8, 0x11, 0x11, 0x11);
        parts.scan(1).blocks(250, 1).marker(0xD0);
        parts.scan(3).blocks(30, 3).marker(0xD0);
        parts.scan(2).blocks(20, 2).marker(0xD9);
        JpegPicture picture = decode(parts.bytes(), 2);
        assertArrayEquals(new int[] {0xFFFA141E, 0xFF010203}, picture.pixels());
        assertFalse(picture.damaged());
    }

    /// Each component keeps the steps of its first scan (B.2.4.1), as libjpeg has it.
    @Test
    void aTableReplacedBetweenScansIsForWhatComesLater() throws JpegException {
        int[] coarse = new int[65];
        Arrays.fill(coarse, 16);
        coarse[0] = 0;
        byte[] file = new HandmadeJpeg()
                .frame(0xC0, 8, 8, 0x11, 0x11, 0x11)
                .scan(1)
                .blocks(100)
                .marker(0xD9)
                .bytes();
        byte[] firstScan = Arrays.copyOf(file, file.length - 2);
        byte[] rest = new HandmadeJpeg()
                .frame(0xC0, 8, 8, 0x11, 0x11, 0x11)
                .segment(0xDB, coarse)
                .scan(2)
                .blocks(138)
                .marker(0xD9)
                .bytes();
        int secondScan = new HandmadeJpeg().frame(0xC0, 8, 8, 0x11, 0x11, 0x11).bytes().length;
        byte[] third = new HandmadeJpeg()
                .frame(0xC0, 8, 8, 0x11, 0x11, 0x11)
                .scan(3)
                .blocks(128)
                .marker(0xD9)
                .bytes();
        byte[] whole = Samples.joined(
                firstScan,
                Arrays.copyOfRange(rest, secondScan, rest.length - 2),
                Arrays.copyOfRange(third, secondScan, third.length));
        JpegPicture picture = decode(whole, FULL);
        // luma 100 with steps of 8; blueness 128 + 20 with steps of 16
        assertEquals(List.of(100, 93, 135), channels(picture.pixels()[0]));
    }

    private static List<Integer> channels(int pixel) {
        return List.of(pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255);
    }

    @Test
    void aComponentThatNeverComesIsGrayAndTheFileDamaged() throws JpegException {
        var parts = new HandmadeJpeg()
                .segment(0xEE, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0)
                .frame(0xC1, 8, 8, 0x11, 0x11, 0x11);
        JpegPicture picture = decode(parts.scan(1).blocks(200).marker(0xD9).bytes(), 1);
        assertArrayEquals(new int[] {0xFFC88080}, picture.pixels());
        assertTrue(picture.damaged());
    }

    @Test
    void inkIsFullAt255WhateverThePolarityInTheFile() throws JpegException {
        int[] inks = {10, 20, 30, 40};
        var plain = new HandmadeJpeg().frame(0xC0, 8, 8, 0x11, 0x11, 0x11, 0x11).scan(1, 2, 3, 4);
        var adobe = new HandmadeJpeg()
                .segment(0xEE, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0)
                .frame(0xC0, 8, 8, 0x11, 0x11, 0x11, 0x11)
                .scan(1, 2, 3, 4);
        JpegPicture picture = decode(unpredicted(plain, inks), FULL);
        assertEquals(Color.CMYK, picture.color());
        assertEquals(0x0A141E28, picture.pixels()[0]);
        assertEquals(0xF5EBE1D7, decode(unpredicted(adobe, inks), FULL).pixels()[0]);
    }

    @Test
    void yccInkIsTurnedBackWithBlackBesideIt() throws JpegException {
        var parts = new HandmadeJpeg()
                .segment(0xEE, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 2)
                .frame(0xC0, 8, 8, 0x11, 0x11, 0x11, 0x11)
                .scan(1, 2, 3, 4);
        assertEquals(
                0x646464D7, decode(unpredicted(parts, 100, 128, 128, 40), FULL).pixels()[0]);
    }

    @Test
    void manyDecodesAtOnceAgree() throws Exception {
        byte[] file =
                new SampleJpeg(0.9f, true, 2, 2, 0).write(SampleJpeg.hills(300, 200, BufferedImage.TYPE_INT_RGB, 9));
        int[] expected = decode(file, 100).pixels();
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<int[]> decode = () -> decode(file, 100).pixels();
            for (Future<int[]> result : threads.invokeAll(Collections.nCopies(40, decode))) {
                assertArrayEquals(expected, result.get());
            }
        }
    }

    /// Each component of a scan has a prediction of its own, so in a first unit nothing is predicted.
    private static byte[] unpredicted(HandmadeJpeg parts, int... tones) {
        for (int tone : tones) {
            parts.unpredicted(tone);
        }
        return parts.marker(0xD9).bytes();
    }

    private static int[] grays(int... tones) {
        return Arrays.stream(tones).map(tone -> 0xFF000000 | tone * 0x010101).toArray();
    }

    private static JpegPicture decode(byte[] file, int edge) throws JpegException {
        return JpegDecoder.decode(file, edge, JpegLimits.DEFAULT);
    }

    private static void assertAsGoodAsTheJdk(SampleJpeg how, BufferedImage original) throws JpegException {
        byte[] file = how.write(original);
        int[] requested = Fidelity.pixels(original);
        JpegPicture picture = decode(file, FULL);
        assertFalse(picture.damaged(), how.toString());
        double ours = Fidelity.psnr(picture.pixels(), requested);
        double jdk = Fidelity.psnr(Fidelity.pixels(SampleJpeg.readByJdk(file)), requested);
        assertTrue(
                ours > jdk - 1,
                () -> "%s, %d × %d: PSNR %.2f, the JDK has %.2f"
                        .formatted(how, original.getWidth(), original.getHeight(), ours, jdk));
    }

    private static int[] reduced(JpegPicture full, int width, int height) {
        int[] pixels = new int[width * height];
        for (int shift = 0; shift < 24; shift += 8) {
            double[] plane = new double[full.pixels().length];
            for (int i = 0; i < plane.length; i++) {
                plane[i] = full.pixels()[i] >> shift & 255;
            }
            double[] small = Lanczos.reduce(plane, full.width(), full.height(), width, height);
            for (int i = 0; i < small.length; i++) {
                pixels[i] |= Math.clamp(Math.round(small[i]), 0, 255) << shift;
            }
        }
        return pixels;
    }
}
