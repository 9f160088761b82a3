package dev.vitrine.store.aws;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/// SHA-256, in hexadecimal as rows hold it and in Base64 as S3 wants it.
final class Sha256 {
    private static final int BUFFER = 1 << 16;

    private Sha256() {
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    static String of(ImageSource source) throws IOException {
        MessageDigest digest = digest();
        var buffer = new byte[BUFFER];
        try (InputStream bytes = source.open()) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new ImageException.Cancelled("Stopped.");
                }
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String toBase64(String hex) {
        try {
            return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException e) {
            throw new ImageException.Invalid("“" + hex + "” is not a SHA-256 in hexadecimal.", e);
        }
    }

    static String toBase64(byte[] digest) {
        return Base64.getEncoder().encodeToString(digest);
    }
}
