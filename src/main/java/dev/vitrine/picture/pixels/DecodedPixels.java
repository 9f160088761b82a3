package dev.vitrine.picture.pixels;

/// Decoded pixels at the requested size, still in the colors of the file and not yet upright.
///
/// @param pixels gray and RGB with alpha premultiplied
/// @param profile ICC profile of these colors, empty for sRGB (or for plain CMYK)
public record DecodedPixels(int width, int height, int[] pixels, Colors colors, byte[] profile) {
    public Picture upright(Orientation orientation) {
        return orientation.turn(width, height, toSrgb(profile));
    }

    /// sRGB with alpha premultiplied, written over the pixels.
    ///
    /// @param profile what the colors are given in, empty for sRGB (or for plain CMYK)
    public int[] toSrgb(byte[] profile) {
        ColorProfile.toSrgb(pixels, colors, profile);
        return pixels;
    }
}
