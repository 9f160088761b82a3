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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MetadataRemoverTest {
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
