package dev.vitrine.service.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.FileNames;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.download.FilePattern.FilePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 2, 3, 4, 6);
    private static final int END_OF_ZIP64 = 0x06064b50;
    private static final int END_OF_ZIP64_LOCATOR = 0x07064b50;

    @TempDir
    private Path folder;

    @Test
    void bytesAreStoredUnderUnicodeNames() throws IOException {
        Path file = folder.resolve("a.zip");
        try (var archive = new Archive(Files.newOutputStream(file))) {
            add(archive, name(List.of("Grüße"), "東京 😀"), new byte[] {1, 2, 3});
            add(archive, name(List.of(), "empty"), new byte[0]);
        }
        try (var zip = new ZipFile(file.toFile())) {
            assertEquals(
                    List.of("Grüße/東京 😀.jpg", "empty.jpg"),
                    zip.stream().map(ZipEntry::getName).toList());
            ZipEntry first = zip.getEntry("Grüße/東京 😀.jpg");
            assertEquals(ZipEntry.STORED, first.getMethod());
            assertEquals(TIME, first.getTimeLocal());
            assertArrayEquals(new byte[] {1, 2, 3}, zip.getInputStream(first).readAllBytes());
        }
    }

    @Test
    void noTwoEntriesMeetWhenUnpackedAnywhere() throws IOException {
        Path file = folder.resolve("a.zip");
        try (var archive = new Archive(Files.newOutputStream(file))) {
            for (String stem : List.of("beach", "Beach", "beach", "e\u0301", "é")) {
                add(archive, new FilePath(List.of(), new FileNames(stem, "jpg")), new byte[] {1});
            }
        }
        try (var zip = new ZipFile(file.toFile())) {
            assertEquals(
                    List.of("beach.jpg", "Beach (2).jpg", "beach (3).jpg", "e\u0301.jpg", "é (2).jpg"),
                    zip.stream().map(ZipEntry::getName).toList());
        }
    }

    @Test
    void moreEntriesThanAClassicZipCanCountMakeAZip64() throws IOException {
        Path file = folder.resolve("many.zip");
        int many = 66_000;
        try (var archive = new Archive(Files.newOutputStream(file))) {
            for (int i = 0; i < many; i++) {
                add(archive, new FilePath(List.of(), new FileNames("image " + i, "jpg")), new byte[] {(byte) i});
            }
        }
        try (var zip = new ZipFile(file.toFile())) {
            assertEquals(many, zip.size());
            assertArrayEquals(
                    new byte[] {(byte) 65_999},
                    zip.getInputStream(zip.getEntry("image 65999.jpg")).readAllBytes());
        }
    }

    /// Nothing is kept but the end: five entries of a gigabyte of zeros each.
    @Test
    void moreBytesThanAClassicZipCanCountMakeAZip64() throws IOException {
        var tail = new Tail();
        long gigabyte = 1L << 30;
        try (var archive = new Archive(tail)) {
            for (int i = 0; i < 5; i++) {
                archive.add(name(List.of(), "huge " + i)::numbered, TIME, gigabyte, () -> new Zeros(gigabyte));
            }
        }
        assertTrue(tail.size > 5 * gigabyte);
        ByteBuffer end = tail.end();
        int locator = end.limit() - 22 - 20;
        assertEquals(END_OF_ZIP64_LOCATOR, end.getInt(locator));
        long record = end.getLong(locator + 8) - (tail.size - end.limit());
        assertEquals(END_OF_ZIP64, end.getInt((int) record));
        assertEquals(5, end.getLong((int) record + 32));
        long directory = end.getLong((int) record + 48);
        assertTrue(directory > 5 * gigabyte, directory + " is where the directory begins");
    }

    private static void add(Archive archive, FilePath name, byte[] bytes) throws IOException {
        archive.add(name::numbered, TIME, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    private static FilePath name(List<String> folders, String stem) {
        var image = SampleImages.row("id", stem, SampleImages.facts("image/jpeg", ""));
        return new FilePath(folders, FileNames.of(image, image.facts().type().or(Optional::empty)));
    }

    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int count = (int) Math.min(length, left);
            left -= count;
            return count == 0 ? -1 : count;
        }
    }

    private static final class Tail extends OutputStream {
        private final byte[] ring = new byte[64 * 1024];
        private long size;

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            int skipped = Math.max(0, length - ring.length);
            size += skipped;
            for (int done = skipped; done < length; ) {
                int at = (int) (size % ring.length);
                int count = Math.min(length - done, ring.length - at);
                System.arraycopy(bytes, offset + done, ring, at, count);
                done += count;
                size += count;
            }
        }

        ByteBuffer end() {
            var end = new byte[ring.length];
            int start = (int) (size % ring.length);
            System.arraycopy(ring, start, end, 0, ring.length - start);
            System.arraycopy(ring, 0, end, ring.length - start, start);
            return ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
