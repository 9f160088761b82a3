package dev.vitrine.picture.jpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class KernelTest {
    @Test
    void weightsAddUpToOneAndStayWithinTheLine() {
        var random = new Random(8);
        for (int i = 0; i < 300; i++) {
            int samples = 1 + random.nextInt(400);
            int results = 1 + random.nextInt(400);
            Kernel kernel = Kernel.of(samples - random.nextInt(8) / 8.0, samples, results);
            for (int r = 0; r < results; r++) {
                double sum = 0;
                for (int t = 0; t < kernel.taps(); t++) {
                    sum += kernel.weights()[r * kernel.taps() + t];
                }
                assertEquals(1, sum, 1e-6);
                assertTrue(kernel.starts()[r] >= 0 && kernel.starts()[r] + kernel.taps() <= samples);
            }
        }
    }

    @Test
    void onlyTheSameLengthIsLeftAsItIs() {
        assertTrue(Kernel.of(50, 50, 50).isIdentity());
        assertFalse(Kernel.of(49.5, 50, 50).isIdentity());
        assertFalse(Kernel.of(25, 25, 50).isIdentity());
        assertTrue(Kernel.of(1, 1, 1).isIdentity());
    }
}
