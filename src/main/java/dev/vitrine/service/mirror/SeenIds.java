package dev.vitrine.service.mirror;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Which ids, or times, a complete reading came across, in eight bytes each: a million ids as texts would fill the
/// memory that browsing needs.
///
/// Two ids may share a fingerprint once in a hundred million libraries; then one deleted image is noticed later.
final class SeenIds {
    private long[] fingerprints = new long[1024];
    private int size;
    private boolean sorted;

    /// @return these for the next run of the program, see [#addWritten]
    byte[] add(List<String> ids) {
        ByteBuffer written = ByteBuffer.allocate(ids.size() * Long.BYTES);
        ids.forEach(id -> written.putLong(fingerprint(id)));
        addWritten(written.array());
        return written.array();
    }

    synchronized void addWritten(byte[] written) {
        LongBuffer more = ByteBuffer.wrap(written).asLongBuffer();
        while (size + more.remaining() > fingerprints.length) {
            fingerprints = Arrays.copyOf(fingerprints, fingerprints.length * 2);
        }
        int count = more.remaining();
        more.get(fingerprints, size, count);
        size += count;
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
