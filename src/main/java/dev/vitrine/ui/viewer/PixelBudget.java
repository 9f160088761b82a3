package dev.vitrine.ui.viewer;

/// How many pixels of one picture may be in memory: 26 million (what most cameras take), fewer when the heap is small.
///
/// A pixel takes 4 bytes, and a third more for the smaller levels: 26 million are 139 MB.
///
/// @param maxPixels at least 1
record PixelBudget(long maxPixels) {
    private static final long MAX = 26_000_000;
    private static final long MIN = 4_000_000;
    private static final int HEAP_PER_PIXEL = 20;

    static PixelBudget ofHeap(long maxMemory) {
        return new PixelBudget(Math.clamp(maxMemory / HEAP_PER_PIXEL, MIN, MAX));
    }

    boolean holds(int width, int height) {
        return (long) width * height <= maxPixels;
    }

    /// The longest side to decode a picture of this size with; 0 by 0 stands for an unknown size.
    int edge(int width, int height) {
        if (width < 1 || height < 1) {
            return (int) Math.sqrt(maxPixels);
        }
        double shrink = Math.min(1, Math.sqrt((double) maxPixels / ((double) width * height)));
        return Math.max(1, (int) Math.floor(Math.max(width, height) * shrink));
    }
}
