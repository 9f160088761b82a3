package dev.vitrine.service.mirror;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Which ids a complete reading came across, in eight bytes each: a million ids as texts would fill the memory that
/// browsing needs.
///
/// Two ids may share a fingerprint once in a hundred million libraries; then one deleted image is noticed later.
final class SeenIds {
    private long[] fingerprints = new long[1024];
    private int size;
    private boolean sorted;

    synchronized void add(String imageId) {
        if (size == fingerprints.length) {
            fingerprints = Arrays.copyOf(fingerprints, size * 2);
        }
        fingerprints[size++] = fingerprint(imageId);
        sorted = false;
    }

    synchronized boolean contains(String imageId) {
        if (!sorted) {
            Arrays.sort(fingerprints, 0, size);
            sorted = true;
        }
        return Arrays.binarySearch(fingerprints, 0, size, fingerprint(imageId)) >= 0;
    }

    /// FNV-1a with a final mix.
    private static long fingerprint(String imageId) {
        long hash = 0xcbf29ce484222325L;
        for (byte octet : imageId.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * 0x100000001b3L;
        }
        hash ^= hash >>> 32;
        hash *= 0xd6e8feb86659fd93L;
        return hash ^ hash >>> 32;
    }
}
