package dev.vitrine.connection;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.FolderContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {
    @TempDir
    private Path parent;

    /// What it holds is only read, so nothing in it tells that somebody needs it.
    @Test
    void aWindowThatIsOpenForDaysKeepsItsFolder() throws IOException {
        try (ScratchFolder open = ScratchFolder.in(parent)) {
            Files.writeString(open.folder().resolve("catalog.sqlite"), "rows");
            Files.setLastModifiedTime(open.folder(), FileTime.from(Instant.now().minusSeconds(200_000)));
            ScratchFolder.in(parent).close();
            assertTrue(Files.exists(open.folder().resolve("catalog.sqlite")));
        }
        assertFalse(FolderContent.in(parent).stream().findAny().isPresent());
    }

    @Test
    void whatAKilledProcessLeftGoes() throws IOException {
        Path left = Files.createDirectories(parent.resolve("run-gone"));
        Files.writeString(left.resolve("catalog.sqlite"), "rows");
        ScratchFolder.in(parent).close();
        assertFalse(Files.exists(left));
    }
}
