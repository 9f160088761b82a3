package dev.vitrine.files;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// A hash that whoever sends bytes tells of them, held against those that come. For one thread.
public final class ToldHash {
    private static final List<String> ALGORITHMS = List.of("MD5", "SHA-256", "SHA-512");

    private final MessageDigest digest;
    private final byte[] told;

    private ToldHash(MessageDigest digest, byte[] told) {
        this.digest = digest;
        this.told = told;
    }

    /// @param algorithm as HTTP names it, in whatever case
    /// @param told in Base64
    /// @return empty for an algorithm that is not known here, whatever is told of it
    /// @throws IllegalArgumentException when it is not in Base64
    public static Optional<ToldHash> of(String algorithm, String told) {
        return ALGORITHMS.stream()
                .filter(algorithm::equalsIgnoreCase)
                .findFirst()
                .map(known -> new ToldHash(digest(known), Base64.getDecoder().decode(told)));
    }

    public void update(byte[] bytes, int from, int length) {
        digest.update(bytes, from, length);
    }

    /// Of all pieces; it begins again with nothing.
    public boolean isTrue() {
        return MessageDigest.isEqual(digest.digest(), told);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
