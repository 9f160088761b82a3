package dev.vitrine.picture.jpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JpegDamageTest {
    private static final BufferedImage HILLS = SampleJpeg.hills(160, 120, BufferedImage.TYPE_INT_RGB, 4);
    private static final int FULL = Integer.MAX_VALUE;

    @Test
    void aFileThatEndsEarlyShowsItsTopAndIsGrayBelow() throws JpegException {
        byte[] file = new SampleJpeg(0.9f, false, 1, 1, 0).write(HILLS);
        JpegPicture whole = decode(file);
        JpegPicture half = decode(Arrays.copyOf(file, file.length / 2));
        assertTrue(half.damaged());
        assertArrayEquals(Arrays.copyOf(whole.pixels(), 160 * 24), Arrays.copyOf(half.pixels(), 160 * 24));
        assertEquals(0xFF808080, half.pixels()[160 * 120 - 1]);
    }

    @Test
    void aProgressiveFileThatEndsEarlyIsCoarse() throws JpegException {
        byte[] file = new SampleJpeg(0.9f, true, 1, 1, 0).write(HILLS);
        JpegPicture half = decode(Arrays.copyOf(file, file.length / 2));
        assertTrue(half.damaged());
        assertTrue(Fidelity.psnr(half.pixels(), decode(file).pixels()) > 20);
    }

    /// Damage in the middle: the codes go on to make sense of a kind, but seldom end where the data end.
    @Test
    void wrongBytesInsideAreNearlyAlwaysNoticed() throws JpegException {
        byte[] file = new SampleJpeg(0.9f, false, 1, 1, 0).write(HILLS);
        assertFalse(JpegDecoder.decode(file, 1, JpegLimits.DEFAULT).damaged());
        var random = new Random(7);
        int noticed = 0;
        for (int i = 0; i < 200; i++) {
            byte[] wrong = file.clone();
            int at = 700 + random.nextInt(file.length - 1000);
            for (int each = at; each < at + 256; each++) {
                wrong[each] = (byte) random.nextInt(255); // no markers
            }
            noticed += JpegDecoder.decode(wrong, 1, JpegLimits.DEFAULT).damaged() ? 1 : 0;
        }
        assertTrue(noticed >= 180, noticed + " of 200");
    }

    @Test
    void afterALostIntervalTheRestIsInItsPlace() throws JpegException {
        var units =
                new HandmadeJpeg().segment(0xDD, 0, 1).frame(0xC0, 40, 8, 0x11).scan(1);
        units.blocks(10)
                .marker(0xD0)
                .blocks(20)
                .marker(0xD1)
                .blocks(30)
                .marker(0xD2)
                .blocks(40)
                .marker(0xD3)
                .blocks(50)
                .marker(0xD9);
        byte[] file = units.bytes();
        byte[] lossy = without(file, indexOf(file, 0xD0) + 1, indexOf(file, 0xD1) + 1);
        JpegPicture picture = JpegDecoder.decode(lossy, 5, JpegLimits.DEFAULT);
        assertArrayEquals(
                new int[] {10, 128, 30, 40, 50},
                Arrays.stream(picture.pixels()).map(pixel -> pixel & 255).toArray());
        assertTrue(picture.damaged());
    }

    @Test
    void fillBytesBeforeMarkersAreSteppedOver() throws JpegException {
        var units = new HandmadeJpeg()
                .segment(0xDD, 0, 1)
                .frame(0xC0, 16, 8, 0x11)
                .scan(1)
                .blocks(10)
                .marker(0xD0)
                .blocks(20)
                .marker(0xD9);
        byte[] file = units.bytes();
        int at = indexOf(file, 0xD0);
        byte[] filled = new byte[file.length + 3];
        System.arraycopy(file, 0, filled, 0, at);
        Arrays.fill(filled, at, at + 3, (byte) 0xFF);
        System.arraycopy(file, at, filled, at + 3, file.length - at);
        JpegPicture picture = decode(filled);
        assertArrayEquals(decode(file).pixels(), picture.pixels());
        assertFalse(picture.damaged());
    }

    @Test
    void kindsForOtherDecodersAreNamedUnsupported() {
        byte[] file = SampleJpeg.PLAIN.write(HILLS);
        int frame = indexOf(file, 0xC0);
        for (int marker : new int[] {0xC3, 0xC5, 0xC7, 0xC9, 0xCA, 0xCF}) {
            assertThrows(JpegException.Unsupported.class, () -> decode(with(file, frame + 1, marker)));
        }
        assertThrows(JpegException.Unsupported.class, () -> decode(with(file, frame + 4, 12)));
        assertThrows(JpegException.Unsupported.class, () -> decode(with(with(file, frame + 5, 0), frame + 6, 0)));
    }

    @Test
    void whatIsNoJpegIsCorrupt() {
        byte[] file = SampleJpeg.PLAIN.write(HILLS);
        assertThrows(JpegException.Corrupt.class, () -> decode(new byte[0]));
        assertThrows(JpegException.Corrupt.class, () -> decode(new byte[1000]));
        assertThrows(JpegException.Corrupt.class, () -> decode(Arrays.copyOf(file, 100)));
        assertThrows(JpegException.Corrupt.class, () -> decode(Arrays.copyOf(file, indexOf(file, 0xDA))));
    }

    @Test
    void aHugeClaimIsRefusedFromTheHeader() {
        byte[] file = new HandmadeJpeg()
                .frame(0xC0, 65_000, 65_000, 0x11)
                .scan(1)
                .marker(0xD9)
                .bytes();
        assertThrows(JpegException.TooLarge.class, () -> decode(file));
        byte[] wide = new HandmadeJpeg()
                .frame(0xC0, 30_001, 1, 0x11)
                .scan(1)
                .marker(0xD9)
                .bytes();
        assertThrows(JpegException.TooLarge.class, () -> decode(wide));
    }

    @Test
    void theMemoryForTheWantedSizeCountsNotTheSizeOfThePicture() throws JpegException {
        byte[] file = new HandmadeJpeg()
                .frame(0xC0, 10_000, 10_000, 0x11)
                .scan(1)
                .marker(0xD9)
                .bytes();
        assertThrows(JpegException.TooLarge.class, () -> decode(file));
        assertEquals(512, JpegDecoder.decode(file, 512, JpegLimits.DEFAULT).height());
        assertTrue(JpegDecoder.bytesNeeded(JpegDecoder.header(file), 512) < 4_000_000);
    }

    @Test
    void whoeverMayStopItIsAskedAtEachRowOfBlocks() throws JpegException {
        byte[] file = SampleJpeg.PLAIN.write(HILLS);
        var asked = new AtomicInteger();
        var limits = new JpegLimits(1_000_000, 1000, 1 << 26, asked::incrementAndGet);
        int rows = JpegDecoder.decode(file, FULL, limits).height() / 16;
        assertTrue(asked.get() >= rows, asked + " of " + rows);
        var none = new JpegLimits(1_000_000, 1000, 1 << 26, () -> {
            throw new IllegalStateException();
        });
        assertThrows(IllegalStateException.class, () -> JpegDecoder.decode(file, FULL, none));
    }

    @Test
    void anyMutationGivesAPictureOrATypedRefusal() {
        var random = new Random(11);
        byte[][] originals = {
            new SampleJpeg(0.8f, false, 2, 2, 0).write(HILLS),
            new SampleJpeg(0.8f, true, 2, 2, 0).write(HILLS),
            new SampleJpeg(0.9f, true, 1, 1, 4).write(HILLS),
            new SampleJpeg(0.7f, false, 2, 1, 3).write(HILLS),
        };
        var limits = new JpegLimits(4_000_000, 30_000, 64 << 20, () -> {});
        for (int i = 0; i < 4000; i++) {
            byte[] mutant = JpegMutation.of(originals[i % originals.length], random);
            int edge = 1 + random.nextInt(200);
            try {
                JpegPicture picture = JpegDecoder.decode(mutant, edge, limits);
                assertTrue(Math.max(picture.width(), picture.height()) <= edge);
            } catch (JpegException refused) {
                assertFalse(refused.getMessage().isBlank());
            }
        }
    }

    private static JpegPicture decode(byte[] file) throws JpegException {
        return JpegDecoder.decode(file, FULL, JpegLimits.DEFAULT);
    }

    private static int indexOf(byte[] file, int marker) {
        for (int i = 0; i + 1 < file.length; i++) {
            if (file[i] == (byte) 0xFF && file[i + 1] == (byte) marker) {
                return i;
            }
        }
        throw new AssertionError("no such marker");
    }

    private static byte[] with(byte[] file, int at, int value) {
        byte[] copy = file.clone();
        copy[at] = (byte) value;
        return copy;
    }

    private static byte[] without(byte[] file, int from, int to) {
        byte[] copy = Arrays.copyOf(file, file.length - (to - from));
        System.arraycopy(file, to, copy, from, file.length - to);
        return copy;
    }
}
