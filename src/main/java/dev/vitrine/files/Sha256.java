package dev.vitrine.files;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.LongConsumer;

/// The fingerprint of an image's bytes, as 64 lower-case hex digits; taken at once, or piece by piece with an instance
/// of one's own.
///
/// For one thread.
public final class Sha256 {
    private static final int CHUNK = 128 * 1024;

    private final MessageDigest digest;

    /// Of nothing yet.
    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public void update(byte[] bytes, int from, int length) {
        digest.update(bytes, from, length);
    }

    void update(ByteBuffer bytes) {
        digest.update(bytes);
    }

    /// Of all pieces; it begins again with nothing.
    public byte[] bytes() {
        return digest.digest();
    }

    /// Of all pieces; it begins again with nothing.
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    public static byte[] of(byte[] content) {
        return new Sha256().digest.digest(content);
    }

    /// Reads the source to its end.
    ///
    /// @param progress is called with the number of bytes read so far
    /// @throws ImageException when it cannot be read, or one that says so when the thread is interrupted
    public static String of(ImageSource source, LongConsumer progress) {
        Optional<byte[]> all = source.inMemory();
        if (all.isPresent()) {
            progress.accept(all.get().length);
            return HexFormat.of().formatHex(of(all.get()));
        }
        var hash = new Sha256();
        byte[] chunk = new byte[CHUNK];
        long total = 0;
        try (InputStream bytes = source.open()) {
            for (int read = bytes.read(chunk); read >= 0; read = bytes.read(chunk)) {
                ImageException.Cancelled.throwIfInterrupted();
                hash.update(chunk, 0, read);
                total += read;
                progress.accept(total);
            }
        } catch (IOException e) {
            throw FileFailures.reading(source.name(), e);
        }
        return hash.hex();
    }
}
