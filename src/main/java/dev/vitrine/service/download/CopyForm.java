package dev.vitrine.service.download;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.FileNames;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Rendition;
import java.nio.file.Path;
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

    /// As somebody prefers, who is not asked about these copies: those that are made anew without all metadata say
    /// no caption either.
    ///
    /// @param preferred of copies that keep what their originals say
    public static CopyForm preferred(Optional<Rendition> rendition, CaptionPlace preferred) {
        return new CopyForm(
                false, rendition, rendition.filter(Rendition::isSilent).isPresent() ? CaptionPlace.NOWHERE : preferred);
    }

    /// What a copy is.
    ///
    /// @param original what its image is, as far as that is known
    public Optional<ImageType> type(Optional<ImageType> original) {
        return rendition.map(Rendition::type).or(() -> original);
    }

    /// @throws ImageException.Invalid when the name of a file that is made anew says another type than it is to be
    void requireName(Path file) {
        String named = String.valueOf(file.getFileName());
        Optional<ImageType> said = ImageType.byExtension(FileNames.extension(named));
        if (rendition.isPresent()
                && said.isPresent()
                && said.get() != rendition.get().type()) {
            ImageType type = rendition.get().type();
            throw new ImageException.Invalid(quoted(named) + " is to be a " + type.label()
                    + ", and its name says that it is another kind of file. Choose a name that ends in ."
                    + type.extension() + ".");
        }
    }

    /// Whether the bytes of copies are those of the originals.
    boolean isExact() {
        return !withoutMetadata && rendition.isEmpty() && captions != CaptionPlace.IN_FILES;
    }
}
