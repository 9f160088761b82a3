package dev.vitrine.picture.pixels;

import java.util.Locale;

/// One color for a whole picture, to tint its place while it is still coming.
public final class AverageColor {
    private AverageColor() {}

    /// `#rrggbb`; transparent pixels count as far as they can be seen, a wholly transparent picture is mid-gray.
    public static String of(Picture picture) {
        long alpha = 0;
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int pixel : picture.argb()) {
            alpha += pixel >>> 24;
            red += pixel >> 16 & 0xFF;
            green += pixel >> 8 & 0xFF;
            blue += pixel & 0xFF;
        }
        if (alpha == 0) {
            return "#808080";
        }
        return String.format(
                Locale.ROOT, "#%02x%02x%02x", channel(red, alpha), channel(green, alpha), channel(blue, alpha));
    }

    private static long channel(long sum, long alpha) {
        return Math.min(255, (sum * 255 + alpha / 2) / alpha);
    }
}
