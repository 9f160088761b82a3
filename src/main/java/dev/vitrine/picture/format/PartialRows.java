package dev.vitrine.picture.format;

import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.pixels.Colors;
import dev.vitrine.picture.pixels.DecodedPixels;
import dev.vitrine.picture.pixels.PixelRows;
import dev.vitrine.picture.pixels.Resampler;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// As many rows of a picture as there are before its file breaks off; those behind are gray, or transparent.
final class PartialRows implements PixelRows {
    private static final int GRAY = 0xFF808080;
    private static final int GRAY_OF_INK = 0x00000080;

    private final PixelRows rows;
    private final Colors colors;
    private final int missing;
    private int there;

    PartialRows(PixelRows rows, Colors colors) {
        this(rows, colors, rows.height());
    }

    /// @param there as is known before; fewer where reading breaks off earlier
    PartialRows(PixelRows rows, Colors colors, int there) {
        this.rows = rows;
        this.there = there;
        this.colors = colors;
        missing = colors == Colors.CMYK ? GRAY_OF_INK : rows.isOpaque() ? GRAY : 0;
    }

    /// How much of the height there is, once all rows were asked for in their order.
    double part() {
        return (double) there / height();
    }

    /// With the longest side at most `edge`.
    ///
    /// @throws EOFException when there is no whole row of it
    DecodeResult.Pixels reduced(int edge, byte[] profile) throws EOFException {
        double scale = Limits.scale(width(), height(), edge);
        int width = Limits.reduced(width(), scale);
        int height = Limits.reduced(height(), scale);
        var decoded = new DecodedPixels(width, height, Resampler.reduce(this, width, height), colors, profile);
        if (there == 0) {
            throw DeflateInput.cut();
        }
        return there == height() ? new DecodeResult.Pixels(decoded) : DecodeResult.Pixels.broken(decoded, part());
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
            if (y < there) {
                rows.row(y, to);
                return;
            }
        } catch (UncheckedIOException _) {
            there = y;
        }
        Arrays.fill(to, missing);
    }
}
