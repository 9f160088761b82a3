package dev.vitrine.picture.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.pixels.Integrity;
import dev.vitrine.picture.pixels.Premultiplied;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngRowsTest {
    private static final int WIDTH = 37;
    private static final int HEIGHT = 23;

    /// Every filter comes up, and chunks end anywhere.
    @ParameterizedTest
    @CsvSource({"2, 8, false", "2, 8, true", "6, 8, false", "3, 8, false", "3, 8, true", "3, 4, true", "3, 1, false"})
    void pixelsAreThoseOfTheJdk(int type, int bits, boolean transparency) throws IOException {
        byte[] file = png(type, bits, transparency, 5);
        BufferedImage expected = ImageIO.read(new ByteArrayInputStream(file));
        int[] premultiplied = Arrays.stream(expected.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH))
                .map(Premultiplied::of)
                .toArray();
        assertArrayEquals(premultiplied, pixels(file));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 2", "0, 4", "0, 8", "0, 16", "4, 8", "4, 16", "2, 16", "6, 16"})
    void samplesOfAnyDepthAreThoseOfTheJdk(int type, int bits) throws IOException {
        byte[] file = png(type, bits, false, 5);
        var raster = ImageIO.read(new ByteArrayInputStream(file)).getRaster();
        int[] pixels = pixels(file);
        int greatest = (1 << bits) - 1;
        for (int i = 0; i < pixels.length; i++) {
            int[] samples = raster.getPixel(i % WIDTH, i / WIDTH, (int[]) null);
            int[] eight = Arrays.stream(samples)
                    .map(sample -> Math.round(sample * 255f / greatest))
                    .toArray();
            int alpha = eight.length % 2 == 0 ? eight[eight.length - 1] : 255;
            int color = eight.length < 3 ? eight[0] * 0x010101 : eight[0] << 16 | eight[1] << 8 | eight[2];
            assertEquals(Premultiplied.of(alpha << 24 | color), pixels[i], "pixel " + i);
        }
    }

    @Test
    void dataThatEndEarlyAreNoPicture() throws IOException {
        byte[] file = png(2, 8, false, 5);
        for (int length : new int[] {60, file.length / 2, file.length - 40}) {
            assertThrows(UncheckedIOException.class, () -> pixels(Arrays.copyOf(file, length)));
        }
    }

    @Test
    void aFilterThatDoesNotExistIsDamage() throws IOException {
        assertThrows(UncheckedIOException.class, () -> pixels(png(2, 8, false, 6)));
    }

    @Test
    void aDepthThatDoesNotExistIsDamage() throws IOException {
        byte[] file = png(2, 8, false, 5);
        for (int bits : new int[] {0, 1, 3, 32, 255}) {
            file[24] = (byte) bits;
            assertThrows(IOException.class, () -> pixels(file));
        }
    }

    /// Of 31 rows a stream of 10 or, in the middle of which a filter is told that there is not.
    @ParameterizedTest
    @CsvSource({"2, 10, 10, ff808080", "6, 10, 10, 00000000", "2, 31, 7, ff808080", "0, 31, 30, ff808080"})
    void ofADamagedPictureTheRowsBeforeAreShown(int type, int packed, int sound, String behind) throws IOException {
        int side = 31;
        int stride = 1 + side * (type == 6 ? 4 : type == 2 ? 3 : 1);
        byte[] rows = new byte[packed * stride];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (byte) (i % stride == 0 ? 0 : 200);
        }
        if (sound < packed) {
            rows[sound * stride] = 9;
        }
        var stream = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(stream)) {
            deflater.write(rows);
        }
        byte[] header = {0, 0, 0, (byte) side, 0, 0, 0, (byte) side, 8, (byte) type, 0, 0, 0};
        SourceBytes bytes = SourceBytes.of(Boxes.joined(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
                PngChunks.chunk("IHDR", header),
                PngChunks.chunk("IDAT", stream.toByteArray())));
        var format = new PngFormat();
        var deadline = new Deadline(Duration.ofMinutes(1));
        var shown = (DecodeResult.Pixels) format.decode(bytes, format.header(bytes), side, deadline);
        int[] pixels = shown.pixels().pixels();
        assertEquals(Integrity.DAMAGED, shown.integrity());
        assertEquals((double) sound / side, shown.sound());
        assertEquals(type == 6 ? 200 * 200 / 255 + 1 : 200, pixels[side * sound - 1] & 0xFF);
        assertEquals(behind, HexFormat.of().toHexDigits(pixels[side * sound]));
    }

    @Test
    void noRowComesOnceItIsStopped() throws IOException {
        SourceBytes bytes = SourceBytes.of(png(2, 8, false, 5));
        var deadline = new Deadline(Duration.ofMinutes(1));
        var rows = new PngRows(bytes, PngPixels.of(bytes, new PngFormat().header(bytes)), deadline);
        deadline.stop();
        assertThrows(Deadline.Stopped.class, () -> rows.row(0, new int[WIDTH]));
    }

    /// All that is packed may have been read at once.
    @Test
    void norDoManyRowsThatArePackedIntoNothing() throws IOException {
        int side = 2000;
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), "png", out);
        SourceBytes bytes = SourceBytes.of(out.toByteArray());
        var deadline = new Deadline(Duration.ofMinutes(1));
        var rows = new PngRows(bytes, PngPixels.of(bytes, new PngFormat().header(bytes)), deadline);
        rows.row(0, new int[side]);
        deadline.stop();
        assertThrows(Deadline.Stopped.class, () -> {
            for (int y = 1; y < 100; y++) {
                rows.row(y, new int[side]);
            }
        });
    }

    @Test
    void damageIsNotLookedForOnceItIsStopped() throws IOException {
        SourceBytes bytes = SourceBytes.of(png(2, 8, false, 5));
        var deadline = new Deadline(Duration.ofMinutes(1));
        deadline.stop();
        assertThrows(Deadline.Stopped.class, () -> PngChunks.isSound(bytes, deadline));
    }

    private static int[] pixels(byte[] file) throws IOException {
        SourceBytes bytes = SourceBytes.of(file);
        PngPixels pixels = PngPixels.of(bytes, new PngFormat().header(bytes));
        int[] all = new int[WIDTH * HEIGHT];
        int[] row = new int[WIDTH];
        var rows = new PngRows(bytes, pixels, new Deadline(Duration.ofMinutes(1)));
        for (int y = 0; y < HEIGHT; y++) {
            rows.row(y, row);
            System.arraycopy(row, 0, all, y * WIDTH, WIDTH);
        }
        return all;
    }

    /// @param filters which of them are used, in turn
    private static byte[] png(int type, int bits, boolean transparency, int filters) throws IOException {
        int channels = new int[] {1, 0, 3, 1, 2, 0, 4}[type];
        int distance = Math.max(1, channels * bits / 8);
        byte[] row = new byte[(WIDTH * channels * bits + 7) / 8];
        byte[] above = new byte[row.length];
        var random = new Random(type * 100 + bits);
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            for (int y = 0; y < HEIGHT; y++) {
                int filter = (y + 1) % filters;
                random.nextBytes(row);
                if (y % 4 == 1) {
                    System.arraycopy(above, 0, row, 0, row.length / 2);
                }
                deflater.write(filter);
                for (int i = 0; i < row.length; i++) {
                    int left = i < distance ? 0 : row[i - distance] & 0xFF;
                    int corner = i < distance ? 0 : above[i - distance] & 0xFF;
                    deflater.write(row[i] - predicted(filter, left, above[i] & 0xFF, corner));
                }
                above = row.clone();
            }
        }
        var file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        byte[] header = ByteBuffer.allocate(13)
                .putInt(WIDTH)
                .putInt(HEIGHT)
                .put((byte) bits)
                .put((byte) type)
                .array();
        file.writeBytes(PngChunks.chunk("IHDR", header));
        if (type == 3) {
            byte[] palette = new byte[3 << bits];
            random.nextBytes(palette);
            file.writeBytes(PngChunks.chunk("PLTE", palette));
        }
        if (transparency) {
            byte[] clear = type == 3 ? new byte[] {0, 80, (byte) 200} : new byte[6];
            if (type == 2) {
                for (int channel = 0; channel < 3; channel++) {
                    clear[2 * channel + 1] = row[channel]; // the first pixel of the last row
                }
            }
            file.writeBytes(PngChunks.chunk("tRNS", clear));
        }
        byte[] data = packed.toByteArray();
        for (int from = 0; from < data.length; from += 100) {
            file.writeBytes(PngChunks.chunk("IDAT", Arrays.copyOfRange(data, from, Math.min(from + 100, data.length))));
        }
        file.writeBytes(PngChunks.chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    private static int predicted(int filter, int left, int above, int corner) {
        return switch (filter) {
            case 1 -> left;
            case 2 -> above;
            case 3 -> (left + above) / 2;
            case 4 -> {
                int estimate = left + above - corner;
                int toLeft = Math.abs(estimate - left);
                int toAbove = Math.abs(estimate - above);
                int toCorner = Math.abs(estimate - corner);
                yield toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
            }
            default -> 0;
        };
    }
}
