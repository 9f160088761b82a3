package dev.vitrine.catalog.index;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.roaringbitmap.RoaringBitmap;

/// Writes large arrays one after the other, each with its length before it, and at the end a checksum of everything.
final class SnapshotOutput implements AutoCloseable {
    static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 20).order(ORDER);
    private final CRC32C checksum = new CRC32C();

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

    /// Into a buffer, not a stream: the bytes that the stream form wrote were wrong now and then once compiled (JDK
    /// 25.0.3). The number of rows beside each set lets the reader notice.
    void sets(List<RoaringBitmap> sets) throws IOException {
        number(sets.size());
        for (RoaringBitmap set : sets) {
            ByteBuffer bytes = ByteBuffer.allocate(set.serializedSizeInBytes()).order(ORDER);
            set.serialize(bytes);
            number(set.getCardinality());
            bytes(bytes.array());
        }
    }

    @Override
    public void close() throws IOException {
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
        buffer.clear();
    }
}
