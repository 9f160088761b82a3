package dev.vitrine.picture.pixels;

import java.util.Optional;

/// Rows in the colors of their file, brought to sRGB one by one.
public final class SrgbRows implements PixelRows {
    private final PixelRows rows;
    private final Colors colors;
    private final Optional<ColorProfile> profile;
    private final int[] line;

    /// @param rows gray and RGB with alpha premultiplied
    /// @param profile ICC profile of these colors, empty for sRGB (or for plain CMYK)
    public SrgbRows(PixelRows rows, Colors colors, byte[] profile) {
        this.rows = rows;
        this.colors = colors;
        this.profile = profile.length == 0 ? Optional.empty() : ColorProfile.of(profile, colors);
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
        ColorProfile.toSrgb(line, colors, profile);
        System.arraycopy(line, 0, to, 0, line.length);
    }
}
