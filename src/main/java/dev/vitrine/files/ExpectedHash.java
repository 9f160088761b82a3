package dev.vitrine.files;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// A hash that whoever sends bytes tells of them, held against those that come. For one thread.
public final class ExpectedHash {
    private static final List<String> ALGORITHMS = List.of("MD5", "SHA-256", "SHA-512");

    private final MessageDigest digest;
    private final byte[] expected;

    private ExpectedHash(MessageDigest digest, byte[] expected) {
        this.digest = digest;
        this.expected = expected;
    }

    /// @param algorithm as HTTP names it, in whatever case
    /// @param expected in Base64
    /// @return empty for an algorithm that is not known here, whatever is told of it
    /// @throws IllegalArgumentException when it is not in Base64
    public static Optional<ExpectedHash> of(String algorithm, String expected) {
        return ALGORITHMS.stream()
                .filter(algorithm::equalsIgnoreCase)
                .findFirst()
                .map(known ->
                        new ExpectedHash(digest(known), Base64.getDecoder().decode(expected)));
    }

    public void update(byte[] bytes, int from, int length) {
        digest.update(bytes, from, length);
    }

    /// Of all pieces; it begins again with nothing.
    public boolean isTrue() {
        return MessageDigest.isEqual(digest.digest(), expected);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
