package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Decimal;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.pixels.AverageColor;
import dev.vitrine.picture.pixels.Histogram;
import dev.vitrine.picture.pixels.Picture;
import dev.vitrine.picture.pixels.PixelRows;
import dev.vitrine.picture.pixels.Resampler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is told about a picture beside its pixels: average color, histogram, camera, preview.
final class PictureFactsTest {
    private static final ImageFacts SETTINGS = ImageFacts.UNKNOWN
            .with(Attribute.CAMERA, "Canon EOS 80D")
            .with(Attribute.ISO, 400)
            .with(Attribute.FOCAL_MM, Decimal.of(35).orElseThrow())
            .with(Attribute.APERTURE, Decimal.of(2.8).orElseThrow())
            .with(Attribute.EXPOSURE_S, Decimal.of(0.004).orElseThrow());

    @Test
    void theAverageIgnoresWhatCannotBeSeen() {
        assertEquals("#ff0000", AverageColor.of(new Picture(2, 1, new int[] {0xFFFF0000, 0})));
        assertEquals("#808080", AverageColor.of(new Picture(1, 1, new int[] {0})));
        assertEquals("#7f007f", AverageColor.of(new Picture(2, 1, new int[] {0xFFFE0000, 0xFF0000FE})));
    }

    @Test
    void theHistogramCountsEveryVisiblePixelOnce() {
        Histogram histogram = Histogram.of(new Picture(3, 1, new int[] {0xFFFF8000, 0x80804000, 0}));
        assertEquals(2, histogram.red()[255]);
        assertEquals(2, histogram.green()[127] + histogram.green()[128]);
        assertEquals(2, IntStream.of(histogram.luma()).sum());
    }

    @Test
    void whatACameraWroteIsRead() {
        var source = Samples.source("a.jpg", Samples.withExif(Samples.jpeg(16, 16), Samples.camera()));
        assertEquals(
                new CameraFacts(SETTINGS, Optional.of(LocalDateTime.parse("2024-02-29T23:59:58")), "", "", true),
                CameraFacts.read(source));
    }

