package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.pixels.Picture;
import java.io.ByteArrayOutputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostileFilesTest {
    private final PictureReader reader = new PictureReader();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            %PDF-1.7 stuff                    | is a PDF document.
            <svg onload="x()"></svg>          | is an SVG drawing, which may contain scripts.
            <?xml version="1.0"?><svg/>       | is an SVG drawing, which may contain scripts.
            <!DOCTYPE html><body>             | is a web page.
            hello, world                      | is a text file.
            """)
    void whatIsNoPictureIsRefusedByNameWithWhatItIs(String content, String reason) {
        assertEquals("“holiday.jpg” " + reason, refusal(content.getBytes(StandardCharsets.UTF_8), "holiday.jpg"));
    }

    @ParameterizedTest
    @CsvSource({
        "0000000c6a5020200d0a870a,is a JPEG 2000 image",
        "504b03040a00,is a ZIP archive",
        "7f454c4602,is a program for Linux",
        "0000001866747970697336d,is a video or sound",
        "00000100010010,is an icon",
        "0102030405060708,is not a supported image format"
    })
    void binaryStrangersAreNamedToo(String hex, String reason) {
        byte[] bytes = HexFormat.of().parseHex(hex.length() % 2 == 0 ? hex : hex.substring(0, hex.length() - 1));
        assertTrue(refusal(bytes, "x.png").startsWith("“x.png” " + reason), refusal(bytes, "x.png"));
    }

    /// Bitmaps around one another could go on for as long as the file does.
    @Test
    void aFileWithinAFileHoldsNoFurtherOne() {
        byte[] once = bitmapAround(Samples.of(ImageType.JPEG));
        assertTrue(reader.read(Samples.source("a.bmp", once), 100).width() > 0);
        byte[] twice = bitmapAround(once);
        assertThrows(ImageException.Invalid.class, () -> reader.read(Samples.source("a.bmp", twice), 100));
    }

    private static byte[] bitmapAround(byte[] file) {
        byte[] header = ByteBuffer.allocate(54)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("BM".getBytes(StandardCharsets.US_ASCII))
                .putInt(54 + file.length)
                .putInt(0)
                .putInt(54)
                .putInt(40)
                .putInt(20)
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 0)
                .putInt(4)
                .array();
        return Samples.joined(header, file);
    }

    @Test
    void anEmptyFileIsSaidToBeEmpty() {
        assertEquals("“x.jpg” is empty.", refusal(new byte[0], "x.jpg"));
    }

    @Test
    void aHeaderThatClaimsTooMuchIsRefusedBeforeDecoding() {
        byte[] png = Samples.encoded(Samples.quarters(8, 8, java.awt.image.BufferedImage.TYPE_INT_RGB), "png");
        ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
        assertEquals(
                "“big.png” is too large: 60,000 × 60,000 pixels; at most 30,000 on a side and 120 million in all can be opened.",
                refusal(png, "big.png"));

        byte[] jpeg = Samples.jpeg(8, 8);
        int frame = new String(jpeg, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0");
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 65_500).putShort(frame + 7, (short) 65_500);
        assertTrue(refusal(jpeg, "big.jpg").contains("65,500 × 65,500"));

        ByteBuffer gif = ByteBuffer.allocate(40)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("GIF89a".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 65_535)
                .putShort((short) 65_535)
                .position(13)
                .put((byte) 0x2C)
                .putShort(22, (short) 1)
                .putInt(18, 0x00010001);
        assertTrue(refusal(gif.array(), "big.gif").contains("65,535 × 65,535"), refusal(gif.array(), "big.gif"));
    }

    @Test
    void directoriesThatPointAtThemselvesEnd() {
        ByteBuffer tiff = ByteBuffer.allocate(64)
                .put(new byte[] {'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 330)
                .putShort((short) 4)
                .putInt(1)
                .putInt(8)
                .putInt(8);
        assertTrue(refusal(tiff.array(), "loop.tif").contains("damaged"));
        byte[] jpeg = Samples.withExif(Samples.jpeg(16, 16), tiff.array());
        assertEquals(16, reader.read(Samples.source("loop.jpg", jpeg), 64).width());
    }

    @Test
    void aProfileThatInflatesToMegabytesIsLeftAlone() throws Exception {
        byte[] png = Samples.encoded(Samples.quarters(8, 8, java.awt.image.BufferedImage.TYPE_INT_RGB), "png");
        var packed = new ByteArrayOutputStream();
        packed.write(new byte[] {'b', 0, 0});
        try (var deflate = new DeflaterOutputStream(packed)) {
            for (int i = 0; i < 50; i++) {
                deflate.write(new byte[1 << 20]);
            }
        }
        byte[] bomb = Samples.joined(
                Arrays.copyOf(png, 33),
                Samples.pngChunk("iCCP", packed.toByteArray()),
                Samples.pngChunk("zTXt", packed.toByteArray()),
                Arrays.copyOfRange(png, 33, png.length));
        assertEquals(8, reader.read(Samples.source("bomb.png", bomb), 64).width());
    }

    @ParameterizedTest
    @CsvSource({"lossless.webp", "lossy.webp", "lzw.tif", "quadrants.psd", "quadrants.heic", "quadrants.avif"})
    void aFileCutOffAnywhereIsRefusedOrShown(String name) {
        byte[] whole = Samples.resource(name);
        for (int length = 0; length < whole.length; length += Math.max(1, whole.length / 40)) {
            onlyInvalid(name, Arrays.copyOf(whole, length));
        }
    }

    /// Each looks like a preview whose segments may come later.
    @Test
    void aRawFileFullOfBeginningsIsNotReadAgainForEach() {
        ByteBuffer file = ByteBuffer.allocate(8 << 20).order(ByteOrder.LITTLE_ENDIAN);
        file.put("II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(16).put(new byte[] {'C', 'R', 2, 0});
        for (int at = 64; at < 64 + 64 * 8; at += 8) {
            file.put(at, (byte) 0xFF)
                    .put(at + 1, (byte) 0xD8)
                    .put(at + 2, (byte) 0xFF)
                    .put(at + 3, (byte) 0xD8);
        }
        assertCheap(() -> reader.read(Samples.source("x.cr2", file.array()), 100));
    }

    @Test
    void aJpegOfNothingButZerosIsNotReadThrough(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("sparse.jpg");
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF});
            sparse.setLength(512L << 20);
        }
        assertCheap(() -> reader.inspect(ImageSource.ofFile(file)));
    }

    /// Refused, and within a second of processor time, however loaded the machine is.
    private static void assertCheap(Executable look) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        assertThrows(ImageException.Invalid.class, look);
        long millis = (threads.getCurrentThreadCpuTime() - start) / 1_000_000;
        assertTrue(millis < 1000, millis + " ms");
    }

    @Test
    void aJpegCutOffInItsPixelsShowsWhatThereIs() {
        byte[] whole = Samples.jpeg(64, 64);
        Picture picture = reader.read(Samples.source("cut.jpg", Arrays.copyOf(whole, whole.length - 60)), 64);
        assertTrue(Samples.difference(0xFF000000 | Samples.QUARTERS[0], Samples.quarters(picture)[0]) <= 12);
    }

    @Test
    void aJpegCutOffInWhatTheCameraSaysHasItsSize() {
        byte[] whole = Samples.jpeg(64, 48);
        int scan = 0;
        while ((whole[scan] & 0xFF) != 0xFF || (whole[scan + 1] & 0xFF) != 0xDA) {
            scan++;
        }
        byte[] camera = {(byte) 0xFF, (byte) 0xE1, 0x7F, 0x7F, 'E', 'x', 'i', 'f', 0, 0, 'I', 'I'};
        byte[] cut = Samples.joined(Arrays.copyOf(whole, scan), camera);
        assertEquals(48, reader.inspect(Samples.source("cut.jpg", cut)).facts().height());
    }

    @Test
    void aStoppedThreadCancels() {
        Thread.currentThread().interrupt();
        assertThrows(
                ImageException.Cancelled.class, () -> reader.read(Samples.source("a.jpg", Samples.jpeg(64, 64)), 64));
        assertTrue(Thread.interrupted(), "the interrupt stays set");
    }

    private void onlyInvalid(String name, byte[] bytes) {
        var source = Samples.source(name, bytes);
        try {
            reader.inspect(source).facts();
            if (!name.endsWith("heic") && !name.endsWith("avif")) { // a child process for each would take minutes
                reader.read(source, 64);
            }
        } catch (ImageException.Invalid e) {
            assertTrue(e.getMessage().startsWith("“" + name + "” "), e.getMessage());
        }
    }

    private String refusal(byte[] bytes, String name) {
        return assertThrows(
                        ImageException.Invalid.class,
                        () -> reader.inspect(Samples.source(name, bytes)).facts())
                .getMessage();
    }
}
