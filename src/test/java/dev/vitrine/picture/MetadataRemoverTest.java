package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.pixels.Picture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MetadataRemoverTest {
    private static final byte[] SECRET = "secret!!".getBytes(StandardCharsets.ISO_8859_1);

    private final PictureReader reader = new PictureReader();

    @Test
    void aCamerasWordsGoAndThePixelsStay() throws Exception {
        byte[] plain = Samples.jpeg(64, 48);
        byte[] xmp = "http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='1'/>".getBytes(StandardCharsets.US_ASCII);
        byte[] full = Samples.withSegment(
                Samples.withSegment(Samples.withExif(plain, Samples.camera()), 0xE1, xmp),
                0xFE,
                "Ada's home".getBytes(StandardCharsets.US_ASCII));
        full = Samples.joined(full, "a film with a place in it".getBytes(StandardCharsets.US_ASCII));

        ImageSource stripped = MetadataRemover.strip(Samples.source("a.jpg", full));
        ImageFacts facts = reader.inspect(stripped).facts();
        assertFalse(facts.hasLocation());
        assertEquals(Optional.empty(), facts.takenAt());
        assertEquals(CameraFacts.NONE, CameraFacts.read(stripped));
        assertArrayEquals(plain, stripped.open().readAllBytes());
    }

    @Test
    void orientationAndColorProfileStay() {
        byte[] profile = Samples.profile(new double[][] {{0.5, 0.24, 0}, {0.3, 0.69, 0.04}, {0.16, 0.07, 0.78}}, 2.2);
        byte[] full = Samples.withProfile(Samples.withExif(Samples.jpeg(64, 32), Samples.orientation(6)), profile);
        ImageSource source = Samples.source("a.jpg", full);
        ImageSource stripped = MetadataRemover.strip(source);
        Picture before = reader.read(source, 512);
        Picture after = reader.read(stripped, 512);
        assertEquals("32 × 64", after.width() + " × " + after.height());
        assertArrayEquals(before.argb(), after.argb());
    }

    @Test
    void pngAndWebpLoseTheirTextAndKeepTheirPixels() {
        byte[] png = Samples.encoded(Samples.quarters(8, 8, java.awt.image.BufferedImage.TYPE_INT_RGB), "png");
        byte[] full = Samples.joined(
                Arrays.copyOf(png, 33),
                Samples.pngChunk("tEXt", "Author\0Ada".getBytes(StandardCharsets.US_ASCII)),
                Samples.pngChunk("eXIf", Samples.camera()),
                Arrays.copyOfRange(png, 33, png.length));
        assertTrue(reader.inspect(Samples.source("a.png", full)).facts().hasLocation());
        ImageSource stripped = MetadataRemover.strip(Samples.source("a.png", full));
        assertFalse(reader.inspect(stripped).facts().hasLocation());
        assertArrayEquals(
                reader.read(Samples.source("a.png", png), 64).argb(),
                reader.read(stripped, 64).argb());

        ImageSource webp = Samples.source("a.webp", Samples.resource("alpha.webp"));
        assertArrayEquals(
                reader.read(webp, 64).argb(),
                reader.read(MetadataRemover.strip(webp), 64).argb());
    }

    /// Reads the result piece by piece: everything in it has a name on the list.
    @Test
    void nothingIsLeftInAJpegThatNobodyNamed() throws Exception {
        byte[] thumbnail = new byte[14 + 3 * 4];
        System.arraycopy("JFIF\0\1\2\0\0\1\0\1\2\2".getBytes(StandardCharsets.ISO_8859_1), 0, thumbnail, 0, 14);
        byte[] full = Samples.jpeg(64, 48);
        full = Samples.joined(Arrays.copyOf(full, 2), Arrays.copyOfRange(full, 20, full.length)); // its own APP0 goes
        for (int marker : new int[] {0xE1, 0xE2, 0xE3, 0xEB, 0xED, 0xEE, 0xEF, 0xF0, 0xF7, 0xFD, 0xFE}) {
            full = Samples.withSegment(full, marker, SECRET);
        }
        full = Samples.withSegment(
                full, 0xEE, Samples.joined("Adobe\0\144\0\0\0\0\1".getBytes(StandardCharsets.ISO_8859_1), SECRET));
        full = Samples.withSegment(full, 0xE0, thumbnail);
        full = Samples.joined(full, SECRET);
        byte[] clean = stripped("a.jpg", full);
        assertFalse(new String(clean, StandardCharsets.ISO_8859_1).contains("secret"));
        ByteBuffer read = ByteBuffer.wrap(clean, 2, clean.length - 2);
        var markers = new HashSet<String>();
        while (true) {
            int marker = read.getShort() & 0xFFFF;
            if (marker == 0xFFDA) {
                break;
            }
            int length = read.getShort();
            markers.add(Integer.toHexString(marker) + (marker < 0xFFE0 ? "" : " " + length));
            read.position(read.position() + length - 2);
        }
        assertEquals(Set.of("ffdb", "ffc0", "ffc4", "ffe0 16", "ffee 14"), markers);
        assertArrayEquals(
                reader.read(Samples.source("a.jpg", full), 64).argb(),
                reader.read(Samples.source("b.jpg", clean), 64).argb());
    }

    @Test
    void nothingIsLeftInAWebpThatNobodyNamed() throws Exception {
        byte[] webp = Samples.resource("alpha.webp");
        byte[] full = Samples.joined(webp, chunk("EXIF"), chunk("XMP "), chunk("C2PA"), chunk("abcd"), chunk("ICCP"));
        ByteBuffer.wrap(full).order(ByteOrder.LITTLE_ENDIAN).putInt(4, full.length - 8);
        byte[] clean = stripped("a.webp", Samples.joined(full, SECRET));
        var chunks = new ArrayList<String>();
        ByteBuffer read = ByteBuffer.wrap(clean).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(clean.length - 8, read.getInt(4));
        for (int at = 12; at < clean.length; at += 8 + read.getInt(at + 4) + (read.getInt(at + 4) & 1)) {
            chunks.add(new String(clean, at, 4, StandardCharsets.ISO_8859_1));
        }
        chunks.removeAll(List.of("VP8X", "VP8 ", "VP8L", "ALPH"));
        assertEquals(List.of("ICCP"), chunks);
    }

    private static byte[] chunk(String type) {
        return ByteBuffer.allocate(8 + SECRET.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .putInt(SECRET.length)
                .put(SECRET)
                .array();
    }

    private static byte[] stripped(String name, byte[] file) throws IOException {
        try (var in = MetadataRemover.strip(Samples.source(name, file)).open()) {
            return in.readAllBytes();
        }
    }

    @Test
    void whatCannotBeDoneWithoutLossIsRefused() {
        assertThrows(
                ImageException.Invalid.class,
                () -> MetadataRemover.strip(Samples.source("a.tif", Samples.resource("lzw.tif"))));
    }

    @Test
    void aFileTooDamagedToBeSureIsRefused() {
        byte[] full = Samples.withExif(Samples.jpeg(64, 48), Samples.camera());
        assertThrows(
                ImageException.Invalid.class,
                () -> MetadataRemover.strip(Samples.source("a.jpg", Arrays.copyOf(full, 400))));
    }
}
