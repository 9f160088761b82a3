package dev.vitrine.picture.format;

import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.pixels.PixelRows;
import dev.vitrine.picture.pixels.Premultiplied;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Writes a PNG of eight bits a channel in sRGB: each row with the filter that makes its numbers smallest, as the
/// standard advises (W3C PNG, 12.7). Row after row, so that no second copy of the picture is needed.
final class PngWriter {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int FILTERS = 5;
    private static final int BLOCK = 1 << 16;

    private final PixelRows picture;
    private final int[] line;
    private final int channels;
    private final Deadline deadline;
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    private PngWriter(PixelRows picture, Deadline deadline) {
        this.picture = picture;
        this.line = new int[picture.width()];
        this.channels = picture.isOpaque() ? 3 : 4;
        this.deadline = deadline;
    }

    static byte[] write(PixelRows picture, CopyMetadata metadata, Deadline deadline) throws IOException {
        var writer = new PngWriter(picture, deadline);
        writer.writeHeader(metadata);
        writer.writePixels();
        writer.chunk("IEND", new byte[0]);
        return writer.file.toByteArray();
    }

    private void writeHeader(CopyMetadata metadata) {
        file.writeBytes(SIGNATURE);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(picture.width())
                .putInt(picture.height())
                .put((byte) 8)
                .put((byte) (channels == 3 ? 2 : 6))
                .array();
        chunk("IHDR", header);
        chunk("sRGB", new byte[1]);
        if (metadata.exif().length > 0) {
            chunk("eXIf", metadata.exif());
        }
        if (metadata.xmp().length > 0) {
            var text = new ByteArrayOutputStream();
            text.writeBytes("XML:com.adobe.xmp\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
            text.writeBytes(metadata.xmp());
            chunk("iTXt", text.toByteArray());
        }
    }

    private void chunk(String type, byte[] content) {
        file.writeBytes(PngChunks.chunk(type, content));
    }

    private void writePixels() throws IOException {
        var deflater = new Deflater(6);
        try (var packed = new DeflaterOutputStream(new PixelChunks(), deflater, BLOCK)) {
            int length = channels * picture.width();
            byte[] above = new byte[length];
            byte[] row = new byte[length];
            var filtered = new byte[FILTERS][1 + length];
            for (int y = 0; y < picture.height(); y++) {
                deadline.check();
                read(y, row);
                packed.write(filtered[best(row, above, filtered)]);
                byte[] next = above;
                above = row;
                row = next;
            }
        } finally {
            deflater.end();
        }
    }

    private void read(int y, byte[] row) {
        picture.row(y, line);
        for (int x = 0, i = 0; x < picture.width(); x++) {
            int pixel = Premultiplied.undo(line[x]);
            row[i++] = (byte) (pixel >> 16);
            row[i++] = (byte) (pixel >> 8);
            row[i++] = (byte) pixel;
            if (channels == 4) {
                row[i++] = (byte) (pixel >>> 24);
            }
        }
    }

    /// @return which of them has the smallest numbers
    private int best(byte[] row, byte[] above, byte[][] filtered) {
        var sums = new long[FILTERS];
        for (int i = 0; i < row.length; i++) {
            int left = i < channels ? 0 : row[i - channels] & 0xFF;
            int up = above[i] & 0xFF;
            int corner = i < channels ? 0 : above[i - channels] & 0xFF;
            sums[0] += put(filtered[0], i, row[i]);
            sums[1] += put(filtered[1], i, row[i] - left);
            sums[2] += put(filtered[2], i, row[i] - up);
            sums[3] += put(filtered[3], i, row[i] - (left + up >> 1));
            sums[4] += put(filtered[4], i, row[i] - nearest(left, up, corner));
        }
        int best = 0;
        for (int filter = 0; filter < FILTERS; filter++) {
            filtered[filter][0] = (byte) filter;
            best = sums[filter] < sums[best] ? filter : best;
        }
        return best;
    }

    private static int put(byte[] filtered, int i, int value) {
        filtered[1 + i] = (byte) value;
        return Math.abs((byte) value);
    }

    /// Of Paeth: whichever of the three is nearest to what they point to.
    private static int nearest(int left, int up, int corner) {
        int toLeft = Math.abs(up - corner);
        int toUp = Math.abs(left - corner);
        int toCorner = Math.abs(left + up - 2 * corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }

    /// Every block that comes becomes a chunk.
    private final class PixelChunks extends OutputStream {
        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            chunk("IDAT", Arrays.copyOfRange(bytes, from, from + length));
        }
    }
}
