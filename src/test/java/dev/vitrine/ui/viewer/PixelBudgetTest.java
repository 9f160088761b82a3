package dev.vitrine.ui.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class PixelBudgetTest {
    @Test
    void noPictureTakesMorePixelsThanTheBudgetAndNoneIsEnlarged() {
        var random = new Random(7);
        var budget = new PixelBudget(24_000_000);
        for (int i = 0; i < 10_000; i++) {
            int width = 1 + random.nextInt(30_000);
            int height = 1 + random.nextInt(30_000);
            long edge = budget.edge(width, height);
            assertTrue(edge <= Math.max(width, height));
            assertTrue(
                    edge * edge * Math.min(width, height) / Math.max(width, height) <= 24_000_000,
                    width + " × " + height + " at " + edge);
        }
    }

    @Test
    void aCameraPictureOf26MegapixelsIsShownWhole() {
        assertEquals(6240, PixelBudget.ofHeap(4L << 30).edge(6240, 4160));
    }

    @Test
    void aSmallHeapGetsASmallerBudget() {
        assertEquals(new PixelBudget(26_000_000), PixelBudget.ofHeap(4L << 30));
        assertEquals(new PixelBudget(13_421_772), PixelBudget.ofHeap(256L << 20));
        assertEquals(new PixelBudget(4_000_000), PixelBudget.ofHeap(16L << 20));
    }

    @Test
    void aPictureOfUnknownSizeFitsInAnyShape() {
        assertEquals(4898, new PixelBudget(24_000_000).edge(0, 0));
    }
}
