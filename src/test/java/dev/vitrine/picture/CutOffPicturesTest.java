package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.pixels.Integrity;
import dev.vitrine.picture.pixels.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A file that breaks off shows what there is of it, whatever its kind.
final class CutOffPicturesTest {
    private static final int WIDTH = 90;
    private static final int HEIGHT = 160;

    private final PictureReader reader = new PictureReader();

    @ParameterizedTest
    @CsvSource({"tif, ", "tif, LZW", "tif, Deflate", "tif, PackBits", "tif, JPEG", "gif, LZW", "png, ", "jpg, ", "psd, "
    })
    void theRowsBeforeItBreaksOffAreShown(String kind, @Nullable String packing) throws IOException {
        byte[] whole = file(kind, packing, false);
        int unsure = kind.equals("jpg") || "JPEG".equals(packing) ? 32 : 0; // rows of a block are read together
        for (int percent : new int[] {30, 60, 90}) {
            ImageSource cut = cut(kind, whole, percent);
            double sound = PictureReader.soundPart(cut);
            if (sound == 0 && "JPEG".equals(packing)) {
                continue; // whose reader says nothing where the file breaks off in its last strip
            }
            assertTrue(sound < 1 && Math.abs(100 * sound - percent) < 12, percent + " % of the bytes show " + sound);
            assertEquals(Integrity.DAMAGED, PictureReader.integrity(cut));
            int rows = (int) (sound * HEIGHT);
            Picture shown = reader.read(cut, HEIGHT);
            assertSame(reader.read(Samples.source("a." + kind, whole), HEIGHT), shown, 0, rows - unsure);
            int first = unsure == 0 ? (int) Math.round(sound * HEIGHT) : HEIGHT - 1;
            int[] missing = Arrays.copyOfRange(shown.argb(), WIDTH * first, WIDTH * HEIGHT);
            assertTrue(Arrays.stream(missing).allMatch(pixel -> Samples.difference(0xFF808080, pixel) < 2));
        }
    }

    /// It claims to be as long as it is, and to have many more pixels.
    @ParameterizedTest
    @ValueSource(ints = {2, 24})
    void aBitmapOfTooFewBytesIsNotWhole(int bits) {
        ByteBuffer file = ByteBuffer.allocate(100)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(0, (byte) 'B')
                .put(1, (byte) 'M');
        file.putInt(2, 100)
                .putInt(10, 54)
                .putInt(14, 40)
                .putInt(18, 1000)
                .putInt(22, 1000)
                .putShort(26, (short) 1);
        ImageSource source =
                Samples.source("a.bmp", file.putShort(28, (short) bits).array());
        assertEquals(FileEnd.CUT_OFF, PictureReader.end(source));
        assertEquals(0, PictureReader.soundPart(source));
    }

    private static void assertSame(Picture whole, Picture shown, int from, int to) {
        for (int y = from; y < to; y++) {
            assertEquals(
                    Arrays.toString(Arrays.copyOfRange(whole.argb(), WIDTH * y, WIDTH * y + WIDTH)),
                    Arrays.toString(Arrays.copyOfRange(shown.argb(), WIDTH * y, WIDTH * y + WIDTH)),
                    "row " + y);
        }
    }

