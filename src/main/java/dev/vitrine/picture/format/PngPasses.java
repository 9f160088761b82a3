package dev.vitrine.picture.format;

import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.pixels.PixelRows;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// The rows of an interlaced PNG, which come as seven pictures, each of them between the pixels of those before (Adam7;
/// W3C PNG, third edition, 8.1). All pixels are kept: the first row is not whole before the last picture.
final class PngPasses implements PixelRows {
    /// Of each picture its first column and row, and the steps to the next ones.
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private final int width;
    private final int height;
    private final boolean opaque;
    private final int[] all;
    /// Rows of which there is something.
    private int there;

    private PngPasses(int width, int height, boolean opaque) {
        this.opaque = opaque;
        this.width = width;
        this.height = height;
        all = new int[width * height];
    }

    static boolean fits(Header header) {
        return (long) header.width() * header.height() * Integer.BYTES <= Limits.MAX_MEMORY / 2;
    }

    static PngPasses read(PngRows rows, PngPixels pixels) {
        var passes = new PngPasses(pixels.width(), pixels.height(), pixels.isOpaque());
        for (int[] pass : PASSES) {
            passes.add(rows, pixels, pass, 1, 1);
        }
        return passes;
    }

    /// As far as they go: a pixel of a pass also stands for those around it which later ones would bring.
    static PartialRows part(PngRows rows, PngPixels pixels) {
        var passes = new PngPasses(pixels.width(), pixels.height(), pixels.isOpaque());
        try {
            for (int[] pass : PASSES) {
                passes.add(rows, pixels, pass, pass[2] - pass[0], pass[3] - pass[1]);
            }
        } catch (UncheckedIOException _) {
            // the first one tells how far it goes
        }
        return new PartialRows(passes, pixels.colors(), passes.there);
    }

    private void add(PngRows rows, PngPixels pixels, int[] pass, int wide, int high) {
        int across = Math.ceilDiv(width - pass[0], pass[2]);
        int down = Math.ceilDiv(height - pass[1], pass[3]);
        if (across <= 0 || down <= 0) {
            return;
        }
        rows.begin(pixels.sized(across, down));
        int[] row = new int[across];
        for (int y = pass[1]; y < height; y += pass[3]) {
            rows.row(y, row);
            int line = y * width;
            for (int i = 0, x = pass[0]; i < across; i++, x += pass[2]) {
                Arrays.fill(all, line + x, line + Math.min(x + wide, width), row[i]);
            }
            int bottom = Math.min(y + high, height);
            for (int below = y + 1; below < bottom; below++) {
                System.arraycopy(all, line, all, below * width, width);
            }
            there = Math.max(there, bottom);
        }
    }

    @Override
    public boolean isOpaque() {
        return opaque;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public void row(int y, int[] to) {
        System.arraycopy(all, y * width, to, 0, width);
    }
}
