package dev.vitrine.picture.pixels;

/// How often each level from 0 to 255 occurs, by channel and in brightness (Rec. 709 weights); wholly transparent
/// pixels are left out.
public record Histogram(int[] red, int[] green, int[] blue, int[] luma) {
    public static Histogram of(Picture picture) {
        var histogram = new Histogram(new int[256], new int[256], new int[256], new int[256]);
        for (int pixel : picture.argb()) {
            int alpha = pixel >>> 24;
            if (alpha != 0) {
                histogram.add(
                        level(pixel >> 16 & 0xFF, alpha), level(pixel >> 8 & 0xFF, alpha), level(pixel & 0xFF, alpha));
            }
        }
        return histogram;
    }

    private void add(int r, int g, int b) {
        red[r]++;
        green[g]++;
        blue[b]++;
        luma[(2126 * r + 7152 * g + 722 * b + 5000) / 10000]++;
    }

    private static int level(int premultiplied, int alpha) {
        return alpha == 255 ? premultiplied : Math.min(255, premultiplied * 255 / alpha);
    }
}
