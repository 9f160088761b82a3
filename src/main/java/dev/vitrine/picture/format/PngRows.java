package dev.vitrine.picture.format;

import dev.vitrine.picture.format.PngChunks.PngChunk;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.pixels.PixelRows;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/// The rows of a PNG that is not interlaced, inflated a few at a time and freed from their filters (W3C PNG, third
/// edition, 9), so that a picture of any size takes the memory of those few.
///
/// ImageIO makes the whole picture first, in four passes over it.
final class PngRows implements PixelRows, Closeable {
    /// Rows that are inflated at once: for each call the inflater copies 32 KB aside.
    private static final int BATCH = 256 << 10;

    private final SourceBytes bytes;
    private PngPixels pixels;
    private final Deadline deadline;
    private final Iterator<PngChunk> chunks;
    /// Without zlib's check sum, which would come after the last row and take a twentieth of the time.
    private final Inflater inflater = new Inflater(true);
    private final byte[] packed = new byte[32 << 10];
    /// What is left of the chunk at hand.
    private long at;
    private long end;
    /// Filter and filtered bytes of each row.
    private byte[] batch = {};
    private int stride;
    private int next;
    private int ready;
    private int unread;
    private byte[] row = {};
    private byte[] above = {};

    PngRows(SourceBytes bytes, PngPixels pixels, Deadline deadline) throws IOException {
        this.bytes = bytes;
        this.pixels = pixels;
        this.deadline = deadline;
        chunks = PngChunks.list(bytes).stream()
                .filter(chunk -> chunk.type().equals("IDAT"))
                .iterator();
        begin(pixels);
        skipZlibHeader();
    }

    /// What follows now is another picture.
    void begin(PngPixels picture) {
        pixels = picture;
        stride = 1 + pixels.bytesAcross();
        batch = new byte[stride * Math.clamp(BATCH / stride, 1, pixels.height())];
        row = new byte[stride - 1];
        above = new byte[stride - 1];
        unread = pixels.height();
        next = 0;
        ready = 0;
    }

    @Override
    public int width() {
        return pixels.width();
    }

    @Override
    public int height() {
        return pixels.height();
    }

    @Override
    public void close() {
        inflater.close();
    }

    /// @throws UncheckedIOException when the data are damaged or end early
    @Override
    public void row(int y, int[] to) {
        try {
            if (next == ready) {
                deadline.check();
                inflate((int) Math.min(batch.length, (long) unread * stride));
            }
            byte[] last = above;
            above = row;
            row = last;
            unfilter(batch[next], next + 1);
            next += stride;
            unread--;
            pixels.convert(row, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void inflate(int length) throws IOException {
        int filled = 0;
        try {
            while (filled < length) {
                if (inflater.needsInput()) {
                    feed();
                }
                int count = inflater.inflate(batch, filled, length - filled);
                if (count == 0 && (inflater.finished() || inflater.needsDictionary())) {
                    throw new EOFException("ends within its pixels");
                }
                filled += count;
            }
        } catch (DataFormatException _) {
            throw new ZipException("damaged pixels");
        }
        next = 0;
        ready = length;
    }

    /// RFC 1950, 2.2: deflate, no dictionary.
    private void skipZlibHeader() throws IOException {
        int method = nextByte();
        int flags = nextByte();
        if ((method & 15) != 8 || (method << 8 | flags) % 31 != 0 || (flags & 0x20) != 0) {
            throw new ZipException("damaged pixels");
        }
    }

    private int nextByte() throws IOException {
        toData();
        return bytes.u8(at++);
    }

    private void feed() throws IOException {
        toData();
        int count = bytes.read(at, packed, 0, (int) Math.min(packed.length, end - at));
        if (count < 0) {
            throw new EOFException("ends within its pixels");
        }
        at += count;
        inflater.setInput(packed, 0, count);
    }

    private void toData() throws IOException {
        while (at == end) {
            if (!chunks.hasNext()) {
                throw new EOFException("ends within its pixels");
            }
            PngChunk chunk = chunks.next();
            at = chunk.start();
            end = chunk.start() + chunk.length();
        }
    }

    private void unfilter(int filter, int from) throws ZipException {
        int distance = pixels.bytesPerPixel();
        switch (filter) {
            case 0 -> System.arraycopy(batch, from, row, 0, row.length);
            case 1 -> sub(batch, from, row, distance);
            case 2 -> up(batch, from, row, above);
            case 3 -> average(batch, from, row, above, distance);
            case 4 -> paeth(batch, from, row, above, distance);
            default -> throw new ZipException("damaged pixels");
        }
    }

    private static void sub(byte[] filtered, int from, byte[] row, int distance) {
        System.arraycopy(filtered, from, row, 0, Math.min(distance, row.length));
        for (int i = distance; i < row.length; i++) {
            row[i] = (byte) (filtered[from + i] + row[i - distance]);
        }
    }

    private static void up(byte[] filtered, int from, byte[] row, byte[] above) {
        for (int i = 0; i < row.length; i++) {
            row[i] = (byte) (filtered[from + i] + above[i]);
        }
    }

    private static void average(byte[] filtered, int from, byte[] row, byte[] above, int distance) {
        for (int i = 0; i < Math.min(distance, row.length); i++) {
            row[i] = (byte) (filtered[from + i] + ((above[i] & 0xFF) >> 1));
        }
        for (int i = distance; i < row.length; i++) {
            row[i] = (byte) (filtered[from + i] + ((row[i - distance] & 0xFF) + (above[i] & 0xFF) >> 1));
        }
    }

    private static void paeth(byte[] filtered, int from, byte[] row, byte[] above, int distance) {
        for (int i = 0; i < Math.min(distance, row.length); i++) {
            row[i] = (byte) (filtered[from + i] + above[i]);
        }
        for (int i = distance; i < row.length; i++) {
            int left = row[i - distance] & 0xFF;
            int up = above[i] & 0xFF;
            int corner = above[i - distance] & 0xFF;
            int toLeft = Math.abs(up - corner);
            int toUp = Math.abs(left - corner);
            int toCorner = Math.abs(left + up - 2 * corner);
            int nearest = toLeft <= toUp ? left : up;
            row[i] = (byte) (filtered[from + i] + (toCorner < Math.min(toLeft, toUp) ? corner : nearest));
        }
    }
}
