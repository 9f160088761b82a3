package dev.vitrine.picture.format;

import dev.vitrine.image.ImageType;
import dev.vitrine.picture.metadata.Exif;
import dev.vitrine.picture.pixels.Orientation;

/// What the header of a file says, before anything is decoded. Absent blocks are empty arrays.
///
/// @param width pixels as stored, before orientation
/// @param height pixels as stored, before orientation
/// @param orientation how to turn it upright
/// @param animated more than one frame
/// @param bytesPerPixel what one decoded pixel takes in memory
/// @param profile ICC profile, when a decoder does not find it itself
/// @param exif Exif block: a TIFF structure
/// @param location coordinates are written in the file, in Exif or XMP
public record Header(
        ImageType type,
        int width,
        int height,
        Orientation orientation,
        boolean animated,
        int bytesPerPixel,
        byte[] profile,
        byte[] exif,
        boolean location) {
    private static final byte[] NONE = new byte[0];

    /// Upright, still and without any block. Sides that no picture can have are kept as near as an `int` can be,
    /// for the refusal.
    static Header of(ImageType type, long width, long height, int bytesPerPixel) {
        return new Header(
                type,
                Math.clamp(width, 0, Integer.MAX_VALUE),
                Math.clamp(height, 0, Integer.MAX_VALUE),
                Orientation.UPRIGHT,
                false,
                Math.clamp(bytesPerPixel, 1, 64),
                NONE,
                NONE,
                false);
    }

    Header withSize(int changedWidth, int changedHeight) {
        return new Header(
                type, changedWidth, changedHeight, orientation, animated, bytesPerPixel, profile, exif, location);
    }

    Header withAnimated(boolean changed) {
        return new Header(type, width, height, orientation, changed, bytesPerPixel, profile, exif, location);
    }

    Header withProfile(byte[] changed) {
        return new Header(type, width, height, orientation, animated, bytesPerPixel, changed, exif, location);
    }

    public Header withOrientation(Orientation changed) {
        return new Header(type, width, height, changed, animated, bytesPerPixel, profile, exif, location);
    }

    Header withLocation(boolean changed) {
        return new Header(type, width, height, orientation, animated, bytesPerPixel, profile, exif, changed);
    }

    /// With this block, and with the orientation and the location that it names.
    Header withExifRead(byte[] block) {
        Exif read = Exif.of(block);
        return withExif(block).withOrientation(read.orientation()).withLocation(location || read.hasLocation());
    }

    Header withExif(byte[] block) {
        return new Header(type, width, height, orientation, animated, bytesPerPixel, profile, block, location);
    }

    public int shownWidth() {
        return orientation.swapsSides() ? height : width;
    }

    public int shownHeight() {
        return orientation.swapsSides() ? width : height;
    }
}
