package dev.vitrine.store.aws;

import dev.vitrine.files.PartMd5;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/// Whether a server that knows no SHA-256 has what was sent, all of it or a part: the ETag tells, unless the server
/// makes it in its own way. The source is read again for that, because it may have changed while it was sent.
record SentBytes(ImageSource source, long offset, long length) {
    private static final int BUFFER = 1 << 16;
    private static final String DAMAGED =
            "The bytes arrived damaged: the server has others than were sent. Nothing was stored; try again.";

    /// What the server says of what it has stored.
    record Answer(
            @Nullable String eTag,
            @Nullable ServerSideEncryption encryption,
            @Nullable String customerKey) {
        /// Empty when the ETag is something else, as it is of what is encrypted with a key of its own.
        Optional<String> md5() {
            boolean isPlain = customerKey == null && (encryption == null || encryption == ServerSideEncryption.AES256);
            return Optional.ofNullable(eTag)
                    .map(tag -> tag.replace("\"", "").toLowerCase(Locale.ROOT))
                    .filter(tag -> isPlain && tag.matches("[0-9a-f]{32}"));
        }
    }

    /// @param checksum that the bytes must have, as S3 writes it
    /// @return false when only reading the bytes back can tell
    /// @throws ImageException.Failed when the source has other bytes by now, or the server
    boolean isConfirmed(Answer answer, String checksum) throws IOException {
        var sha256 = new Sha256();
        try (InputStream bytes = source.open()) {
            bytes.skipNBytes(offset);
            var buffer = new byte[BUFFER];
            for (long left = length; left > 0; ) {
                int read = bytes.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new ImageException.Failed(PutConflict.CHANGED);
                }
                sha256.update(buffer, 0, read);
                left -= read;
            }
        }
        if (!Checksum.of(sha256.bytes()).equals(checksum)) {
            throw new ImageException.Failed(PutConflict.CHANGED);
        }
        Optional<String> stored = answer.md5();
        if (stored.isPresent() && !stored.get().equals(PartMd5.of(source, offset, length))) {
            throw damaged();
        }
        return stored.isPresent();
    }

    static ImageException damaged() {
        return new ImageException.Failed(DAMAGED);
    }
}
