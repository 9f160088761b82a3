package dev.vitrine.picture.format;

import dev.vitrine.picture.pixels.PixelRows;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// As many rows of a picture as can be read; those behind are gray, or transparent.
final class PartialRows implements PixelRows {
    private static final int GRAY = 0xFF808080;

    private final PixelRows rows;
    private int read;
    private boolean broken;

    PartialRows(PixelRows rows) {
        this.rows = rows;
    }

    /// How much of the height could be read.
    double part() {
        return (double) read / height();
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
        try {
            if (!broken) {
                rows.row(y, to);
                read++;
                return;
            }
        } catch (UncheckedIOException _) {
            broken = true;
        }
        Arrays.fill(to, isOpaque() ? GRAY : 0);
    }
}
