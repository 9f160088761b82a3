package dev.vitrine.catalog.index;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// Reads one part of what {@link SnapshotOutput} wrote, piece by piece: memory that is touched for the first time costs
/// more than reading does. What was read means nothing before {@link #requireUnharmed}.
final class SnapshotInput {
    private static final int PIECE = 1 << 18;

    private final FileChannel file;
    private final SnapshotPart part;
    private final CRC32C checksum = new CRC32C();
    private final ByteBuffer piece;
    private final Arena arena = Arena.ofAuto();
    private long read;

    SnapshotInput(FileChannel file, SnapshotPart part) {
        this.file = file;
        this.part = part;
        this.piece = ByteBuffer.allocateDirect((int) Math.min(PIECE, part.length()))
                .order(SnapshotLayout.ORDER)
                .limit(0);
    }

    long number() {
        need(Long.BYTES);
        return piece.getLong();
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    List<String> texts() {
        int count = length(Long.BYTES);
        var texts = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    byte[] bytes() {
        byte[] values = new byte[length(Byte.BYTES)];
        for (int at = 0, count; at < values.length; at += count) {
            count = available(values.length - at, Byte.BYTES);
            piece.get(values, at, count);
        }
        return values;
    }

    char[] chars() {
        char[] values = new char[length(Character.BYTES)];
        for (int at = 0, count; at < values.length; at += count) {
            count = available(values.length - at, Character.BYTES);
            piece.asCharBuffer().get(values, at, count);
            pass(count * Character.BYTES);
        }
        return values;
    }

    int[] ints() {
        int[] values = new int[length(Integer.BYTES)];
        for (int at = 0, count; at < values.length; at += count) {
            count = available(values.length - at, Integer.BYTES);
            piece.asIntBuffer().get(values, at, count);
            pass(count * Integer.BYTES);
        }
        return values;
    }

    long[] longs() {
        long[] values = new long[length(Long.BYTES)];
        for (int at = 0, count; at < values.length; at += count) {
            count = available(values.length - at, Long.BYTES);
            piece.asLongBuffer().get(values, at, count);
            pass(count * Long.BYTES);
        }
        return values;
    }

    /// Outside of the heap, for as long as anybody references one of this part.
    MemorySegment segment() {
        long length = number();
        if (length > piece.capacity()) {
            return large(checked(length));
        }
        need(checked(length));
        MemorySegment values = arena.allocateFrom(
                ValueLayout.JAVA_BYTE, MemorySegment.ofBuffer(piece), ValueLayout.JAVA_BYTE, 0, length);
        pass((int) length);
        return values;
    }

    private MemorySegment large(long length) {
        MemorySegment values = room(length);
        long at = piece.remaining();
        MemorySegment.copy(MemorySegment.ofBuffer(piece), 0, values, 0, at);
        pass((int) at);
        for (; at < length; at += PIECE) {
            ByteBuffer next = values.asSlice(at, Math.min(PIECE, length - at)).asByteBuffer();
            while (next.hasRemaining()) {
                read(next);
            }
            checksum.update(next.flip());
        }
        return values;
    }

    /// A direct buffer is cleared by the system; a segment by a loop, which takes longer than all the reading as
    /// long as nothing is compiled.
    private MemorySegment room(long length) {
        return length <= Integer.MAX_VALUE
                ? MemorySegment.ofBuffer(ByteBuffer.allocateDirect((int) length))
                : arena.allocate(length);
    }

    RowSets sets() {
        return new RowSets(new StoredSets(ints(), ints(), segment()).checked());
    }

    /// @throws IllegalStateException when the part is damaged
    void requireUnharmed() {
        if (rest() > 0 || checksum.getValue() != part.checksum()) {
            throw new IllegalStateException("A part of the snapshot is damaged");
        }
    }

    /// Of what follows.
    private int length(int bytesEach) {
        return (int) (checked(Math.multiplyExact(number(), bytesEach)) / bytesEach);
    }

    private long checked(long bytes) {
        if (bytes < 0 || bytes > rest()) {
            throw new IllegalStateException("A part of the snapshot is damaged");
        }
        return bytes;
    }

    private long rest() {
        return part.length() - read + piece.remaining();
    }

    /// How many of them can be had at once.
    private int available(int requested, int bytesEach) {
        need(bytesEach);
        return Math.min(requested, piece.remaining() / bytesEach);
    }

    private void pass(int bytes) {
        piece.position(piece.position() + bytes);
    }

    private void need(long bytes) {
        if (piece.remaining() >= bytes) {
            return;
        }
        piece.compact();
        int old = piece.position();
        piece.limit((int) Math.min(piece.capacity(), old + part.length() - read));
        while (piece.position() < Math.min(bytes, piece.limit())) {
            read(piece);
        }
        if (piece.position() < bytes) {
            throw new IllegalStateException("A part of the snapshot is damaged");
        }
        checksum.update(piece.flip().position(old));
        piece.position(0);
    }

    private void read(ByteBuffer into) {
        try {
            int count = file.read(into, part.at() + read);
            if (count < 0) {
                throw new EOFException("The file ends too early");
            }
            read += count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
