package dev.vitrine.store.aws;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import java.io.IOException;
import java.io.InputStream;

/// Reads a source once, from front to back, and hashes each part and the whole on the way.
final class PartReader implements PartChecksums {
    private static final int BUFFER = 1 << 16;

    private final InputStream bytes;
    private final Sha256 whole = new Sha256();
    private final byte[] buffer = new byte[BUFFER];

    PartReader(ImageSource source) throws IOException {
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
            throw new ImageException.Failed(S3ObjectStore.CHANGED);
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
