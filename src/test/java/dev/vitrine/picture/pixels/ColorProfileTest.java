package dev.vitrine.picture.pixels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.picture.PictureReader;
import dev.vitrine.picture.Samples;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ColorProfileTest {
    /// Primaries adapted to D50, as columns X Y Z.
    private static final double[][] DISPLAY_P3 = {
        {0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}
    };
    private static final double[][] ADOBE_RGB = {
        {0.60974, 0.31111, 0.01947}, {0.20528, 0.62567, 0.06087}, {0.14919, 0.06322, 0.74457}
    };
    private static final double[][] SRGB = {
        {0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}
    };

    @Test
    void wideColorsMoveToWhereTheirNumbersMeanTheSame() {
        // expected values computed from the primaries: decode, multiply, encode as sRGB
        assertColor(expected(DISPLAY_P3, 200, 100, 50), converted(Samples.profile(DISPLAY_P3, 2.2), 200, 100, 50), 3);
        assertColor(expected(ADOBE_RGB, 120, 160, 60), converted(Samples.profile(ADOBE_RGB, 2.2), 120, 160, 60), 3);
    }

    @Test
    void grayStaysGrayInEveryRgbProfile() {
        int[] pixel = {0xFF777777};
        convert(Samples.profile(ADOBE_RGB, 2.2), pixel);
        assertTrue(Samples.difference(0xFF777777, pixel[0]) <= 2, Integer.toHexString(pixel[0]));
    }

    @Test
    void aProfileIsKnownAsSrgbByWhatItDoes() {
        byte[] javas = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        assertEquals(Optional.empty(), ColorProfile.of(javas, Colors.RGB));
        assertTrue(ColorProfile.of(Samples.profile(DISPLAY_P3, 2.2), Colors.RGB).isPresent());
        assertTrue(ColorProfile.of(Samples.profile(SRGB, 1.0), Colors.RGB).isPresent(), "linear light is not sRGB");
    }

    @Test
    void aDamagedProfileCountsAsNone() {
        byte[] profile = Samples.profile(DISPLAY_P3, 2.2);
        assertEquals(Optional.empty(), ColorProfile.of(java.util.Arrays.copyOf(profile, 140), Colors.RGB));
        assertEquals(Optional.empty(), ColorProfile.of(new byte[] {1, 2, 3}, Colors.RGB));
    }

    @Test
    void aProfileForOtherColorsIsNotApplied() {
        assertEquals(Optional.empty(), ColorProfile.of(Samples.profile(DISPLAY_P3, 2.2), Colors.CMYK));
        // three channels, too
        for (int space : new int[] {ColorSpace.CS_CIEXYZ, ColorSpace.CS_PYCC}) {
            byte[] other = ICC_Profile.getInstance(space).getData();
            assertEquals(Optional.empty(), ColorProfile.of(other, Colors.RGB));
        }
    }

    @Test
    void transparentPixelsKeepTheirAlphaAndStayPremultiplied() {
        int[] pixels = {0x80402010, 0x00000000};
        convert(Samples.profile(DISPLAY_P3, 2.2), pixels);
        assertEquals(0x80, pixels[0] >>> 24);
        assertTrue((pixels[0] >> 16 & 0xFF) <= 0x80);
        assertEquals(0, pixels[1]);
    }

    @Test
    void aPhotographInDisplayP3ComesOutInSrgb() {
        byte[] jpeg = Samples.withProfile(Samples.jpeg(64, 64), Samples.profile(DISPLAY_P3, 2.2));
        int[] colors = Samples.quarters(new PictureReader().read(Samples.source("p3.jpg", jpeg), 512));
        int green = Samples.QUARTERS[1];
        int[] requested = expected(DISPLAY_P3, green >> 16 & 0xFF, green >> 8 & 0xFF, green & 0xFF);
        assertColor(requested, colors[1], 8);
    }

    @Test
    void rowsComeOutAsTheWholePictureDoes() {
        byte[] profile = Samples.profile(DISPLAY_P3, 2.2);
        int[] pixels = {0xFF102030, 0xFFC04020, 0x80402010, 0xFF00FF00, 0xFFFFFFFF, 0xFF777777};
        var rows = new SrgbRows(new Picture(2, 3, pixels.clone()), Colors.RGB, profile);
        int[] read = new int[6];
        int[] row = new int[2];
        for (int y = 0; y < 3; y++) {
            rows.row(y, row);
            System.arraycopy(row, 0, read, 2 * y, 2);
        }
        convert(profile, pixels);
        assertArrayEquals(pixels, read);
    }

    private static int converted(byte[] profile, int red, int green, int blue) {
        int[] pixel = {0xFF << 24 | red << 16 | green << 8 | blue};
        convert(profile, pixel);
        return pixel[0];
    }

    private static void convert(byte[] profile, int[] pixels) {
        ColorProfile.toSrgb(pixels, Colors.RGB, profile);
    }

    private static void assertColor(int[] expected, int actual, int tolerance) {
        int requested = 0xFF << 24 | expected[0] << 16 | expected[1] << 8 | expected[2];
        assertTrue(
                Samples.difference(requested, actual) <= tolerance,
                Integer.toHexString(requested) + " but was " + Integer.toHexString(actual));
    }

    private static int[] expected(double[][] primaries, int... rgb) {
        double[] xyz = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int c = 0; c < 3; c++) {
                xyz[i] += primaries[c][i] * Math.pow(rgb[c] / 255.0, 2.2);
            }
        }
        double[][] toSrgb = {{3.13386, -1.61687, -0.49062}, {-0.97877, 1.91614, 0.03345}, {0.07194, -0.22899, 1.40524}};
        int[] result = new int[3];
        for (int c = 0; c < 3; c++) {
            double linear = Math.clamp(toSrgb[c][0] * xyz[0] + toSrgb[c][1] * xyz[1] + toSrgb[c][2] * xyz[2], 0, 1);
            double encoded = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
            result[c] = (int) Math.round(encoded * 255);
        }
        return result;
    }
}
