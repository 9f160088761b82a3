package dev.vitrine.picture;

import com.drew.lang.RandomAccessReader;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.SourceBytes;
import java.io.EOFException;
import java.io.IOException;

/// Our bytes as metadata-extractor reads them, refusing values that no camera writes.
final class ExifBytes extends RandomAccessReader {
    private static final int LONGEST_VALUE = 4 << 20;
    private static final int MAX_READS = 2_000_000;

    private final SourceBytes bytes;
    private final Deadline deadline;
    private int reads;

    ExifBytes(SourceBytes bytes, Deadline deadline) {
        this.bytes = bytes;
        this.deadline = deadline;
    }

    @Override
    public int toUnshiftedOffset(int localOffset) {
        return localOffset;
    }

    @Override
    public byte getByte(int index) throws IOException {
        if ((++reads & 0xFFF) == 0) {
            deadline.check();
        }
        if (reads > MAX_READS) {
            throw new EOFException("endless metadata");
        }
        return (byte) bytes.u8(index);
    }

    @Override
    public byte[] getBytes(int index, int count) throws IOException {
        validateIndex(index, count);
        reads += count / 16;
        return bytes.bytes(index, count);
    }

    @Override
    protected void validateIndex(int index, int bytesRequested) throws IOException {
        if (!isValidIndex(index, bytesRequested)) {
            throw new EOFException("no such value");
        }
    }

    @Override
    protected boolean isValidIndex(int index, int bytesRequested) {
        return index >= 0 && bytesRequested >= 0 && bytesRequested <= LONGEST_VALUE && (long) index + bytesRequested <= bytes.size();
    }

    @Override
    public long getLength() {
        return bytes.size();
    }
}
