package dev.vitrine.picture;

/// Pixels whose colours are already weighted by their alpha, so that filters do not bleed invisible colours.
final class Premultiplied {
    private Premultiplied() {
    }

    static int of(int argb) {
        int alpha = argb >>> 24;
        if (alpha == 255) {
            return argb;
        }
        return alpha << 24 | times(argb >> 16 & 0xFF, alpha) << 16 | times(argb >> 8 & 0xFF, alpha) << 8 | times(argb & 0xFF, alpha);
    }

    /// Back to colours at full strength; filters may overshoot, so colours stronger than their alpha are cut.
    static int undo(int premultiplied) {
        int alpha = premultiplied >>> 24;
        if (alpha == 255 || alpha == 0) {
            return alpha == 0 ? 0 : premultiplied;
        }
        return alpha << 24 | over(premultiplied >> 16 & 0xFF, alpha) << 16 | over(premultiplied >> 8 & 0xFF, alpha) << 8 | over(premultiplied & 0xFF, alpha);
    }

    /// No colour stronger than its alpha.
    static int cut(int premultiplied) {
        int alpha = premultiplied >>> 24;
        if (alpha == 255) {
            return premultiplied;
        }
        return alpha << 24 | Math.min(premultiplied >> 16 & 0xFF, alpha) << 16
                | Math.min(premultiplied >> 8 & 0xFF, alpha) << 8 | Math.min(premultiplied & 0xFF, alpha);
    }

    private static int times(int color, int alpha) {
        return (color * alpha + 127) / 255;
    }

    private static int over(int color, int alpha) {
        return Math.min(255, (color * 255 + alpha / 2) / alpha);
    }
}
