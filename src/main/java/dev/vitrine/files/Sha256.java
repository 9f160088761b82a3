package dev.vitrine.files;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.LongConsumer;

/// The fingerprint of an image's bytes: 64 lower-case hex digits.
public final class Sha256 {
    private static final int CHUNK = 128 * 1024;

    private Sha256() {
    }

    /// Reads the source to its end.
    ///
    /// @param progress is told the number of bytes read so far
    /// @throws ImageException when it cannot be read, or `Cancelled` when the thread is interrupted
    public static String of(ImageSource source, LongConsumer progress) {
        MessageDigest digest = digest();
        Optional<byte[]> all = source.inMemory();
        if (all.isPresent()) {
            progress.accept(all.get().length);
            return HexFormat.of().formatHex(digest.digest(all.get()));
        }
        byte[] chunk = new byte[CHUNK];
        long total = 0;
        try (InputStream bytes = source.open()) {
            for (int read = bytes.read(chunk); read >= 0; read = bytes.read(chunk)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new ImageException.Cancelled("Stopped.");
                }
                digest.update(chunk, 0, read);
                total += read;
                progress.accept(total);
            }
        } catch (IOException e) {
            throw FileFailures.reading(source.name(), e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
