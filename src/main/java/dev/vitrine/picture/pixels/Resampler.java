package dev.vitrine.picture.pixels;

import java.util.Arrays;

/// Makes pictures smaller without aliasing: a box average by a whole factor to between two and four times the size
/// wanted, then Lanczos (three lobes) the rest of the way. Works through the rows once, holding only those under the
/// filter.
///
/// The four channels of a packed pixel are filtered alike, which is right for premultiplied alpha and for CMYK.
public final class Resampler {
    private static final int LOBES = 3;
    private static final int ONE = 1 << 14;
    /// So many rows of a channel fit into half an `int`.
    private static final int MAX_BOX = 256;

    private final PixelRows source;
    private final int width;
    private final int height;
    private final int box;
    private final int boxedWidth;
    private final int boxedHeight;
    private final Taps across;
    private final Taps down;
    private final int[] row;
    private final int[] alphaAndGreen;
    private final int[] redAndBlue;
    private final int[][] sums;
    private final int[][] ring;

    private Resampler(PixelRows source, int width, int height) {
        this.source = source;
        this.width = width;
        this.height = height;
        this.box = Math.clamp(Math.min(source.width() / width, source.height() / height) / 2, 1, MAX_BOX);
        this.boxedWidth = (source.width() + box - 1) / box;
        this.boxedHeight = (source.height() + box - 1) / box;
        this.across = Taps.of(boxedWidth, (double) source.width() / box / width, width);
        this.down = Taps.of(boxedHeight, (double) source.height() / box / height, height);
        this.row = new int[source.width()];
        this.alphaAndGreen = new int[source.width()];
        this.redAndBlue = new int[source.width()];
        this.sums = new int[4][boxedWidth];
        this.ring = new int[down.max()][4 * width];
    }

    /// The same picture at `width × height`, which must not be larger than the source.
    public static int[] reduce(PixelRows source, int width, int height) {
        if (width > source.width() || height > source.height()) {
            throw new IllegalArgumentException("pictures are never enlarged");
        }
        return width == source.width() && height == source.height()
                ? copy(source)
                : new Resampler(source, width, height).run();
    }

    private static int[] copy(PixelRows source) {
        int[] row = new int[source.width()];
        int[] all = new int[Math.multiplyExact(source.width(), source.height())];
        for (int y = 0; y < source.height(); y++) {
            source.row(y, row);
            System.arraycopy(row, 0, all, y * row.length, row.length);
        }
        return all;
    }

    private int[] run() {
        int[] result = new int[Math.multiplyExact(width, height)];
        int[] line = new int[4 * width];
        int next = 0;
        for (int y = 0; y < height; y++) {
            int from = down.starts[y];
            int[] weights = down.weights[y];
            for (; next < from + weights.length; next++) {
                boxed(next);
                narrow(ring[next % ring.length]);
            }
            Arrays.fill(line, 1 << 19);
            for (int i = 0; i < weights.length; i++) {
                int[] above = ring[(from + i) % ring.length];
                int weight = weights[i];
                for (int x = 0; x < line.length; x++) {
                    line[x] += above[x] * weight;
                }
            }
            pack(line, result, y * width);
        }
        return result;
    }

    /// Averages `box` rows and columns into one row of `sums`, scaled so that the whole range of a channel is
    /// 0…255.
    private void boxed(int boxedY) {
        Arrays.fill(alphaAndGreen, 0);
        Arrays.fill(redAndBlue, 0);
        int first = boxedY * box;
        int last = Math.min(first + box, source.height());
        for (int y = first; y < last; y++) {
            source.row(y, row);
            addChannels(row, 8, alphaAndGreen);
            addChannels(row, 0, redAndBlue);
        }
        for (int x = 0, at = 0; at < boxedWidth; at++) {
            int end = Math.min(x + box, row.length);
            int a = 0;
            int r = 0;
            int g = 0;
            int b = 0;
            for (; x < end; x++) {
                a += alphaAndGreen[x] >>> 16;
                r += redAndBlue[x] >>> 16;
                g += alphaAndGreen[x] & 0xFFFF;
                b += redAndBlue[x] & 0xFFFF;
            }
            sums[0][at] = a;
            sums[1][at] = r;
            sums[2][at] = g;
            sums[3][at] = b;
        }
        if (box > 1) {
            average(last - first);
        }
    }

