package dev.vitrine.service.upload.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.DiskForces;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastedFilesTest {
    @TempDir
    private Path folder;

    @Test
    void aPastedPictureIsOnTheDiskWithItsName() throws Exception {
        var kept = new ArrayList<Path>();
        List<Path> forced = DiskForces.during(() ->
                kept.add(new PastedFiles(folder).keep(ImageSource.ofBytes("pasted.png", new byte[] {1, 2, 3}))));
        Path file = kept.getFirst();
        assertEquals(List.of(folder, file, file.getParent()), forced);
    }

    @Test
    void whoIsStoppedWhileOneIsKeptHearsOfNoFullDisk() {
        var picture = ImageSource.ofBytes("pasted.png", new byte[] {1, 2, 3});
        Thread.currentThread().interrupt();
        try {
            assertThrows(ImageException.Cancelled.class, () -> new PastedFiles(folder).keep(picture));
        } finally {
            assertTrue(Thread.interrupted(), "whoever stops it is not forgotten");
        }
    }
}
