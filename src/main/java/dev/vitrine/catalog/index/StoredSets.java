package dev.vitrine.catalog.index;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;

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

    /// Looks at the head of each, which says how many rows and how many bytes it has: sizes are believed before the
    /// set itself is read.
    StoredSets checked() {
        for (int number = 0; number < count(); number++) {
            MemorySegment bytes = bytes(number);
            var head = new ImmutableRoaringBitmap(buffer(bytes));
            if (head.getCardinality() != sizes[number] || head.serializedSizeInBytes() != bytes.byteSize()) {
                throw new IllegalStateException("A set is not as it was written");
            }
        }
        return this;
    }

    /// The bytes that the stream form writes were wrong now and then once compiled (JDK 25.0.3), so it is done by
    /// buffers, and the size lets it be noticed.
    ///
    /// @throws DamagedSetException when it is not what was written
    RoaringBitmap get(int number) {
        var set = new RoaringBitmap();
        try {
            set.deserialize(buffer(bytes(number)));
        } catch (IOException | RuntimeException e) {
            throw new DamagedSetException("A set of " + sizes[number] + " rows cannot be read", e);
        }
        if (set.getCardinality() != sizes[number]) {
            throw new DamagedSetException(
                    "A set of " + sizes[number] + " rows came back with " + set.getCardinality(), null);
        }
        return set;
    }

    private static ByteBuffer buffer(MemorySegment bytes) {
        return bytes.asByteBuffer().order(SnapshotLayout.ORDER);
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
