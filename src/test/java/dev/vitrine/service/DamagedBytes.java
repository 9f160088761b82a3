package dev.vitrine.service;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/// What can have become of the bytes of an original.
public enum DamagedBytes {
    GONE(_ -> new byte[0]),
    CUT(bytes -> Arrays.copyOf(bytes, bytes.length / 2)),
    FLIPPED(bytes -> {
        byte[] flipped = bytes.clone();
        flipped[bytes.length / 2] ^= 1;
        return flipped;
    });

    private final UnaryOperator<byte[]> change;

    DamagedBytes(UnaryOperator<byte[]> change) {
        this.change = change;
    }

    /// The bytes themselves stay.
    public byte[] of(byte[] bytes) {
        return change.apply(bytes);
    }
}
