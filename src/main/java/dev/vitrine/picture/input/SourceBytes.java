package dev.vitrine.picture.input;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Leftovers;
import dev.vitrine.files.OwnerOnly;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Random access to the bytes of an image: all of them in memory when they are few, else a file read block by block.
///
/// For one thread. Reading past the end is an [EOFException], which is how a truncated header shows.
public final class SourceBytes implements Closeable {
    private static final int MAX_IN_MEMORY = 64 << 20;
    private static final int MAX_AT_ONCE = 512 << 20;
    private static final int BLOCK = 64 << 10;
    /// Bytes that one header may have looked at one by one: the longest honest ones need a hundredth of it.
    private static final long MAX_LOOKS = 100_000_000;

    /// What reads a header.
    public interface Look<T> {
        T at(SourceBytes bytes) throws IOException;
    }

    private static volatile Path copies = Path.of(System.getProperty("java.io.tmpdir"), "vitrine");

    private final long size;
    private final ImageSource.@Nullable Blocks blocks;
    private final Closeable opened;
    private final byte[] block;
    private long blockStart;
    private int blockLength;
    private long looks = Long.MAX_VALUE;
    private @Nullable IOException failure;

    private SourceBytes(byte[] all) {
        this.size = all.length;
        this.blocks = null;
        this.opened = () -> {};
        this.block = all;
        this.blockLength = all.length;
    }

    /// @param opened with it, and to be closed with it
    private SourceBytes(long size, ImageSource.Blocks blocks, Closeable opened) {
        this.size = size;
        this.blocks = blocks;
        this.opened = opened;
        this.block = new byte[BLOCK];
    }

    public static SourceBytes of(byte[] all) {
        return new SourceBytes(all);
    }

    /// The whole of a small source, or a view into a large one.
    ///
    /// @throws ImageException when the source cannot be read at all
    public static SourceBytes open(ImageSource source) {
        try {
            Optional<byte[]> there = source.inMemory();
            if (there.isPresent()) {
                return of(there.get());
            }
            if (source.size() <= MAX_IN_MEMORY) {
                return of(readAll(source));
            }
            Optional<Path> file = source.onDisk();
            return file.isPresent() ? ofFile(file.get()) : spool(source);
        } catch (IOException e) {
            throw unreadable(source.name(), e);
        }
    }

    /// A view that costs little where only the beginning will be looked at.
    ///
    /// @throws ImageException when the source cannot be read at all
    public static SourceBytes openToInspect(ImageSource source) {
        try {
            Optional<Path> file = source.onDisk();
            if (source.inMemory().isEmpty() && file.isPresent()) {
                return ofFile(file.get());
            }
            Optional<ImageSource.Blocks> blocks = source.blocks();
            return blocks.isPresent() ? new SourceBytes(source.size(), blocks.get(), () -> {}) : open(source);
        } catch (IOException e) {
            throw unreadable(source.name(), e);
        }
    }

    /// A view into a file, block by block.
    static SourceBytes ofFile(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new SourceBytes(channel.size(), channel::read, channel);
    }

    public static ImageException unreadable(String name, IOException cause) {
        return cause instanceof NoSuchFileException
                ? new ImageException.NotFound(quoted(name) + " is no longer there.", cause)
                : FileFailures.reading(name, cause);
    }

    private static byte[] readAll(ImageSource source) throws IOException {
        Optional<Path> file = source.onDisk(); // which may be faster to read than its source wants to be
        try (InputStream in = file.isPresent() ? Files.newInputStream(file.get()) : source.open()) {
            return in.readNBytes(MAX_IN_MEMORY);
        }
    }

    /// Before the first picture is read: where the bytes of a large source that is not a file (bytes in a bucket)
    /// lie while they are looked at. What a killed process leaves there goes a day later.
    public static void keepCopiesIn(Path folder) {
        copies = folder;
    }

    private static SourceBytes spool(ImageSource source) throws IOException {
        Path folder = copies;
        WholeFile copy = begun(folder);
        boolean isOpen = false;
        try {
            copy.copy(source, _ -> {});
            FileChannel channel = FileChannel.open(copy.temporary(), StandardOpenOption.READ);
            var bytes = new SourceBytes(channel.size(), channel::read, () -> {
                channel.close();
                copy.close();
            });
            isOpen = true;
            return bytes;
        } catch (WholeFile.ReadFailure e) {
            throw e.getCause();
        } catch (IOException e) {
            throw FileFailures.writing(folder, e);
        } finally {
            if (!isOpen) {
                copy.close();
            }
        }
    }

