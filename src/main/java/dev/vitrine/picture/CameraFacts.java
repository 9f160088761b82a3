package dev.vitrine.picture;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.format.Header;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.Metadata;
import dev.vitrine.text.DisplayText;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.Optional;

/// How a picture was made; `""` where nothing says it.
///
/// @param settings camera, lens and exposure, as a row has them
/// @param takenAt when, by the clock of the camera
/// @param artist who made it, as written in the file
public record CameraFacts(
        ImageFacts settings, Optional<LocalDateTime> takenAt, String artist, String copyright, boolean hasLocation) {
    public static final CameraFacts NONE = new CameraFacts(ImageFacts.UNKNOWN, Optional.empty(), "", "", false);

    /// Never fails on damaged metadata: what cannot be read is absent.
    public static CameraFacts read(ImageSource source) {
        try {
            return ofImage(source);
        } catch (ImageException.Invalid _) {
            return NONE;
        }
    }

    /// @throws ImageException.Invalid when it is no image, or its header is damaged
    public static CameraFacts ofImage(ImageSource source) {
        String name = source.name();
        try (SourceBytes bytes = SourceBytes.openToInspect(source)) {
            Header header = HeaderCheck.read(name, bytes);
            var metadata = new Metadata(header.metadata());
            return new CameraFacts(
                    AttributeReader.settings(metadata),
                    metadata.takenAt(),
                    line(metadata.creator()),
                    line(metadata.copyright()),
                    metadata.hasLocation());
        } catch (IOException e) {
            throw SourceBytes.unreadable(name, e);
        }
    }

    private static String line(String raw) {
        return DisplayText.line(raw);
    }
}
