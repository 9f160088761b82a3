package dev.vitrine.picture.jpeg;

import java.util.Arrays;

/// Weights that take one line of samples to another number of samples, replicating the edge.
///
/// A line that shrinks gets Lanczos' kernel of three lobes, widened so that nothing aliases (Catmull-Rom here cost
/// 0.001 of structural similarity); one that grows, which only color does, gets Catmull-Rom with its lesser ringing.
///
/// @param taps samples that go into each result
/// @param starts the first of them, per result
/// @param weights `taps` per result, summing up to 1
record Kernel(int taps, int[] starts, float[] weights) {
    /// @param length how many samples long the picture is, maybe ending within the last of `samples`
    static Kernel of(double length, int samples, int results) {
        double step = length / results;
        if (step == 1 && samples == results) {
            return identity(results);
        }
        double scale = Math.max(1, step);
        double reach = reach(step);
        int requested = (int) Math.ceil(2 * reach) + 3 & ~3;
        int taps = Math.min(samples, requested);
        int[] starts = new int[results];
        float[] weights = new float[results * taps];
        double[] exact = new double[taps];
        for (int i = 0; i < results; i++) {
            double center = (i + 0.5) * step - 0.5;
            int from = (int) Math.floor(center - reach) + 1;
            starts[i] = Math.clamp(from, 0, samples - taps);
            Arrays.fill(exact, 0);
            for (int t = 0; t < requested; t++) {
                int sample = Math.clamp(from + t, 0, samples - 1);
                double distance = Math.abs(from + t - center) / scale;
                exact[sample - starts[i]] += step > 1 ? lanczos(distance) : catmullRom(distance);
            }
            normalize(exact, weights, i * taps);
        }
        return new Kernel(taps, starts, weights);
    }

    boolean isIdentity() {
        return taps == 1 && starts.length > 0 && starts[starts.length - 1] == starts.length - 1;
    }

    private static Kernel identity(int results) {
        int[] starts = new int[results];
        float[] weights = new float[results];
        for (int i = 0; i < results; i++) {
            starts[i] = i;
            weights[i] = 1;
        }
        return new Kernel(1, starts, weights);
    }

    /// How many samples to either side count when results are `step` samples apart.
    static double reach(double step) {
        return step > 1 ? 3 * step : 2;
    }

    private static double lanczos(double x) {
        if (x == 0) {
            return 1;
        }
        double turn = Math.PI * x;
        return x >= 3 ? 0 : 3 * Math.sin(turn) * Math.sin(turn / 3) / (turn * turn);
    }

    private static double catmullRom(double x) {
        if (x >= 2) {
            return 0;
        }
        return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2;
    }

    private static void normalize(double[] exact, float[] weights, int at) {
        double sum = 0;
        for (double weight : exact) {
            sum += weight;
        }
        for (int t = 0; t < exact.length; t++) {
            weights[at + t] = (float) (exact[t] / sum);
        }
    }
}
