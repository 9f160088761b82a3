package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.pixels.Picture;
import java.awt.image.BufferedImage;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is too large to be decoded whole is taken in, and shown small where it can be.
final class LargePicturesTest {
    @ParameterizedTest
    @CsvSource({"16320, 12240", "14204, 10652", "32000, 300"})
    void aLargePhotographIsShownSmall(int width, int height) {
        ImageSource source = Samples.source("large.jpg", Samples.gray(width, height));
        ImageFacts facts = new PictureReader().inspect(source).facts();
        assertEquals(List.of(width, height), List.of(facts.width(), facts.height()));
        Picture picture = new PictureReader().read(source, 512);
        assertEquals(512, picture.width());
        assertEquals(0xFF808080, picture.argb()[picture.width() + 1]);
    }

    @Test
    void whatCannotBeShownIsTakenInAllTheSame() {
        byte[] png = Samples.encoded(Samples.quarters(8, 8, BufferedImage.TYPE_INT_RGB), "png");
        ByteBuffer.wrap(png).putInt(16, 40_000).putInt(20, 8);
        ImageSource source = Samples.source("wide.png", png);
        assertEquals(40_000, new PictureReader().inspect(source).facts().width());
        assertThrows(ImageException.Invalid.class, () -> new PictureReader().read(source, 512));
    }

    /// A small picture, and megabytes behind it: a film, say.
    @Test
    void theBytesOfALargeFileCountAmongTheMemoryOfItsDecode(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("large.jpg");
        Files.write(file, Samples.gray(64, 64));
        try (var longer = new RandomAccessFile(file.toFile(), "rw")) {
            longer.setLength(400L << 20);
        }
        try (SourceBytes bytes = SourceBytes.open(ImageSource.ofFile(file))) {
            long memory = PictureDecoder.memory(bytes, HeaderCheck.read("large.jpg", bytes), 512);
            assertTrue(memory > 400L << 20, () -> memory + " bytes");
        }
    }
}
