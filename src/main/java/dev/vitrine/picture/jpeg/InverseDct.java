package dev.vitrine.picture.jpeg;

/// The inverse DCT (A.3.3) at an eighth, a quarter, half and full size: an `n`-point transform of the lowest `n × n` coefficients.
///
/// Samples come out in sixteenths, shifted to 0…255 (A.3.1) and clamped, so that resampling adds no second rounding. Constants are
/// in 13-bit fixed point. A damaged file can overflow a product; it wraps, and the clamp catches it.
final class InverseDct {
    static final int FRACTION = 4;
    static final int GRAY = 128 << FRACTION;
    private static final int WHITE = 255 << FRACTION;
    private static final int ONE = 13;

    private final int[] work = new int[64];

    /// Transforms the block at `at` and writes `edge` rows of `edge` samples, `stride` apart.
    void transform(int edge, short[] block, int at, int[] steps, short[] out, int to, int stride) {
        switch (edge) {
            case 1 -> out[to] = clamp((block[at] * steps[0] << 1) + GRAY);
            case 2 -> two(block, at, steps, out, to, stride);
            case 4 -> four(block, at, steps, out, to, stride);
            default -> eight(block, at, steps, out, to, stride);
        }
    }

    private static short clamp(int sample) {
        return (short) Math.max(0, Math.min(WHITE, sample));
    }

    private static void two(short[] block, int at, int[] steps, short[] out, int to, int stride) {
        int dc = (block[at] * steps[0] << 1) + GRAY;
        int across = block[at + 1] * steps[1] << 1;
        int down = block[at + 2] * steps[2] << 1;
        int both = block[at + 3] * steps[3] << 1;
        out[to] = clamp(dc + across + down + both);
        out[to + 1] = clamp(dc - across + down - both);
        out[to + stride] = clamp(dc + across - down - both);
        out[to + stride + 1] = clamp(dc - across - down + both);
    }

    /// Four-point transform scaled by √8: √2·cos(π/8) and √2·cos(3π/8) for the odd half.
    private void four(short[] block, int at, int[] steps, short[] out, int to, int stride) {
        int[] t = work;
        for (int x = 0; x < 4; x++) {
            int c0 = block[at + x] * steps[x] << ONE;
            int c1 = block[at + 4 + x] * steps[4 + x];
            int c2 = block[at + 8 + x] * steps[8 + x] << ONE;
            int c3 = block[at + 12 + x] * steps[12 + x];
            int odd0 = c1 * 10703 + c3 * 4433;
            int odd1 = c1 * 4433 - c3 * 10703;
            t[x] = c0 + c2 + odd0 + (1 << 9) >> 10;
            t[4 + x] = c0 - c2 + odd1 + (1 << 9) >> 10;
            t[8 + x] = c0 - c2 - odd1 + (1 << 9) >> 10;
            t[12 + x] = c0 + c2 - odd0 + (1 << 9) >> 10;
        }
        // 3 bits of fraction, eightfold; sixteenths of a sample are wanted: 13 + 3 + 3 - 4 bits go.
        int half = (1 << 14) + (GRAY << 15);
        for (int y = 0; y < 4; y++) {
            int c0 = t[4 * y] << ONE;
            int c1 = t[4 * y + 1];
            int c2 = t[4 * y + 2] << ONE;
            int c3 = t[4 * y + 3];
            int odd0 = c1 * 10703 + c3 * 4433;
            int odd1 = c1 * 4433 - c3 * 10703;
            int row = to + y * stride;
            out[row] = clamp(c0 + c2 + odd0 + half >> 15);
            out[row + 1] = clamp(c0 - c2 + odd1 + half >> 15);
            out[row + 2] = clamp(c0 - c2 - odd1 + half >> 15);
            out[row + 3] = clamp(c0 + c2 - odd0 + half >> 15);
        }
    }

    /// Loeffler, Ligtenberg and Moschytz, "Practical fast 1-D DCT algorithms with 11 multiplications" (1989), scaled by √8.
    private void eight(short[] block, int at, int[] steps, short[] out, int to, int stride) {
        int[] t = work;
        for (int x = 0; x < 8; x++) {
            int c0 = block[at + x] * steps[x];
            int c1 = block[at + 8 + x] * steps[8 + x];
            int c2 = block[at + 16 + x] * steps[16 + x];
            int c3 = block[at + 24 + x] * steps[24 + x];
            int c4 = block[at + 32 + x] * steps[32 + x];
            int c5 = block[at + 40 + x] * steps[40 + x];
            int c6 = block[at + 48 + x] * steps[48 + x];
            int c7 = block[at + 56 + x] * steps[56 + x];
            if ((c1 | c2 | c3 | c4 | c5 | c6 | c7) == 0) {
                int flat = c0 << 2;
                for (int i = x; i < 64; i += 8) {
                    t[i] = flat;
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
            t[x] = sum0 + odd3 >> 11;
            t[56 + x] = sum0 - odd3 >> 11;
            t[8 + x] = sum1 + odd2 >> 11;
            t[48 + x] = sum1 - odd2 >> 11;
            t[16 + x] = sum2 + odd1 >> 11;
            t[40 + x] = sum2 - odd1 >> 11;
            t[24 + x] = sum3 + odd0 >> 11;
            t[32 + x] = sum3 - odd0 >> 11;
        }
        // 2 bits of fraction, eightfold: 13 + 2 + 3 - 4 bits go.
        int half = (1 << 13) + (GRAY << 14);
        for (int y = 0; y < 64; y += 8) {
            int c0 = t[y];
            int c1 = t[y + 1];
            int c2 = t[y + 2];
            int c3 = t[y + 3];
            int c4 = t[y + 4];
            int c5 = t[y + 5];
            int c6 = t[y + 6];
            int c7 = t[y + 7];
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
            int row = to + (y >> 3) * stride;
            out[row] = clamp(sum0 + odd3 >> 14);
            out[row + 7] = clamp(sum0 - odd3 >> 14);
            out[row + 1] = clamp(sum1 + odd2 >> 14);
            out[row + 6] = clamp(sum1 - odd2 >> 14);
            out[row + 2] = clamp(sum2 + odd1 >> 14);
            out[row + 5] = clamp(sum2 - odd1 >> 14);
            out[row + 3] = clamp(sum3 + odd0 >> 14);
            out[row + 4] = clamp(sum3 - odd0 >> 14);
        }
    }
}
