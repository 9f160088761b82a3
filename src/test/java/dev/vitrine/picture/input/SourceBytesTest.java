package dev.vitrine.picture.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A view into a file gives the same bytes as memory, also where two blocks meet.
final class SourceBytesTest {
    private static final int SIZE = 200_000;

    private static byte[] numbered() {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE);
        for (int i = 0; i < SIZE / 4; i++) {
            bytes.putInt(i * 0x9E3779B1);
        }
        return bytes.array();
    }

    @Test
    void numbersAcrossTheEdgeOfABlockAreWhole(@TempDir Path folder) throws IOException {
        byte[] all = numbered();
        try (SourceBytes file = SourceBytes.ofFile(Files.write(folder.resolve("a"), all));
                var stream = new SourceStream(file, new Deadline(Duration.ofSeconds(30)))) {
            for (int at = 65_530; at < 65_540; at++) {
                assertEquals(ByteBuffer.wrap(all).getInt(at) & 0xFFFFFFFFL, file.u32(at, true), "u32 at " + at);
                stream.seek(at);
                assertEquals(ByteBuffer.wrap(all).getInt(at), stream.readInt(), "readInt at " + at);
            }
            stream.seek(SIZE - 3);
            assertThrows(EOFException.class, stream::readInt);
        }
    }

    @Test
    void longStretchesAreCopiedWhole(@TempDir Path folder) throws IOException {
        byte[] all = numbered();
        try (SourceBytes file = SourceBytes.ofFile(Files.write(folder.resolve("a"), all))) {
            assertArrayEquals(Arrays.copyOfRange(all, 100, 180_000), file.bytes(100, 179_900));
            assertArrayEquals(all, file.all());
            assertThrows(EOFException.class, () -> file.bytes(SIZE - 10, 11));
            assertThrows(EOFException.class, () -> file.u8(SIZE));
        }
    }
}
