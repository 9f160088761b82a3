package dev.vitrine.store.aws;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Reads a source once, from front to back, and hashes each part and the whole on the way.
final class PartReader implements PartChecksums {
    private static final int BUFFER = 1 << 16;

    private final InputStream bytes;
    private final MessageDigest whole = Sha256.digest();
    private final byte[] buffer = new byte[BUFFER];

    PartReader(ImageSource source) throws IOException {
        bytes = source.open();
    }

    @Override
    public String next(long length) throws IOException {
        MessageDigest part = Sha256.digest();
        for (long left = length; left > 0; ) {
            int read = bytes.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("The file became shorter while it was read.");
            }
            part.update(buffer, 0, read);
            whole.update(buffer, 0, read);
            left -= read;
        }
        return Checksum.of(part.digest());
    }

    @Override
    public void checkWhole(String expected) {
        if (!expected.isEmpty() && !HexFormat.of().formatHex(whole.digest()).equals(expected)) {
            throw new ImageException.Failed(S3ObjectStore.CHANGED);
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
