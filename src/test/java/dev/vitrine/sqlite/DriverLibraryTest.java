package dev.vitrine.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.files.FolderContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverLibraryTest {
    @TempDir
    private Path folder;

    @Test
    void itIsUnpackedOnceAndMendedWhenItIsNotWhatItWas() throws IOException {
        Path library = only(DriverLibrary.unpacked(folder));
        byte[] sound = Files.readAllBytes(library);
        FileTime longAgo = FileTime.fromMillis(1000);
        Files.setLastModifiedTime(library, longAgo);
        DriverLibrary.unpacked(folder);
        assertEquals(longAgo, Files.getLastModifiedTime(library));

        Files.write(library, new byte[10]);
        DriverLibrary.unpacked(folder);
        assertArrayEquals(sound, Files.readAllBytes(library));
    }

    private static Path only(Path folder) throws IOException {
        return FolderContent.in(folder).getFirst();
    }
}
