package dev.vitrine.catalog.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.roaringbitmap.RoaringBitmap;

/// Reads what {@link SnapshotOutput} wrote, straight from the mapped file into arrays.
///
/// Arrays are of the machine's byte order, which is little-endian wherever Vitrine runs.
final class SnapshotInput {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int CHECKED_AT_ONCE = 1 << 24;

    private final MemorySegment bytes;
    private long at;

    SnapshotInput(MemorySegment bytes) {
        this.bytes = bytes;
    }

    /// True when the checksum at the end is that of everything before.
    boolean isIntact() {
        long length = bytes.byteSize() - Long.BYTES;
        if (length < 0) {
            return false;
        }
        var checksum = new CRC32C();
        for (long from = 0; from < length; from += CHECKED_AT_ONCE) {
            checksum.update(bytes.asSlice(from, Math.min(CHECKED_AT_ONCE, length - from))
                    .asByteBuffer());
        }
        return checksum.getValue() == bytes.get(LONG, length);
    }

    long number() {
        long value = bytes.get(LONG, at);
        at += Long.BYTES;
        return value;
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    List<String> texts() {
        int count = (int) number();
        var texts = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    byte[] bytes() {
        byte[] values = new byte[(int) number()];
        fill(MemorySegment.ofArray(values));
        return values;
    }

    char[] chars() {
        char[] values = new char[(int) number()];
        fill(MemorySegment.ofArray(values));
        return values;
    }

    int[] ints() {
        int[] values = new int[(int) number()];
        fill(MemorySegment.ofArray(values));
        return values;
    }

    long[] longs() {
        long[] values = new long[(int) number()];
        fill(MemorySegment.ofArray(values));
        return values;
    }

    List<RoaringBitmap> sets() {
        int count = (int) number();
        var sets = new ArrayList<RoaringBitmap>(count);
        for (int i = 0; i < count; i++) {
            var set = new RoaringBitmap();
            long size = number();
            try {
                set.deserialize(ByteBuffer.wrap(bytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (set.getLongCardinality() != size) {
                throw new IllegalStateException(
                        "A set of " + size + " rows came back with " + set.getLongCardinality());
            }
            sets.add(set);
        }
        return sets;
    }

    private void fill(MemorySegment values) {
        MemorySegment.copy(bytes, at, values, 0, values.byteSize());
        at += values.byteSize();
    }
}
