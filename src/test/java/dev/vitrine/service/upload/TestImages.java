package dev.vitrine.service.upload;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/// Small pictures, each number another one.
public final class TestImages {
    private TestImages() {}

    static byte[] png(int number) {
        return png(24, 16, number);
    }

    /// Noise, which does not get smaller.
    public static byte[] png(int width, int height, int number) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var random = new Random(number);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    static Path png(Path file, int number) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, png(number));
    }

    /// A folder of `count` different pictures.
    static Path folder(Path folder, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            png(folder.resolve("picture-%05d.png".formatted(i)), i);
        }
        return folder;
    }
}
