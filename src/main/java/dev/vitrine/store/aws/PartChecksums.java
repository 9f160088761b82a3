package dev.vitrine.store.aws;

import dev.vitrine.files.PartHashes;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;

/// What the server is to check the parts of an upload against, one after the other, and whether all of them are what was to be sent.
sealed interface PartChecksums extends AutoCloseable permits PartReader, PartChecksums.Known {
    /// The checksum of the next `length` bytes, as S3 wants it.
    String next(long length) throws IOException;

    /// @throws ImageException.Failed when all bytes do not hash to what is expected (`""`: anything will do)
    void checkWhole(String expected);

    @Override
    void close() throws IOException;

    static PartChecksums of(ImageSource source, OpenUploads.Open upload) throws IOException {
        Optional<PartHashes> known = source instanceof PartHashes.Known hashed && upload.partSize() == PartHashes.PART ? hashed.partHashes() : Optional.empty();
        Optional<PartChecksums> same = known.filter(hashes -> hashes.whole().equals(upload.sha256())).map(hashes -> new Known(hashes.parts().iterator()));
        return same.isPresent() ? same.get() : new PartReader(source);
    }

    /// Taken when the whole was hashed: a part that has changed since is refused by the server, so there is nothing left to check at the end.
    record Known(Iterator<byte[]> parts) implements PartChecksums {
        @Override
        public String next(long length) {
            return Checksum.of(parts.next());
        }

        @Override
        public void checkWhole(String expected) {
        }

        @Override
        public void close() {
        }
    }
}
