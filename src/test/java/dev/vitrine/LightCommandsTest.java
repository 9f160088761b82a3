package dev.vitrine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A question to a local library is answered without the weight of window, server and cloud: a JVM of its own tells
/// every class that it loads.
class LightCommandsTest {
    @Test
    void listingALocalLibraryLoadsNeitherWindowNorServerNorCloud(@TempDir Path home)
            throws IOException, InterruptedException {
        Path log = home.resolve("classes.log");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log,
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dvitrine.home=" + home.resolve("vitrine"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "list")
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, child.waitFor(), said);
        assertEquals("", said);
        List<String> loaded = Files.readAllLines(log);
        assertTrue(
                loaded.stream().anyMatch(line -> line.contains("dev.vitrine.cli.ListCommand ")), "the log has classes");
        // The verifier of Main looks at the exception that opening a window may throw.
        assertEquals(
                List.of(),
                loaded.stream()
                        .filter(line -> !line.contains("dev.vitrine.ui.shell.NoDisplay "))
                        .filter(line -> line.contains("javafx")
                                || line.contains("dev.vitrine.ui.")
                                || line.contains("dev.vitrine.api.")
                                || line.contains("software.amazon")
                                || line.contains("dev.vitrine.store.aws.Dynamo")
                                || line.contains("com.fasterxml.jackson.databind"))
                        .toList());
    }
}
