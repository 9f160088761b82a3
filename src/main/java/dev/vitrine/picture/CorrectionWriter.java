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
import dev.vitrine.picture.metadata.CorrectedMetadata;
import dev.vitrine.picture.metadata.Metadata;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Writes into a copy of a file what people set right: how it is turned and when it was taken, as Exif. What XMP and
/// IPTC say instead is taken out; pixels, and all else, stay. JPEG alone has a place for both that every program reads.
public final class CorrectionWriter {
    private CorrectionWriter() {}

    /// The source itself where nothing of it was corrected; empty where it cannot be done safely.
    ///
    /// @param facts what the library says of it
    public static Optional<ImageSource> written(ImageSource source, ImageFacts facts) {
        if (!Correction.isIn(facts)) {
            return Optional.of(source);
        }
        try (SourceBytes bytes = SourceBytes.openToInspect(source)) {
            Header header = HeaderCheck.read(source.name(), bytes);
            ImageFormat format = Formats.of(header.type());
            Orientation lies = header.orientation().then(facts.orientationFix());
            var corrected = new CorrectedMetadata(lies, takenAt(facts));
            Optional<List<FileEdit>> edits =
                    format.hasCredentials(bytes) ? Optional.empty() : format.withCorrection(bytes, corrected);
            if (edits.isEmpty()) {
                return Optional.empty();
            }
            ImageSource copy = withPacket(new EditedSource(source, edits.get()), corrected);
            return says(copy, corrected) ? Optional.of(copy) : Optional.empty();
        } catch (ImageException.Invalid | IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDateTime> takenAt(ImageFacts facts) {
        return facts.text(Attribute.CAMERA_TAKEN_AT).isEmpty() ? Optional.empty() : facts.takenAt();
    }

    /// The packet of a sidecar with the moment that was set right.
    public static byte[] inSidecar(byte[] packet, ImageFacts facts) {
        return CorrectedMetadata.withCorrection(packet, Optional.empty(), takenAt(facts));
    }

    /// With how the pixels of a file are to be turned, too, where that was set right.
    public static byte[] inSidecar(byte[] packet, ImageFacts facts, ImageSource of) {
        if (facts.orientationFix() == Orientation.UPRIGHT) {
            return inSidecar(packet, facts);
        }
        Orientation lies = orientation(of).then(facts.orientationFix());
        return CorrectedMetadata.withCorrection(packet, Optional.of(lies), takenAt(facts));
    }

    private static Orientation orientation(ImageSource source) {
        try (SourceBytes bytes = SourceBytes.openToInspect(source)) {
            return HeaderCheck.read(source.name(), bytes).orientation();
        } catch (ImageException.Invalid | IOException _) {
            return Orientation.UPRIGHT;
        }
    }

    private static ImageSource withPacket(ImageSource copy, CorrectedMetadata corrected) throws IOException {
        try (SourceBytes bytes = SourceBytes.openToInspect(copy)) {
            Header header = HeaderCheck.read(copy.name(), bytes);
            if (isTrue(header, corrected)) {
                return copy;
            }
            Optional<List<FileEdit>> edits = Formats.of(header.type()).withPacket(bytes, corrected::inXmp);
            return edits.isPresent() ? new EditedSource(copy, edits.get()) : copy;
        }
    }

    /// Of all packets; one that is damaged says nothing.
    private static boolean isTrue(Header header, CorrectedMetadata corrected) {
        return header.metadata().xmp().stream().allMatch(packet -> {
            try {
                return Arrays.equals(packet, corrected.inXmp(packet));
            } catch (IOException _) {
                return true;
            }
        });
    }

    /// By what a reader makes of it.
    private static boolean says(ImageSource copy, CorrectedMetadata corrected) throws IOException {
        try (SourceBytes bytes = SourceBytes.openToInspect(copy)) {
            Header header = HeaderCheck.read(copy.name(), bytes);
            Optional<LocalDateTime> takenAt = new Metadata(header.metadata()).takenAt();
            return header.orientation() == corrected.lies()
                    && (corrected.takenAt().isEmpty() || toSecond(takenAt).equals(toSecond(corrected.takenAt())))
                    && isTrue(header, corrected);
        }
    }

    /// As Exif has it.
    private static Optional<LocalDateTime> toSecond(Optional<LocalDateTime> time) {
        return time.map(moment -> moment.truncatedTo(ChronoUnit.SECONDS));
    }
}
