package dev.vitrine.catalog.index;

import dev.vitrine.files.OperatingSystem;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.zip.CRC32C;

/// The bytes of a snapshot outside of the heap, until nobody references them.
///
/// Mapped, so that the system keeps what is used, once for all processes; but not by Windows, which replaces no file
/// that is mapped. Each byte has been read once by then, and not from the map: a file that cannot be read fails as one,
/// where a map would take the process with it.
final class SnapshotFile {
    private static final int AT_ONCE = 1 << 20;

    private SnapshotFile() {}

    /// Without the checksum at the end; empty when it is not that of everything before. What is changed in it stays
    /// in memory, though the channel has to be open for writing.
    static MemorySegment read(FileChannel channel) throws IOException {
        long length = channel.size() - Long.BYTES;
        if (length < 0) {
            return MemorySegment.NULL;
        }
        boolean mapped = OperatingSystem.current() != OperatingSystem.WINDOWS;
        MemorySegment bytes = mapped
                ? channel.map(MapMode.PRIVATE, 0, length, Arena.ofAuto())
                : Arena.ofAuto().allocate(length);
        var checksum = new CRC32C();
        ByteBuffer part = ByteBuffer.allocateDirect(AT_ONCE).order(SnapshotOutput.ORDER);
        for (long at = 0; at < length; at += part.limit()) {
            fill(channel, part, Math.min(AT_ONCE, length - at));
            checksum.update(part.duplicate());
            if (!mapped) {
                MemorySegment.copy(MemorySegment.ofBuffer(part), 0, bytes, at, part.limit());
            }
        }
        fill(channel, part, Long.BYTES);
        return checksum.getValue() == part.getLong() ? bytes : MemorySegment.NULL;
    }

    private static void fill(FileChannel channel, ByteBuffer part, long length) throws IOException {
        part.clear().limit((int) length);
        while (part.hasRemaining()) {
            if (channel.read(part) < 0) {
                throw new EOFException("The file ends too early");
            }
        }
        part.flip();
    }
}
