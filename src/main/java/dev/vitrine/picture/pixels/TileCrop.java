package dev.vitrine.picture.pixels;

/// A picture with rounded corners as a gallery tile shows it: made once, so that nothing is scaled or clipped per
/// frame.
public final class TileCrop {
    /// What differs less from the shape of its tile is cut to it.
    private static final double NEARLY = 0.03;

    private TileCrop() {}

    /// The middle of it.
    ///
    /// @param edge requested side in pixels; the square is smaller when the picture is
    /// @param radius of the corners, for a square of that edge
    public static Picture square(Picture picture, int edge, int radius) {
        return cut(picture, edge, edge, radius);
    }

    /// All of it, at most as large as a tile; where it is nearly of the tile's shape, a pixel or two are cut off.
    ///
    /// @param radius of the corners, for a picture of that size
    public static Picture whole(Picture picture, int width, int height, int radius) {
        double ratio = (double) picture.width() / picture.height();
        double requested = (double) width / height;
        if (Math.abs(ratio / requested - 1) < NEARLY) {
            return cut(picture, width, height, radius);
        }
        return ratio > requested
                ? cut(picture, width, (int) Math.max(1, Math.round(width / ratio)), radius)
                : cut(picture, (int) Math.max(1, Math.round(height * ratio)), height, radius);
    }

    private static Picture cut(Picture picture, int width, int height, int radius) {
        double scale = Math.min(1, Math.min((double) picture.width() / width, (double) picture.height() / height));
        int targetWidth = (int) Math.max(1, Math.round(width * scale));
        int targetHeight = (int) Math.max(1, Math.round(height * scale));
        double within = Math.min((double) picture.width() / targetWidth, (double) picture.height() / targetHeight);
        int cutWidth = Math.clamp(Math.round(targetWidth * within), targetWidth, picture.width());
        int cutHeight = Math.clamp(Math.round(targetHeight * within), targetHeight, picture.height());
        var window = new Window(
                picture, (picture.width() - cutWidth) / 2, (picture.height() - cutHeight) / 2, cutWidth, cutHeight);
        int[] pixels = Resampler.reduce(window, targetWidth, targetHeight);
        round(pixels, targetWidth, targetHeight, radius * scale);
        return new Picture(targetWidth, targetHeight, pixels);
    }

    /// A part of a picture, row by row.
    private record Window(Picture picture, int left, int top, int width, int height) implements PixelRows {
        @Override
        public void row(int y, int[] argb) {
            System.arraycopy(picture.argb(), (top + y) * picture.width() + left, argb, 0, width);
        }
    }

    private static void round(int[] pixels, int width, int height, double radius) {
        int corner = (int) Math.min(Math.ceil(radius), Math.min(width, height) / 2);
        for (int y = 0; y < corner; y++) {
            for (int x = 0; x < corner; x++) {
                double outside = Math.hypot(radius - x - .5, radius - y - .5) - radius + .5;
                int cover = 256 - Math.clamp(Math.round(256 * outside), 0, 256);
                if (cover < 256) {
                    fade(pixels, y * width + x, cover);
                    fade(pixels, y * width + width - 1 - x, cover);
                    fade(pixels, (height - 1 - y) * width + x, cover);
                    fade(pixels, (height - 1 - y) * width + width - 1 - x, cover);
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
