package dev.vitrine.picture.jpeg;

/// The inverse DCT (A.3.3) at an eighth, a quarter, half and full size: an `n`-point transform of the lowest `n × n`
/// coefficients.
///
/// Samples come out in sixteenths, shifted to 0…255 (A.3.1) and clamped, so that resampling adds no second rounding.
/// Constants are in 13-bit fixed point. A damaged file can overflow a product; it wraps, and the clamp catches it.
final class InverseDct {
    static final int FRACTION = 4;
    static final int GRAY = 128 << FRACTION;
    private static final int WHITE = 255 << FRACTION;
    private static final int ONE = 13;

    private final int[] work = new int[64];

    /// Transforms a row of `blocks` that starts at `at`, and writes `edge` rows of samples from row `y` on.
    void transform(int edge, short[] values, int at, int blocks, int[] steps, float[][] rows, int y) {
        switch (edge) {
            case 1 -> ones(values, at, blocks, steps[0], rows[y]);
            case 2 -> twos(values, at, blocks, steps, rows[y], rows[y + 1]);
            case 4 -> {
                for (int i = 0; i < blocks; i++) {
                    four(values, at + 16 * i, steps, rows, y, 4 * i);
                }
            }
            default -> {
                for (int i = 0; i < blocks; i++) {
                    eight(values, at + 64 * i, steps, rows, y, 8 * i);
                }
            }
        }
    }

    private static int clamp(int sample) {
        return Math.max(0, Math.min(WHITE, sample));
    }

    private static void ones(short[] values, int at, int blocks, int step, float[] out) {
        for (int i = 0; i < blocks; i++) {
            out[i] = clamp((values[at + i] * step << 1) + GRAY);
        }
    }

    private static void twos(short[] values, int at, int blocks, int[] steps, float[] upper, float[] lower) {
        int stepDc = steps[0] << 1;
        int stepAcross = steps[1] << 1;
        int stepDown = steps[2] << 1;
        int stepBoth = steps[3] << 1;
        for (int i = 0; i < blocks; i++) {
            int from = at + 4 * i;
            int dc = values[from] * stepDc + GRAY;
            int across = values[from + 1] * stepAcross;
            int down = values[from + 2] * stepDown;
            int both = values[from + 3] * stepBoth;
            upper[2 * i] = clamp(dc + across + down + both);
            upper[2 * i + 1] = clamp(dc - across + down - both);
            lower[2 * i] = clamp(dc + across - down - both);
            lower[2 * i + 1] = clamp(dc - across - down + both);
        }
    }

    /// Four-point transform scaled by √8: √2·cos(π/8) and √2·cos(3π/8) for the odd half.
    private void four(short[] block, int at, int[] steps, float[][] rows, int y, int x) {
        int[] t = work;
        for (int i = 0; i < 4; i++) {
            int c0 = block[at + i] * steps[i] << ONE;
            int c1 = block[at + 4 + i] * steps[4 + i];
            int c2 = block[at + 8 + i] * steps[8 + i] << ONE;
            int c3 = block[at + 12 + i] * steps[12 + i];
            int odd0 = c1 * 10703 + c3 * 4433;
            int odd1 = c1 * 4433 - c3 * 10703;
            t[i] = c0 + c2 + odd0 + (1 << 9) >> 10;
            t[4 + i] = c0 - c2 + odd1 + (1 << 9) >> 10;
            t[8 + i] = c0 - c2 - odd1 + (1 << 9) >> 10;
            t[12 + i] = c0 + c2 - odd0 + (1 << 9) >> 10;
        }
        // 3 bits of fraction, eightfold; sixteenths of a sample are wanted: 13 + 3 + 3 - 4 bits go.
        int half = (1 << 14) + (GRAY << 15);
        for (int i = 0; i < 4; i++) {
            int c0 = t[4 * i] << ONE;
            int c1 = t[4 * i + 1];
            int c2 = t[4 * i + 2] << ONE;
            int c3 = t[4 * i + 3];
            int odd0 = c1 * 10703 + c3 * 4433;
            int odd1 = c1 * 4433 - c3 * 10703;
            float[] out = rows[y + i];
            out[x] = clamp(c0 + c2 + odd0 + half >> 15);
            out[x + 1] = clamp(c0 - c2 + odd1 + half >> 15);
            out[x + 2] = clamp(c0 - c2 - odd1 + half >> 15);
            out[x + 3] = clamp(c0 + c2 - odd0 + half >> 15);
        }
    }

