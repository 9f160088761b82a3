package dev.vitrine.picture.format;

import dev.vitrine.picture.pixels.Premultiplied;

/// Colors as Photoshop documents have them, to sRGB.
final class PsdColors {
    /// As much as rounding takes from a color that was laid on white.
    private static final int ROUNDING = 2;

    private PsdColors() {}

    /// Photoshop lays what is transparent on white. Other programs do not: their colors may be darker than any on
    /// white.
    static int withoutWhite(int argb) {
        int white = 255 - (argb >>> 24);
        int red = (argb >> 16 & 0xFF) - white;
        int green = (argb >> 8 & 0xFF) - white;
        int blue = (argb & 0xFF) - white;
        return Math.min(red, Math.min(green, blue)) < -ROUNDING
                ? Premultiplied.of(argb)
                : argb & 0xFF << 24 | Math.max(red, 0) << 16 | Math.max(green, 0) << 8 | Math.max(blue, 0);
    }

    /// CIE L*a*b* at D50 to sRGB.
    static int lab(double lightness, double a, double b) {
        double y = (lightness + 16) / 116;
        double[] xyz = {0.9642 * uncurved(y + a / 500), uncurved(y), 0.8249 * uncurved(y - b / 200)};
        int red = encoded(3.13386 * xyz[0] - 1.61687 * xyz[1] - 0.49062 * xyz[2]);
        int green = encoded(-0.97877 * xyz[0] + 1.91614 * xyz[1] + 0.03345 * xyz[2]);
        int blue = encoded(0.07194 * xyz[0] - 0.22899 * xyz[1] + 1.40524 * xyz[2]);
        return 0xFF << 24 | red << 16 | green << 8 | blue;
    }

    private static double uncurved(double t) {
        return t > 6.0 / 29 ? t * t * t : 3 * 36.0 / 841 * (t - 4.0 / 29);
    }

    /// From light, 0 to 1.
    static int encoded(double linear) {
        return plain(linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055);
    }

    /// From what is no light, 0 to 1, such as how much covers what is below.
    static int plain(double share) {
        return (int) Math.round(255 * Math.clamp(share, 0, 1));
    }
}
