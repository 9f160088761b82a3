package dev.vitrine.catalog.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/// Reads what {@link SnapshotOutput} wrote: some into arrays, most is left where it lies.
///
/// Arrays are of the machine's byte order, which is little-endian wherever Vitrine runs.
final class SnapshotInput {
    // Of the machine, and wherever the file has them.
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    static final ValueLayout.OfChar CHAR = ValueLayout.JAVA_CHAR_UNALIGNED;

    private final MemorySegment bytes;
    private long at;

    SnapshotInput(MemorySegment bytes) {
        this.bytes = bytes;
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

    /// Left where it lies.
    MemorySegment segment() {
        MemorySegment values = bytes.asSlice(at + Long.BYTES, number());
        at += values.byteSize();
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
