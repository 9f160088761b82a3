package dev.vitrine.service.download;

/// What copies are to be.
///
/// @param withoutMetadata takes location and camera data out of the copies; images for which that cannot be done
///   without loss fail
public record CopyForm(boolean withoutMetadata, CaptionPlace captions) {
    public static final CopyForm AS_THEY_ARE = new CopyForm(false, CaptionPlace.NOWHERE);

    /// Whether the bytes of copies are those of the originals.
    boolean isExact() {
        return !withoutMetadata && captions != CaptionPlace.IN_FILES;
    }
}