    private static WholeFile begun(Path folder) {
        try {
            OwnerOnly.createFolders(folder);
            Leftovers.sweep(folder);
            return WholeFile.ownerOnly(folder);
        } catch (IOException e) {
            throw FileFailures.writing(folder, e);
        }
    }

    public long size() {
        return size;
    }

    /// Reads a header, which ends as a broken one when it leads round and round, or through megabytes of nothing.
    /// Counted and not timed: a slow disk breaks no file.
    public <T> T looked(Look<T> look) throws IOException {
        looks = MAX_LOOKS;
        try {
            return look.at(this);
        } finally {
            looks = Long.MAX_VALUE;
        }
    }

    private void look(long bytes) throws MalformedException {
        looks -= bytes;
        if (looks < 0) {
            throw new MalformedException("its header leads nowhere");
        }
    }

    /// True when [#all] costs nothing.
    private boolean inMemory() {
        return blocks == null;
    }

    /// How many bytes [#all] would bring into memory.
    public long outside() {
        return inMemory() ? 0 : size;
    }

    /// Every byte; the array is shared and must not be written to.
    public byte[] all() throws IOException {
        if (inMemory()) {
            return block;
        }
        return bytes(0, size);
    }

    /// At most `length` bytes, -1 at the end.
    public int read(long position, byte[] to, int offset, int length) throws IOException {
        if (position < 0 || position >= size) {
            return -1;
        }
        load(position);
        int at = (int) (position - blockStart);
        int count = Math.min(length, blockLength - at);
        System.arraycopy(block, at, to, offset, count);
        return count;
    }

    public int u8(long position) throws IOException {
        if (position < 0 || position >= size) {
            throw new EOFException("ends at " + size + ", before " + position);
        }
        look(1);
        load(position);
        return block[(int) (position - blockStart)] & 0xFF;
    }

    public int u16(long position, boolean bigEndian) throws IOException {
        int first = u8(position);
        int second = u8(position + 1);
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    public long u32(long position, boolean bigEndian) throws IOException {
        long first = u16(position, bigEndian);
        long second = u16(position + 2, bigEndian);
        return bigEndian ? first << 16 | second : second << 16 | first;
    }

    /// Eight bytes; a value beyond 2⁶³ comes out negative, and every check of a position then refuses it.
    public long u64(long position, boolean bigEndian) throws IOException {
        long first = u32(position, bigEndian);
        long second = u32(position + 4, bigEndian);
        return bigEndian ? first << 32 | second : second << 32 | first;
    }

    /// Exactly these bytes, copied.
    public byte[] bytes(long position, long length) throws IOException {
        if (position < 0 || length < 0 || length > MAX_AT_ONCE || position > size - length) {
            throw new EOFException("ends at " + size + ", before " + position + " + " + length);
        }
        return copy(position, (int) length);
    }

    private byte[] copy(long position, int length) throws IOException {
        look(1 + length / 8);
        if (inMemory()) {
            return Arrays.copyOfRange(block, (int) position, (int) position + length);
        }
        byte[] copy = new byte[length];
        if (length > BLOCK) {
            fill(ByteBuffer.wrap(copy), position);
            return copy;
        }
        for (int done = 0; done < length; ) {
            done += read(position + done, copy, done, length - done);
        }
        return copy;
    }

    /// Four characters naming a chunk or box.
    public String tag(long position) throws IOException {
        return new String(bytes(position, 4), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /// Whether these bytes, one for each character, lie at a position; false where the file ends before.
    public boolean has(long position, String expected) throws IOException {
        if (position > size - expected.length()) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (u8(position + i) != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void load(long position) throws IOException {
        if (position >= blockStart && position < blockStart + blockLength) {
            return;
        }
        blockLength = 0;
        blockStart = position - position % BLOCK;
        int length = (int) Math.min(BLOCK, size - blockStart);
        fill(ByteBuffer.wrap(block, 0, length), blockStart);
        blockLength = length;
    }

    private void fill(ByteBuffer buffer, long position) throws IOException {
        for (long at = position; buffer.hasRemaining(); ) {
            at += readBlock(buffer, at);
        }
    }

    private int readBlock(ByteBuffer buffer, long position) throws IOException {
        try {
            int count = Objects.requireNonNull(blocks).read(buffer, position);
            if (count < 0) {
                throw new EOFException("became shorter while being read");
            }
            return count;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /// To be asked after what shows half an image where its file breaks off: what cannot be read says nothing of
    /// the file.
    ///
    /// @throws IOException when some bytes could not be read, whatever was made of the others
    public void requireRead() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        opened.close();
    }
}
