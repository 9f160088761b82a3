package dev.vitrine.picture.jpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegEncoderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 7", "16, 16", "17, 33", "512, 341"})
    void isAsNearToThePictureAsTheWriterOfTheJdk(int width, int height) throws IOException {
        int[] pixels = waves(width, height);

        byte[] file = JpegEncoder.encode(width, height, pixels, ThumbnailBatch.QUALITY);

        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        Path theirs = ThumbnailBatch.write(image, folder.resolve("theirs.jpg"));
        double ours = Fidelity.psnr(pixels, read(file, width, height));
        double jdk = Fidelity.psnr(pixels, read(Files.readAllBytes(theirs), width, height));
        assertTrue(ours > jdk - 0.3, () -> "ours " + ours + " dB, the JDK's " + jdk + " dB");
        assertEquals(Files.size(theirs), file.length, 0.02 * file.length + 16);
    }

    @Test
    void whatIsHardestToCodeComesBackWhole() throws Exception {
        var random = new Random(1);
        int[] noise = new int[64 * 48];
        Arrays.setAll(noise, i -> 0xFF000000 | (random.nextBoolean() ? 0xFFFFFF : 0));

        byte[] file = JpegEncoder.encode(64, 48, noise, 1);

        assertTrue(Fidelity.psnr(noise, read(file, 64, 48)) > 30);
        JpegPicture picture = JpegDecoder.decode(file, 64, JpegLimits.DEFAULT);
        assertFalse(picture.damaged());
        assertTrue(Fidelity.psnr(noise, picture.pixels()) > 30);
    }

    @Test
    void whiteAndBlackStayWhiteAndBlack() throws IOException {
        int[] pixels = new int[32 * 16];
        Arrays.setAll(pixels, i -> i % 32 < 16 ? 0xFFFFFFFF : 0xFF000000);

        int[] decoded = read(JpegEncoder.encode(32, 16, pixels, ThumbnailBatch.QUALITY), 32, 16);

        assertEquals(0xFFFFFFFF, decoded[0]);
        assertEquals(0xFF000000, decoded[31]);
    }

    private static int[] waves(int width, int height) {
        int[] pixels = new int[width * height];
        Arrays.setAll(pixels, i -> {
            int x = i % width;
            int y = i / width;
            int red = (int) (127 + 120 * Math.sin(x / 5.0));
            int green = (int) (127 + 120 * Math.sin(y / 9.0 + x / 40.0));
            int blue = (int) (127 + 120 * Math.cos((x + y) / 17.0));
            return 0xFF000000 | red << 16 | green << 8 | blue;
        });
        return pixels;
    }

    private static int[] read(byte[] file, int width, int height) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        assertEquals(width, image.getWidth());
        assertEquals(height, image.getHeight());
        return Fidelity.pixels(image);
    }
}
