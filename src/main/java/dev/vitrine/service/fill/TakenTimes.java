package dev.vitrine.service.fill;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import java.time.LocalDateTime;
import java.util.Optional;

/// When pictures were taken whose rows do not say it, as other programs write them: out of the heads of their
/// originals. Without it a correction would forget what the camera said.
///
/// @param images where the originals are
public record TakenTimes(ImageService images) {
    /// The row as it would be if it said what its file does. The same where it says it or where that was corrected
    /// already, and where the file says nothing or cannot be read; blocks.
    ///
    /// @throws ImageException when the library cannot be reached, or refuses
    public ImageRecord known(ImageRecord row) {
        return with(inFile(row), row);
    }

    /// The same, stored: nobody changed the image by that. What others changed since the row was read is not in it,
    /// so that an edit of it is still merged with that.
    ///
    /// @throws ImageException as above
    public ImageRecord stored(ImageRecord row) {
        Optional<LocalDateTime> inFile = inFile(row);
        inFile.ifPresent(taken -> images.addFacts(row.imageId(), ImageFacts.UNKNOWN.with(Attribute.TAKEN_AT, taken)));
        return with(inFile, row);
    }

    private static ImageRecord with(Optional<LocalDateTime> inFile, ImageRecord row) {
        return inFile.map(taken -> row.withFacts(row.facts().with(Attribute.TAKEN_AT, taken)))
                .orElse(row);
    }

    private Optional<LocalDateTime> inFile(ImageRecord row) {
        boolean isSaid = row.facts().takenAt().isPresent()
                || !row.facts().text(Attribute.CAMERA_TAKEN_AT).isEmpty();
        if (isSaid || !images.isReadable(row)) {
            return Optional.empty();
        }
        try {
            return new HeadSource(images.original(row)).takenAt();
        } catch (ImageException.Invalid | ImageException.NotFound _) {
            return Optional.empty(); // it cannot be read tomorrow either
        }
    }
}
