package dev.vitrine.picture.pixels;

import dev.vitrine.image.Orientation;

/// Decoded pixels in sRGB, upright, row by row: `argb[y * width + x]` is `0xAARRGGBB` with alpha premultiplied.
///
/// The array is shared, not copied: whoever holds a picture must not write to it.
public record Picture(int width, int height, int[] argb) {
    public Picture {
        if (width < 1 || height < 1 || argb.length != Math.multiplyExact(width, height)) {
            throw new IllegalArgumentException(
                    "not a picture: " + width + " × " + height + " with " + argb.length + " pixels");
        }
    }

    /// Memory taken, in bytes.
    public int weight() {
        return 4 * argb.length;
    }

    public Picture turned(Orientation orientation) {
        if (orientation == Orientation.UPRIGHT) {
            return this;
        }
        boolean swaps = orientation.swapsSides();
        int turnedWidth = swaps ? height : width;
        int turnedHeight = swaps ? width : height;
        int[] turned = new int[argb.length];
        for (int y = 0; y < turnedHeight; y++) {
            int row = orientation.isFromBottom() ? turnedHeight - 1 - y : y;
            for (int x = 0; x < turnedWidth; x++) {
                int column = orientation.isFromRight() ? turnedWidth - 1 - x : x;
                turned[y * turnedWidth + x] = swaps ? argb[column * width + row] : argb[row * width + column];
            }
        }
        return new Picture(turnedWidth, turnedHeight, turned);
    }
}
