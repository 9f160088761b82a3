package dev.vitrine.picture.jpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.picture.jpeg.JpegHeader.Component;
import dev.vitrine.picture.jpeg.JpegHeader.Process;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JpegHeaderTest {
    private static final byte[] PROFILE =
            ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();

    @Test
    void aHeaderTellsWhatTheFrameSays() throws JpegException {
        JpegHeader header = JpegDecoder.header(new HandmadeJpeg()
                .segment(0xDD, 0, 7)
                .frame(0xC2, 300, 200, 0x21, 0x11, 0x11)
                .scan(1)
                .bytes());
        assertEquals(300, header.width());
        assertEquals(200, header.height());
        assertEquals(8, header.precision());
        assertEquals(7, header.restartInterval());
        assertEquals(Process.PROGRESSIVE, header.process());
        assertEquals(
                List.of(new Component(1, 2, 1, 0), new Component(2, 1, 1, 0), new Component(3, 1, 1, 0)),
                header.components());
    }

    @Test
    void aPrefixUpToTheScanIsEnoughAndLessIsNot() throws JpegException {
        byte[] file = new HandmadeJpeg()
                .frame(0xC0, 30, 20, 0x11)
                .scan(1)
                .blocks(1, 2, 3)
                .bytes();
        assertEquals(
                30, JpegDecoder.header(Arrays.copyOf(file, file.length - 12)).width());
        assertThrows(JpegException.Corrupt.class, () -> JpegDecoder.header(Arrays.copyOf(file, 60)));
    }

    @Test
    void theExifBlockIsFoundByItsName() throws JpegException {
        byte[] file = new HandmadeJpeg()
                .segment(0xE1, 'h', 't', 't', 'p')
                .segment(0xE1, 'E', 'x', 'i', 'f', 0, 0, 'I', 'I', 42)
                .frame(0xC0, 1, 1, 0x11)
                .scan(1)
                .bytes();
        assertArrayEquals(new byte[] {'I', 'I', 42}, JpegDecoder.header(file).exif());
    }

    @Test
    void aProfileIsPutTogetherInTheOrderOfItsNumbers() throws JpegException {
        int half = PROFILE.length / 2;
        var parts = new HandmadeJpeg();
        chunk(parts, 2, 2, half, PROFILE.length);
        chunk(parts, 1, 2, 0, half);
        assertArrayEquals(
                PROFILE,
                JpegDecoder.header(parts.frame(0xC0, 1, 1, 0x11).scan(1).bytes())
                        .profile());
    }

    @Test
    void aProfileWithAPieceMissingIsNone() throws JpegException {
        var parts = new HandmadeJpeg();
        chunk(parts, 1, 2, 0, PROFILE.length / 2);
        assertEquals(
                0,
                JpegDecoder.header(parts.frame(0xC0, 1, 1, 0x11).scan(1).bytes())
                        .profile()
                        .length);
    }

    private static void chunk(HandmadeJpeg parts, int number, int count, int from, int to) {
        int[] parameters = new int[14 + to - from];
        byte[] name = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < name.length; i++) {
            parameters[i] = name[i];
        }
        parameters[12] = number;
        parameters[13] = count;
        for (int i = from; i < to; i++) {
            parameters[14 + i - from] = PROFILE[i] & 255;
        }
        parts.segment(0xE2, parameters);
    }
}
