package dev.vitrine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.service.SampleImages;
import java.awt.Color;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
        var command = child("-Dvitrine.exit=first-pictures", "list", "--no-such-option")
                .redirectErrorStream(true);
        command.environment().remove("DISPLAY");
        Process child = command.start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(2, child.waitFor(), said);
    }

    /// What a training of the packages teaches: how several commands begin, by one process.
    @Test
    void whatAProcessIsToRunBeforeItsCommandIsRunInTurn() throws Exception {
        var command = child("-Dvitrine.before=users --json,list --no-such-option", "tags", "--json")
                .redirectErrorStream(true);
        Process child = command.start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, child.waitFor(), said);
        assertTrue(said.indexOf("--no-such-option") > said.indexOf("users"), said);
        assertTrue(said.indexOf("tags") > said.indexOf("--no-such-option"), said);
    }

    /// The program ends as soon as nobody holds it.
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "nothing asks a program there to end")
    void whoeverStopsACommandHearsWhatBecameOfIt() throws Exception {
        Path file = Files.write(folder.resolve("beach.jpg"), SampleImages.jpeg(32, 24, Color.YELLOW));
        var command = child("-Dx", "upload", "--json", "--user", "alice", file.toString());
        command.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", "http://127.0.0.1:9",
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test",
                        "S3_BUCKET_NAME", "bucket",
                        "DYNAMODB_TABLE_NAME", "table"));
        Process child = command.start();
        try (BufferedReader err = child.errorReader(StandardCharsets.UTF_8)) {
            String waiting = err.lines()
                    .filter(line -> line.startsWith("Waiting since"))
                    .findFirst()
                    .orElse("");
            child.toHandle().destroy(); // what is read of it stays open
            String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(said.contains("--resume"), waiting + said);
        }
    }

    private ProcessBuilder child(String option, String... words) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                option,
                "-Dvitrine.home=" + folder.resolve("vitrine"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command);
    }
}
