package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginalFactsTest {
    @TempDir
    private Path folder;

    @Test
    void whatAPoorRowDoesNotSayIsReadFromTheBytes() throws IOException {
        ImageFacts read = OriginalFacts.read(file(noise()), ImageFacts.UNKNOWN).facts();
        assertEquals(Optional.of(ImageType.JPEG), read.type());
        assertEquals(160, read.width());
        assertEquals(320, read.height());
        assertEquals(noise().length, read.sizeBytes());
        assertEquals("", read.originalName());
    }

    @Test
    void aRowThatSaysAllIsBelieved() throws IOException {
        ImageFacts known = ImageFacts.UNKNOWN
                .with(Attribute.CONTENT_TYPE, "image/jpeg")
                .with(Attribute.WIDTH, 1)
                .with(Attribute.SIZE_BYTES, 2);
        assertEquals(
                ImageFacts.UNKNOWN, OriginalFacts.read(file(noise()), known).facts());
    }

    @Test
    void ofAPictureThatIsCutOffThePartThatCanBeSeenIsKnown() throws IOException {
        byte[] whole = noise();
        assertEquals(1, OriginalFacts.read(file(whole), ImageFacts.UNKNOWN).soundPart());
        for (int percent : new int[] {15, 50, 90}) {
            byte[] cut = Arrays.copyOf(whole, whole.length * percent / 100);
            double part = OriginalFacts.read(file(cut), ImageFacts.UNKNOWN).soundPart();
            assertTrue(Math.abs(part * 100 - percent) <= 8, percent + " % of the bytes show " + part);
        }
    }

    /// The second directory says that it is the first one made small, the next one that it is its mask.
    @Test
    void pagesAreCountedWithoutSmallerOnesAndMasks() {
        assertEquals(1, OriginalFacts.read(tiff(0), ImageFacts.UNKNOWN).pages());
        assertEquals(2, OriginalFacts.read(tiff(0, 1, 4, 2), ImageFacts.UNKNOWN).pages());
        assertEquals(
                300, OriginalFacts.read(tiff(new int[300]), ImageFacts.UNKNOWN).pages());
        ImageSource cut = ImageSource.ofBytes("a.tif", Arrays.copyOf(Samples.of(ImageType.TIFF), 8));
        assertEquals(1, PictureReader.pages(cut));
    }

    private static ImageSource tiff(int... kinds) {
        ByteBuffer file = ByteBuffer.allocate(8 + kinds.length * 42).put(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8});
        for (int i = 0; i < kinds.length; i++) {
            file.putShort((short) 3);
            for (int[] entry : new int[][] {{254, kinds[i]}, {256, 10}, {257, 10}}) {
                file.putShort((short) entry[0]).putShort((short) 4).putInt(1).putInt(entry[1]);
            }
            file.putInt(i + 1 == kinds.length ? 0 : file.position() + 4);
        }
        return ImageSource.ofBytes("a.tif", file.array());
    }

    private ImageSource file(byte[] bytes) throws IOException {
        return ImageSource.ofFile(Files.write(folder.resolve("a.jpg"), bytes));
    }

    /// Everywhere equally hard to store.
    private static byte[] noise() throws IOException {
        var random = new Random(3);
        var image = new BufferedImage(160, 320, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 320; y++) {
            for (int x = 0; x < 160; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }
}
