package dev.vitrine.cloud.s3;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Objects by key, uploads in parts by id, and what is configured, as it was sent.
final class Bucket {
    static final Comparator<String> KEY_ORDER =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    final Instant created;
    final NavigableMap<String, StoredObject> objects = new TreeMap<>(KEY_ORDER);
    final NavigableMap<String, Upload> uploads = new TreeMap<>();
    final Map<String, byte[]> configurations = new HashMap<>();

    Bucket(Instant created) {
        this.created = created;
    }

    /// @param headers that come back with it: its type, its metadata, its checksum, its class
    /// @param archive what is known of how it is brought back, see [ArchiveOperations]
    record StoredObject(
            Blob blob, String eTag, Instant modified, Map<String, String> headers, Map<String, String> archive) {
        StoredObject(Blob blob, String eTag, Instant modified, Map<String, String> headers) {
            this(blob, eTag, modified, headers, new HashMap<>());
        }
    }

    /// @param checksums by their headers
    record Part(Blob blob, byte[] md5, Instant modified, Map<String, String> checksums) {
        String eTag() {
            return Digest.eTag(md5);
        }
    }

    static final class Upload {
        final String key;
        final Instant begun;
        final Map<String, String> headers;
        final String algorithm;
        final NavigableMap<Integer, Part> parts = new TreeMap<>();

        Upload(String key, Instant begun, Map<String, String> headers, String algorithm) {
            this.key = key;
            this.begun = begun;
            this.headers = headers;
            this.algorithm = algorithm;
        }
    }
}
