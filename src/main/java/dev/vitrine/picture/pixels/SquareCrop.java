package dev.vitrine.picture.pixels;

/// The middle of a picture as a square with rounded corners, as a gallery tile shows it: made once, so that nothing is
/// scaled or clipped per frame.
public final class SquareCrop {
    private SquareCrop() {}

    /// @param edge requested side in pixels; the square is smaller when the picture is
    /// @param radius of the corners, for a square of that edge
    public static Picture of(Picture picture, int edge, int radius) {
        int side = Math.min(picture.width(), picture.height());
        int target = Math.min(edge, side);
        int left = (picture.width() - side) / 2;
        int top = (picture.height() - side) / 2;
        int[] square = Resampler.reduce(new Window(picture, left, top, side), target, target);
        round(square, target, (double) radius * target / edge);
        return new Picture(target, target, square);
    }

    /// A square part of a picture, row by row.
    private record Window(Picture picture, int left, int top, int side) implements PixelRows {
        @Override
        public int width() {
            return side;
        }

        @Override
        public int height() {
            return side;
        }

        @Override
        public void row(int y, int[] argb) {
            System.arraycopy(picture.argb(), (top + y) * picture.width() + left, argb, 0, side);
        }
    }

    private static void round(int[] square, int side, double radius) {
        int corner = (int) Math.ceil(radius);
        for (int y = 0; y < corner; y++) {
            for (int x = 0; x < corner; x++) {
                double outside = Math.hypot(radius - x - .5, radius - y - .5) - radius + .5;
                int cover = 256 - Math.clamp(Math.round(256 * outside), 0, 256);
                if (cover < 256) {
                    fade(square, y * side + x, cover);
                    fade(square, y * side + side - 1 - x, cover);
                    fade(square, (side - 1 - y) * side + x, cover);
                    fade(square, (side - 1 - y) * side + side - 1 - x, cover);
                }
            }
        }
    }

    /// Premultiplied: all four channels fade alike.
    private static void fade(int[] pixels, int at, int cover) {
        int pixel = pixels[at];
        int alphaGreen = ((pixel >>> 8) & 0x00ff00ff) * cover & 0xff00ff00;
        int redBlue = ((pixel & 0x00ff00ff) * cover >>> 8) & 0x00ff00ff;
        pixels[at] = alphaGreen | redBlue;
    }
}
