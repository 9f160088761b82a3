package dev.vitrine.catalog.index;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/// Reads the parts of a snapshot ({@link SnapshotOutput}), some of them side by side.
///
/// Read and not mapped: a mapped file that is cut later, or whose disk fails, takes answers or the process with it, and
/// Windows replaces no file that is mapped.
final class SnapshotFile {
    private static final int OF_PART = 2 * Long.BYTES;
    private static final int AT_END = 2 * Long.BYTES;

    private final FileChannel channel;
    private final List<SnapshotPart> parts;
    private final List<FutureTask<?>> tasks = new ArrayList<>();
    private int next;

    private SnapshotFile(FileChannel channel, List<SnapshotPart> parts) {
        this.channel = channel;
        this.parts = parts;
    }

    /// @throws IOException also when the file does not say, unharmed, which parts it has
    static SnapshotFile of(FileChannel channel) throws IOException {
        long length = channel.size();
        long count =
                length < AT_END ? -1 : read(channel, length - AT_END, AT_END).getLong();
        long begin = length - AT_END - count * OF_PART;
        if (count < 0 || count > length / OF_PART || begin < 0) {
            throw new IOException("The file does not end as a snapshot does");
        }
        ByteBuffer list = read(channel, begin, (int) (length - begin));
        var checksum = new CRC32C();
        checksum.update(list.slice(0, list.capacity() - Long.BYTES));
        var parts = new ArrayList<SnapshotPart>();
        long at = 0;
        for (int i = 0; i < count; i++) {
            var part = new SnapshotPart(at, list.getLong(), list.getLong());
            parts.add(part);
            at += part.length();
        }
        if (list.getLong(list.capacity() - Long.BYTES) != checksum.getValue() || at != begin) {
            throw new IOException("The list of parts is damaged");
        }
        return new SnapshotFile(channel, parts);
    }

    /// Reads the next part now.
    <T> T now(Function<SnapshotInput, T> read) {
        return read(parts.get(next++), read);
    }

    /// Reads the next part when all of these are read.
    ///
    /// @return what was read, then
    <T> Supplier<T> later(Function<SnapshotInput, T> read) {
        SnapshotPart part = parts.get(next++);
        var task = new FutureTask<>(() -> read(part, read));
        tasks.add(task);
        return () -> RowParts.done(task);
    }

    void readAll() {
        RowParts.run(tasks);
    }

    private <T> T read(SnapshotPart part, Function<SnapshotInput, T> read) {
        var in = new SnapshotInput(channel, part);
        T answer = read.apply(in);
        in.requireUnharmed();
        return answer;
    }

    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(SnapshotLayout.ORDER);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new EOFException("The file ends too early");
            }
        }
        return bytes.flip();
    }
}
