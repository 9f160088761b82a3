package dev.vitrine.picture.jpeg;

import java.util.Arrays;

/// The newest rows of one component's samples, and the way from them to rows of the result.
///
/// Rows come a strip at a time and go round in a ring, so that a picture of any height needs only the rows that one result row is
/// made of. Down first, because that runs along whole rows; then across.
final class Plane {
    private final ScaledComponent component;
    private final int[] steps;
    private final Kernel down;
    private final Kernel across;
    private final short[] ring;
    private final int stride;
    private final int ringRows;
    private final int height;
    private final int[] column;
    private final InverseDct dct = new InverseDct();
    private int filled;

    /// @param quantization in zigzag order
    /// @param reach how many rows of the result one of them may have to wait for the other planes
    Plane(ScaledComponent component, int[] quantization, int width, int height, double reach) {
        this.component = component;
        steps = component.zigzag().arrange(quantization, component.edge());
        this.height = samples(component.height());
        down = Kernel.of(component.height(), this.height, height);
        across = Kernel.of(component.width(), samples(component.width()), width);
        stride = component.stride();
        ringRows = ringRows(component, height, reach);
        ring = new short[ringRows * stride];
        column = new int[samples(component.width())];
    }

    static long bytes(ScaledComponent component, int height, double reach) {
        return 2L * ringRows(component, height, reach) * component.stride() + 4L * component.stride();
    }

    /// Rows of the result that one of them reaches over.
    static double reach(ScaledComponent component, int height) {
        double step = component.height() / height;
        return (4 * Math.max(1, step) + 4) / step;
    }

    private static int ringRows(ScaledComponent component, int height, double reach) {
        int strip = component.stripHeight();
        double step = component.height() / height;
        int waiting = (int) Math.ceil(reach * step + 2 * Math.max(1, step)) + 6;
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
            int to = row * edge % ringRows * stride;
            int at = coefficients.at(0, row);
            for (int i = 0; i < component.paddedAcross(); i++) {
                dct.transform(edge, coefficients.values, at, steps, ring, to, stride);
                at += component.blockSize();
                to += edge;
            }
        }
        filled = (unitRow + 1) * vertical * edge;
    }

    boolean covers(int row) {
        return Math.min(height, down.starts()[row] + down.taps()) <= filled;
    }

    /// Writes one row of the result, in the units of [InverseDct].
    void resample(int row, int[] out) {
        int[] line = across.isIdentity() ? out : column;
        gather(row, line);
        if (line != out) {
            spread(line, out);
        }
    }

    private void gather(int row, int[] line) {
        int taps = down.taps();
        int first = down.starts()[row];
        int[] weights = down.weights();
        int width = column.length;
        if (taps == 1) {
            copy(at(first), line, width);
            return;
        }
        Arrays.fill(line, 0, width, Kernel.ONE >> 1);
        int t = 0;
        for (; t + 4 <= taps; t += 4) {
            int w = row * taps + t;
            int y = first + t;
            addFour(line, width, at(y), weights[w], at(y + 1), weights[w + 1], at(y + 2), weights[w + 2], at(y + 3), weights[w + 3]);
        }
        for (; t < taps; t++) {
            addOne(line, width, at(first + t), weights[row * taps + t]);
        }
        for (int x = 0; x < width; x++) {
            line[x] >>= Kernel.BITS;
        }
    }

    private int at(int row) {
        return row % ringRows * stride;
    }

    private void copy(int at, int[] line, int width) {
        for (int x = 0; x < width; x++) {
            line[x] = ring[at + x];
        }
    }

    private void addOne(int[] line, int width, int at, int weight) {
        for (int x = 0; x < width; x++) {
            line[x] += ring[at + x] * weight;
        }
    }

    private void addFour(int[] line, int width, int a, int wa, int b, int wb, int c, int wc, int d, int wd) {
        short[] rows = ring;
        for (int x = 0; x < width; x++) {
            line[x] += rows[a + x] * wa + rows[b + x] * wb + rows[c + x] * wc + rows[d + x] * wd;
        }
    }

    private void spread(int[] line, int[] out) {
        int taps = across.taps();
        int[] starts = across.starts();
        int[] weights = across.weights();
        int w = 0;
        for (int x = 0; x < starts.length; x++) {
            int from = starts[x];
            int sum = Kernel.ONE >> 1;
            int t = 0;
            for (; t + 4 <= taps; t += 4) {
                int s = from + t;
                sum += weights[w] * line[s] + weights[w + 1] * line[s + 1] + weights[w + 2] * line[s + 2] + weights[w + 3] * line[s + 3];
                w += 4;
            }
            for (; t < taps; t++) {
                sum += weights[w++] * line[from + t];
            }
            out[x] = sum >> Kernel.BITS;
        }
    }
}
