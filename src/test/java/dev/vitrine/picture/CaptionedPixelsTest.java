package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a file claims of where its pixels are: a copy with a title has the same ones, or is not made.
final class CaptionedPixelsTest {
    private static final Caption CAPTION = new Caption("New", "Other words", List.of("sea"));
    private static final int EDGE = 6;
    private static final int DESCRIPTION = 270;
    private static final int XMP = 700;
    private static final int IPTC = 33723;
    private static final int PHOTOSHOP = 34377;
    private static final int EXIF = 34665;
    private static final int USER_COMMENT = 37510;

    @Test
    void pixelsOfATiffStayWhereverTheyLie() {
        for (boolean hasPacket : List.of(false, true)) {
            int length = tiff(0, EDGE * EDGE, hasPacket).length;
            for (int said : List.of(EDGE * EDGE, 1)) {
                for (int at = 0; at + EDGE * EDGE <= length; at++) {
                    assertPixelsStay(tiff(at, said, hasPacket), hasPacket + " " + said + " " + at);
                }
            }
        }
    }

    @Test
    void aTiffWithItsPixelsToThemselvesIsCaptioned() throws IOException {
        for (boolean hasPacket : List.of(false, true)) {
            byte[] whole = tiff(0, EDGE * EDGE, hasPacket);
            int end = whole.length - EDGE * EDGE;
            byte[] copy = copy(tiff(end, EDGE * EDGE, hasPacket)).orElseThrow();
            assertEquals(CAPTION, new PictureReader().inspect(source(copy)).caption());
            assertTrue(!new String(copy, StandardCharsets.ISO_8859_1).contains("old"), "says it nowhere else");
        }
    }

    @Test
    void pixelsOfDamagedFilesStayToo() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        byte[] whole = tiff(0, EDGE * EDGE, true);
        byte[] sound = tiff(whole.length - EDGE * EDGE, EDGE * EDGE, true);
        for (int i = 0; i < 2000; i++) {
            assertPixelsStay(Mutation.of(sound, random), "damage " + i);
        }
        byte[] heic = Samples.resource("metadata/xmp.heic");
        for (int i = 0; i < 60; i++) {
            assertPixelsStay(Mutation.of(heic, random), "damaged HEIC " + i);
        }
    }

    /// What is shown of them too: nothing that is added lies where the rest of it would be.
    @ParameterizedTest
    @ValueSource(strings = {"lossy.webp", "alpha.webp", "cmyk.jpg", "lzw.tif", "jpeg.tif", "metadata/xmp.heic"})
    void pixelsOfFilesThatBreakOffStay(String name) {
        byte[] whole = Samples.resource(name);
        for (int length = 64; length < whole.length; length += Math.max(1, whole.length / 40)) {
            assertPixelsStay(Arrays.copyOf(whole, length), name + " of " + length + " bytes");
        }
    }

    @Test
    void pixelsOfATiffThatBreaksOffStay() {
        for (boolean hasPacket : List.of(false, true)) {
            byte[] whole = tiff(0, EDGE * EDGE, hasPacket);
            byte[] sound = tiff(whole.length - EDGE * EDGE, EDGE * EDGE, hasPacket);
            Arrays.fill(sound, sound.length - EDGE * EDGE, sound.length, (byte) 200); // zeros would pass for missing
            for (int missing = 1; missing < EDGE * EDGE; missing++) {
                assertPixelsStay(Arrays.copyOf(sound, sound.length - missing), missing + " bytes are missing");
            }
        }
    }

    private static void assertPixelsStay(byte[] file, String which) {
        try {
            Optional<byte[]> copy = copy(file);
            if (copy.isPresent()) {
                assertArrayEquals(pixels(file), pixels(copy.get()), which);
            }
        } catch (ImageException.Invalid | IOException _) {
            return; // no picture, no copy
        }
    }

    private static int[] pixels(byte[] file) {
        return new PictureReader().read(source(file), 100).argb();
    }

    private static Optional<byte[]> copy(byte[] file) throws IOException {
        Optional<ImageSource> copy = new CaptionWriter(CAPTION, "a").written(source(file));
        if (copy.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = copy.get().open()) {
            return Optional.of(in.readAllBytes());
        }
    }

    private static ImageSource source(byte[] file) {
        return ImageSource.ofBytes("a", file);
    }

    private record Field(int tag, int type, int count, int value) {}

    /// A gray picture with old texts in all of its blocks; its last bytes are a place for pixels.
    private static byte[] tiff(int pixelsAt, int pixelsLength, boolean hasPacket) {
        var body = new ByteArrayOutputStream();
        body.writeBytes("old words of it\0".getBytes(StandardCharsets.ISO_8859_1));
        int iptcAt = 8 + body.size();
        byte[] iptc = Samples.joined(new byte[] {0x1C, 2, 5, 0, 9}, "old title".getBytes(StandardCharsets.ISO_8859_1));
        body.writeBytes(iptc);
        int resourcesAt = 8 + body.size();
        byte[] resources = Samples.joined(
                "8BIM".getBytes(StandardCharsets.ISO_8859_1),
                new byte[] {4, 4, 0, 0, 0, 0, 0, (byte) iptc.length},
                iptc);
        body.writeBytes(resources);
        int packetAt = 8 + body.size();
        byte[] packet = new CaptionWriter(new Caption("old title", "old words", List.of()), "a").sidecar();
        body.writeBytes(hasPacket ? packet : new byte[0]);
        int commentAt = 8 + body.size();
        byte[] comment = "ASCII\0\0\0old words".getBytes(StandardCharsets.ISO_8859_1);
        body.writeBytes(comment);
        body.writeBytes(new byte[body.size() & 1]);
        int exifAt = 8 + body.size();
        body.writeBytes(
                table(List.of(new Field(36864, 7, 4, 0x30), new Field(USER_COMMENT, 7, comment.length, commentAt))));
        int mainAt = 8 + body.size();
        var fields = new ArrayList<>(List.of(
                new Field(256, 3, 1, EDGE),
                new Field(257, 3, 1, EDGE),
                new Field(258, 3, 1, 8),
                new Field(259, 3, 1, 1),
                new Field(262, 3, 1, 1),
                new Field(DESCRIPTION, 2, 16, 8),
                new Field(273, 4, 1, pixelsAt),
                new Field(277, 3, 1, 1),
                new Field(278, 3, 1, EDGE),
                new Field(279, 4, 1, pixelsLength)));
        if (hasPacket) {
            fields.add(new Field(XMP, 1, packet.length, packetAt));
        }
        fields.add(new Field(IPTC, 7, iptc.length, iptcAt));
        fields.add(new Field(PHOTOSHOP, 7, resources.length, resourcesAt));
        fields.add(new Field(EXIF, 4, 1, exifAt));
        body.writeBytes(table(fields));
        byte[] start = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("II*\0".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(mainAt)
                .array();
        return Samples.joined(start, body.toByteArray(), new byte[EDGE * EDGE]);
    }

    private static byte[] table(List<Field> fields) {
        ByteBuffer table = ByteBuffer.allocate(2 + 12 * fields.size() + 4).order(ByteOrder.LITTLE_ENDIAN);
        table.putShort((short) fields.size());
        for (Field field : fields) {
            table.putShort((short) field.tag)
                    .putShort((short) field.type)
                    .putInt(field.count)
                    .putInt(field.value);
        }
        return table.array();
    }
}
