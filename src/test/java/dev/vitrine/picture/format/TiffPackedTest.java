package dev.vitrine.picture.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageType;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.picture.Samples;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.Tiff;
import dev.vitrine.picture.pixels.Integrity;
import dev.vitrine.picture.pixels.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TiffPackedTest {
    private static final int EDGE = 20;
    private static final int[] GRAYS = {0x505050, 0xA0A0A0, 0x303030, 0xE0E0E0};

    @ParameterizedTest
    @CsvSource({
        "4, 2, 0, II", "4, 2, 0, MM", "4, 2, 16, II", "2, 2, 0, II", "5, 2, 16, MM", "10, 2, 0, II", "12, 2, 0, MM",
        "3, 1, 0, II", "7, 1, 16, MM", "9, 1, 0, II", "12, 1, 0, MM", "15, 1, 16, II", "12, 0, 0, II", "10, 0, 0, MM"
    })
    void samplesOfAnyNumberOfBitsAreWhatTheyAre(int bits, int photometric, int tile, String order) {
        int[] colors = photometric == 2 ? Samples.QUARTERS : GRAYS;
        assertQuarters(bits, colors, tiff(bits, photometric, tile, order, colors));
    }

    private static void assertQuarters(int bits, int[] colors, byte[] file) {
        Picture picture = new PictureReader().read(Samples.source("a.tif", file), EDGE);
        int[] shown = Samples.quarters(picture);
        int max = (1 << bits) - 1;
        for (int i = 0; i < 4; i++) {
            int expected = 0xFF000000;
            for (int shift = 16; shift >= 0; shift -= 8) {
                expected |= Math.round(Math.round((colors[i] >> shift & 0xFF) * max / 255f) * 255f / max) << shift;
            }
            int off = Samples.difference(expected, shown[i]);
            assertTrue(off <= 2, bits + " bits: quarter " + i + " is " + Integer.toHexString(shown[i]));
        }
    }

    /// Each color is a picture of its own.
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 11, 13, 15})
    void samplesInPlanesAreReadWithAnyNumberOfBits(int bits) {
        int row = (EDGE * bits + 7) / 8;
        int max = (1 << bits) - 1;
        byte[] pixels = new byte[3 * EDGE * row];
        for (int i = 0; i < 3 * EDGE * EDGE; i++) {
            int y = i / EDGE % EDGE;
            int color = Samples.QUARTERS[y * 2 / EDGE * 2 + i % EDGE * 2 / EDGE];
            int number = Math.round((color >> 16 - 8 * (i / EDGE / EDGE) & 0xFF) * max / 255f);
            put(pixels, 8L * row * (i / EDGE) + (long) (i % EDGE) * bits, bits, number);
        }
        assertQuarters(bits, Samples.QUARTERS, planar(bits, pixels));
    }

    /// As far as the one goes of which there is the least.
    @Test
    void ofPlanesThatBreakOffThereAreTheRowsThatAllHave() throws Exception {
        byte[] pixels = new byte[3 * EDGE * EDGE * 12 / 8];
        Arrays.fill(pixels, (byte) 0x55);
        byte[] file = planar(12, pixels);
        int quarter = pixels.length / 12;
        SourceBytes cut = SourceBytes.of(Arrays.copyOf(file, file.length - quarter));
        var format = new TiffFormat();
        var read = (DecodeResult.Pixels)
                format.decode(cut, format.header(cut), EDGE, new Deadline(Duration.ofSeconds(30)));
        assertEquals(Integrity.DAMAGED, read.integrity());
        assertEquals(0.75, read.sound(), 1.0 / EDGE);
    }

    private static byte[] planar(int bits, byte[] pixels) {
        int plane = pixels.length / 3;
        ByteBuffer file = ByteBuffer.allocate(200 + pixels.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 8);
        int[][] entries = {
            {256, 1, EDGE},
            {257, 1, EDGE},
            {258, 3, 120},
            {262, 1, 2},
            {273, 3, 140},
            {277, 1, 3},
            {279, 3, 160},
            {284, 1, 2}
        };
        for (int[] entry : entries) {
            file.putShort((short) entry[0]).putShort((short) 4).putInt(entry[1]).putInt(entry[2]);
        }
        for (int i = 0; i < 3; i++) {
            file.putInt(120 + 4 * i, bits).putInt(140 + 4 * i, 200 + plane * i).putInt(160 + 4 * i, plane);
        }
        file.position(200).put(pixels);
        return file.array();
    }

    /// All planes, and two bytes of each sample.
    @Test
    void asMuchMemoryIsReservedAsAPageTakes() throws Exception {
        SourceBytes bytes = SourceBytes.of(planar(12, new byte[300]));
        Header header = Header.of(ImageType.TIFF, 4000, 4000, 6);
        assertEquals(3 * 6000 * 4000 + 3 * 4000 * 4000 * 2, new TiffFormat().memoryBeside(bytes, header));
        assertEquals(0, new TiffFormat().memoryBeside(SourceBytes.of(planar(8, new byte[300])), header));
    }

    /// Tiles that are far wider than the page.
    @Test
    void aPageWhoseRowsTakeMoreThanOneDecodeMayIsLeftToTheOtherReaders() throws Exception {
        byte[] file = planar(12, new byte[300]);
        ByteBuffer entries = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        entries.putShort(10 + 4 * 12, (short) 324).putShort(10 + 6 * 12, (short) 325);
        entries.putShort(10 + 12, (short) 322); // in place of the height, which the header says
        entries.putInt(10 + 12 + 8, 1000);
        SourceBytes bytes = SourceBytes.of(file);
        Tiff.Directory page = Tiff.open(bytes).directories().getFirst();
        Header header = Header.of(ImageType.TIFF, 100, 29_000, 6);
        assertTrue(TiffPacked.of(bytes, page, header).isPresent());
        entries.putInt(10 + 12 + 8, 2700);
        page = Tiff.open(SourceBytes.of(file)).directories().getFirst();
        assertEquals(Optional.empty(), TiffPacked.of(bytes, page, header));
    }

    /// A file of a few bytes that says how large it is.
    @Test
    void whatDoesNotFitIntoTheMemoryOfOneDecodeIsLeftToTheOtherReaders() throws Exception {
        byte[] file = tiff(4, 2, 0, "II", Samples.QUARTERS);
        assertEquals(Optional.of(EDGE), packed(file, EDGE).map(BufferedImage::getWidth));
        assertEquals(Optional.empty(), packed(file, 6600));
    }

    /// What is written as the difference to the pixel before is not what it is.
    @Test
    void differencesOfSamplesAreNotTakenForSamples() throws Exception {
        byte[] file = tiff(12, 1, 0, "II", GRAYS, 2);
        assertEquals(Optional.empty(), packed(file, EDGE));
    }

    private static Optional<BufferedImage> packed(byte[] file, int edge) throws IOException {
        SourceBytes bytes = SourceBytes.of(file);
        Header header = Header.of(ImageType.TIFF, edge, edge, 3);
        Tiff.Directory page = Tiff.open(bytes).directories().getFirst();
        Optional<TiffPacked> packed = TiffPacked.of(bytes, page, header);
        return packed.isPresent()
                ? Optional.of(packed.get()
                        .read(bytes, new Deadline(Duration.ofSeconds(30)))
                        .image())
                : Optional.empty();
    }

    /// @param tile width and height, 0 for one strip
    private static byte[] tiff(int bits, int photometric, int tile, String order, int[] colors) {
        return tiff(bits, photometric, tile, order, colors, 1);
    }

    private static byte[] tiff(int bits, int photometric, int tile, String order, int[] colors, int predictor) {
        int samples = photometric == 2 ? 3 : 1;
        int unit = tile == 0 ? EDGE : tile;
        int across = (EDGE + unit - 1) / unit;
        int row = (unit * samples * bits + 7) / 8;
        byte[] pixels = new byte[across * across * unit * row];
        for (int y = 0; y < EDGE; y++) {
            for (int x = 0; x < EDGE; x++) {
                int color = colors[(y * 2 / EDGE) * 2 + x * 2 / EDGE];
                int part = y / unit * across + x / unit;
                long bit = 8L * row * (part * unit + y % unit) + (long) (x % unit) * samples * bits;
                for (int i = 0; i < samples; i++) {
                    int max = (1 << bits) - 1;
                    int number = Math.round((color >> 8 * (2 - i) & 0xFF) * max / 255f);
                    put(pixels, bit + (long) i * bits, bits, photometric == 0 ? max - number : number);
                }
            }
        }
        int parts = across * across;
        ByteBuffer file = ByteBuffer.allocate(400 + pixels.length)
                .order(order.equals("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        file.put(order.getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        int[][] entries = {
            {256, EDGE},
            {257, EDGE},
            {258, bits, samples},
            {259, 1},
            {262, photometric},
            {tile == 0 ? 273 : 322, tile == 0 ? 400 : tile},
            {277, samples},
            {317, predictor},
            {tile == 0 ? 278 : 323, unit},
            {tile == 0 ? 279 : 324, tile == 0 ? pixels.length : 400, parts, unit * row},
            {325, unit * row, parts, 0}
        };
        int[][] sorted = Arrays.stream(entries)
                .limit(tile == 0 ? 10 : 11)
                .sorted((one, other) -> one[0] - other[0])
                .toArray(int[][]::new);
        file.putShort((short) sorted.length);
        int at = 200;
        for (int[] entry : sorted) {
            int count = entry.length > 2 ? entry[2] : 1;
            file.putShort((short) entry[0]).putShort((short) 4).putInt(count).putInt(count == 1 ? entry[1] : at);
            for (int i = 0; count > 1 && i < count; i++) {
                file.putInt(at, entry[1] + (entry.length > 3 ? entry[3] * i : 0));
                at += 4;
            }
        }
        file.putInt(0).position(400).put(pixels);
        return file.array();
    }

    private static void put(byte[] to, long bit, int bits, int number) {
        var set = BitSet.valueOf(new long[] {number});
        for (int i = 0; i < bits; i++) {
            if (set.get(bits - 1 - i)) {
                to[(int) ((bit + i) / 8)] |= (byte) (0x80 >> (bit + i) % 8);
            }
        }
    }
}
