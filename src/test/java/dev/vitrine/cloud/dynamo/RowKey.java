package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// Where a row lies: by the hash of its partition key first, then by the values of its keys. Fewer values than a row
/// has are the place before all rows that begin with them, or `isAfter` them.
record RowKey(long bucket, List<JsonNode> values, boolean isAfter) implements Comparable<RowKey> {
    static final long BUCKETS = 1L << 32;

    static RowKey of(List<JsonNode> values) {
        return new RowKey(bucket(values.getFirst()), values, false);
    }

    RowKey {
        values = List.copyOf(values);
    }

    private static long bucket(JsonNode partition) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("MD5").digest(partition.toString().getBytes(StandardCharsets.UTF_8));
            return Integer.toUnsignedLong(ByteBuffer.wrap(hash).getInt());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Where one of so many equal parts begins.
    static RowKey startOf(int segment, int of) {
        return new RowKey(Math.ceilDiv(segment * BUCKETS, of), List.of(), false);
    }

    RowKey after() {
        return new RowKey(bucket, values, true);
    }

    boolean isIn(JsonNode partition) {
        return values.getFirst().equals(partition);
    }

    int segment(int of) {
        return (int) (bucket * of / BUCKETS);
    }

    @Override
    public int compareTo(RowKey other) {
        int order = Long.compare(bucket, other.bucket);
        for (int i = 0; order == 0 && i < Math.min(values.size(), other.values.size()); i++) {
            order = AttributeValues.compare(values.get(i), other.values.get(i));
        }
        if (order != 0) {
            return order;
        }
        order = Integer.compare(values.size(), other.values.size());
        boolean shorterIsAfter = order < 0 ? isAfter : other.isAfter;
        return order == 0 ? Boolean.compare(isAfter, other.isAfter) : shorterIsAfter ? -order : order;
    }
}
