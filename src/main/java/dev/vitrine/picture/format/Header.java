package dev.vitrine.picture.format;

import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.metadata.MetadataBlocks;

/// What the header of a file says, before anything is decoded. Absent blocks are empty arrays.
///
/// @param width pixels as stored, before orientation
/// @param height pixels as stored, before orientation
/// @param orientation how to turn it upright
/// @param animated more than one frame
/// @param bytesPerPixel what one decoded pixel takes in memory
/// @param profile ICC profile, when a decoder does not find it itself
/// @param metadata the blocks that say where, when and by whom it was taken
public record Header(
        ImageType type,
        int width,
        int height,
        Orientation orientation,
        boolean animated,
        int bytesPerPixel,
        byte[] profile,
        MetadataBlocks metadata) {
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
                MetadataBlocks.NONE);
    }

    Header withSize(int changedWidth, int changedHeight) {
        return new Header(type, changedWidth, changedHeight, orientation, animated, bytesPerPixel, profile, metadata);
    }

    Header withBytesPerPixel(int changed) {
        return new Header(type, width, height, orientation, animated, changed, profile, metadata);
    }

    Header withAnimated(boolean changed) {
        return new Header(type, width, height, orientation, changed, bytesPerPixel, profile, metadata);
    }

    Header withProfile(byte[] changed) {
        return new Header(type, width, height, orientation, animated, bytesPerPixel, changed, metadata);
    }

    /// With a profile, unless it has one of its own.
    public Header withProfileOr(byte[] other) {
        return profile.length == 0 ? withProfile(other) : this;
    }

    public Header withOrientation(Orientation changed) {
        return new Header(type, width, height, changed, animated, bytesPerPixel, profile, metadata);
    }

    /// With these blocks, and the orientation that they name.
    Header withMetadata(MetadataBlocks changed) {
        return new Header(type, width, height, changed.orientation(), animated, bytesPerPixel, profile, changed);
    }

    /// Of kinds that may have nothing inside which can be shown, and do not tell the size of what they have.
    public boolean isSizeUnknown() {
        boolean mayBe = type.isRaw() || type == ImageType.HEIC || type == ImageType.AVIF;
        return mayBe && width == 0 && height == 0;
    }

    public int shownWidth() {
        return orientation.swapsSides() ? height : width;
    }

    public int shownHeight() {
        return orientation.swapsSides() ? width : height;
    }
}
