package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.pixels.Picture;
import java.awt.image.BufferedImage;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PictureReaderTest {
    private final PictureReader reader = new PictureReader();

    /// Two pages of one strip each, a small one that says that it is the other made small.
    @Test
    void aFirstPageThatIsAThumbnailIsNotThePicture() {
        ByteBuffer file = ByteBuffer.allocate(4000);
        file.put(new byte[] {'M', 'M', 0, 42}).putInt(8);
        page(file, 8, 1, 4, 3, 3000, 200);
        page(file, 200, 0, 40, 30, 1000, 0);
        for (int i = 0; i < 40 * 30; i++) {
            file.put(1000 + i, (byte) 200);
        }
        ImageSource source = Samples.source("a.tif", file.array());
        var facts = new PictureReader().inspect(source).facts();
        assertEquals(List.of(40, 30), List.of(facts.width(), facts.height()));
        Picture picture = new PictureReader().read(source, 512);
        assertEquals(40, picture.width());
        assertEquals(0xFFC8C8C8, picture.argb()[0]);
    }

    @Test
    void aFileThatEndsWithinItsLastDirectoryIsCutOff() {
        ByteBuffer file = ByteBuffer.allocate(1126);
        file.put(new byte[] {'M', 'M', 0, 42}).putInt(8);
        page(file, 8, 0, 4, 3, 300, 1000);
        page(file, 1000, 0, 4, 3, 320, 0);
        assertEquals(FileEnd.WHOLE, PictureReader.end(Samples.source("a.tif", file.array())));
        List<Integer> missed = IntStream.range(8, file.capacity())
                .filter(end ->
                        PictureReader.end(Samples.source("a.tif", Arrays.copyOf(file.array(), end))) != FileEnd.CUT_OFF)
                .boxed()
                .toList();
        assertEquals(List.of(), missed);
    }

    /// Packed one by one: a code that clears the table, and one that is the color.
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 01", "3, 021", "4, 0213", "5, 04213", "9, 084261357"})
    void interlacedRowsOfAGifAreInTheirOrder(int height, String order) {
        ByteBuffer file = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        file.put("GIF89a".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 1)
                .putShort((short) height)
                .put(new byte[] {(byte) 0x83, 0, 0});
        for (int color = 0; color < 16; color++) {
            file.put(new byte[] {(byte) color, 0, 0});
        }
        file.put(new byte[] {0x2C, 0, 0, 0, 0, 1, 0, (byte) height, 0, 0x40, 4});
        BigInteger codes = BigInteger.valueOf(17);
        for (int i = order.length() - 1; i >= 0; i--) {
            codes = codes.shiftLeft(10).or(BigInteger.valueOf(16 + 32 * Character.digit(order.charAt(i), 10)));
        }
        byte[] packed = codes.toByteArray();
        file.put((byte) packed.length);
        for (int i = packed.length - 1; i >= 0; i--) {
            file.put(packed[i]);
        }
        file.put(new byte[] {0, 0x3B});
        int[] rows = reader.read(Samples.source("a.gif", file.array()), 512).argb();
        assertArrayEquals(
                IntStream.range(0, height).map(y -> 0xFF000000 | y << 16).toArray(), rows);
    }

    private static void page(ByteBuffer file, int at, int kind, int width, int height, int pixels, int next) {
        int[][] entries = {
            {254, kind},
            {256, width},
            {257, height},
            {258, 8},
            {259, 1},
            {262, 1},
            {273, pixels},
            {277, 1},
            {278, height},
            {279, width * height}
        };
        file.position(at).putShort((short) entries.length);
        for (int[] entry : entries) {
            file.putShort((short) entry[0]).putShort((short) 4).putInt(1).putInt(entry[1]);
        }
        file.putInt(next);
    }

    @Test
    void inksAreShownAsTheColorsTheyPrint() {
        Picture jpeg = reader.read(Samples.source("cmyk.jpg", Samples.resource("cmyk.jpg")), 512);
        Picture tiff = reader.read(Samples.source("cmyk.tif", Samples.resource("cmyk.tif")), 512);
        for (Picture picture : new Picture[] {jpeg, tiff}) {
            int[] colors = Samples.quarters(picture);
            assertTrue(
                    red(colors[0]) > 150 && green(colors[0]) < 100 && blue(colors[0]) < 100,
                    "red: " + Integer.toHexString(colors[0]));
            assertTrue(
                    green(colors[1]) > 120 && red(colors[1]) < 120 && blue(colors[1]) < 130,
                    "green: " + Integer.toHexString(colors[1]));
            assertTrue(
                    blue(colors[2]) > 120 && red(colors[2]) < 100 && green(colors[2]) < 120,
                    "blue: " + Integer.toHexString(colors[2]));
            assertTrue(
                    red(colors[3]) > 180 && green(colors[3]) > 160 && blue(colors[3]) < 120,
                    "yellow: " + Integer.toHexString(colors[3]));
        }
    }

    @Test
    void transparencyIsKeptAndHasNoColor() {
        Picture picture = reader.read(Samples.source("alpha.webp", Samples.resource("alpha.webp")), 512);
        int[] colors = Samples.quarters(picture);
        assertEquals(0, colors[3]);
        assertTrue(Samples.difference(0xFF000000 | Samples.QUARTERS[0], colors[0]) <= 12);
    }

    @Test
    void sixteenBitsBecomeEight() {
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(0, 0, 0, 0x8080);
        image.getRaster().setSample(1, 0, 0, 0xFFFF);
        Picture picture = reader.read(Samples.source("gray.png", Samples.encoded(image, "png")), 512);
        assertEquals(
                "[ff808080, ffffffff]",
                Arrays.toString(Arrays.stream(picture.argb())
                        .mapToObj(Integer::toHexString)
                        .toArray()));
    }

    @ParameterizedTest
    @CsvSource({"tIME, 3", "tEXt, 5", "cHRM, 7", "pHYs, 2", "bKGD, 9", "sPLT, 4"})
    void anOddChunkBesideThePixelsDoesNotHideThem(String chunk, int length) {
        byte[] png = Samples.encoded(Samples.quarters(40, 30, BufferedImage.TYPE_BYTE_INDEXED), "png");
        byte[] text = "odd pixel".substring(0, length).getBytes(StandardCharsets.US_ASCII);
        byte[] odd = Samples.joined(
                Arrays.copyOf(png, 33), Samples.pngChunk(chunk, text), Arrays.copyOfRange(png, 33, png.length));
        assertArrayEquals(
                reader.read(Samples.source("a.png", png), 512).argb(),
                reader.read(Samples.source("a.png", odd), 512).argb());
    }

    /// Photoshop writes a white picture and says so, unless it is told to keep one for other programs.
    @Test
    void aDocumentWithoutItsFlattenedPictureIsShownByItsSmallOne() {
        byte[] document = Samples.resource("quadrants.psd");
        int resources = 30 + ByteBuffer.wrap(document).getInt(26);
        byte[] version = resource(1057, new byte[] {0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0});
        byte[] small = resource(1036, Samples.joined(new byte[28], Samples.jpeg(20, 16)));
        int length = version.length + small.length + ByteBuffer.wrap(document).getInt(resources);
        byte[] without = Samples.joined(
                Arrays.copyOf(document, resources),
                ByteBuffer.allocate(4).putInt(length).array(),
                version,
                small,
                Arrays.copyOfRange(document, resources + 4, document.length));
        assertEquals(20, reader.read(Samples.source("a.psd", without), 512).width());
        without[resources + 4 + version.length - 8] = 1;
        assertEquals(40, reader.read(Samples.source("a.psd", without), 512).width());
    }

    /// White where it is transparent; seven passes, of which two have no pixels.
    @Test
    void anInterlacedGrayPictureHasTheHolesThatItNames() {
        byte[] rows = {0, (byte) 0x80, 0, (byte) 0x80, 0, 0x40, 0, 0, 0, 0, 0, 0x40};
        byte[] png = Samples.joined(
                Arrays.copyOf(Samples.of(ImageType.PNG), 8),
                Samples.pngChunk("IHDR", new byte[] {0, 0, 0, 3, 0, 0, 0, 3, 1, 0, 0, 0, 1}),
                Samples.pngChunk("tRNS", new byte[] {0, 1}),
                Samples.pngChunk("IDAT", deflated(rows)),
                Samples.pngChunk("IEND", new byte[0]));
        int[] pixels = reader.read(Samples.source("a.png", png), 512).argb();
        int black = 0xFF000000;
        assertArrayEquals(new int[] {0, black, 0, black, 0, black, black, black, 0}, pixels);
    }

    private static byte[] deflated(byte[] raw) {
        var deflater = new Deflater();
        deflater.setInput(raw);
        deflater.finish();
        byte[] packed = new byte[100];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }

    /// Samples of 12 bits lie in containers of 16.
    @Test
    void samplesAreAsBrightAsTheirOwnBitsSay() {
        byte[] row = {(byte) 0x28, 0x28, 0x28, (byte) 0xDC, (byte) 0xDD, (byte) 0xCD}; // 282 828 DCD DCD
        Picture picture = reader.read(Samples.source("a.tif", tiff(4, 12, 1, 0, row)), 512);
        assertTrue(Samples.difference(0xFF282828, picture.argb()[0]) <= 1, Integer.toHexString(picture.argb()[0]));
        assertTrue(Samples.difference(0xFFDCDCDC, picture.argb()[3]) <= 1, Integer.toHexString(picture.argb()[3]));
    }

    @Test
    void colorsThatAreMultipliedByTheirOpacityAreNotMultipliedAgain() {
        byte[] row = {50, 10, 0, 64, 50, 10, 0, 64};
        Picture picture = reader.read(Samples.source("a.tif", tiff(2, 8, 4, 1, row)), 512);
        assertEquals(Integer.toHexString(64 << 24 | 50 << 16 | 10 << 8), Integer.toHexString(picture.argb()[0]));
    }

    /// Four inks leave no room for an opacity.
    @Test
    void inksThatDoNotCoverShowThePaper() {
        byte[] row = {0, -1, -1, 0, 0, 0, -1, -1, 0, -1};
        Picture picture = reader.read(Samples.source("a.tif", tiff(2, 8, 5, 2, row)), 512);
        assertEquals("ffffffff", Integer.toHexString(picture.argb()[0]));
        int red = picture.argb()[1];
        assertTrue(red(red) > 200 && green(red) < 60 && blue(red) < 60, Integer.toHexString(red));
    }

    /// One row, uncompressed.
    ///
    /// @param samples 1 for gray, 4 for RGB and one more, 5 for four inks and one more
    /// @param extra what the last sample is: 1 for opacity that the colors are multiplied by, 2 for another
    private static byte[] tiff(int width, int bits, int samples, int extra, byte[] row) {
        int[][] entries = {
            {256, width},
            {257, 1},
            {258, bits},
            {259, 1},
            {262, samples == 1 ? 1 : samples == 5 ? 5 : 2},
            {273, 200},
            {277, samples},
            {278, 1},
            {279, row.length},
            {338, extra}
        };
        ByteBuffer file = ByteBuffer.allocate(200 + row.length)
                .put(new byte[] {'M', 'M', 0, 42})
                .putInt(8);
        file.putShort((short) (extra == 0 ? 9 : 10));
        for (int[] entry : entries) {
            if (entry[0] == 258 && samples > 1) {
                file.putShort((short) 258).putShort((short) 3).putInt(samples).putInt(180);
            } else if (entry[0] != 338 || extra != 0) {
                file.putShort((short) entry[0]).putShort((short) 3).putInt(1).putShort((short) entry[1]);
                file.putShort((short) 0);
            }
        }
        for (int i = 0; i < 5; i++) {
            file.putShort(180 + 2 * i, (short) bits);
        }
        return file.put(200, row).array();
    }

    private static byte[] resource(int id, byte[] content) {
        return ByteBuffer.allocate(12 + content.length + (content.length & 1))
                .put("8BIM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) id)
                .putShort((short) 0)
                .putInt(content.length)
                .put(content)
                .array();
    }

    @Test
    void picturesShrinkToTheEdgeAndNeverGrow() {
        ImageSource wide = Samples.source(
                "wide.png", Samples.encoded(Samples.quarters(300, 100, BufferedImage.TYPE_INT_RGB), "png"));
        assertEquals("120 × 40", size(reader.read(wide, 120)));
        assertEquals("300 × 100", size(reader.read(wide, 4096)));
        assertEquals("1 × 1", size(reader.read(wide, 1)));
    }

    @Test
    void aCamerasTimePlaceAndSizeAreKnown() {
        ImageSource source = Samples.source("camera.jpg", Samples.withExif(Samples.jpeg(40, 30), Samples.camera()));
        ImageFacts facts = reader.inspect(source).facts();
        assertEquals(Optional.of(LocalDateTime.of(2024, 2, 29, 23, 59, 58)), facts.takenAt());
        assertTrue(facts.hasLocation());
    }

    @Test
    void aFileOnDiskReadsLikeBytesInMemory(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("a.jpg"), Samples.jpeg(40, 30));
        assertEquals(
                reader.inspect(Samples.source("a.jpg", Samples.jpeg(40, 30))).facts(),
                reader.inspect(ImageSource.ofFile(file)).facts());
    }

    @Test
    void aVanishedFileIsSaidToBeGone(@TempDir Path folder) {
        var gone = ImageSource.ofFile(folder.resolve("gone.jpg"));
        assertEquals(
                "“gone.jpg” is no longer there.",
                assertThrows(
                                ImageException.NotFound.class,
                                () -> reader.inspect(gone).facts())
                        .getMessage());
    }

    private static String size(Picture picture) {
        return picture.width() + " × " + picture.height();
    }

    private static int red(int color) {
        return color >> 16 & 0xFF;
    }

    private static int green(int color) {
        return color >> 8 & 0xFF;
    }

    private static int blue(int color) {
        return color & 0xFF;
    }
}
