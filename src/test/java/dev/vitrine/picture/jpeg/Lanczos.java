package dev.vitrine.picture.jpeg;

/// The yardstick: a plane reduced with Lanczos' kernel of three lobes, in floating point and without haste.
final class Lanczos {
    private Lanczos() {}

    static double[] reduce(double[] plane, int width, int height, int newWidth, int newHeight) {
        double[] narrow = lines(plane, width, height, newWidth);
        return transpose(lines(transpose(narrow, newWidth, height), height, newWidth, newHeight), newHeight, newWidth);
    }

    private static double[] lines(double[] plane, int width, int height, int results) {
        double step = (double) width / results;
        double scale = Math.max(1, step);
        double[] out = new double[results * height];
        for (int i = 0; i < results; i++) {
            double center = (i + 0.5) * step - 0.5;
            int from = (int) Math.ceil(center - 3 * scale);
            int to = (int) Math.floor(center + 3 * scale);
            double[] weights = new double[to - from + 1];
            double sum = 0;
            for (int t = 0; t < weights.length; t++) {
                weights[t] = kernel((from + t - center) / scale);
                sum += weights[t];
            }
            for (int y = 0; y < height; y++) {
                double value = 0;
                for (int t = 0; t < weights.length; t++) {
                    value += weights[t] * plane[y * width + Math.clamp(from + t, 0, width - 1)];
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
