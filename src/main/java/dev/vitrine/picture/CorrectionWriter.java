package dev.vitrine.picture;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Correction;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.format.Formats;
import dev.vitrine.picture.format.Header;
import dev.vitrine.picture.format.ImageFormat;
import dev.vitrine.picture.input.EditedSource;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.CorrectedExif;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/// Writes into a copy of a file what people set right: how it is turned and when it was taken, in place of what its
/// Exif says. Pixels, and all else, stay. JPEG alone has a place for both that every program reads.
public final class CorrectionWriter {
    private CorrectionWriter() {}

    /// The source itself where nothing of it was corrected; empty where it cannot be done safely.
    ///
    /// @param facts what the library says of it
    public static Optional<ImageSource> written(ImageSource source, ImageFacts facts) {
        boolean isTimeCorrected = !facts.text(Attribute.CAMERA_TAKEN_AT).isEmpty();
        Optional<LocalDateTime> takenAt = isTimeCorrected ? facts.takenAt() : Optional.empty();
        if (!Correction.isIn(facts)) {
            return Optional.of(source);
        }
        try (SourceBytes bytes = SourceBytes.openToInspect(source)) {
            Header header = HeaderCheck.read(source.name(), bytes);
            ImageFormat format = Formats.of(header.type());
            Orientation lies = header.orientation().then(facts.orientationFix());
            Optional<List<FileEdit>> edits = format.hasCredentials(bytes)
                    ? Optional.empty()
                    : format.withCorrection(bytes, new CorrectedExif(lies, takenAt));
            if (edits.isEmpty()) {
                return Optional.empty();
            }
            var copy = new EditedSource(source, edits.get());
            return says(copy, lies, takenAt) ? Optional.of(copy) : Optional.empty();
        } catch (ImageException.Invalid | IOException _) {
            return Optional.empty();
        }
    }

    /// By what a reader makes of it.
    private static boolean says(ImageSource copy, Orientation lies, Optional<LocalDateTime> takenAt)
            throws IOException {
        try (SourceBytes bytes = SourceBytes.openToInspect(copy)) {
            return HeaderCheck.read(copy.name(), bytes).orientation() == lies
                    && (takenAt.isEmpty() || CameraFacts.read(copy).takenAt().isPresent());
        }
    }
}
