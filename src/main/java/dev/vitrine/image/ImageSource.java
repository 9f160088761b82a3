package dev.vitrine.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Bytes that can be read more than once: a file to upload, or bytes in memory.
public interface ImageSource {
    /// File name without folders, for people; not necessarily safe as a path.
    String name();

    long size() throws IOException;

    InputStream open() throws IOException;

    /// The file that holds exactly these bytes, where there is one: for random access to large images.
    default Optional<Path> onDisk() {
        return Optional.empty();
    }

    /// Where a part costs less than all the bytes before it, as of what lies in a bucket: for headers.
    default Optional<Blocks> blocks() {
        return Optional.empty();
    }

    /// Reads from any place.
    @FunctionalInterface
    interface Blocks {
        /// @return how many bytes were read, some where there are any, or -1 at the end
        int read(ByteBuffer into, long position) throws IOException;
    }

    /// All the bytes, where they are in memory anyway; shared, so not to be written to.
    default Optional<byte[]> inMemory() {
        return Optional.empty();
    }

    static ImageSource ofFile(Path file) {
        Path last = file.getFileName();
        return ofFile(last == null ? "" : last.toString(), file);
    }

    /// A file that stands for one of another name.
    static ImageSource ofFile(String name, Path file) {
        return new FileSource(name, file);
    }

    static ImageSource ofBytes(String name, byte[] bytes) {
        return new BytesSource(name, bytes);
    }

    record FileSource(String name, Path file) implements ImageSource {
        @Override
        public long size() throws IOException {
            return Files.size(file);
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public Optional<Path> onDisk() {
            return Optional.of(file);
        }
    }

    /// The array is not copied: whoever makes one gives it away.
    record BytesSource(String name, byte[] bytes) implements ImageSource {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public Optional<byte[]> inMemory() {
            return Optional.of(bytes);
        }
    }
}
