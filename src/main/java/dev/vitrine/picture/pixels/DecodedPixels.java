package dev.vitrine.picture.pixels;

import dev.vitrine.image.Orientation;

/// Decoded pixels at the requested size, still in the colors of the file and not yet upright.
///
/// @param pixels gray and RGB with alpha premultiplied
/// @param profile ICC profile of these colors, empty for sRGB (or for plain CMYK)
public record DecodedPixels(int width, int height, int[] pixels, Colors colors, byte[] profile) {
    public Picture upright(Orientation orientation) {
        return new Picture(width, height, toSrgb(profile)).turned(orientation);
    }

    /// sRGB with alpha premultiplied, written over the pixels.
    ///
    /// @param profile what the colors are given in, empty for sRGB (or for plain CMYK)
    public int[] toSrgb(byte[] profile) {
        ColorProfile.toSrgb(pixels, colors, profile);
        return pixels;
    }
}
