package dev.vitrine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private static final Set<String> COMMANDS = Set.of("list", "upload");

    @TempDir
    private Path folder;

    @Test
    void filesAndFoldersAloneOpenTheWindow() throws IOException {
        Path file = Files.createFile(folder.resolve("beach.jpg"));
        assertEquals(
                Optional.of(List.of(file, folder)), Main.filesToOpen(COMMANDS, file.toString(), folder.toString()));
    }

    @Test
    void anythingElseIsACommandLine() throws IOException {
        Path file = Files.createFile(folder.resolve("beach.jpg"));
        assertEquals(Optional.empty(), Main.filesToOpen(COMMANDS, "--help"));
        assertEquals(Optional.empty(), Main.filesToOpen(COMMANDS, file.toString(), "--user"));
        assertEquals(
                Optional.empty(),
                Main.filesToOpen(COMMANDS, folder.resolve("gone.jpg").toString()));
        assertEquals(Optional.empty(), Main.filesToOpen(COMMANDS, ""));
        assertEquals(Optional.empty(), Main.filesToOpen(COMMANDS, "a\0b"));
    }

    @Test
    void aCommandWinsOverAFileOfItsName() {
        assertEquals(Optional.empty(), Main.filesToOpen(Set.of("src"), "src"));
        assertEquals(Optional.of(List.of(Path.of("./src"))), Main.filesToOpen(Set.of("src"), "./src"));
    }
}
