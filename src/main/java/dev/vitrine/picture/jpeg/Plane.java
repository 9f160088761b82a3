package dev.vitrine.picture.jpeg;

import java.util.Arrays;

/// The newest rows of one component's samples, and the way from them to rows of the result.
///
/// Rows come a strip at a time and go round in a ring, so that a picture of any height needs only the rows that one
/// result row is made of. Down first, because that runs along whole rows; then across. In floats, two of which are
/// multiplied in the time of one integer.
final class Plane {
    private final ScaledComponent component;
    private final int[] steps;
    private final Kernel down;
    private final Kernel across;
    private final float[][] ring;
    private final float[] gathered;
    private final int[] spread;
    private final InverseDct dct = new InverseDct();
    private int filled;

    /// @param quantization in zigzag order
    /// @param reach how many rows of the result one of them may have to wait for the other planes
    Plane(ScaledComponent component, int[] quantization, int width, int height, double reach) {
        this.component = component;
        steps = component.zigzag().arrange(quantization, component.edge());
        down = Kernel.of(component.height(), samples(component.height()), height);
        across = Kernel.of(component.width(), samples(component.width()), width);
        ring = new float[ringRows(component, height, reach)][component.stride()];
        gathered = new float[samples(component.width())];
        spread = new int[width];
    }

    static long bytes(ScaledComponent component, int height, double reach) {
        return 4L * component.stride() * (ringRows(component, height, reach) + 2);
    }

    /// Rows of the result that one of them reaches over.
    static double reach(ScaledComponent component, int height) {
        double step = component.height() / height;
        return (2 * Kernel.reach(step) + 4) / step;
    }

    private static int ringRows(ScaledComponent component, int height, double reach) {
        int strip = component.stripHeight();
        double step = component.height() / height;
        int waiting = (int) Math.ceil(reach * step + Kernel.reach(step)) + 6;
        int strips = 1 + ScaledComponent.ceil(waiting, strip);
        return Math.min(strips * strip, component.paddedDown() * component.edge());
    }

    private static int samples(double length) {
        return Math.max(1, (int) Math.ceil(length - 1e-9));
    }

    /// Transforms one row of units out of `coefficients`.
    void add(Coefficients coefficients, int unitRow) {
        int edge = component.edge();
        int vertical = component.source().vertical();
        for (int v = 0; v < vertical; v++) {
            int row = unitRow * vertical + v;
            dct.transform(
                    edge,
                    coefficients.values,
                    coefficients.rowStart(row),
                    component.paddedAcross(),
                    steps,
                    ring,
                    row * edge % ring.length);
        }
        filled = (unitRow + 1) * vertical * edge;
    }

    boolean covers(int row) {
        return down.starts()[row] + down.taps() <= filled;
    }

    /// One row of the result, in the units of [InverseDct]; good until the next call.
    int[] row(int row) {
        spread(down.isIdentity() ? ring[row % ring.length] : gather(row));
        return spread;
    }

    private float[] gather(int row) {
        int taps = down.taps();
        int first = down.starts()[row];
        float[] weights = down.weights();
        Arrays.fill(gathered, 0);
        int t = 0;
        for (; t + 4 <= taps; t += 4) {
            int y = first + t;
            int w = row * taps + t;
            addFour(
                    gathered,
                    at(y),
                    weights[w],
                    at(y + 1),
                    weights[w + 1],
                    at(y + 2),
                    weights[w + 2],
                    at(y + 3),
                    weights[w + 3]);
        }
        for (; t < taps; t++) {
            addOne(gathered, at(first + t), weights[row * taps + t]);
        }
        return gathered;
    }

    private float[] at(int row) {
        return ring[row % ring.length];
    }

    private static void addOne(float[] line, float[] a, float wa) {
        for (int x = 0; x < line.length; x++) {
            line[x] += a[x] * wa;
        }
    }

    /// Rows in arrays of their own: only then does the compiler turn this into vector instructions, which is worth
    /// a factor of ten.
    private static void addFour(
            float[] line, float[] a, float wa, float[] b, float wb, float[] c, float wc, float[] d, float wd) {
        for (int x = 0; x < line.length; x++) {
            line[x] += a[x] * wa + b[x] * wb + c[x] * wc + d[x] * wd;
        }
    }

    private void spread(float[] line) {
        int taps = across.taps();
        int[] starts = across.starts();
        float[] weights = across.weights();
        if (across.isIdentity()) {
            round(line, spread);
        } else if (taps == 12) {
            spreadTwelve(line, starts, weights, spread);
        } else if (taps == 4) {
            spreadFour(line, starts, weights, spread);
        } else {
            spreadAny(line, taps, starts, weights, spread);
        }
    }

    private static void round(float[] line, int[] out) {
        for (int x = 0; x < out.length; x++) {
            out[x] = (int) (line[x] + 0.5f);
        }
    }

    private static void spreadAny(float[] line, int taps, int[] starts, float[] weights, int[] out) {
        int w = 0;
        for (int x = 0; x < starts.length; x++) {
            int from = starts[x];
            float sum = 0.5f;
            int t = 0;
            for (; t + 4 <= taps; t += 4) {
                int s = from + t;
                sum += weights[w] * line[s]
                        + weights[w + 1] * line[s + 1]
                        + weights[w + 2] * line[s + 2]
                        + weights[w + 3] * line[s + 3];
                w += 4;
            }
            for (; t < taps; t++) {
                sum += weights[w++] * line[from + t];
            }
            out[x] = (int) sum;
        }
    }

    /// Color that grows.
    private static void spreadFour(float[] line, int[] starts, float[] weights, int[] out) {
        for (int x = 0; x < starts.length; x++) {
            int s = starts[x];
            int w = 4 * x;
            float sum = weights[w] * line[s]
                    + weights[w + 1] * line[s + 1]
                    + weights[w + 2] * line[s + 2]
                    + weights[w + 3] * line[s + 3];
            out[x] = (int) (sum + 0.5f);
        }
    }

    /// The usual case: shrinking by up to two.
    private static void spreadTwelve(float[] line, int[] starts, float[] weights, int[] out) {
        for (int x = 0; x < starts.length; x++) {
            int s = starts[x];
            int w = 12 * x;
            float left = weights[w] * line[s]
                    + weights[w + 1] * line[s + 1]
                    + weights[w + 2] * line[s + 2]
                    + weights[w + 3] * line[s + 3];
            float middle = weights[w + 4] * line[s + 4]
                    + weights[w + 5] * line[s + 5]
                    + weights[w + 6] * line[s + 6]
                    + weights[w + 7] * line[s + 7];
            float right = weights[w + 8] * line[s + 8]
                    + weights[w + 9] * line[s + 9]
                    + weights[w + 10] * line[s + 10]
                    + weights[w + 11] * line[s + 11];
            out[x] = (int) (left + middle + right + 0.5f);
        }
    }
}
