package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.picture.external.ImageProgram;
import dev.vitrine.picture.pixels.Picture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a file says about its colors in other ways than by a profile.
final class DescribedColorsTest {
    private static final double[][] DISPLAY_P3 = {
        {0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}
    };

    @ParameterizedTest
    @CsvSource({
        "png-cicp-p3.png, da001a 00ad24 2c47d0 e0c700",
        "png-gama-linear.png, e56e6e 6ed585 7a8fe5 efe585",
        "png-iccp-over-srgb.png, 2828c8 aa3c28 46c832 c83cdc",
        "jpeg-dcf-adobergb.jpg, e92323 00ac2c 2244cd e4c925"
    })
    void theDescriptionIsFollowed(String name, String colors) {
        assertColors(colors, new PictureReader().read(Samples.source(name, Samples.resource("colors/" + name)), 512));
    }

    @Test
    void theCodePointsOfAHeicAreFollowed() {
        Assumptions.assumeTrue(
                ImageProgram.forHeif(Optional.ofNullable(System.getenv("PATH")).orElse(""))
                        .isThere());
        byte[] file = Samples.resource("colors/heic-nclx-p3.heic");
        assertColors("da001a 00ad24 2c47d0 e0c700", new PictureReader().read(Samples.source("a.heic", file), 512));
    }

    @Test
    void codePointsGoBeforeAProfile() {
        byte[] png = Samples.resource("colors/png-iccp-over-srgb.png");
        byte[] both = withChunk(png, "cICP", new byte[] {1, 13, 0, 1});
        assertColors("c82828 28aa3c 3246c8 dcc83c", new PictureReader().read(Samples.source("a.png", both), 512));
        byte[] unknown = withChunk(png, "cICP", new byte[] {2, 2, 0, 1});
        assertColors("2828c8 aa3c28 46c832 c83cdc", new PictureReader().read(Samples.source("a.png", unknown), 512));
    }

    /// By hand: (value - 16) * 255 / 219.
    @Test
    void theRangeOfTelevisionIsStretched() {
        byte[] png = without(Samples.resource("colors/png-cicp-p3.png"), "cICP");
        byte[] limited = withChunk(png, "cICP", new byte[] {1, 13, 0, 0});
        assertColors("d61c1c 1cb333 283fd6 eed633", new PictureReader().read(Samples.source("a.png", limited), 512));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0, 0", "1, 0, 1, 0", "-1, -1, -1, -1"})
    void pointsThatDescribeNoColorsAreIgnored(int a, int b, int c, int d) {
        byte[] png = Samples.resource("colors/png-cicp-p3.png");
        ByteBuffer points = ByteBuffer.allocate(32);
        for (int i = 0; i < 2; i++) {
            points.putInt(a).putInt(b).putInt(c).putInt(d);
        }
        byte[] odd = without(png, "cICP");
        odd = withChunk(withChunk(odd, "cHRM", points.array()), "gAMA", new byte[] {0, 1, 0, 0});
        assertColors("c82828 28aa3c 3246c8 dcc83c", new PictureReader().read(Samples.source("a.png", odd), 512));
    }

    @Test
    void theProfileInABitmapIsFollowed() {
        byte[] profile = Samples.profile(DISPLAY_P3, 2.2);
        int pixels = 14 + 124;
        ByteBuffer file =
                ByteBuffer.allocate(pixels + 16 * 16 * 4 + profile.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(pixels);
        file.putInt(124).putInt(16).putInt(16).putShort((short) 1).putShort((short) 32);
        file.putInt(70, 0x4D424544).putInt(126, pixels + 16 * 16 * 4 - 14).putInt(130, profile.length);
        for (int i = 0; i < 16 * 16; i++) {
            file.putInt(pixels + 4 * i, 0xFF28AA3C);
        }
        file.put(pixels + 16 * 16 * 4, profile);
        Picture picture = new PictureReader().read(Samples.source("a.bmp", file.array()), 512);
        assertColors("00ad24 00ad24 00ad24 00ad24", picture);
    }

    private static void assertColors(String expected, Picture picture) {
        int[] colors = Samples.quarters(picture);
        int[] requested = Arrays.stream(expected.split(" "))
                .mapToInt(hex -> Integer.parseInt(hex, 16) | 0xFF << 24)
                .toArray();
        for (int i = 0; i < 4; i++) {
            assertTrue(Samples.difference(requested[i], colors[i]) <= 10, i + ": " + Integer.toHexString(colors[i]));
        }
    }

    private static byte[] withChunk(byte[] png, String type, byte[] content) {
        return Samples.joined(
                Arrays.copyOf(png, 33), Samples.pngChunk(type, content), Arrays.copyOfRange(png, 33, png.length));
    }

    private static byte[] without(byte[] png, String type) {
        byte[] kept = Arrays.copyOf(png, 8);
        for (int at = 8; at < png.length; ) {
            int end = at + 12 + ByteBuffer.wrap(png).getInt(at);
            if (!new String(png, at + 4, 4, java.nio.charset.StandardCharsets.US_ASCII).equals(type)) {
                kept = Samples.joined(kept, Arrays.copyOfRange(png, at, end));
            }
            at = end;
        }
        assertEquals('E', kept[kept.length - 7]);
        return kept;
    }
}
