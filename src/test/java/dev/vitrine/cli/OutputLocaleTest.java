package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.service.SampleImages;
import java.awt.Color;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What scripts read is the same whatever language the system has: digits, separators, letter case.
class OutputLocaleTest extends CommandTest {
    private static final List<String> LANGUAGES =
            List.of("ar", "ar-EG", "de", "hi", "hi-IN-u-nu-deva", "fa", "tr", "th-TH-u-ca-buddhist-nu-thai");

    private final Locale before = Locale.getDefault();

    @BeforeEach
    void fillALibrary() throws IOException {
        Path beach = Files.write(folder.resolve("beach.png"), SampleImages.png(600, 400, Color.YELLOW));
        assertTrue(Files.size(beach) > 1_000, "long enough for a unit");
        assertEquals(
                ExitCode.DONE,
                vitrine.run("upload", beach.toString(), "--user", "alice", "--tag", "IMAGE", "--title", "Beach 12")
                        .code());
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    @Test
    void scriptsReadTheSameInEveryLanguage() throws IOException {
        List<String> expected = outputs(Locale.ROOT);
        for (String language : LANGUAGES) {
            assertEquals(
                    String.join("\n", expected), String.join("\n", outputs(Locale.forLanguageTag(language))), language);
        }
    }

    private List<String> outputs(Locale locale) throws IOException {
        Locale.setDefault(locale);
        String id = vitrine.run("list", "--ids").out().strip();
        var outputs = new ArrayList<String>();
        for (String line : List.of(
                "list",
                "list --json",
                "list --query larger:1KB|type:PNG",
                "list --query taken:2024..2023",
                "list --query is:IMPORTANT",
                "tags",
                "users",
                "tags --json",
                "get " + id + " --info",
                "get " + id + " --info --json",
                "connections",
                "connections --json",
                "doctor",
                "doctor --json",
                "upload --help",
                "list --limit many",
                "upload " + hugePicture() + " --user alice --json")) {
            TypedLine.Ended ended = vitrine.run(line.split(" "));
            // picocli puts options into the order of the system's language
            String out = line.endsWith("--help")
                    ? ended.out().lines().sorted().collect(Collectors.joining("\n"))
                    : ended.out();
            outputs.add(line + "\n" + ended.code() + "\n" + out + ended.err());
        }
        return outputs;
    }

    /// Its header claims more pixels than are opened. It is old: nobody waits for the rest of it.
    private Path hugePicture() throws IOException {
        var header = ByteBuffer.allocate(54).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 'B')
                .put((byte) 'M')
                .putInt(54)
                .putInt(0)
                .putInt(54)
                .putInt(40)
                .putInt(60_000)
                .putInt(60_000)
                .putShort((short) 1)
                .putShort((short) 24);
        Path huge = Files.write(folder.resolve("huge.bmp"), header.array());
        return Files.setLastModifiedTime(huge, FileTime.from(Instant.EPOCH));
    }
}
