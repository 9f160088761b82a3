package dev.vitrine.picture.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    void aFileThatBecameShorterMeanwhileIsNotReadOn(@TempDir Path folder) throws IOException {
        Path path = Files.write(folder.resolve("a"), numbered());
        try (SourceBytes file = SourceBytes.ofFile(path)) {
            Files.write(path, new byte[100]);
            assertThrows(EOFException.class, () -> file.bytes(150_000, 8));
        }
    }

    /// Of what lies in a bucket, only the parts are read that are looked at.
    @Test
    void aSourceThatIsReadInPartsGivesTheSameBytes() throws IOException {
        byte[] all = numbered();
        var positions = new ArrayList<Long>();
        ImageSource.Blocks blocks = (into, position) -> {
            positions.add(position);
            int count = Math.min(into.remaining(), 50_000); // fewer than were asked for
            into.put(all, (int) position, count);
            return count;
        };
        try (SourceBytes bytes = SourceBytes.openToInspect(inParts(all.length, blocks))) {
            assertEquals(ByteBuffer.wrap(all).getInt(150_000) & 0xFFFFFFFFL, bytes.u32(150_000, true));
            assertEquals(List.of(131_072L, 181_072L), positions);
            assertArrayEquals(Arrays.copyOfRange(all, 1000, 90_000), bytes.bytes(1000, 89_000));
            assertThrows(EOFException.class, () -> bytes.u8(SIZE));
        }
    }

    private static ImageSource inParts(long size, ImageSource.Blocks blocks) {
        return new ImageSource() {
            @Override
            public String name() {
                return "parts";
            }

            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() throws IOException {
                throw new IOException("it is not to be read whole");
            }

            @Override
            public Optional<Blocks> blocks() {
                return Optional.of(blocks);
            }
        };
    }

    /// The temporary folder may be small, full, or in memory.
    @Test
    void aLargeSourceThatIsNoFileIsCopiedIntoAFolderOfOurOwn(@TempDir Path home) throws IOException {
        byte[] large = new byte[(64 << 20) + 10];
        large[large.length - 1] = 7;
        Path folder = home.resolve("cache").resolve("pictures");
        SourceBytes.keepCopiesIn(folder);
        try (SourceBytes bytes = SourceBytes.open(unheld(large))) {
            assertEquals(7, bytes.u8(large.length - 1));
            assertEquals(List.of((long) large.length), sizes(folder));
        }
        assertEquals(List.of(), sizes(folder));
        Path inTheWay = Files.writeString(home.resolve("file"), "x");
        SourceBytes.keepCopiesIn(inTheWay);
        try {
            assertThrows(ImageException.class, () -> SourceBytes.open(unheld(large)));
        } finally {
            SourceBytes.keepCopiesIn(Path.of(System.getProperty("java.io.tmpdir"), "vitrine"));
        }
    }

    private static ImageSource unheld(byte[] bytes) {
        return new ImageSource() {
            @Override
            public String name() {
                return "large.tif";
            }

            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    private static List<Long> sizes(Path folder) throws IOException {
        return FolderContent.in(folder).stream()
                .map(file -> file.toFile().length())
                .toList();
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