    /// Raw files have directories of the sensor's pictures before the one with the exposure.
    @Test
    void theSensorsDirectoryDoesNotHideTheCamerasOwn() {
        byte[] block = ByteBuffer.allocate(100)
                .put(new byte[] {'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 2)
                .put(entry(330, 4, 38))
                .put(entry(34665, 4, 56))
                .putInt(0)
                .putShort((short) 1)
                .put(entry(256, 4, 4000))
                .putInt(0)
                .putShort((short) 1)
                .put(entry(34855, 3, 400 << 16))
                .putInt(0)
                .array();
        var source = Samples.source("a.jpg", Samples.withExif(Samples.jpeg(16, 16), block));
        assertEquals(400, CameraFacts.read(source).settings().number(Attribute.ISO));
    }

    @Test
    void canonsBlocksAreReadWhereverTheyLie() throws IOException {
        byte[] name = Samples.camera();
        ByteBuffer.wrap(name).putShort(8, (short) 3); // the directory ends before it points to the others
        byte[] camera = Samples.camera();
        ByteBuffer.wrap(camera).putInt(4, 64);
        byte[] place = Samples.camera();
        ByteBuffer.wrap(place).putInt(4, 140);
        byte[] blocks = Samples.joined(
                new byte[16],
                RawSamples.box("CMT1", name),
                RawSamples.box("CMT2", camera),
                RawSamples.box("CMT4", place));
        var source = Samples.source(
                "a.cr3",
                Samples.joined(
                        RawSamples.box("ftyp", "crx \0\0\0\1crx isom".getBytes(StandardCharsets.US_ASCII)),
                        RawSamples.box("moov", RawSamples.box("uuid", blocks)),
                        RawSamples.box("mdat", RawSamples.PREVIEW)));
        assertEquals(
                new CameraFacts(SETTINGS, Optional.of(LocalDateTime.parse("2024-02-29T23:59:58")), "", "", true),
                CameraFacts.read(source));
        ImageFacts facts = new PictureReader().inspect(source).facts();
        assertEquals(Optional.of(LocalDateTime.of(2024, 2, 29, 23, 59, 58)), facts.takenAt());
        assertTrue(facts.hasLocation());
    }

    @Test
    void canonsBlocksAreReadOnlyWhereTheyMayLie() {
        byte[] named = RawSamples.box("CMT1", Samples.camera());
        assertEquals("", camera(canon("free", new byte[16], named)), "in a box of another kind");
        assertEquals("", camera(canon("uuid", new byte[8], new byte[0])), "in one without a name");
        byte[] large = RawSamples.box("CMT1", Arrays.copyOf(Samples.camera(), (1 << 20) + 1));
        assertEquals("", camera(canon("uuid", new byte[16], large)), "in one too large");
        assertEquals("Canon EOS 80D", camera(canon("uuid", new byte[16], named)));
    }

    private static String camera(ImageSource source) {
        return CameraFacts.read(source).settings().text(Attribute.CAMERA);
    }

    private static ImageSource canon(String type, byte[] id, byte[] blocks) {
        return Samples.source(
                "a.cr3",
                Samples.joined(
                        RawSamples.box("ftyp", "crx \0\0\0\1crx isom".getBytes(StandardCharsets.US_ASCII)),
                        RawSamples.box("moov", RawSamples.box(type, Samples.joined(id, blocks))),
                        RawSamples.box("mdat", RawSamples.PREVIEW)));
    }

    /// Of boxes with an id, one holds the packet.
    @Test
    void canonsPacketIsToldByItsId() {
        byte[] packet = ("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
                        + " xmlns:p='http://ns.adobe.com/photoshop/1.0/' p:Headline='Title'/></rdf:RDF>")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] id = HexFormat.of().parseHex("be7acfcb97a942e89c71999491e3afac");
        byte[] start = RawSamples.box("ftyp", "crx \0\0\0\1crx isom".getBytes(StandardCharsets.US_ASCII));
        byte[] preview = RawSamples.box("mdat", RawSamples.PREVIEW);
        byte[] right = Samples.joined(start, RawSamples.box("uuid", Samples.joined(id, packet)), preview);
        byte[] wrong = Samples.joined(start, RawSamples.box("uuid", Samples.joined(new byte[16], packet)), preview);
        assertEquals("Title", titleOf(right));
        assertEquals("", titleOf(wrong));
        assertEquals("Title", titleOf(Samples.joined(right, RawSamples.box("uuid", new byte[40]))));
    }

    private static String titleOf(byte[] raw) {
        return new PictureReader()
                .inspect(Samples.source("a.cr3", raw))
                .caption()
                .title();
    }

    /// What devices without a fix write.
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void zeroIsNoPlace(int denominator) {
        byte[] block = Samples.camera();
        for (int i = 0; i < 3; i++) {
            ByteBuffer.wrap(block).putInt(280 + 8 * i, 0).putInt(284 + 8 * i, denominator);
        }
        var source = Samples.source("a.jpg", Samples.withExif(Samples.jpeg(16, 16), block));
        assertFalse(new PictureReader().inspect(source).facts().hasLocation());
    }

    private static byte[] entry(int tag, int type, int value) {
        return ByteBuffer.allocate(12)
                .putShort((short) tag)
                .putShort((short) type)
                .putInt(1)
                .putInt(value)
                .array();
    }

    @Test
    void aPictureWithoutCameraSaysNothing() {
        assertEquals(CameraFacts.NONE, CameraFacts.read(Samples.source("a.jpg", Samples.jpeg(16, 16))));
        assertEquals(CameraFacts.NONE, CameraFacts.read(Samples.source("a.txt", new byte[] {1, 2, 3})));
    }

    @Test
    void aPreviewHasNoMetadataAndLaysTransparencyOverGray() {
        int[] clear = new int[64 * 64];
        byte[] jpeg = PreviewJpeg.of(new Picture(64, 64, clear)).bytes();
        assertFalse(new String(jpeg, StandardCharsets.ISO_8859_1).contains("Exif"));
        Picture back = new PictureReader().read(Samples.source("", jpeg), 64);
        assertTrue(Samples.difference(0xFFE4E4E4, back.argb()[0]) <= 2, Integer.toHexString(back.argb()[0]));
        assertTrue(Arrays.stream(clear).allMatch(pixel -> pixel == 0), "the picture itself is left alone");
    }

    @Test
    void aCamerasThumbnailIsFoundAndTurned() {
        byte[] small = Samples.jpeg(16, 8);
        byte[] block = Samples.thumbnail(6, small);
        Optional<Picture> thumbnail = new PictureReader()
                .embeddedThumbnail(
                        Samples.source("a.jpg", Samples.withExif(Samples.jpeg(64, 32), block)), DecodeRequest.VIEWED);
        assertEquals(
                "8 × 16",
                thumbnail.map(found -> found.width() + " × " + found.height()).orElse("none"));
        assertEquals(
                Optional.empty(),
                new PictureReader()
                        .embeddedThumbnail(Samples.source("a.jpg", Samples.jpeg(16, 16)), DecodeRequest.VIEWED));
    }

    @Test
    void shrinkingKeepsEvenColorsAndAveragesFinePatterns() {
        int[] checks = IntStream.range(0, 200 * 200)
                .map(i -> (i % 200 + i / 200) % 2 == 0 ? 0xFFFFFFFF : 0xFF000000)
                .toArray();
        int[] shrunk = Resampler.reduce(rows(200, checks), 33, 33);
        assertTrue(
                Arrays.stream(shrunk).allMatch(pixel -> Samples.difference(0xFF808080, pixel) <= 6),
                "no pattern is left: aliasing would show one");

        int[] even = IntStream.range(0, 97 * 97).map(i -> 0xFF336699).toArray();
        assertArrayEquals(
                IntStream.range(0, 41 * 41).map(i -> 0xFF336699).toArray(), Resampler.reduce(rows(97, even), 41, 41));
    }

    private static PixelRows rows(int width, int[] pixels) {
        return new PixelRows() {
            @Override
            public int width() {
                return width;
            }

            @Override
            public int height() {
                return pixels.length / width;
            }

            @Override
            public void row(int y, int[] to) {
                System.arraycopy(pixels, y * width, to, 0, width);
            }
        };
    }
}
