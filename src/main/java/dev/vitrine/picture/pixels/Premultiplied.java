package dev.vitrine.picture.pixels;

/// Pixels whose colors are already weighted by their alpha, so that filters do not bleed invisible colors.
public final class Premultiplied {
    private Premultiplied() {}

    public static int of(int argb) {
        int alpha = argb >>> 24;
        if (alpha == 255) {
            return argb;
        }
        return alpha << 24
                | times(argb >> 16 & 0xFF, alpha) << 16
                | times(argb >> 8 & 0xFF, alpha) << 8
                | times(argb & 0xFF, alpha);
    }

    /// Back to colors at full strength; filters may overshoot, so colors stronger than their alpha are cut.
    public static int undo(int premultiplied) {
        int alpha = premultiplied >>> 24;
        if (alpha == 255 || alpha == 0) {
            return alpha == 0 ? 0 : premultiplied;
        }
        return alpha << 24
                | full(premultiplied >> 16 & 0xFF, alpha) << 16
                | full(premultiplied >> 8 & 0xFF, alpha) << 8
                | full(premultiplied & 0xFF, alpha);
    }

    /// No color stronger than its alpha.
    static int cut(int premultiplied) {
        int alpha = premultiplied >>> 24;
        if (alpha == 255) {
            return premultiplied;
        }
        return alpha << 24
                | Math.min(premultiplied >> 16 & 0xFF, alpha) << 16
                | Math.min(premultiplied >> 8 & 0xFF, alpha) << 8
                | Math.min(premultiplied & 0xFF, alpha);
    }

    /// One pixel drawn over another.
    public static int over(int above, int below) {
        int through = 255 - (above >>> 24);
        if (through == 0) {
            return above;
        }
        return (above >>> 24) + times(below >>> 24, through) << 24
                | (above >> 16 & 0xFF) + times(below >> 16 & 0xFF, through) << 16
                | (above >> 8 & 0xFF) + times(below >> 8 & 0xFF, through) << 8
                | (above & 0xFF) + times(below & 0xFF, through);
    }

    private static int times(int color, int alpha) {
        return (color * alpha + 127) / 255;
    }

    private static int full(int color, int alpha) {
        return Math.min(255, (color * 255 + alpha / 2) / alpha);
    }
}
