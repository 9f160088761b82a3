package dev.vitrine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    /// Packaging shows a command and the window by one process, and has to hear that the command failed.
    @Test
    void aCommandThatFailsEndsWithItsCodeAlsoWhereTheWindowIsMeasured() throws Exception {
        var command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dvitrine.exit=first-pictures",
                        "-Dvitrine.home=" + folder.resolve("vitrine"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "list",
                        "--no-such-option")
                .redirectErrorStream(true);
        command.environment().remove("DISPLAY");
        Process child = command.start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(2, child.waitFor(), said);
    }
}
