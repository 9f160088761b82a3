package dev.vitrine.picture.jpeg;

import javax.imageio.plugins.jpeg.JPEGQTable;

/// The DCT (A.3.3) and quantization (A.3.4) of blocks: Loeffler, Ligtenberg and Moschytz' transform, as in
/// [InverseDct], in 13-bit fixed point.
final class ForwardDct {
    private static final int ONE = 13;
    /// Bits of fraction that the first pass leaves.
    private static final int KEPT = 2;
    /// So far is a coefficient from zero at most: what is added before a cast, which cuts towards zero.
    private static final int OFFSET = 1 << 14;

    private final int[] steps;
    private final float[] inverse = new float[64];
    private final int[] work = new int[64];
    private final int[] quantized = new int[64];

    ForwardDct(JPEGQTable table) {
        steps = table.getTable();
        for (int i = 0; i < 64; i++) {
            inverse[i] = 1f / (8 * steps[i]); // both passes scale by √8
        }
    }

    int[] zigzagSteps() {
        int[] zigzag = new int[64];
        for (int k = 0; k < 64; k++) {
            zigzag[k] = steps[Zigzag.NATURAL[k]];
        }
        return zigzag;
    }

    /// The coefficients of 8 × 8 samples around 0, in units of their steps, row by row; good until the next call.
    int[] transform(int[] samples) {
        for (int row = 0; row < 64; row += 8) {
            pass(samples, row, 1, work, ONE - KEPT, KEPT);
        }
        for (int column = 0; column < 8; column++) {
            pass(work, column, 8, work, ONE + KEPT, -KEPT);
        }
        for (int i = 0; i < 64; i++) {
            quantized[i] = (int) (work[i] * inverse[i] + (OFFSET + 0.5f)) - OFFSET;
        }
        return quantized;
    }

    private static void pass(int[] from, int at, int step, int[] to, int down, int up) {
        int s0 = from[at] + from[at + 7 * step];
        int d0 = from[at] - from[at + 7 * step];
        int s1 = from[at + step] + from[at + 6 * step];
        int d1 = from[at + step] - from[at + 6 * step];
        int s2 = from[at + 2 * step] + from[at + 5 * step];
        int d2 = from[at + 2 * step] - from[at + 5 * step];
        int s3 = from[at + 3 * step] + from[at + 4 * step];
        int d3 = from[at + 3 * step] - from[at + 4 * step];

        int even0 = s0 + s3;
        int even1 = s1 + s2;
        int even2 = s1 - s2;
        int even3 = s0 - s3;
        to[at] = shift(even0 + even1, up);
        to[at + 4 * step] = shift(even0 - even1, up);
        int half = 1 << down - 1;
        int turn = (even2 + even3) * 4433 + half;
        to[at + 2 * step] = turn + even3 * 6270 >> down;
        to[at + 6 * step] = turn - even2 * 15137 >> down;

        int z5 = (d3 + d1 + d2 + d0) * 9633 + half;
        int z1 = (d3 + d0) * -7373;
        int z2 = (d2 + d1) * -20995;
        int z3 = (d3 + d1) * -16069 + z5;
        int z4 = (d2 + d0) * -3196 + z5;
        to[at + 7 * step] = d3 * 2446 + z1 + z3 >> down;
        to[at + 5 * step] = d2 * 16819 + z2 + z4 >> down;
        to[at + 3 * step] = d1 * 25172 + z2 + z3 >> down;
        to[at + step] = d0 * 12299 + z1 + z4 >> down;
    }

    private static int shift(int value, int up) {
        return up > 0 ? value << up : value + (1 << -up - 1) >> -up;
    }
}
