package dev.vitrine.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.StableFileSource.Problem;
import dev.vitrine.files.StableFileSource.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StableFileSourceTest {
    private static final int TOO_LARGE_TO_HOLD = 9 << 20;

    @TempDir
    private Path folder;

    @Test
    void aLargeFileThatIsTouchedAfterItsLastByteWasReadDoesNotCountAsRead() throws IOException {
        Path file = file(TOO_LARGE_TO_HOLD);
        StableFileSource source = held(file);
        try (InputStream in = source.open()) {
            in.readNBytes(TOO_LARGE_TO_HOLD);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));

            assertEquals(Problem.CHANGING, assertThrows(Trouble.class, in::read).problem());
        }
        assertEquals(Problem.CHANGING, source.trouble().orElseThrow().problem());
    }

    @Test
    void aFileThatGrowsOrShrinksWhileItIsReadDoesNotCountAsRead() throws IOException {
        for (int size : new int[] {1000, TOO_LARGE_TO_HOLD}) {
            Path grown = file(size);
            try (InputStream in = StableFileSource.of(grown, "grown.jpg").open()) {
                in.readNBytes(10);
                Files.write(grown, new byte[1], StandardOpenOption.APPEND);
                assertThrows(Trouble.class, in::readAllBytes);
            }
            Path cut = file(size);
            try (InputStream in = StableFileSource.of(cut, "cut.jpg").open()) {
                in.readNBytes(10);
                Files.write(cut, new byte[20], StandardOpenOption.TRUNCATE_EXISTING);
                assertThrows(Trouble.class, in::readAllBytes);
            }
        }
    }

    @Test
    void whatIsHeldIsReadFromTheDiskOnce() throws IOException {
        Path file = file(1000);
        StableFileSource source = held(file);
        Files.delete(file);

        assertEquals(1000, source.inMemory().orElseThrow().length);
        Trouble gone =
                assertThrows(Trouble.class, () -> source.open().readAllBytes(), "held bytes of a file that is gone");
        assertTrue(gone.getMessage().startsWith("The file is not there any more: "), gone.getMessage());
        source.letGo();
        assertEquals(Optional.empty(), source.inMemory());
    }

    private static StableFileSource held(Path file) throws IOException {
        StableFileSource source = StableFileSource.of(file, "photo.tif");
        source.hold();
        return source;
    }

    private Path file(int size) throws IOException {
        return Files.write(folder.resolve("photo.tif"), new byte[size]);
    }
}
