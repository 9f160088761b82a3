package dev.vitrine.picture.pixels;

import dev.vitrine.image.Orientation;

/// Decoded pixels in sRGB, upright, row by row: `argb[y * width + x]` is `0xAARRGGBB` with alpha premultiplied.
///
/// The array is shared, not copied: whoever holds a picture must not write to it.
public record Picture(int width, int height, int[] argb) implements PixelRows {
    /// Pixels on a side: what is turned by quarters stays in the processor's cache meanwhile.
    private static final int BLOCK = 32;

    public Picture {
        if (width < 1 || height < 1 || argb.length != Math.multiplyExact(width, height)) {
            throw new IllegalArgumentException(
                    "not a picture: " + width + " × " + height + " with " + argb.length + " pixels");
        }
    }

    @Override
    public boolean isOpaque() {
        for (int pixel : argb) {
            if (pixel >>> 24 != 0xFF) {
                return false;
            }
        }
        return true;
    }

    /// The same picture smaller.
    ///
    /// @param onRow is called at each row that is read, and may throw
    public Picture reduced(int smallerWidth, int smallerHeight, Runnable onRow) {
        return reduced(new Rows(this, onRow), smallerWidth, smallerHeight);
    }

    /// What comes row by row, smaller.
    public static Picture reduced(PixelRows rows, int smallerWidth, int smallerHeight) {
        int[] smaller = Resampler.reduce(rows, smallerWidth, smallerHeight);
        for (int i = 0; i < smaller.length; i++) {
            smaller[i] = Premultiplied.cut(smaller[i]); // filters overshoot
        }
        return new Picture(smallerWidth, smallerHeight, smaller);
    }

    private record Rows(Picture picture, Runnable onRow) implements PixelRows {
        @Override
        public int width() {
            return picture.width;
        }

        @Override
        public int height() {
            return picture.height;
        }

        @Override
        public void row(int y, int[] to) {
            onRow.run();
            picture.row(y, to);
        }
    }

    @Override
    public void row(int y, int[] to) {
        System.arraycopy(argb, y * width, to, 0, width);
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
        var turned = new Picture(swaps ? height : width, swaps ? width : height, new int[argb.length]);
        for (int top = 0; top < turned.height; top += BLOCK) {
            for (int left = 0; left < turned.width; left += BLOCK) {
                turnBlock(orientation, turned, left, top);
            }
        }
        return turned;
    }

    private void turnBlock(Orientation orientation, Picture turned, int left, int top) {
        int toRight = (orientation.isFromRight() ? -1 : 1) * (orientation.swapsSides() ? width : 1);
        int toBottom = (orientation.isFromBottom() ? -1 : 1) * (orientation.swapsSides() ? 1 : width);
        int corner = (orientation.isFromRight() ? (1 - turned.width) * toRight : 0)
                + (orientation.isFromBottom() ? (1 - turned.height) * toBottom : 0);
        int right = Math.min(left + BLOCK, turned.width);
        int bottom = Math.min(top + BLOCK, turned.height);
        for (int y = top; y < bottom; y++) {
            int from = corner + y * toBottom + left * toRight;
            for (int x = left; x < right; x++, from += toRight) {
                turned.argb[y * turned.width + x] = argb[from];
            }
        }
    }
}
