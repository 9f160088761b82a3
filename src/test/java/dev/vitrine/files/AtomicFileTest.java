package dev.vitrine.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.AtOnce;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("settings.json");
    }

    @Test
    void theSystemIsToldToWaitForTheBytesAndForTheName() throws Exception {
        List<Path> forced = DiskForces.during(() -> AtomicFile.replace(file, "new".getBytes()));
        assertEquals(2, forced.size());
        assertTrue(forced.getFirst().toString().endsWith(WholeFile.SUFFIX));
        assertEquals(folder, forced.getLast());
    }

    @Test
    void whatCannotBeWrittenLeavesTheOldFileAndNothingElse() throws IOException {
        AtomicFile.replace(file, "old".getBytes());
        assertThrows(
                IOException.class,
                () -> AtomicFile.replace(file, out -> {
                    out.write("half".getBytes());
                    throw new IOException("no space left");
                }));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("settings.json"), names(folder));
    }

    @Test
    void severalAtOnceLeaveTheFileOfOneOfThem() throws Exception {
        AtOnce.run(8, writer -> () -> {
            for (int i = 0; i < 20; i++) {
                AtomicFile.replace(file, String.valueOf(writer).repeat(10_000).getBytes());
                assertTrue(Files.readString(file).matches("(\\d)\\1{9999}"));
            }
        });
        assertEquals(List.of("settings.json"), names(folder));
    }

    @Test
    void aLeftoverOfACrashGoesAfterADay() throws IOException {
        Path old = Files.createFile(folder.resolve(".old" + WholeFile.SUFFIX));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Files.createFile(folder.resolve(".young" + WholeFile.SUFFIX));
        AtomicFile.replace(file, new byte[0]);
        assertEquals(List.of(".young" + WholeFile.SUFFIX, "settings.json"), names(folder));
    }

    @Test
    void changesOneAfterTheOtherSeeEachOther() throws Exception {
        AtomicFile.replace(file, "0".getBytes());
        AtOnce.run(8, _ -> () -> {
            for (int i = 0; i < 25; i++) {
                AtomicFile.exclusively(file, () -> {
                    int next = Integer.parseInt(Files.readString(file)) + 1;
                    AtomicFile.replace(file, String.valueOf(next).getBytes());
                    return next;
                });
            }
        });
        assertEquals("200", Files.readString(file));
    }

    /// The lock is one of the system, so that another process keeps off too.
    @Test
    void whileAChangeRunsTheLockFileIsLocked() throws IOException {
        boolean free = AtomicFile.exclusively(file, () -> {
            try (FileChannel other =
                    FileChannel.open(folder.resolve(".settings.json.lock"), StandardOpenOption.WRITE)) {
                return other.tryLock() != null;
            } catch (java.nio.channels.OverlappingFileLockException _) {
                return false;
            }
        });
        assertFalse(free);
    }

    @Test
    void whoIsInterruptedBeforeTheLockChangesNothing() {
        Thread.currentThread().interrupt();
        try {
            var stopped = assertThrows(
                    FileLockInterruptionException.class, () -> AtomicFile.exclusively(file, () -> "changed"));
            assertTrue(FileFailures.isInterrupt(stopped));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    private static List<String> names(Path folder) throws IOException {
        return FolderContent.names(folder);
    }
}
