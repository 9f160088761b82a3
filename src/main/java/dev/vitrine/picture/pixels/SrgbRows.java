package dev.vitrine.picture.pixels;

import java.util.function.Consumer;

/// Rows in the colors of their file, brought to sRGB one by one.
public final class SrgbRows implements PixelRows {
    private final PixelRows rows;
    private final Consumer<int[]> toSrgb;
    private final int[] line;

    /// @param rows gray and RGB with alpha premultiplied
    /// @param profile ICC profile of these colors, empty for sRGB (or for plain CMYK)
    public SrgbRows(PixelRows rows, Colors colors, byte[] profile) {
        this.rows = rows;
        toSrgb = ColorProfile.conversion(colors, profile);
        line = new int[rows.width()];
    }

    @Override
    public int width() {
        return rows.width();
    }

    @Override
    public int height() {
        return rows.height();
    }

    @Override
    public boolean isOpaque() {
        return rows.isOpaque();
    }

    @Override
    public void row(int y, int[] to) {
        rows.row(y, line);
        toSrgb.accept(line);
        System.arraycopy(line, 0, to, 0, line.length);
    }
}
