package dev.vitrine.picture.pixels;

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
}
