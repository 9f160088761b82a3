package dev.vitrine.store.aws;

import dev.vitrine.files.PartHashes;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;

/// What the server is to check the parts of an upload against, one after the other, and whether all of them are what
/// was to be sent.
sealed interface PartChecksums extends AutoCloseable {
    /// The checksum of the next `length` bytes, as S3 wants it.
    String next(long length) throws IOException;

    /// @throws ImageException.Failed when all bytes do not hash to what is expected (`""`: anything will do)
    void checkWhole(String expected);

    @Override
    void close() throws IOException;

    static PartChecksums of(ImageSource source, OpenUploads.Open upload) throws IOException {
        Optional<PartHashes> known = source instanceof PartHashes.Known hashed && upload.partSize() == PartHashes.PART
                ? hashed.partHashes()
                : Optional.empty();
        Optional<PartChecksums> same = known.filter(hashes -> hashes.whole().equals(upload.sha256()))
                .map(hashes -> new Known(hashes.parts().iterator()));
        return same.isPresent() ? same.get() : new Reading(source);
    }

    /// Taken when the whole was hashed: a part that has changed since is refused by the server, so there is nothing
    /// left to check at the end.
    record Known(Iterator<byte[]> parts) implements PartChecksums {
        @Override
        public String next(long length) {
            return Checksum.of(parts.next());
        }

        @Override
        public void checkWhole(String expected) {}

        @Override
        public void close() {}
    }

    /// Reads a source once, from front to back, and hashes each part and the whole on the way.
    final class Reading implements PartChecksums {
        private static final int BUFFER = 1 << 16;

        private final InputStream bytes;
        private final Sha256 whole = new Sha256();
        private final byte[] buffer = new byte[BUFFER];

        Reading(ImageSource source) throws IOException {
            bytes = source.open();
        }

        @Override
        public String next(long length) throws IOException {
            var part = new Sha256();
            for (long left = length; left > 0; ) {
                int read = bytes.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException("The file became shorter while it was read.");
                }
                part.update(buffer, 0, read);
                whole.update(buffer, 0, read);
                left -= read;
            }
            return Checksum.of(part.bytes());
        }

        @Override
        public void checkWhole(String expected) {
            if (!expected.isEmpty() && !whole.hex().equals(expected)) {
                throw new ImageException.Failed(PutConflict.CHANGED);
            }
        }

        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }
}
