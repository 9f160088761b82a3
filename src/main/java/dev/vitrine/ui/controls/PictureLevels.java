package dev.vitrine.ui.controls;

import dev.vitrine.picture.pixels.Picture;
import dev.vitrine.picture.pixels.PixelRows;
import dev.vitrine.picture.pixels.Resampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One picture at full, half, quarter … size, and perhaps at that of the screen, so that it looks smooth however
/// small it is drawn.
///
/// The scene graph interpolates between neighboring pixels only: drawn at less than half its size, a picture would
/// flicker and show jaggies.
///
/// @param levels largest first
public record PictureLevels(List<Picture> levels) {
    private static final int SMALLEST = 128;

    public PictureLevels {
        levels = List.copyOf(levels);
    }

    /// Takes time: about 2 ns a pixel. Not on the FX thread for anything larger than a thumbnail.
    public static PictureLevels of(Picture picture) {
        var levels = new ArrayList<Picture>();
        levels.add(picture);
        while (Math.max(levels.getLast().width(), levels.getLast().height()) >= 2 * SMALLEST) {
            levels.add(half(levels.getLast()));
        }
        return new PictureLevels(levels);
    }

    /// The same, with a level of this very size in between: drawn pixel by pixel, it costs the screen a tenth of
    /// one that is scaled there, and it is sharper. Nothing is enlarged. Takes time: not on the FX thread.
    public PictureLevels with(int width, int height) {
        Picture from = forEdge(Math.max(width, height));
        boolean isThere = levels.stream().anyMatch(level -> level.width() == width && level.height() == height);
        if (isThere || width < 1 || height < 1 || width > from.width() || height > from.height()) {
            return this;
        }
        var more = new ArrayList<>(levels);
        more.add(levels.indexOf(from) + 1, new Picture(width, height, Resampler.reduce(rows(from), width, height)));
        return new PictureLevels(more);
    }

    private static PixelRows rows(Picture picture) {
        return new PixelRows() {
            @Override
            public int width() {
                return picture.width();
            }

            @Override
            public int height() {
                return picture.height();
            }

            @Override
            public void row(int y, int[] into) {
                System.arraycopy(picture.argb(), y * picture.width(), into, 0, picture.width());
            }
        };
    }

    public Picture largest() {
        return levels.getFirst();
    }

    /// Whether nothing shows through; read from the smallest level, in which every pixel has its share.
    public boolean isOpaque() {
        return Arrays.stream(levels.getLast().argb()).allMatch(pixel -> pixel >>> 24 == 0xFF);
    }

    /// Longest side of the largest level.
    public int edge() {
        return Math.max(largest().width(), largest().height());
    }

    /// The smallest level that still has as many pixels as it will be drawn with.
    ///
    /// @param drawnEdge longest side on the screen, in device pixels
    public Picture forEdge(double drawnEdge) {
        Picture best = largest();
        for (Picture level : levels) {
            if (Math.max(level.width(), level.height()) >= drawnEdge) {
                best = level;
            }
        }
        return best;
    }

    /// Each pixel is the mean of four; an odd last row or column is left to its neighbors' mean.
    static Picture half(Picture picture) {
        int width = Math.max(1, picture.width() / 2);
        int height = Math.max(1, picture.height() / 2);
        int[] from = picture.argb();
        int[] to = new int[width * height];
        int right = picture.width() > 1 ? 1 : 0;
        int below = picture.height() > 1 ? picture.width() : 0;
        for (int y = 0, at = 0; y < height; y++) {
            int row = 2 * y * picture.width();
            for (int x = 0; x < width; x++, at++) {
                int p = row + 2 * x;
                to[at] = mean(from[p], from[p + right], from[p + below], from[p + right + below]);
            }
        }
        return new Picture(width, height, to);
    }

    /// Two channels at a time: sums of four bytes fit into ten bits.
    private static int mean(int a, int b, int c, int d) {
        int mask = 0x00ff00ff;
        int low = (a & mask) + (b & mask) + (c & mask) + (d & mask) + 0x00020002;
        int high = (a >>> 8 & mask) + (b >>> 8 & mask) + (c >>> 8 & mask) + (d >>> 8 & mask) + 0x00020002;
        return low >>> 2 & mask | (high >>> 2 & mask) << 8;
    }
}
