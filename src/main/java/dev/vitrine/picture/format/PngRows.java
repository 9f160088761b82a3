package dev.vitrine.picture.format;

import dev.vitrine.picture.format.PngChunks.PngChunk;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.pixels.PixelRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.zip.ZipException;

/// The rows of a PNG that is not interlaced, inflated a few at a time and freed from their filters (W3C PNG, third
/// edition, 9), so that a picture of any size takes the memory of those few.
///
/// ImageIO makes the whole picture first, in four passes over it.
final class PngRows implements PixelRows {
    /// Rows that are inflated at once.
    private static final int BATCH = 256 << 10;
    /// What may be written behind a row: its last pixel of three bytes goes there as four.
    private static final int BEHIND = 1;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final SourceBytes bytes;
    private PngPixels pixels;
    private final Deadline deadline;
    private final Iterator<PngChunk> chunks;
    private final int atOnce;
    /// Without zlib's check sum, which would come after the last row.
    private final DeflateReader inflater = new DeflateReader(this::read, BATCH);
    /// What is left of the chunk at hand.
    private long at;
    private long end;
    /// Of rows that are inflated at once, with the filter of each.
    private int batch;
    private int stride;
    private int next;
    private int ready;
    private int unread;
    private byte[] row = {};
    private byte[] above = {};

    PngRows(SourceBytes bytes, PngPixels pixels, Deadline deadline) throws IOException {
        this(bytes, pixels, deadline, BATCH);
    }

    /// One by one, so that all there are can be had of a file that is damaged behind them.
    static PngRows single(SourceBytes bytes, PngPixels pixels, Deadline deadline) throws IOException {
        return new PngRows(bytes, pixels, deadline, 1);
    }

    private PngRows(SourceBytes bytes, PngPixels pixels, Deadline deadline, int atOnce) throws IOException {
        this.atOnce = atOnce;
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
        batch = stride * Math.clamp(atOnce / stride, 1, pixels.height());
        row = new byte[stride - 1 + BEHIND];
        above = new byte[stride - 1 + BEHIND];
        unread = pixels.height();
        next = 0;
        ready = 0;
    }

    @Override
    public boolean isOpaque() {
        return pixels.isOpaque();
    }

    @Override
    public int width() {
        return pixels.width();
    }

    @Override
    public int height() {
        return pixels.height();
    }

