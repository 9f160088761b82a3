package dev.vitrine.picture.pixels;

import dev.vitrine.image.PerceptualHash;
import java.util.Optional;

/// Makes the perceptual hash of a picture: its brightness in 32 by 32 cells, of which the signs of the lowest
/// frequencies are kept (a discrete cosine transform, as in pHash).
///
/// Signs are taken where others compare with the median: that hardly differs, and the hash of a turned picture follows
/// from that of the picture.
public final class DctHash {
    private static final int CELLS = 32;
    private static final int SIDE = 8;
    /// In levels of 256. What has less contrast is a blank page, and alike to every other one.
    private static final double MIN_CONTRAST = 2;

    /// In levels of 256, too. Drawings have frequencies that are not there at all: their signs would be chance.
    private static final double MIN_STRENGTH = 0.01;

    /// A page with one line, or that fades from top to bottom, has fewer, and is alike to many others.
    private static final int MIN_FREQUENCIES = 16;

    private static final double[][] COSINES = new double[SIDE][CELLS];

    static {
        for (int u = 0; u < SIDE; u++) {
            for (int x = 0; x < CELLS; x++) {
                COSINES[u][x] = Math.cos(Math.PI * u * (2 * x + 1) / (2 * CELLS));
            }
        }
    }

    private DctHash() {}

    /// Of the small picture just as well as of the large one; without its border. Empty where there is next to
    /// nothing to see.
    public static Optional<PerceptualHash> of(Picture picture) {
        double[][] cells = cells(Luma.of(picture).withoutBorder());
        if (contrast(cells) < MIN_CONTRAST) {
            return Optional.empty();
        }
        long bits = 0;
        int there = 0;
        for (int at = 1; at < Long.SIZE; at++) {
            double strength = frequency(cells, at % SIDE, at / SIDE);
            bits |= strength > MIN_STRENGTH ? 1L << at : 0;
            there += Math.abs(strength) > MIN_STRENGTH ? 1 : 0;
        }
        return bits == 0 || there < MIN_FREQUENCIES ? Optional.empty() : Optional.of(new PerceptualHash(bits));
    }

    /// As rows have it; `""` where there is none.
    public static String text(Picture picture) {
        return of(picture).map(PerceptualHash::toString).orElse("");
    }

    private static double frequency(double[][] cells, int u, int v) {
        double sum = 0;
        for (int y = 0; y < CELLS; y++) {
            double row = 0;
            for (int x = 0; x < CELLS; x++) {
                row += cells[y][x] * COSINES[u][x];
            }
            sum += row * COSINES[v][y];
        }
        return sum / (CELLS * CELLS);
    }

    /// The standard deviation.
    private static double contrast(double[][] cells) {
        double sum = 0;
        double squares = 0;
        for (double[] row : cells) {
            for (double cell : row) {
                sum += cell;
                squares += cell * cell;
            }
        }
        double mean = sum / (CELLS * CELLS);
        return Math.sqrt(Math.max(0, squares / (CELLS * CELLS) - mean * mean));
    }

    private static double[][] cells(Luma luma) {
        double[][] rows = new double[luma.height()][];
        double[] row = new double[luma.width()];
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < row.length; x++) {
                row[x] = luma.at(x, y);
            }
            rows[y] = averages(row);
        }
        double[][] cells = new double[CELLS][CELLS];
        double[] column = new double[rows.length];
        for (int x = 0; x < CELLS; x++) {
            for (int y = 0; y < rows.length; y++) {
                column[y] = rows[y][x];
            }
            double[] down = averages(column);
            for (int y = 0; y < CELLS; y++) {
                cells[y][x] = down[y];
            }
        }
        return cells;
    }

    /// Of equal parts of a line, which may be shorter than they are many.
    private static double[] averages(double[] line) {
        double[] sums = new double[line.length + 1];
        for (int i = 0; i < line.length; i++) {
            sums[i + 1] = sums[i] + line[i];
        }
        double[] averages = new double[CELLS];
        double part = (double) line.length / CELLS;
        for (int i = 0; i < CELLS; i++) {
            averages[i] = (sumTo(sums, (i + 1) * part) - sumTo(sums, i * part)) / part;
        }
        return averages;
    }

    private static double sumTo(double[] sums, double end) {
        int whole = Math.min((int) end, sums.length - 1);
        double rest = end - whole;
        return sums[whole] + (rest > 0 && whole + 1 < sums.length ? rest * (sums[whole + 1] - sums[whole]) : 0);
    }
}