    @ParameterizedTest
    @CsvSource({"gif, LZW", "png, "})
    void whatIsInterlacedIsSeenBeforeItIsSharp(String kind, @Nullable String packing) throws IOException {
        byte[] whole = file(kind, packing, true);
        ImageSource cut = cut(kind, whole, 60);
        assertEquals(0, PictureReader.soundPart(cut));
        assertEquals(Integrity.DAMAGED, PictureReader.integrity(cut));
        Picture shown = reader.read(cut, HEIGHT);
        Picture read = reader.read(Samples.source("a." + kind, whole), HEIGHT);
        int same = 0;
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            same += shown.argb()[i] == read.argb()[i] ? 1 : 0;
        }
        assertTrue(same > WIDTH * HEIGHT * 4 / 10, same + " pixels");
        assertTrue(Arrays.stream(shown.argb()).noneMatch(pixel -> pixel == 0xFF808080));
        for (int y = 0; kind.equals("gif") && y < HEIGHT; y++) {
            assertTrue(isThere(row(shown, y), read, y), "row " + y);
        }
    }

    private static boolean isThere(int[] row, Picture in, int last) {
        return IntStream.rangeClosed(0, last).anyMatch(y -> Arrays.equals(row, row(in, y)));
    }

    private static int[] row(Picture picture, int y) {
        return Arrays.copyOfRange(picture.argb(), WIDTH * y, WIDTH * (y + 1));
    }

    /// The first picture is all there: of the file, that tells nothing.
    @Test
    void whereALaterFrameBreaksOffNobodyKnowsHowMuchIsThere() throws IOException {
        byte[] frame = file("gif", "LZW", false);
        int trailer = frame.length - 1;
        int screen = 13 + (3 << (frame[10] & 7) + 1);
        byte[] two = Arrays.copyOf(frame, trailer + frame.length - screen);
        System.arraycopy(frame, screen, two, trailer, frame.length - screen);
        assertEquals(1, PictureReader.soundPart(Samples.source("a.gif", two)));
        ImageSource cut = cut("gif", two, 80);
        assertEquals(0, PictureReader.soundPart(cut));
        assertArrayEquals(
                reader.read(Samples.source("a.gif", frame), HEIGHT).argb(),
                reader.read(cut, HEIGHT).argb());
    }

    @Test
    void whereALaterPageBreaksOffNobodyKnowsHowMuchIsThere() throws IOException {
        byte[] one = file("tif", null, false);
        var out = new ByteArrayOutputStream();
        ImageWriter writer = writer("tif");
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (int page = 0; page < 2; page++) {
                writer.writeToSequence(new IIOImage(noise(BufferedImage.TYPE_INT_RGB), null, null), null);
            }
            writer.endWriteSequence();
        }
        writer.dispose();
        byte[] two = out.toByteArray();
        assertEquals(1, PictureReader.soundPart(Samples.source("a.tif", two)));
        for (int length = one.length + 1; length < two.length; length += 7) {
            assertEquals(0, PictureReader.soundPart(Samples.source("a.tif", Arrays.copyOf(two, length))), "" + length);
            length += length > one.length + 500 ? 5000 : 0;
        }
    }

    /// Lossy ones; of others only differences of colors were read.
    @Test
    void ofAWebpTheRowsBeforeItBreaksOffAreShown() {
        byte[] whole = Samples.resource("lossy.webp");
        ImageSource cut = cut("webp", whole, 40);
        double sound = PictureReader.soundPart(cut);
        assertTrue(sound > 0 && sound < 1, "sound " + sound);
        assertEquals(Integrity.DAMAGED, PictureReader.integrity(cut));
        ImageSource lossless = cut("webp", Samples.resource("lossless.webp"), 34);
        assertThrows(ImageException.Invalid.class, () -> reader.read(lossless, HEIGHT));
    }

    /// Of what lies around it, that says nothing.
    @Test
    void howMuchThereIsOfAPictureInsideIsNotHowMuchThereIsOfTheFile() throws IOException {
        byte[] jpeg = file("jpg", null, false);
        ByteBuffer file = ByteBuffer.allocate(54 + jpeg.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(54);
        file.putInt(40).putInt(WIDTH).putInt(HEIGHT).putShort((short) 1).putShort((short) 0);
        file.putInt(4).putInt(jpeg.length).position(54).put(jpeg);
        ImageSource cut = cut("bmp", file.array(), 60);
        assertEquals(0, PictureReader.soundPart(cut));
        assertEquals(HEIGHT, reader.read(cut, HEIGHT).height());
    }

    /// Rows of eight runs each, from its bottom.
    @Test
    void aBitmapPackedInRunsIsShownFromItsBottom() {
        ByteBuffer file = ByteBuffer.allocate(54 + 1024 + 18 * HEIGHT + 2).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(54 + 1024);
        file.putInt(40).putInt(80).putInt(HEIGHT).putShort((short) 1).putShort((short) 8);
        file.putInt(1).putInt(18 * HEIGHT + 2).putInt(46, 256).position(54);
        for (int i = 0; i < 256; i++) {
            file.putInt(i * 0x010101);
        }
        for (int y = 0; y < HEIGHT; y++) {
            for (int run = 0; run < 8; run++) {
                file.put((byte) 10).put((byte) (1 + run + y));
            }
            file.putShort((short) 0);
        }
        byte[] whole = file.put((byte) 0).put((byte) 1).array();
        Picture all = reader.read(Samples.source("a.bmp", whole), HEIGHT);
        ImageSource cut = cut("bmp", whole, 75);
        assertEquals(0, PictureReader.soundPart(cut));
        assertEquals(Integrity.DAMAGED, PictureReader.integrity(cut));
        Picture shown = reader.read(cut, HEIGHT);
        int from = 80 * HEIGHT / 2;
        assertArrayEquals(
                Arrays.copyOfRange(all.argb(), from, 80 * HEIGHT), Arrays.copyOfRange(shown.argb(), from, 80 * HEIGHT));
    }

    /// From its bottom, where its first rows are.
    @Test
    void aBitmapIsShownFromItsBottom() throws IOException {
        byte[] whole = file("bmp", null, false);
        ImageSource cut = cut("bmp", whole, 60);
        assertEquals(0, PictureReader.soundPart(cut));
        assertEquals(Integrity.DAMAGED, PictureReader.integrity(cut));
        assertSame(
                reader.read(Samples.source("a.bmp", whole), HEIGHT),
                reader.read(cut, HEIGHT),
                HEIGHT * 45 / 100,
                HEIGHT);
    }

    /// A drive that was taken off says nothing about a file: half of it must not be kept as all that there is.
    @ParameterizedTest
    @ValueSource(strings = {"bmp", "tif", "png"})
    void whatCannotBeReadIsNotBrokenOff(String kind, @TempDir Path folder) throws IOException {
        var image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 400, 400, new Random(3).ints(400 * 400).toArray(), 0, 400);
        Path file = folder.resolve("a." + kind);
        ImageIO.write(image, kind, file.toFile());
        try (var large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(65 << 20); // larger than what is read before it is decoded
            ImageSource source = ImageSource.ofFile(file);
            var request = new DecodeRequest(DecodePriority.BACKGROUND, () -> isCut(large));
            assertThrows(ImageException.Failed.class, () -> reader.preview(source, HEIGHT, request));
        }
    }

    private static boolean isCut(RandomAccessFile file) {
        try {
            file.setLength(200_000);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImageSource cut(String kind, byte[] whole, int percent) {
        return Samples.source("a." + kind, Arrays.copyOf(whole, whole.length * percent / 100));
    }

    private static byte[] file(String kind, @Nullable String packing, boolean interlaced) throws IOException {
        BufferedImage image = noise(kind.equals("gif") ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_INT_RGB);
        if (kind.equals("psd")) {
            return document(image);
        }
        ImageWriter writer = writer(kind);
        var out = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            if (packing != null) {
                settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                settings.setCompressionType(packing);
            }
            if (kind.equals("gif") || kind.equals("png")) {
                settings.setProgressiveMode(interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            }
            writer.write(null, new IIOImage(image, null, null), settings);
        }
        writer.dispose();
        return out.toByteArray();
    }

    private static ImageWriter writer(String kind) {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(kind);
        ImageWriter writer = writers.next();
        while (!writer.getClass().getName().startsWith("com.sun.")) {
            writer = writers.next(); // another one writes the directory of a TIFF at its end
        }
        return writer;
    }

    /// Gray, so that no channel comes after the other.
    private static byte[] document(BufferedImage image) {
        ByteBuffer file = ByteBuffer.allocate(40 + WIDTH * HEIGHT)
                .put("8BPS\0\1".getBytes(StandardCharsets.ISO_8859_1))
                .position(12);
        file.putShort((short) 1)
                .putInt(HEIGHT)
                .putInt(WIDTH)
                .putShort((short) 8)
                .putShort((short) 1)
                .position(40);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            file.put((byte) image.getRGB(i % WIDTH, i / WIDTH));
        }
        return file.array();
    }

    /// Everywhere equally hard to pack.
    private static BufferedImage noise(int type) {
        var random = new Random(3);
        var image = new BufferedImage(WIDTH, HEIGHT, type);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24) | 0xFF000000);
            }
        }
        return image;
    }
}
