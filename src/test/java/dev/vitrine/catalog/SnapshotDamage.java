package dev.vitrine.catalog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static byte[] agreed(ByteBuffer file) {
        int count = (int) file.getLong(file.capacity() - 2 * Long.BYTES);
        int list = file.capacity() - 2 * Long.BYTES * (count + 1);
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
