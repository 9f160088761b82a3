package dev.vitrine.service.thumbnail;

import dev.vitrine.picture.pixels.Picture;
import java.util.Optional;

/// Cuts off the black bars with which a camera fills up its embedded thumbnail (4:3, whatever the shape of the
/// picture).
final class Letterbox {
    private static final double SAME_SHAPE = 0.02;
    /// Beyond, it is no thumbnail of this picture: an editor has cropped the one and forgotten the other.
    private static final double LIKE_SHAPE = 0.5;

    private Letterbox() {}

    /// @param width of the real picture, 0 when unknown
    /// @return empty when the small picture cannot be of the real one
    static Optional<Picture> of(Picture small, int width, int height) {
        if (width < 1 || height < 1) {
            return Optional.of(small);
        }
        double ratio = (double) small.width() * height / ((double) small.height() * width);
        if (Math.abs(ratio - 1) < SAME_SHAPE) {
            return Optional.of(small);
        }
        if (Math.abs(ratio - 1) > LIKE_SHAPE) {
            return Optional.empty();
        }
        return Optional.of(
                ratio > 1
                        ? middle(small, (int) Math.max(1, Math.round(small.width() / ratio)), small.height())
                        : middle(small, small.width(), (int) Math.max(1, Math.round(small.height() * ratio))));
    }

    private static Picture middle(Picture picture, int width, int height) {
        int left = (picture.width() - width) / 2;
        int top = (picture.height() - height) / 2;
        int[] argb = new int[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(picture.argb(), (top + y) * picture.width() + left, argb, y * width, width);
        }
        return new Picture(width, height, argb);
    }
}
