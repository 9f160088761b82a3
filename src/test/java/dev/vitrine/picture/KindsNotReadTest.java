package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.pixels.Integrity;
import dev.vitrine.picture.pixels.Picture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A healthy file of a kind that is not read is not called damaged, and what others say of it is not shown to people.
final class KindsNotReadTest {
    private static final int[] QUARTERS = {0xC82828, 0x28AA3C, 0x3246C8, 0xDCC83C};

    private static ImageSource file(String name) {
        return Samples.source(name, Samples.resource("kinds/" + name));
    }

    @ParameterizedTest
    @CsvSource({
        "jpeg-arithmetic.jpg, it is a JPEG with arithmetic coding",
        "jpeg-12bit.jpg, it is a JPEG of 12 bits per sample",
        "tiff-zstd-given.tif, it is a TIFF packed with Zstandard",
        "tiff-lzma.tif, it is a TIFF packed with LZMA"
    })
    void theKindIsNamed(String name, String kind) {
        ImageSource source = file(name);
        String reported = assertThrows(ImageException.Invalid.class, () -> new PictureReader().read(source, 100))
                .getMessage();
        assertEquals("“" + name + "” cannot be shown here: " + kind + ".", reported);
    }

    /// A scanner may know the height only when it is done; a bitmap may be a JPEG for a printer.
    @ParameterizedTest
    @ValueSource(strings = {"jpeg-dnl.jpg", "bmp-embedded-jpeg.bmp"})
    void theKindIsRead(String name) {
        assertQuarters(new PictureReader().read(file(name), 512));
        assertEquals(Integrity.SOUND, PictureReader.integrity(file("jpeg-dnl.jpg")));
        ImageFacts facts = new PictureReader().inspect(file(name)).facts();
        assertEquals(160, facts.width());
        assertEquals(name.endsWith("jpg") ? 128 : 120, facts.height());
    }

    @Test
    void aJpegThatEndsBeforeItsHeightIsDamaged() {
        byte[] file = Samples.resource("kinds/jpeg-dnl.jpg");
        ImageSource cut = Samples.source("a.jpg", Arrays.copyOf(file, file.length - 8));
        assertEquals(
                "“a.jpg” is damaged: it ends before it tells its height.",
                assertThrows(ImageException.Invalid.class, () -> new PictureReader().inspect(cut))
                        .getMessage());
    }

    @Test
    void aBitmapOfFourColorsIsRead() {
        ByteBuffer file = ByteBuffer.allocate(54 + 16 + 20 * 4).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(70);
        file.putInt(40).putInt(16).putInt(20).putShort((short) 1).putShort((short) 2);
        file.position(54);
        for (int color : QUARTERS) {
            file.putInt(color);
        }
        for (int y = 19; y >= 0; y--) {
            file.put((byte) (y < 10 ? 0 : 0xAA))
                    .put((byte) (y < 10 ? 0 : 0xAA))
                    .put((byte) (y < 10 ? 0x55 : 0xFF))
                    .put((byte) (y < 10 ? 0x55 : 0xFF));
        }
        assertQuarters(new PictureReader().read(Samples.source("ce.bmp", file.array()), 512));
    }

    /// BI_ALPHABITFIELDS has a fourth mask behind the header.
    @Test
    void aBitmapWithAMaskForTransparencyIsRead() {
        ByteBuffer file = ByteBuffer.allocate(70 + 4 * 16 * 20).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(70);
        file.putInt(40)
                .putInt(16)
                .putInt(20)
                .putShort((short) 1)
                .putShort((short) 32)
                .putInt(6);
        file.position(54);
        file.putInt(0xFF0000).putInt(0xFF00).putInt(0xFF).putInt(0xFF000000);
        for (int y = 19; y >= 0; y--) {
            for (int x = 0; x < 16; x++) {
                file.putInt(0xFF000000 | QUARTERS[y / 10 * 2 + x / 8]);
            }
        }
        assertQuarters(new PictureReader().read(Samples.source("ce.bmp", file.array()), 512));
    }

    @Test
    void aPngWithoutItsColorsIsDamaged() {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(1)
                .putInt(1)
                .put(new byte[] {8, 3, 0, 0, 0})
                .array();
        byte[] png = Samples.joined(
                Arrays.copyOf(Samples.of(ImageType.PNG), 8),
                Samples.pngChunk("IHDR", header),
                Samples.pngChunk("IDAT", new byte[] {0x78, (byte) 0x9C, 0x63, 0, 0, 0, 2, 0, 1}),
                Samples.pngChunk("IEND", new byte[0]));
        assertThrows(ImageException.Invalid.class, () -> new PictureReader().read(Samples.source("a.png", png), 512));
    }

