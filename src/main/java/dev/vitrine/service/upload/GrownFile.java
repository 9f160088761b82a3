package dev.vitrine.service.upload;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.upload.item.ClaimedItem;
import dev.vitrine.service.upload.journal.Journal;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.util.List;

/// A file that was uploaded whole, perhaps after it had been taken too early: what was only its beginning goes to the
/// trash.
///
/// To the trash, and not for good: an image may have been looked at, tagged and shared since, and the bytes of an id
/// never change. In a library without a trash it stays.
record GrownFile(ClaimedItem claimedItem, UploadResources resources) {
    private static final System.Logger LOG = System.getLogger(GrownFile.class.getName());
    private static final int PIECE = 128 << 10;

    /// Only what the file begins with, byte by byte: a picture that was edited and grew is another picture.
    void trashBeginnings() {
        if (!resources.library().keepsTrash()) {
            return;
        }
        try {
            for (Journal.Earlier earlier : resources.journal().shorterOnes(claimedItem)) {
                if (beginning(earlier.sizeBytes()).equals(earlier.sha256())) {
                    resources.library().trash(List.of(earlier.imageId()));
                }
            }
        } catch (IOException | ImageException e) {
            LOG.log(Level.INFO, "Unfinished versions of " + claimedItem.file() + " may stay in the library", e);
        }
    }

    private String beginning(long length) throws IOException {
        var hash = new Sha256();
        byte[] piece = new byte[PIECE];
        try (InputStream in = Files.newInputStream(claimedItem.file())) {
            for (long left = length; left > 0; ) {
                int read = in.read(piece, 0, (int) Math.min(piece.length, left));
                if (read < 0) {
                    throw new EOFException("became shorter");
                }
                hash.update(piece, 0, read);
                left -= read;
            }
        }
        return hash.hex();
    }
}
