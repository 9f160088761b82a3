package dev.vitrine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.FolderContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// `./dev`, as far as it needs no second Maven.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script")
class DevTest {
    @Test
    void everyProgramOfTheTestsIsListedOnceWithItsFirstSentence() throws IOException, InterruptedException {
        var programs = new TreeSet<String>();
        for (Path source : FolderContent.files(Path.of("src/test/java")).stream()
                .filter(path ->
                        path.toString().endsWith(".java") && !path.toString().endsWith("Test.java"))
                .toList()) {
            if (Files.readString(source).contains("static void main(")) {
                programs.add(source.getFileName().toString().replace(".java", ""));
            }
        }
        List<String> lines = dev(0, "bench").lines().toList();
        Map<String, String> listed = new HashMap<>();
        for (int i = 0; i < lines.size(); i += 2) {
            assertEquals(null, listed.put(lines.get(i), lines.get(i + 1)), "two programs of one name: " + lines.get(i));
        }
        assertEquals(programs, new TreeSet<>(listed.keySet()));
        listed.forEach((name, sentence) ->
                assertTrue(sentence.matches(" {4}\\S.{10,}"), name + " begins with a sentence that says what it does"));
    }

    @Test
    void whatIsAskedWronglyIsAnsweredByWhatThereIs() throws IOException, InterruptedException {
        assertTrue(dev(2, "bench", "Nothing").contains("ContrastTable"));
        assertTrue(dev(2, "nothing").contains("./dev bench"));
        assertEquals(dev(0), dev(0, "help"));
    }

    /// Of several that a system has, the first on the PATH is often an old one.
    @Test
    void nothingIsStartedByTheJavaOfThePath() throws IOException {
        assertFalse(Files.readString(Path.of("pom.xml")).contains("<executable>java</executable>"));
    }

    private static String dev(int exit, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("sh", "./dev"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(exit, process.waitFor(), output);
        return output;
    }
}
