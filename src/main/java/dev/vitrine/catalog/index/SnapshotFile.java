package dev.vitrine.catalog.index;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/// The bytes of a snapshot outside of the heap, until nobody references them.
///
/// Read and not mapped: a mapped file that is cut later, or whose disk fails, takes answers or the process with it, and
/// Windows replaces no file that is mapped.
final class SnapshotFile {
    private static final int AT_ONCE = 1 << 20;

    private SnapshotFile() {}

    /// Without the checksum at the end; empty when it is not that of everything before.
    static MemorySegment read(FileChannel channel) throws IOException {
        long length = channel.size() - Long.BYTES;
        if (length < 0) {
            return MemorySegment.NULL;
        }
        MemorySegment bytes = Arena.ofAuto().allocate(length);
        var checksum = new CRC32C();
        for (long at = 0; at < length; at += AT_ONCE) {
            ByteBuffer part = bytes.asSlice(at, Math.min(AT_ONCE, length - at)).asByteBuffer();
            fill(channel, part);
            checksum.update(part.flip());
        }
        ByteBuffer stored = ByteBuffer.allocate(Long.BYTES).order(SnapshotOutput.ORDER);
        fill(channel, stored);
        return checksum.getValue() == stored.getLong(0) ? bytes : MemorySegment.NULL;
    }

    private static void fill(FileChannel channel, ByteBuffer part) throws IOException {
        while (part.hasRemaining()) {
            if (channel.read(part) < 0) {
                throw new EOFException("The file ends too early");
            }
        }
    }
}
