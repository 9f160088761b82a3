package dev.vitrine.picture.format;

/// Colors as Photoshop documents have them, to sRGB.
final class PsdColors {
    /// As much as rounding takes from a color that was laid on white.
    private static final int ROUNDING = 2;

    private PsdColors() {}

    /// Whether a color may have been laid on white: on it nothing is darker than the white that shows through.
    static boolean canBeOnWhite(int darkest, int alpha) {
        return darkest >= 255 - alpha - ROUNDING;
    }

    /// What was laid on white, premultiplied.
    static int withoutWhite(int argb) {
        int alpha = argb >>> 24;
        return alpha << 24
                | withoutWhite(argb >> 16 & 0xFF, alpha) << 16
                | withoutWhite(argb >> 8 & 0xFF, alpha) << 8
                | withoutWhite(argb & 0xFF, alpha);
    }

    private static int withoutWhite(int sample, int alpha) {
        return Math.max(0, sample - (255 - alpha));
    }

    /// The same at full strength, of what is not stored as it is shown.
    static double offWhite(double sample, double white, int alpha) {
        return alpha == 0 ? white : white + (sample - white) * 255 / alpha;
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
