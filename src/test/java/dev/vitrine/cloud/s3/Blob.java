package dev.vitrine.cloud.s3;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Bytes outside of the heap, which belongs to what is tested; gone when nobody knows them any more.
record Blob(MemorySegment segment) {
    static Blob of(byte[] bytes) {
        MemorySegment segment = Arena.ofAuto().allocate(bytes.length);
        segment.copyFrom(MemorySegment.ofArray(bytes));
        return new Blob(segment);
    }

    int length() {
        return (int) segment.byteSize();
    }

    byte[] bytes() {
        return segment.toArray(ValueLayout.JAVA_BYTE);
    }

    byte[] bytes(long first, long last) {
        return segment.asSlice(first, last - first + 1).toArray(ValueLayout.JAVA_BYTE);
    }
}
