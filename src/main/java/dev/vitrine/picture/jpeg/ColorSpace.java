package dev.vitrine.picture.jpeg;

import dev.vitrine.picture.jpeg.JpegPicture.Color;

/// How components become pixels: the transforms of JFIF (ITU-T T.871, 7) and of Adobe's APP14 segment (ITU-T T.872,
/// 6.5.3).
enum ColorSpace {
    GRAY(Color.GRAY),
    RGB(Color.RGB),
    YCC(Color.RGB),
    CMYK(Color.CMYK),
    INVERTED_CMYK(Color.CMYK),
    INVERTED_YCCK(Color.CMYK);

    private static final int BITS = 14;
    private static final int SHIFT = BITS + InverseDct.FRACTION;
    private static final int HALF = 1 << SHIFT - 1;
    private static final int CR_TO_RED = fixed(1.402);
    private static final int CB_TO_GREEN = fixed(-0.344136);
    private static final int CR_TO_GREEN = fixed(-0.714136);
    private static final int CB_TO_BLUE = fixed(1.772);

    final Color color;

    ColorSpace(Color color) {
        this.color = color;
    }

    /// Markers first, then component names, as other decoders guess. Adobe writes ink inverted.
    static ColorSpace of(JpegHeader header) {
        boolean adobe = header.adobe() >= 0;
        return switch (header.components().size()) {
            case 1 -> GRAY;
            case 3 -> isRgb(header) ? RGB : YCC;
            default -> header.adobe() == 2 ? INVERTED_YCCK : adobe ? INVERTED_CMYK : CMYK;
        };
    }

    private static boolean isRgb(JpegHeader header) {
        if (header.jfif() || header.adobe() >= 0) {
            return !header.jfif() && header.adobe() == 0;
        }
        return header.components().get(0).id() == 'R'
                && header.components().get(1).id() == 'G'
                && header.components().get(2).id() == 'B';
    }

    /// Packs one row to the whole of `pixels`; each line holds one component, in the units of [InverseDct].
    void pack(int[][] lines, int[] pixels) {
        switch (this) {
            case GRAY -> packGray(lines[0], pixels);
            case RGB -> packPlain(lines[0], lines[1], lines[2], pixels);
            case YCC -> packYcc(lines[0], lines[1], lines[2], pixels);
            case CMYK -> packInk(lines, pixels, 0);
            case INVERTED_CMYK -> packInk(lines, pixels, -1);
            case INVERTED_YCCK -> packYcck(lines, pixels);
        }
    }

    private static int fixed(double factor) {
        return (int) Math.round(factor * (1 << BITS));
    }

    private static int clamp(int value) {
        return Math.max(0, Math.min(255, value));
    }

    private static int whole(int sixteenths) {
        return clamp(sixteenths + (1 << InverseDct.FRACTION - 1) >> InverseDct.FRACTION);
    }

    private static void packGray(int[] gray, int[] pixels) {
        for (int x = 0; x < pixels.length; x++) {
            pixels[x] = 0xFF000000 | whole(gray[x]) * 0x010101;
        }
    }

    private static void packPlain(int[] red, int[] green, int[] blue, int[] pixels) {
        for (int x = 0; x < pixels.length; x++) {
            pixels[x] = 0xFF000000 | whole(red[x]) << 16 | whole(green[x]) << 8 | whole(blue[x]);
        }
    }

    private static void packYcc(int[] luma, int[] blueness, int[] redness, int[] pixels) {
        for (int x = 0; x < pixels.length; x++) {
            int y = (luma[x] << BITS) + HALF;
            int cb = blueness[x] - InverseDct.GRAY;
            int cr = redness[x] - InverseDct.GRAY;
            int red = clamp(y + CR_TO_RED * cr >> SHIFT);
            int green = clamp(y + CB_TO_GREEN * cb + CR_TO_GREEN * cr >> SHIFT);
            int blue = clamp(y + CB_TO_BLUE * cb >> SHIFT);
            pixels[x] = 0xFF000000 | red << 16 | green << 8 | blue;
        }
    }

    private static void packInk(int[][] lines, int[] pixels, int inversion) {
        for (int x = 0; x < pixels.length; x++) {
            int ink =
                    whole(lines[0][x]) << 24 | whole(lines[1][x]) << 16 | whole(lines[2][x]) << 8 | whole(lines[3][x]);
            pixels[x] = ink ^ inversion;
        }
    }

    /// The transform gives the complement of the three stored inks, which are themselves inverted; black is stored
    /// inverted as it is.
    private static void packYcck(int[][] lines, int[] pixels) {
        packYcc(lines[0], lines[1], lines[2], pixels);
        for (int x = 0; x < pixels.length; x++) {
            pixels[x] = pixels[x] << 8 | 0xFF - whole(lines[3][x]);
        }
    }
}