    /// Two channels at a time, in the halves of an `int`: the compiler makes vector instructions of this.
    private static void addChannels(int[] row, int shift, int[] sums) {
        for (int x = 0; x < row.length; x++) {
            sums[x] += row[x] >>> shift & 0x00FF00FF;
        }
    }

    private void average(int rows) {
        int lastWidth = row.length - (boxedWidth - 1) * box;
        float full = 1f / (rows * box);
        float partial = 1f / (rows * lastWidth);
        for (int[] sum : sums) {
            for (int x = 0; x < boxedWidth - 1; x++) {
                sum[x] = (int) (sum[x] * full + 0.5f);
            }
            sum[boxedWidth - 1] = (int) (sum[boxedWidth - 1] * partial + 0.5f);
        }
    }

    /// Filters the row in `sums` across; the result has six more bits than a channel.
    private void narrow(int[] to) {
        int[] alpha = sums[0];
        int[] red = sums[1];
        int[] green = sums[2];
        int[] blue = sums[3];
        for (int x = 0, at = 0; x < width; x++) {
            int from = across.starts[x];
            int a = 1 << 7;
            int r = a;
            int g = a;
            int b = a;
            for (int weight : across.weights[x]) {
                a += alpha[from] * weight;
                r += red[from] * weight;
                g += green[from] * weight;
                b += blue[from++] * weight;
            }
            to[at++] = a >> 8;
            to[at++] = r >> 8;
            to[at++] = g >> 8;
            to[at++] = b >> 8;
        }
    }

    private void pack(int[] line, int[] result, int at) {
        for (int x = 0; x < width; x++) {
            result[at + x] = clamp(line[4 * x]) << 24
                    | clamp(line[4 * x + 1]) << 16
                    | clamp(line[4 * x + 2]) << 8
                    | clamp(line[4 * x + 3]);
        }
    }

    private static int clamp(int value) {
        return Math.clamp(value >> 20, 0, 255);
    }

    /// For each place of the result: where its source begins, and how much each source pixel counts (together
    /// [#ONE]).
    private record Taps(int[] starts, int[][] weights, int max) {
        /// @param scale source pixels for each pixel of the result
        static Taps of(int sourceLength, double scale, int length) {
            int[] starts = new int[length];
            int[][] weights = new int[length][];
            int max = 1;
            double support = LOBES * Math.max(1, scale);
            for (int i = 0; i < length; i++) {
                double center = (i + 0.5) * scale;
                int from = Math.max(0, (int) Math.floor(center - support));
                int to = Math.min(sourceLength, (int) Math.ceil(center + support));
                starts[i] = from;
                weights[i] = weights(from, to, center, Math.max(1, scale));
                max = Math.max(max, to - from);
            }
            return new Taps(starts, weights, max);
        }

        private static int[] weights(int from, int to, double center, double scale) {
            double[] exact = new double[to - from];
            double sum = 0;
            for (int i = 0; i < exact.length; i++) {
                exact[i] = lanczos((from + i + 0.5 - center) / scale);
                sum += exact[i];
            }
            int[] weights = new int[exact.length];
            int left = ONE;
            int strongest = 0;
            for (int i = 0; i < exact.length; i++) {
                weights[i] = (int) Math.round(exact[i] / sum * ONE);
                left -= weights[i];
                strongest = weights[i] > weights[strongest] ? i : strongest;
            }
            weights[strongest] += left;
            return weights;
        }

        private static double lanczos(double x) {
            if (x == 0) {
                return 1;
            }
            if (Math.abs(x) >= LOBES) {
                return 0;
            }
            double angle = Math.PI * x;
            return LOBES * Math.sin(angle) * Math.sin(angle / LOBES) / (angle * angle);
        }
    }
}
