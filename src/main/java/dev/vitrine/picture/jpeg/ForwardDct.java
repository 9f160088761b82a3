package dev.vitrine.picture.jpeg;

import java.util.Arrays;
import javax.imageio.plugins.jpeg.JPEGQTable;

/// The DCT (A.3.3) and quantization (A.3.4) of blocks: Loeffler, Ligtenberg and Moschytz' transform, as in
/// [InverseDct], in 13-bit fixed point.
final class ForwardDct {
    /// Bits of fraction that the first pass leaves.
    private static final int KEPT = 2;
    private static final int DOWN = 13 - KEPT;
    private static final int ACROSS = 13 + KEPT;
    /// Which coefficients the passes leave where the samples were.
    private static final int[] ORDER = {0, 4, 2, 6, 7, 5, 3, 1};
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

    /// Transforms all columns of eight rows of samples around 0 in place. Along whole rows, in loops this small,
    /// the compiler turns it into vector instructions.
    static void columns(int[][] rows, int first) {
        int[][] was = Arrays.copyOfRange(rows, first, first + 8);
        for (int i = 0; i < 4; i++) {
            fold(was[i], was[7 - i]);
        }
        even(was[0], was[1], was[2], was[3]);
        odd(was[7], was[6], was[5], was[4]);
        for (int i = 0; i < 8; i++) {
            rows[first + ORDER[i]] = was[i];
        }
    }

    private static void fold(int[] above, int[] below) {
        for (int x = 0; x < above.length; x++) {
            int sum = above[x] + below[x];
            below[x] = above[x] - below[x];
            above[x] = sum;
        }
    }

    private static void even(int[] a, int[] b, int[] c, int[] d) {
        for (int x = 0; x < a.length; x++) {
            int even0 = a[x] + d[x];
            int even1 = b[x] + c[x];
            int even2 = b[x] - c[x];
            int even3 = a[x] - d[x];
            a[x] = even0 + even1 << KEPT;
            b[x] = even0 - even1 << KEPT;
            int turn = (even2 + even3) * 4433 + (1 << DOWN - 1);
            c[x] = turn + even3 * 6270 >> DOWN;
            d[x] = turn - even2 * 15137 >> DOWN;
        }
    }

    private static void odd(int[] a, int[] b, int[] c, int[] d) {
        for (int x = 0; x < a.length; x++) {
            int d0 = a[x];
            int d1 = b[x];
            int d2 = c[x];
            int d3 = d[x];
            int z5 = (d3 + d1 + d2 + d0) * 9633 + (1 << DOWN - 1);
            int z1 = (d3 + d0) * -7373;
            int z2 = (d2 + d1) * -20995;
            int z3 = (d3 + d1) * -16069 + z5;
            int z4 = (d2 + d0) * -3196 + z5;
            a[x] = d0 * 12299 + z1 + z4 >> DOWN;
            b[x] = d1 * 25172 + z2 + z3 >> DOWN;
            c[x] = d2 * 16819 + z2 + z4 >> DOWN;
            d[x] = d3 * 2446 + z1 + z3 >> DOWN;
        }
    }

    /// The coefficients, in units of their steps, of the block at `x` of eight rows whose [#columns] are
    /// transformed; row by row, good until the next call.
    int[] transform(int[][] rows, int first, int x) {
        for (int row = 0; row < 8; row++) {
            across(rows[first + row], x, work, 8 * row);
        }
        for (int i = 0; i < 64; i++) {
            quantized[i] = (int) (work[i] * inverse[i] + (OFFSET + 0.5f)) - OFFSET;
        }
        return quantized;
    }

    private static void across(int[] from, int x, int[] to, int at) {
        int s0 = from[x] + from[x + 7];
        int d0 = from[x] - from[x + 7];
        int s1 = from[x + 1] + from[x + 6];
        int d1 = from[x + 1] - from[x + 6];
        int s2 = from[x + 2] + from[x + 5];
        int d2 = from[x + 2] - from[x + 5];
        int s3 = from[x + 3] + from[x + 4];
        int d3 = from[x + 3] - from[x + 4];

        int even0 = s0 + s3;
        int even1 = s1 + s2;
        int even2 = s1 - s2;
        int even3 = s0 - s3;
        to[at] = even0 + even1 + (1 << KEPT - 1) >> KEPT;
        to[at + 4] = even0 - even1 + (1 << KEPT - 1) >> KEPT;
        int half = 1 << ACROSS - 1;
        int turn = (even2 + even3) * 4433 + half;
        to[at + 2] = turn + even3 * 6270 >> ACROSS;
        to[at + 6] = turn - even2 * 15137 >> ACROSS;

        int z5 = (d3 + d1 + d2 + d0) * 9633 + half;
        int z1 = (d3 + d0) * -7373;
        int z2 = (d2 + d1) * -20995;
        int z3 = (d3 + d1) * -16069 + z5;
        int z4 = (d2 + d0) * -3196 + z5;
        to[at + 7] = d3 * 2446 + z1 + z3 >> ACROSS;
        to[at + 5] = d2 * 16819 + z2 + z4 >> ACROSS;
        to[at + 3] = d1 * 25172 + z2 + z3 >> ACROSS;
        to[at + 1] = d0 * 12299 + z1 + z4 >> ACROSS;
    }
}
