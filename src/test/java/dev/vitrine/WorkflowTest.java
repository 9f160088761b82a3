package dev.vitrine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// The workflow that tests and packages on three systems cannot run here, so at least what it names must exist.
class WorkflowTest {
    private static final Path FILE = Path.of(".github", "workflows", "build.yml");
    private static final List<String> SYSTEMS = List.of("ubuntu-latest", "windows-latest", "macos-latest");

    @Test
    void everyJobRunsOnTheThreeSystems() throws IOException {
        jobs().forEach((name, job) -> {
            assertEquals(Map.of("os", SYSTEMS), map(map(job.get("strategy")).get("matrix")), name);
            assertEquals("${{ matrix.os }}", job.get("runs-on"), name);
            assertTrue(job.get("timeout-minutes") instanceof Integer, name + " ends by itself");
        });
    }

    @Test
    void aJobNeedsOnlyJobsThatThereAre() throws IOException {
        var needed = new TreeSet<String>();
        jobs().values().stream()
                .map(job -> job.get("needs"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .forEach(needed::add);
        assertEquals(new TreeSet<>(List.of("verify")), needed);
        assertTrue(jobs().keySet().containsAll(needed));
    }

    @Test
    void everyStepRunsSomethingOrUsesAnActionOfAFixedVersion() throws IOException {
        for (Map<?, ?> step : steps()) {
            boolean runs = step.get("run") instanceof String text && !text.isBlank();
            boolean uses = step.get("uses") instanceof String action && action.matches("actions/[a-z-]+@v\\d+");
            assertTrue(runs != uses, step.toString());
        }
    }

    @Test
    void theTestCommandIsTheOneOfTheReadme() throws IOException {
        assertTrue(steps().stream().anyMatch(step -> "./mvnw -B verify".equals(step.get("run"))));
        assertTrue(Files.readString(Path.of("README.md")).contains("./mvnw verify"));
    }

    @Test
    void profilesFilesAndOptionsThatItNamesExist() throws IOException {
        String text = Files.readString(FILE);
        assertTrue(Files.readString(Path.of("pom.xml")).contains("<id>package</id>"));
        var named = Pattern.compile("src/[\\w./-]+").matcher(text);
        assertTrue(named.find());
        do {
            assertTrue(Files.exists(Path.of(named.group())), named.group());
        } while (named.find());
        assertTrue(text.contains("-Dvitrine.exit=first-pictures"));
    }

    private static List<Map<?, ?>> steps() throws IOException {
        var steps = new ArrayList<Map<?, ?>>();
        for (Map<?, ?> job : jobs().values()) {
            ((List<?>) job.get("steps")).forEach(step -> steps.add(map(step)));
        }
        return steps;
    }

    @SuppressWarnings("unchecked") // the shape is what the tests are about
    private static Map<String, Map<?, ?>> jobs() throws IOException {
        Map<String, Object> file = new Yaml().load(Files.readString(FILE));
        return (Map<String, Map<?, ?>>) file.get("jobs");
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }
}
