package dev.vitrine.store.aws;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import java.util.Base64;
import java.util.HexFormat;

/// A SHA-256 as S3 wants it: in Base64, where rows have hexadecimal digits.
final class Checksum {
    private Checksum() {}

    static String of(byte[] digest) {
        return Base64.getEncoder().encodeToString(digest);
    }

    static String hex(String checksum) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(checksum));
    }

    static String of(String hex) {
        try {
            return of(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException e) {
            throw new ImageException.Invalid(quoted(hex) + " is not a SHA-256 in hexadecimal digits.", e);
        }
    }
}