    /// Loeffler, Ligtenberg and Moschytz, "Practical fast 1-D DCT algorithms with 11 multiplications" (1989),
    /// scaled by √8.
    private void eight(short[] block, int at, int[] steps, float[][] rows, int y, int x) {
        int[] t = work;
        for (int i = 0; i < 8; i++) {
            int c0 = block[at + i] * steps[i];
            int c1 = block[at + 8 + i] * steps[8 + i];
            int c2 = block[at + 16 + i] * steps[16 + i];
            int c3 = block[at + 24 + i] * steps[24 + i];
            int c4 = block[at + 32 + i] * steps[32 + i];
            int c5 = block[at + 40 + i] * steps[40 + i];
            int c6 = block[at + 48 + i] * steps[48 + i];
            int c7 = block[at + 56 + i] * steps[56 + i];
            if ((c1 | c2 | c3 | c4 | c5 | c6 | c7) == 0) {
                int flat = c0 << 2;
                for (int below = i; below < 64; below += 8) {
                    t[below] = flat;
                }
                continue;
            }
            int turn = (c2 + c6) * 4433;
            int even2 = turn - c6 * 15137;
            int even3 = turn + c2 * 6270;
            int even0 = (c0 + c4 << ONE) + (1 << 10);
            int even1 = (c0 - c4 << ONE) + (1 << 10);
            int sum0 = even0 + even3;
            int sum3 = even0 - even3;
            int sum1 = even1 + even2;
            int sum2 = even1 - even2;
            int z5 = (c7 + c3 + c5 + c1) * 9633;
            int z1 = (c7 + c1) * -7373;
            int z2 = (c5 + c3) * -20995;
            int z3 = (c7 + c3) * -16069 + z5;
            int z4 = (c5 + c1) * -3196 + z5;
            int odd0 = c7 * 2446 + z1 + z3;
            int odd1 = c5 * 16819 + z2 + z4;
            int odd2 = c3 * 25172 + z2 + z3;
            int odd3 = c1 * 12299 + z1 + z4;
            t[i] = sum0 + odd3 >> 11;
            t[56 + i] = sum0 - odd3 >> 11;
            t[8 + i] = sum1 + odd2 >> 11;
            t[48 + i] = sum1 - odd2 >> 11;
            t[16 + i] = sum2 + odd1 >> 11;
            t[40 + i] = sum2 - odd1 >> 11;
            t[24 + i] = sum3 + odd0 >> 11;
            t[32 + i] = sum3 - odd0 >> 11;
        }
        // 2 bits of fraction, eightfold: 13 + 2 + 3 - 4 bits go.
        int half = (1 << 13) + (GRAY << 14);
        for (int i = 0; i < 64; i += 8) {
            int c0 = t[i];
            int c1 = t[i + 1];
            int c2 = t[i + 2];
            int c3 = t[i + 3];
            int c4 = t[i + 4];
            int c5 = t[i + 5];
            int c6 = t[i + 6];
            int c7 = t[i + 7];
            int turn = (c2 + c6) * 4433;
            int even2 = turn - c6 * 15137;
            int even3 = turn + c2 * 6270;
            int even0 = (c0 + c4 << ONE) + half;
            int even1 = (c0 - c4 << ONE) + half;
            int sum0 = even0 + even3;
            int sum3 = even0 - even3;
            int sum1 = even1 + even2;
            int sum2 = even1 - even2;
            int z5 = (c7 + c3 + c5 + c1) * 9633;
            int z1 = (c7 + c1) * -7373;
            int z2 = (c5 + c3) * -20995;
            int z3 = (c7 + c3) * -16069 + z5;
            int z4 = (c5 + c1) * -3196 + z5;
            int odd0 = c7 * 2446 + z1 + z3;
            int odd1 = c5 * 16819 + z2 + z4;
            int odd2 = c3 * 25172 + z2 + z3;
            int odd3 = c1 * 12299 + z1 + z4;
            float[] out = rows[y + (i >> 3)];
            out[x] = clamp(sum0 + odd3 >> 14);
            out[x + 7] = clamp(sum0 - odd3 >> 14);
            out[x + 1] = clamp(sum1 + odd2 >> 14);
            out[x + 6] = clamp(sum1 - odd2 >> 14);
            out[x + 2] = clamp(sum2 + odd1 >> 14);
            out[x + 5] = clamp(sum2 - odd1 >> 14);
            out[x + 3] = clamp(sum3 + odd0 >> 14);
            out[x + 4] = clamp(sum3 - odd0 >> 14);
        }
    }
}
