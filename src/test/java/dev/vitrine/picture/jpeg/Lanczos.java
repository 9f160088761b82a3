package dev.vitrine.picture.jpeg;

import java.util.Arrays;
import java.util.function.IntFunction;

/// The yardstick: a plane reduced with Lanczos' kernel of three lobes, in floating point and without haste.
final class Lanczos {
    private Lanczos() {}

    static double[] reduce(double[] plane, int width, int height, int newWidth, int newHeight) {
        return reduce(y -> Arrays.copyOfRange(plane, y * width, (y + 1) * width), width, height, newWidth, newHeight);
    }

    /// @param rows asked for once each, from the top: only what remains of them is kept
    static double[] reduce(IntFunction<double[]> rows, int width, int height, int newWidth, int newHeight) {
        double[] narrow = lines(rows, width, height, newWidth);
        double[] columns = transpose(narrow, newWidth, height);
        double[] small =
                lines(x -> Arrays.copyOfRange(columns, x * height, (x + 1) * height), height, newWidth, newHeight);
        return transpose(small, newHeight, newWidth);
    }

    private static double[] lines(IntFunction<double[]> rows, int width, int height, int results) {
        double step = (double) width / results;
        double scale = Math.max(1, step);
        int[] starts = new int[results];
        double[][] weights = new double[results][];
        for (int i = 0; i < results; i++) {
            double center = (i + 0.5) * step - 0.5;
            starts[i] = (int) Math.ceil(center - 3 * scale);
            weights[i] = new double[(int) Math.floor(center + 3 * scale) - starts[i] + 1];
            for (int t = 0; t < weights[i].length; t++) {
                weights[i][t] = kernel((starts[i] + t - center) / scale);
            }
        }
        double[] out = new double[results * height];
        for (int y = 0; y < height; y++) {
            double[] row = rows.apply(y);
            for (int i = 0; i < results; i++) {
                double sum = 0;
                double value = 0;
                for (int t = 0; t < weights[i].length; t++) {
                    sum += weights[i][t];
                    value += weights[i][t] * row[Math.clamp(starts[i] + t, 0, width - 1)];
                }
                out[y * results + i] = value / sum;
            }
        }
        return out;
    }

    private static double kernel(double x) {
        if (x == 0) {
            return 1;
        }
        double turn = Math.PI * x;
        return Math.abs(x) >= 3 ? 0 : 3 * Math.sin(turn) * Math.sin(turn / 3) / (turn * turn);
    }

    private static double[] transpose(double[] plane, int width, int height) {
        double[] out = new double[plane.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out[x * height + y] = plane[y * width + x];
            }
        }
        return out;
    }
}
