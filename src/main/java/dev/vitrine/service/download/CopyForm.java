package dev.vitrine.service.download;

import dev.vitrine.image.ImageType;
import dev.vitrine.image.Rendition;
import java.util.Optional;

/// What copies are to be.
///
/// @param withoutMetadata takes location and camera data out of copies that are not made anew; images for which that
///   cannot be done without loss fail
/// @param rendition what they are made anew as; images that cannot be decoded fail
public record CopyForm(boolean withoutMetadata, Optional<Rendition> rendition, CaptionPlace captions) {
    public static final CopyForm AS_THEY_ARE = new CopyForm(false, CaptionPlace.NOWHERE);

    /// Of originals.
    public CopyForm(boolean withoutMetadata, CaptionPlace captions) {
        this(withoutMetadata, Optional.empty(), captions);
    }

    /// What a copy is.
    ///
    /// @param original what its image is, as far as that is known
    public Optional<ImageType> type(Optional<ImageType> original) {
        return rendition.map(Rendition::type).or(() -> original);
    }

    /// Whether the bytes of copies are those of the originals.
    boolean isExact() {
        return !withoutMetadata && rendition.isEmpty() && captions != CaptionPlace.IN_FILES;
    }
}
