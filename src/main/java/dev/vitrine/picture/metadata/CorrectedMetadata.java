package dev.vitrine.picture.metadata;

import dev.vitrine.image.Orientation;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.SourceBytes;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What people set right, written into an Exif block; what XMP and IPTC say instead is taken out, and so are fractions
/// of a second and zones, of which nothing is known any more.
///
/// @param lies how the pixels are to be turned, all in all
/// @param takenAt when it was taken; empty where the file is right
public record CorrectedMetadata(Orientation lies, Optional<LocalDateTime> takenAt) {
    private static final int LONGEST_DATE = 64;

    /// Empty where the block is damaged.
    public Optional<List<FileEdit>> inExif(SourceBytes block) {
        try {
            Exif exif = Exif.of(block);
            Optional<Tiff.Directory> main = exif.main();
            var edits = TiffEdits.of(block);
            if (main.isEmpty()) {
                return Optional.empty();
            }
            List<TiffValue> values = new ArrayList<>();
            if (exif.orientation() != lies) {
                values.add(TiffValue.number(Tiff.ORIENTATION, lies.exif()));
            }
            if (takenAt.isPresent()) {
                long at = date(edits, exif.camera(), takenAt.get());
                if (exif.camera().filter(camera -> camera.start() == at).isEmpty()) {
                    values.add(TiffValue.pointer(Tiff.EXIF, Math.toIntExact(at)));
                }
            }
            if (!values.isEmpty()) {
                edits.moveMain(edits.write(main, Set.of(), values));
            }
            return Optional.of(edits.all());
        } catch (IOException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    /// What is digital becomes a file when it is taken; of a scan that is another moment, which stays.
    private static long date(TiffEdits edits, Optional<Tiff.Directory> camera, LocalDateTime taken) throws IOException {
        var without = new HashSet<>(ExifWriter.TAKEN);
        var values = new ArrayList<>(List.of(TiffValue.text(ExifTag.DATE_TIME_ORIGINAL, ExifWriter.date(taken))));
        byte[] digitized = raw(camera, ExifTag.DATE_TIME_DIGITIZED);
        if (digitized.length > 0) {
            if (Arrays.equals(raw(camera, ExifTag.DATE_TIME_ORIGINAL), digitized)) {
                values.add(TiffValue.text(ExifTag.DATE_TIME_DIGITIZED, ExifWriter.date(taken)));
            } else {
                ExifWriter.DIGITIZED.forEach(without::remove);
            }
        }
        return edits.write(camera, without, values);
    }

    private static byte[] raw(Optional<Tiff.Directory> camera, int tag) {
        return camera.map(directory -> directory.raw(tag, LONGEST_DATE)).orElse(new byte[0]);
    }

    /// A block that says this and nothing else.
    public byte[] exif() {
        return ExifWriter.correction(lies, takenAt);
    }

    /// The IPTC block of Photoshop's resources without its dates.
    public List<FileEdit> inResources(SourceBytes resources) throws IOException {
        return takenAt.isEmpty()
                ? List.of()
                : PhotoshopResources.withIptc(
                        resources,
                        block ->
                                Iptc.hasTimes(block) ? Optional.of(Iptc.without(block, Iptc.TIMES)) : Optional.empty());
    }

    /// A packet that says it, to stand beside the file.
    ///
    /// @param lies empty where nobody turned it
    public static byte[] withCorrection(byte[] packet, Optional<Orientation> lies, Optional<LocalDateTime> takenAt) {
        try {
            return XmpCopy.withCorrection(packet, lies, takenAt);
        } catch (IOException e) {
            throw new IllegalStateException("a packet of our own is a sound one", e);
        }
    }

    /// The very same where it says nothing else.
    ///
    /// @throws IOException when the packet is damaged
    public byte[] inXmp(byte[] packet) throws IOException {
        return packet.length == 0 ? packet : XmpCopy.corrected(packet, lies, takenAt.isPresent());
    }
}