    /// A camera may leave out the picture for its screen, or a film have no picture that stands still.
    @Test
    void aRawFileWithoutAPreviewIsAccepted() {
        byte[] raw = RawSamples.directories("IIU\0", new int[][][] {{{271, 2, 4, 0x6E6150}}});
        ImageSource source = Samples.source("a.rw2", raw);
        assertEquals(
                ImageType.RW2,
                new PictureReader().inspect(source).facts().type().orElseThrow());
        assertEquals(
                "“a.rw2” is a camera raw file without a preview inside, and cannot be shown.",
                assertThrows(ImageException.Invalid.class, () -> new PictureReader().read(source, 100))
                        .getMessage());
    }

    @Test
    void aFrameOfMotionJpegNeedsNoTables() {
        assertQuarters(new PictureReader().read(file("jpeg-mjpeg-no-dht-420.jpg"), 512));
    }

    /// That of OS/2 goes on behind the one of Windows.
    @Test
    void aLongBitmapHeaderIsRead() {
        byte[] file = bitmap(64, 8, 0);
        assertQuarters(new PictureReader().read(Samples.source("os2.bmp", file), 512));
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(30, 3);
        assertKind("os2.bmp", file, "it is a bitmap packed as only OS/2 does it");
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 24})
    void aBitmapThatDoesNotTellItsSizeIsRead(int bits) {
        byte[] file = bitmap(40, bits, 0);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(2, 0);
        assertQuarters(new PictureReader().read(Samples.source("a.bmp", file), 512));
    }

    private static byte[] bitmap(int header, int bits, int compression) {
        int pixels = 14 + header + (bits == 8 ? 16 : 0);
        ByteBuffer file = ByteBuffer.allocate(pixels + 16 * 20 * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(pixels);
        file.putInt(header)
                .putInt(16)
                .putInt(20)
                .putShort((short) 1)
                .putShort((short) bits)
                .putInt(compression);
        file.putInt(46, bits == 8 ? 4 : 0).position(14 + header);
        for (int color : bits == 8 ? QUARTERS : new int[0]) {
            file.putInt(color);
        }
        for (int y = 19; y >= 0; y--) {
            for (int x = 0; x < 16; x++) {
                int quarter = y / 10 * 2 + x / 8;
                file.put((byte) (bits == 8 ? quarter : QUARTERS[quarter]));
                if (bits > 8) {
                    file.put((byte) (QUARTERS[quarter] >> 8)).put((byte) (QUARTERS[quarter] >> 16));
                }
            }
        }
        return file.array();
    }

    @Test
    void healthyFilesOfRareKindsAreNotCalledDamaged() {
        assertKind("a.bmp", bitmap(40, 64, 0), "it is a bitmap of 64 bits a pixel");
        byte[] png = Samples.of(ImageType.PNG);
        byte[] iphone = Samples.joined(
                Arrays.copyOf(png, 8),
                Samples.pngChunk("CgBI", new byte[] {0x50, 0, 0x20, 2}),
                Arrays.copyOfRange(png, 8, png.length));
        assertKind("a.png", iphone, "it is a PNG packed for iPhones alone");
        byte[] film = Samples.joined(
                RawSamples.box("ftyp", "hevc\0\0\0\0hevc".getBytes(StandardCharsets.US_ASCII)),
                RawSamples.box("moov", new byte[8]),
                RawSamples.box("mdat", new byte[8]));
        assertKind("a.heic", film, "it is a film without a still image");
        assertKind("a.psd", document(4, 32, 4, false), "it is a document of 32 bits a channel");
    }

    /// What cannot be shown is accepted all the same.
    private static void assertKind(String name, byte[] file, String kind) {
        ImageSource source = Samples.source(name, file);
        assertEquals(file.length, new PictureReader().inspect(source).facts().sizeBytes());
        String reported = assertThrows(ImageException.Invalid.class, () -> new PictureReader().read(source, 100))
                .getMessage();
        assertEquals("“" + name + "” cannot be shown here: " + kind + ".", reported);
    }

    /// Black of 16 × 20, with transparency of the whole where there are layers; there every other value is the
    /// same.
    private static byte[] document(int mode, int bits, int channels, boolean layers) {
        ByteBuffer file = ByteBuffer.allocate(40 + (layers ? 12 : 0) + channels * 16 * 20 * bits / 8);
        file.put("8BPS\0\1".getBytes(StandardCharsets.US_ASCII)).position(12);
        file.putShort((short) channels)
                .putInt(20)
                .putInt(16)
                .putShort((short) bits)
                .putShort((short) mode);
        file.putInt(0).putInt(0).putInt(layers ? 12 : 0);
        if (layers) {
            file.putInt(8).putShort((short) -1).position(50);
        }
        return file.array();
    }

    @Test
    void aGrayDocumentIsAsTransparentAsItSays() {
        byte[] file = document(1, 8, 2, true);
        Arrays.fill(file, 52, 52 + 320, (byte) 200);
        Arrays.fill(file, 52 + 320, file.length, (byte) 128);
        file[52 + 319] = 0; // black where nothing is seen: it was not laid on white
        file[52 + 639] = 0;
        int pixel = new PictureReader().read(Samples.source("a.psd", file), 100).argb()[0];
        assertEquals(0, Samples.difference(0x80646464, pixel), Integer.toHexString(pixel));
    }

    @Test
    void aPngThatLacksOnlyItsEndHasAllThatCanBeSeen() {
        byte[] png = Samples.of(ImageType.PNG);
        byte[] endless = Arrays.copyOf(png, png.length - 12);
        assertEquals(FileEnd.UNCERTAIN, PictureReader.end(Samples.source("a.png", endless)));
        assertEquals(1, PictureReader.soundPart(Samples.source("a.png", endless)));
        byte[] cut = Samples.joined(Arrays.copyOf(png, 33), Samples.pngChunk("IDAT", Arrays.copyOfRange(png, 41, 60)));
        assertEquals(FileEnd.CUT_OFF, PictureReader.end(Samples.source("a.png", cut)), "its pixels go on");
    }

    @Test
    void aGifThatLacksOnlyItsEndHasAllThatCanBeSeen() {
        byte[] gif = Samples.of(ImageType.GIF);
        ImageSource endless = Samples.source("a.gif", Arrays.copyOf(gif, gif.length - 1));
        assertEquals(1, PictureReader.soundPart(endless));
        assertEquals(0, PictureReader.soundPart(Samples.source("a.gif", Arrays.copyOf(gif, gif.length - 2))));
    }

    @Test
    void aTiffOfSeparatePlanesOfLabIsNamed() {
        int[][] entries = {{256, 1}, {257, 1}, {258, 8}, {262, 8}, {273, 8}, {277, 3}, {279, 1}, {284, 2}};
        ByteBuffer file = ByteBuffer.allocate(14 + 12 * entries.length);
        file.put(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8}).putShort((short) entries.length);
        for (int[] entry : entries) {
            file.putShort((short) entry[0]).putShort((short) 4).putInt(1).putInt(entry[1]);
        }
        ImageSource lab = Samples.source("a.tif", file.array());
        assertEquals(
                "“a.tif” cannot be shown here: it is a TIFF whose planes of Lab colors lie apart.",
                assertThrows(ImageException.Invalid.class, () -> new PictureReader().read(lab, 9))
                        .getMessage());
    }

    /// What is packed behind them is never unpacked.
    @ParameterizedTest
    @CsvSource({"0, 0, UNCERTAIN", "0, 1, UNCERTAIN", "0, -1, CUT_OFF", "1, 0, UNCERTAIN", "1, -1, CUT_OFF"})
    void aPngWithoutItsEndIsCutOffWhereARowIsMissing(int interlaced, int more, FileEnd end) throws IOException {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(9)
                .putInt(5)
                .put(new byte[] {8, 2, 0, 0, (byte) interlaced})
                .array();
        // of seven pictures: 1, 1, 1, 2, 1, 3 and 2 rows of 2, 1, 3, 2, 5, 4 and 9 pixels
        int rows = interlaced == 0 ? 5 * (1 + 27) : 7 + 4 + 10 + 2 * 7 + 16 + 3 * 13 + 2 * 28;
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(new byte[rows + more]);
        }
        byte[] png = Samples.joined(
                Arrays.copyOf(Samples.of(ImageType.PNG), 8),
                Samples.pngChunk("IHDR", header),
                Samples.pngChunk("IDAT", packed.toByteArray()));
        assertEquals(end, PictureReader.end(Samples.source("a.png", png)));
    }

    /// Its header is as that of Windows, and ends earlier.
    @Test
    void aShortBitmapHeaderIsRead() {
        ByteBuffer file = ByteBuffer.allocate(14 + 16 + 4 * 4 + 20 * 16).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(14 + 16 + 4 * 4);
        file.putInt(16).putInt(16).putInt(20).putShort((short) 1).putShort((short) 8);
        for (int color : QUARTERS) {
            file.putInt(color);
        }
        for (int y = 19; y >= 0; y--) {
            for (int x = 0; x < 16; x++) {
                file.put((byte) (y / 10 * 2 + x / 8));
            }
        }
        assertQuarters(new PictureReader().read(Samples.source("os2.bmp", file.array()), 512));
    }

    @Test
    void aShortBitmapHeaderWithoutAPaletteIsRead() {
        ByteBuffer file = ByteBuffer.allocate(14 + 16 + 3 * 20 * 16).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(14 + 16);
        file.putInt(16).putInt(16).putInt(20).putShort((short) 1).putShort((short) 24);
        for (int y = 19; y >= 0; y--) {
            for (int x = 0; x < 16; x++) {
                int color = QUARTERS[y / 10 * 2 + x / 8];
                file.put((byte) color).put((byte) (color >> 8)).put((byte) (color >> 16));
            }
        }
        assertQuarters(new PictureReader().read(Samples.source("os2.bmp", file.array()), 512));
    }

    private static void assertQuarters(Picture picture) {
        int[] colors = Samples.quarters(picture);
        for (int i = 0; i < 4; i++) {
            assertTrue(
                    Samples.difference(QUARTERS[i] | 0xFF << 24, colors[i]) <= 6, i + Integer.toHexString(colors[i]));
        }
    }
}
