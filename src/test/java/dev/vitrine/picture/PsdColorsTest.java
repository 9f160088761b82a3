package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How the flattened picture of a Photoshop document is to be seen, in each of its modes: documents of one pixel.
final class PsdColorsTest {
    private static final int BITMAP = 0;
    private static final int GRAY = 1;
    private static final int INDEXED = 2;
    private static final int RGB = 3;
    private static final int MULTICHANNEL = 7;
    private static final int LAB = 9;
    private static final byte[] NONE = new byte[0];

    /// Photoshop mixes what is half transparent with white; ImageMagick leaves it as it is.
    @ParameterizedTest
    @CsvSource({
        "e49494, 80, 80651515, on white, half of c82828",
        "f2caca, 40, 40320a0a, on white, a quarter of c82828",
        "c82828, 80, 80641414, not on white",
        "ffffff, 00, 00000000, nothing",
        "c82828, ff, ffc82828, all of it"
    })
    void whatIsTransparentIsTakenOffItsWhite(String color, String alpha, String seen) {
        byte[] samples = HexFormat.of().parseHex(color + alpha);
        assertSeen(seen, document(RGB, 8, 4, NONE, NONE, true, samples));
    }

    /// Where nothing is seen another program left what it had there: then nothing in its document is on white.
    @ParameterizedTest
    @CsvSource({"000000, 80724a4a, not on white", "ffffff, 80651515, on white"})
    void allPixelsOfADocumentAreOnWhiteOrNone(String below, String seen) {
        byte[] pixels = HexFormat.of().parseHex("e4949480" + below + "00");
        assertSeen(seen, document(RGB, 8, 4, 2, true, pixels));
    }

    @ParameterizedTest
    @CsvSource({
        "ff00, 8080, 80010101, of black, on white",
        "ff00, c080, 80414141, half of gray, on white",
        "0000, c080, 80606060, half of light gray, not on white"
    })
    void grayIsTakenOffItsWhiteLikeColors(String below, String pixel, String seen) {
        assertSeen(seen, document(GRAY, 8, 2, 2, true, HexFormat.of().parseHex(pixel + below)));
    }

    /// Which has to be read in its order.
    @ParameterizedTest
    @CsvSource({"000000, 80724a4a, not on white", "ffffff, 80651515, on white"})
    void soAreThoseOfADeflatedDocument(String below, String seen) throws IOException {
        byte[] pixels = HexFormat.of().parseHex("e4949480" + below + "00");
        byte[] document = document(RGB, 8, 4, 2, true, pixels);
        int samples = document.length - pixels.length;
        var deflated = new ByteArrayOutputStream();
        deflated.write(document, 0, samples - 2);
        deflated.writeBytes(new byte[] {0, 2});
        try (var deflater = new DeflaterOutputStream(deflated)) {
            deflater.write(document, samples, pixels.length);
        }
        assertSeen(seen, deflated.toByteArray());
    }

    @ParameterizedTest
    @CsvSource({"ff, 80404040, half of gray, on white", "00, 805e5e5e, half of light gray, not on white"})
    void aDocumentInLabIsTakenOffItsWhiteInLab(String below, String seen) {
        assertSeen(seen, document(LAB, 8, 4, 2, true, HexFormat.of().parseHex("c3808080" + below + "808000")));
    }

    @Test
    void aDocumentInLabIsAsTransparentAsItSays() {
        byte[] gray = {(byte) 0x88, (byte) 0x80, (byte) 0x80, 0};
        assertSeen("00000000", document(LAB, 8, 4, NONE, NONE, true, gray));
    }

    @ParameterizedTest
    @CsvSource({"0, ff000000", "1, ffffffff", "0.2140411, ff808080", "7, ffffffff", "NaN, ff000000"})
    void samplesOf32BitsAreLight(float light, String seen) {
        byte[] sample = ByteBuffer.allocate(4).putFloat(light).array();
        assertSeen(seen, document(GRAY, 32, 1, NONE, NONE, false, sample));
        assertSeen(seen, document(RGB, 32, 3, NONE, NONE, false, Samples.joined(sample, sample, sample)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.5, 80000000, of black",
        "1, 0.5, 80808080, of white",
        "1, 0, 00000000, nothing",
        "0.607, 0.5, 80404040, of gray"
    })
    void transparencyOf32BitsIsNoLight(float light, float alpha, String seen) {
        byte[] both = ByteBuffer.allocate(8).putFloat(light).putFloat(alpha).array();
        assertSeen(seen, document(GRAY, 32, 2, NONE, NONE, true, both));
    }

    @Test
    void thePlatesOfAMultichannelDocumentAreInks() {
        byte[] plates = {(byte) 200, 40, 60, (byte) 255};
        assertSeen("ffc8c8c8", document(MULTICHANNEL, 8, 1, NONE, NONE, false, plates));
        assertSeen("ffc8283c", document(MULTICHANNEL, 8, 3, NONE, NONE, false, plates));
    }

    @ParameterizedTest
    @CsvSource({"1, 00000000", "2, ffc8283c"})
    void oneColorOfAPaletteMayBeTransparent(int transparent, String seen) {
        byte[] palette = new byte[768];
        palette[1] = (byte) 200;
        palette[257] = 40;
        palette[513] = 60;
        byte[] resource = ByteBuffer.allocate(14)
                .put("8BIM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 1047)
                .putShort((short) 0)
                .putInt(2)
                .putShort((short) transparent)
                .array();
        assertSeen(seen, document(INDEXED, 8, 1, palette, resource, false, new byte[] {1}));
    }

    @Test
    void aBitmapIsBlackWhereItsBitsAreSet() {
        assertSeen("ff000000", document(BITMAP, 1, 1, NONE, NONE, false, new byte[] {(byte) 0x80}));
    }

    /// A row of pixels, of which the samples are given pixel by pixel.
    private static byte[] document(int mode, int bits, int channels, int width, boolean transparent, byte[] pixels) {
        var planes = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            planes[i % channels * width + i / channels] = pixels[i];
        }
        byte[] document = document(mode, bits, channels, NONE, NONE, transparent, planes);
        return ByteBuffer.wrap(document).putInt(18, width).array();
    }

    private static byte[] document(
            int mode, int bits, int channels, byte[] palette, byte[] resources, boolean transparent, byte[] samples) {
        byte[] layers = transparent ? new byte[] {0, 0, 0, 2, -1, -1} : NONE;
        return ByteBuffer.allocate(40 + palette.length + resources.length + layers.length + samples.length)
                .put("8BPS\0\1\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) channels)
                .putInt(1)
                .putInt(1)
                .putShort((short) bits)
                .putShort((short) mode)
                .putInt(palette.length)
                .put(palette)
                .putInt(resources.length)
                .put(resources)
                .putInt(layers.length)
                .put(layers)
                .putShort((short) 0)
                .put(samples)
                .array();
    }

    private static void assertSeen(String argb, byte[] document) {
        int seen =
                new PictureReader().read(Samples.source("a.psd", document), 100).argb()[0];
        assertTrue(
                Samples.difference(Integer.parseUnsignedInt(argb, 16), seen) <= 1,
                () -> argb + " but was " + Integer.toHexString(seen));
    }
}
