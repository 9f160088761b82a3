package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.cli.TypedLine.Ended;
import dev.vitrine.service.SampleImages;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A test of typed commands, on a home of its own.
abstract class CommandTest {
    @TempDir
    Path folder;

    TypedLine vitrine;

    @BeforeEach
    void beginTyping() {
        vitrine = new TypedLine(folder.resolve("home"));
    }

    /// @return the id of the image, which is alice's
    String upload(String title, Color color, String... tags) throws IOException {
        Path file = Files.write(folder.resolve(title + ".jpg"), SampleImages.jpeg(64, 48, color));
        var words = new ArrayList<>(List.of("upload", file.toString(), "--user", "alice"));
        for (String tag : tags) {
            words.addAll(List.of("--tag", tag));
        }
        Ended ended = vitrine.run(words.toArray(String[]::new));
        assertEquals(ExitCode.DONE, ended.code(), ended.err());
        return ended.out().substring(ended.out().lastIndexOf(": ") + 2).strip();
    }
}
