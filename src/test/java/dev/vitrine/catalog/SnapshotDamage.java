package dev.vitrine.catalog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// Changes bytes of a snapshot and makes its checksums agree, as if they had been written so.
final class SnapshotDamage {
    private SnapshotDamage() {}

    /// @param at which byte of these
    static void in(Path snapshot, byte[] bytes, int at) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(snapshot)).order(ByteOrder.LITTLE_ENDIAN);
        int found = 0;
        for (int begin = 0; begin + bytes.length <= file.capacity(); begin++) {
            if (file.slice(begin, bytes.length).equals(ByteBuffer.wrap(bytes))) {
                file.put(begin + at, (byte) (file.get(begin + at) ^ 1));
                found++;
            }
        }
        if (found == 0) {
            throw new IllegalStateException("These bytes are not in the snapshot");
        }
        Files.write(snapshot, agreed(file));
    }

    /// Leaves of it only the first part. The second and all from the fourth on are empty; the third says that a
    /// column of so many bytes follows, and these are a hole in the file.
    static void withColumnOf(long length, Path snapshot) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(snapshot)).order(ByteOrder.LITTLE_ENDIAN);
        int count = count(file);
        ByteBuffer head = file.slice(0, (int) file.getLong(list(file, count)));
        ByteBuffer list = ByteBuffer.allocate(2 * Long.BYTES * (count + 1)).order(ByteOrder.LITTLE_ENDIAN);
        list.putLong(head.capacity()).putLong(checksum(head.duplicate()));
        list.putLong(2 * Long.BYTES * 2, Long.BYTES + length);
        list.putLong(list.capacity() - 2 * Long.BYTES, count);
        list.putLong(list.capacity() - Long.BYTES, checksum(list.slice(0, list.capacity() - Long.BYTES)));
        Files.delete(snapshot);
        try (FileChannel channel = FileChannel.open(
                snapshot, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(head, 0);
            ByteBuffer said = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            channel.write(said.putLong(0, length), head.capacity());
            channel.write(list.rewind(), head.capacity() + Long.BYTES + length);
        }
    }

    private static int count(ByteBuffer file) {
        return (int) file.getLong(file.capacity() - 2 * Long.BYTES);
    }

    private static int list(ByteBuffer file, int count) {
        return file.capacity() - 2 * Long.BYTES * (count + 1);
    }

    private static byte[] agreed(ByteBuffer file) {
        int count = count(file);
        int list = list(file, count);
        int begin = 0;
        for (int part = 0; part < count; part++) {
            int at = list + 2 * Long.BYTES * part;
            int length = (int) file.getLong(at);
            file.putLong(at + Long.BYTES, checksum(file.slice(begin, length)));
            begin += length;
        }
        int end = file.capacity() - Long.BYTES;
        file.putLong(end, checksum(file.slice(list, end - list)));
        return file.array();
    }

    private static long checksum(ByteBuffer bytes) {
        var checksum = new CRC32C();
        checksum.update(bytes);
        return checksum.getValue();
    }
}
