package dev.vitrine.catalog.index;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// Writes large arrays one after the other, each with its length before it, in parts that can be read side by side. At
/// the end stand length and checksum of each part, how many there are, and a checksum of that.
final class SnapshotOutput implements AutoCloseable {
    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 20).order(SnapshotLayout.ORDER);
    private final CRC32C checksum = new CRC32C();
    private final List<SnapshotPart> parts = new ArrayList<>();
    private long begun;
    private long written;

    SnapshotOutput(OutputStream out) {
        this.out = out;
    }

    void number(long value) throws IOException {
        room(Long.BYTES);
        buffer.putLong(value);
    }

    void text(String text) throws IOException {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    void texts(List<String> texts) throws IOException {
        number(texts.size());
        for (String text : texts) {
            text(text);
        }
    }

    void bytes(byte[] values) throws IOException {
        number(values.length);
        write(MemorySegment.ofArray(values));
    }

    void chars(char[] values) throws IOException {
        number(values.length);
        write(MemorySegment.ofArray(values));
    }

    void ints(int[] values) throws IOException {
        number(values.length);
        write(MemorySegment.ofArray(values));
    }

    void longs(long[] values) throws IOException {
        number(values.length);
        write(MemorySegment.ofArray(values));
    }

    void segment(MemorySegment values) throws IOException {
        number(values.byteSize());
        write(values);
    }

    void pages(IntPages pages) throws IOException {
        number((long) pages.length() * Integer.BYTES);
        for (int number = 0; number < pages.pages(); number++) {
            write(MemorySegment.ofArray(pages.page(number)));
        }
    }

    void sets(RowSets sets) throws IOException {
        int[] sizes = new int[sets.count()];
        int[] ends = new int[sets.count()];
        for (int number = 0; number < ends.length; number++) {
            sizes[number] = sets.size(number);
            ends[number] = (number == 0 ? 0 : ends[number - 1]) + sets.byteSize(number);
        }
        ints(sizes);
        ints(ends);
        number(ends.length == 0 ? 0 : ends[ends.length - 1]);
        for (int number = 0; number < ends.length; number++) {
            write(sets.bytes(number));
        }
    }

    void endPart() throws IOException {
        flush();
        parts.add(new SnapshotPart(begun, written - begun, checksum.getValue()));
        begun = written;
        checksum.reset();
    }

    @Override
    public void close() throws IOException {
        for (SnapshotPart part : parts) {
            number(part.length());
            number(part.checksum());
        }
        number(parts.size());
        flush();
        buffer.putLong(checksum.getValue()).flip();
        write();
    }

    private void write(MemorySegment values) throws IOException {
        for (long at = 0; at < values.byteSize(); ) {
            room(1);
            long part = Math.min(values.byteSize() - at, buffer.remaining());
            MemorySegment.copy(
                    values, ValueLayout.JAVA_BYTE, at, MemorySegment.ofBuffer(buffer), ValueLayout.JAVA_BYTE, 0, part);
            buffer.position(buffer.position() + (int) part);
            at += part;
        }
    }

    private void room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        checksum.update(buffer.duplicate());
        write();
    }

    private void write() throws IOException {
        out.write(buffer.array(), 0, buffer.limit());
        written += buffer.limit();
        buffer.clear();
    }
}
