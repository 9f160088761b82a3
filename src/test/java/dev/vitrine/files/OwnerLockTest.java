package dev.vitrine.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerLockTest {
    @TempDir
    private Path folder;

    @AfterEach
    void isInterruptedNoLonger() {
        boolean _ = Thread.interrupted();
    }

    @Test
    void whoIsStoppedWhileItIsTakenHearsOfNoTroubleAndLeavesNothing() throws IOException {
        Thread.currentThread().interrupt();
        assertThrows(ImageException.Cancelled.class, () -> new OwnerLock(folder));
        assertTrue(Thread.interrupted(), "whoever stops it is not forgotten");
        assertEquals(List.of(), FolderContent.in(folder));
    }
}
