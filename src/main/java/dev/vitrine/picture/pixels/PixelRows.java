package dev.vitrine.picture.pixels;

/// Pixels that come row by row, four channels of eight bits in one `int`.
public interface PixelRows {
    int width();

    int height();

    /// Whether it is known that all pixels are opaque.
    default boolean isOpaque() {
        return false;
    }

    /// Writes row `y` to the beginning of `to`; rows are asked for once each, from the top.
    void row(int y, int[] to);
}
