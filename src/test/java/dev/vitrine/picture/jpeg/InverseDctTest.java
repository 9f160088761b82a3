package dev.vitrine.picture.jpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InverseDctTest {
    @Test
    void everySizeIsTheTransformOfTheStandardOnTheLowestCoefficients() {
        var random = new Random(3);
        for (int edge : new int[] {1, 2, 4, 8}) {
            for (int round = 0; round < 200; round++) {
                assertExact(edge, coefficients(edge, random));
            }
        }
    }

    private static short[] coefficients(int edge, Random random) {
        short[] block = new short[edge * edge];
        for (int i = 0; i < block.length; i++) {
            block[i] = (short) (random.nextInt(3) == 0 ? random.nextGaussian() * 60 / (1 + i % edge + i / edge) : 0);
        }
        return block;
    }

    private static void assertExact(int edge, short[] block) {
        int[] steps = new int[edge * edge + 1];
        Arrays.fill(steps, 2);
        float[][] rows = new float[edge][edge];
        new InverseDct().transform(edge, block, 0, 1, steps, rows, 0);
        for (int y = 0; y < edge; y++) {
            for (int x = 0; x < edge; x++) {
                double exact = Math.clamp(sample(edge, block, x, y), 0, 255);
                assertEquals(exact, rows[y][x] / 16.0, 0.2, edge + ": " + x + ", " + y);
            }
        }
    }

    /// A.3.3 for blocks of any size, the coefficients being those of a block of eight.
    private static double sample(int edge, short[] block, int x, int y) {
        double sum = 0;
        for (int v = 0; v < edge; v++) {
            for (int u = 0; u < edge; u++) {
                double scale = (u == 0 ? Math.sqrt(0.5) : 1) * (v == 0 ? Math.sqrt(0.5) : 1);
                sum += scale
                        * 2
                        * block[v * edge + u]
                        * Math.cos((2 * x + 1) * u * Math.PI / (2 * edge))
                        * Math.cos((2 * y + 1) * v * Math.PI / (2 * edge));
            }
        }
        return sum / 4 + 128;
    }
}
