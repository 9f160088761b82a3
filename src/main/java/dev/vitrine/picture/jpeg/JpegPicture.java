package dev.vitrine.picture.jpeg;

/// A decoded picture: rows of packed pixels from the top left, neither turned nor converted to another color space.
///
/// @param pixels `width × height` pixels; for [ColorModel#GRAY] and [ColorModel#RGB] `0xFFRRGGBB` as a `TYPE_INT_RGB`
///     image has them, for [ColorModel#CMYK] `0xCCMMYYKK` where 255 is full ink, whatever the polarity in the file was
/// @param damaged data were missing or wrong: what could be read is there, the rest is gray
/// @param sound how much of it, from the top, was read before anything was missing or wrong: 1 for all of it, 0 where
///     that cannot be told
/// @param header the header of the file, with its color profile and Exif block
public record JpegPicture(
        int width, int height, int[] pixels, Color color, boolean damaged, double sound, JpegHeader header) {
    /// In which space the pixels are; the profile in the header, when there is one, is of the same space.
    public enum Color {
        GRAY,
        RGB,
        CMYK
    }
}
