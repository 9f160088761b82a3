package dev.vitrine.ui.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.service.SampleImages;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropMetadataTest {
    @TempDir
    private Path folder;

    @Test
    void ofMoreThanAThousandTheRestIsNotLookedAt() throws IOException, InterruptedException {
        byte[] picture = SampleImages.png(1, 1, Color.BLUE);
        for (int i = 0; i < 1000; i++) {
            Files.write(folder.resolve(i + ".png"), picture);
        }
        assertEquals(new DropMetadata(0, 1000, true), DropMetadata.of(List.of(folder)));
        Files.write(folder.resolve("more.png"), picture);
        Files.write(folder.resolve("most.png"), picture);
        assertEquals(new DropMetadata(0, 1000, false), DropMetadata.of(List.of(folder)));
    }
}
