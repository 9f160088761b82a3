package dev.vitrine.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    @TempDir
    private Path folder;

    private static Path old(Path file) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    }

    @Test
    void foldersOfRunsGoWithAllThatIsInThem(@TempDir Path elsewhere) throws IOException {
        Path kept = Files.writeString(elsewhere.resolve("kept"), "x");
        Path old = Files.createDirectory(folder.resolve("run-1"));
        Files.writeString(old.resolve("catalog.sqlite"), "x");
        Files.createSymbolicLink(old.resolve("link"), elsewhere);
        old(old);
        Files.createDirectory(folder.resolve("run-2"));
        old(Files.createDirectory(folder.resolve("other")));
        Leftovers.sweepOwn(folder, "run-*");
        assertEquals(List.of("other", "run-2"), FolderContent.names(folder));
        assertTrue(Files.exists(kept), "links are not followed");
    }

    /// In a folder of downloads only part files are ours.
    @Test
    void amongOtherFilesOnlyOldPartFilesGo() throws IOException {
        old(Files.createFile(folder.resolve(".old" + WholeFile.SUFFIX)));
        Files.createFile(folder.resolve(".young" + WholeFile.SUFFIX));
        // SQLite's, beside a copy of a catalog that was cut short.
        old(Files.createFile(folder.resolve(".old" + WholeFile.SUFFIX + "-journal")));
        old(Files.createFile(folder.resolve(".old" + WholeFile.SUFFIX + "-more")));
        old(Files.createFile(folder.resolve("mine.jpg")));
        old(Files.createFile(folder.resolve("shown" + WholeFile.SUFFIX)));
        Path theirs = Files.createDirectory(folder.resolve(".folder" + WholeFile.SUFFIX));
        Files.createFile(theirs.resolve("x"));
        old(theirs);
        Leftovers.sweep(folder);
        assertEquals(
                List.of(
                        ".folder" + WholeFile.SUFFIX,
                        ".old" + WholeFile.SUFFIX + "-more",
                        ".young" + WholeFile.SUFFIX,
                        "mine.jpg",
                        "shown" + WholeFile.SUFFIX),
                FolderContent.names(folder));
    }
}
