package dev.vitrine.catalog.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.roaringbitmap.RoaringBitmap;

/// Row sets as a snapshot has them: most are never asked for, and thousands of small objects take longer to make than
/// their bytes to read.
///
/// @param sizes how many rows are in each
/// @param ends where the bytes of each end
record StoredSets(int[] sizes, int[] ends, MemorySegment bytes) {
    static final StoredSets NONE = new StoredSets(new int[0], new int[0], MemorySegment.NULL);

    int count() {
        return sizes.length;
    }

    /// The bytes that the stream form writes were wrong now and then once compiled (JDK 25.0.3), so it is done by
    /// buffers, and the size lets it be noticed.
    RoaringBitmap get(int number) {
        var set = new RoaringBitmap();
        try {
            set.deserialize(bytes(number).asByteBuffer());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (set.getCardinality() != sizes[number]) {
            throw new IllegalStateException(
                    "A set of " + sizes[number] + " rows came back with " + set.getCardinality());
        }
        return set;
    }

    MemorySegment bytes(int number) {
        int start = number == 0 ? 0 : ends[number - 1];
        return bytes.asSlice(start, ends[number] - start);
    }

    static MemorySegment bytes(RoaringBitmap set) {
        ByteBuffer bytes = ByteBuffer.allocate(set.serializedSizeInBytes()).order(SnapshotLayout.ORDER);
        set.serialize(bytes);
        return MemorySegment.ofArray(bytes.array());
    }
}