    /// @throws UncheckedIOException when the data are damaged or end early
    @Override
    public void row(int y, int[] to) {
        try {
            if (next == ready) {
                deadline.check();
                int length = (int) Math.min(batch, (long) unread * stride);
                next = inflater.next(length);
                ready = next + length;
            }
            byte[] last = above;
            above = row;
            row = last;
            unfilter(inflater.unpacked(), next);
            next += stride;
            unread--;
            pixels.convert(row, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// RFC 1950, 2.2: deflate, no dictionary.
    private void skipZlibHeader() throws IOException {
        int method = nextByte();
        int flags = nextByte();
        if ((method & 15) != 8 || (method << 8 | flags) % 31 != 0 || (flags & 0x20) != 0) {
            throw DeflateInput.damaged();
        }
    }

    private int nextByte() throws IOException {
        if (!hasData()) {
            throw DeflateInput.cut();
        }
        return bytes.u8(at++);
    }

    /// Asked for while rows are inflated, too: much may be packed into nothing.
    private int read(byte[] to, int offset, int length) throws IOException {
        deadline.check();
        if (!hasData()) {
            return -1;
        }
        int count = bytes.read(at, to, offset, (int) Math.min(length, end - at));
        at += Math.max(0, count);
        return count;
    }

    /// Whether there is more of it, in this chunk or a later one.
    private boolean hasData() {
        while (at == end && chunks.hasNext()) {
            PngChunk chunk = chunks.next();
            at = chunk.start();
            end = chunk.start() + chunk.length();
        }
        return at < end;
    }

    private void unfilter(byte[] filtered, int at) throws ZipException {
        int distance = pixels.bytesPerPixel();
        int from = at + 1;
        switch (filtered[at]) {
            case 0 -> System.arraycopy(filtered, from, row, 0, row.length);
            case 1 -> sub(filtered, from, row, distance);
            case 2 -> up(filtered, from, row, above);
            case 3 -> average(filtered, from, row, above, distance);
            case 4 -> paeth(filtered, from, row, above, distance);
            default -> throw DeflateInput.damaged();
        }
    }

    private static void sub(byte[] filtered, int from, byte[] row, int distance) {
        if (distance == 3 || distance == 4) {
            int left = 0;
            for (int i = 0; i < row.length - BEHIND; i += distance) {
                left = add((int) INT.get(filtered, from + i), left);
                INT.set(row, i, left);
            }
            return;
        }
        System.arraycopy(filtered, from, row, 0, Math.min(distance, row.length));
        for (int i = distance; i < row.length; i++) {
            row[i] = (byte) (filtered[from + i] + row[i - distance]);
        }
    }

    /// Four bytes by themselves.
    private static int add(int a, int b) {
        return (a & 0x7F7F7F7F) + (b & 0x7F7F7F7F) ^ (a ^ b) & 0x80808080;
    }

    private static void up(byte[] filtered, int from, byte[] row, byte[] above) {
        for (int i = 0; i < row.length; i++) {
            row[i] = (byte) (filtered[from + i] + above[i]);
        }
    }

    private static void average(byte[] filtered, int from, byte[] row, byte[] above, int distance) {
        if (distance == 3 || distance == 4) {
            int left = 0;
            for (int i = 0; i < row.length - BEHIND; i += distance) {
                int up = (int) INT.get(above, i);
                int mean = (left & up) + ((left ^ up) >>> 1 & 0x7F7F7F7F);
                left = add((int) INT.get(filtered, from + i), mean);
                INT.set(row, i, left);
            }
            return;
        }
        for (int i = 0; i < Math.min(distance, row.length); i++) {
            row[i] = (byte) (filtered[from + i] + ((above[i] & 0xFF) >> 1));
        }
        for (int i = distance; i < row.length; i++) {
            row[i] = (byte) (filtered[from + i] + ((row[i - distance] & 0xFF) + (above[i] & 0xFF) >> 1));
        }
    }

    /// What a pixel is made of depends on the one before it: with the usual three or four bytes these are kept in
    /// variables, which takes half the time.
    private static void paeth(byte[] filtered, int from, byte[] row, byte[] above, int distance) {
        switch (distance) {
            case 3 -> paethOfThree(filtered, from, row, above);
            case 4 -> paethOfFour(filtered, from, row, above);
            default -> {
                for (int i = 0; i < Math.min(distance, row.length); i++) {
                    row[i] = (byte) (filtered[from + i] + above[i]);
                }
                for (int i = distance; i < row.length; i++) {
                    int nearest = nearest(row[i - distance] & 0xFF, above[i] & 0xFF, above[i - distance] & 0xFF);
                    row[i] = (byte) (filtered[from + i] + nearest);
                }
            }
        }
    }

    private static void paethOfThree(byte[] filtered, int from, byte[] row, byte[] above) {
        int left0 = 0;
        int left1 = 0;
        int left2 = 0;
        int corner0 = 0;
        int corner1 = 0;
        int corner2 = 0;
        for (int i = 0; i < row.length - BEHIND; i += 3) {
            int up0 = above[i] & 0xFF;
            int up1 = above[i + 1] & 0xFF;
            int up2 = above[i + 2] & 0xFF;
            left0 = filtered[from + i] + nearest(left0, up0, corner0) & 0xFF;
            left1 = filtered[from + i + 1] + nearest(left1, up1, corner1) & 0xFF;
            left2 = filtered[from + i + 2] + nearest(left2, up2, corner2) & 0xFF;
            row[i] = (byte) left0;
            row[i + 1] = (byte) left1;
            row[i + 2] = (byte) left2;
            corner0 = up0;
            corner1 = up1;
            corner2 = up2;
        }
    }

    private static void paethOfFour(byte[] filtered, int from, byte[] row, byte[] above) {
        int left0 = 0;
        int left1 = 0;
        int left2 = 0;
        int left3 = 0;
        int corner0 = 0;
        int corner1 = 0;
        int corner2 = 0;
        int corner3 = 0;
        for (int i = 0; i < row.length - BEHIND; i += 4) {
            int up0 = above[i] & 0xFF;
            int up1 = above[i + 1] & 0xFF;
            int up2 = above[i + 2] & 0xFF;
            int up3 = above[i + 3] & 0xFF;
            left0 = filtered[from + i] + nearest(left0, up0, corner0) & 0xFF;
            left1 = filtered[from + i + 1] + nearest(left1, up1, corner1) & 0xFF;
            left2 = filtered[from + i + 2] + nearest(left2, up2, corner2) & 0xFF;
            left3 = filtered[from + i + 3] + nearest(left3, up3, corner3) & 0xFF;
            row[i] = (byte) left0;
            row[i + 1] = (byte) left1;
            row[i + 2] = (byte) left2;
            row[i + 3] = (byte) left3;
            corner0 = up0;
            corner1 = up1;
            corner2 = up2;
            corner3 = up3;
        }
    }

    /// The one of three that is nearest to `left + up - corner`, the first of them where two are: the corner where
    /// it lies between the others but for its thirds. Without a branch to be guessed wrong.
    private static int nearest(int left, int up, int corner) {
        int low = Math.min(left, up);
        int high = Math.max(left, up);
        int middle = 3 * corner - left - up;
        int nearest = middle >= high ? low : corner;
        return middle <= low ? high : nearest;
    }
}
