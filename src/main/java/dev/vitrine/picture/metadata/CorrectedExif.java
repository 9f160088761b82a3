package dev.vitrine.picture.metadata;

import dev.vitrine.image.Orientation;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.SourceBytes;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What people set right, written over what an Exif block says instead: nothing changes its place by that, and no block
/// its length.
///
/// @param lies how the pixels are to be turned, all in all
/// @param takenAt when it was taken; empty where the file is right
public record CorrectedExif(Orientation lies, Optional<LocalDateTime> takenAt) {
    private static final int DATE_TIME_ORIGINAL = 36867;
    private static final int DATE_TIME_DIGITIZED = 36868;
    private static final int DATE_LENGTH = 19;

    /// Empty where the block has no place for it.
    public Optional<List<FileEdit>> in(SourceBytes block) {
        Exif exif = Exif.of(block);
        var edits = new ArrayList<FileEdit>();
        boolean isPlaced = exif.orientation() == lies
                || exif.main().filter(main -> turn(main, edits)).isPresent();
        if (takenAt.isPresent()) {
            isPlaced &= exif.camera()
                    .filter(camera -> date(camera, takenAt.get(), edits))
                    .isPresent();
        }
        return isPlaced ? Optional.of(edits) : Optional.empty();
    }

    private boolean turn(Tiff.Directory main, List<FileEdit> edits) {
        int length = main.raw(Tiff.ORIENTATION, 4).length;
        if (length == 0) {
            return false;
        }
        byte[] number = new byte[length];
        number[main.bigEndian() ? length - 1 : 0] = (byte) lies.exif();
        edits.add(over(main.position(Tiff.ORIENTATION), number));
        return true;
    }

    /// What is digital becomes a file when it is taken.
    private static boolean date(Tiff.Directory camera, LocalDateTime taken, List<FileEdit> edits) {
        byte[] said = camera.raw(DATE_TIME_ORIGINAL, 64);
        if (said.length < DATE_LENGTH) {
            return false;
        }
        byte[] date = ExifWriter.date(taken).getBytes(StandardCharsets.US_ASCII);
        edits.add(over(camera.position(DATE_TIME_ORIGINAL), date));
        if (Arrays.equals(said, camera.raw(DATE_TIME_DIGITIZED, 64))) {
            edits.add(over(camera.position(DATE_TIME_DIGITIZED), date));
        }
        return true;
    }

    private static FileEdit over(long at, byte[] bytes) {
        return new FileEdit(at, at + bytes.length, bytes);
    }

    /// A block that says this and nothing else.
    public byte[] block() {
        return ExifWriter.correction(lies, takenAt);
    }
}
