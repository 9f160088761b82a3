package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Unchecked;
import dev.vitrine.cli.TypedLine.Ended;
import dev.vitrine.service.SampleImages;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CorrectCommandTest extends CommandTest {
    private byte[] original = new byte[0];
    private List<String> ids = List.of();

    @BeforeEach
    void start() throws IOException {
        original = SampleImages.jpeg(40, 30, Color.RED);
        upload("a", original);
        upload("b", SampleImages.jpeg(40, 30, Color.BLUE));
        ids = vitrine.run("list", "--ids").out().lines().toList();
    }

    @Test
    void aMomentIsSetShiftedAndTakenBackToWhatTheCameraSaid() {
        correct("--taken", "2024-05-01T10:00");
        assertEquals(2, found("taken:2024-05-01"));
        correct("--shift=-1d");
        assertEquals(2, found("taken:2024-04-30"));
        String info = vitrine.run("get", "--info", "--json", ids.getFirst()).out();
        assertTrue(info.contains("\"camera_taken_at\" : \"unknown\""), info);
        correct("--camera-time");
        assertEquals(2, found("taken:unknown"));
    }

    @Test
    void whatBecomesOfTheFirstAndTheLastIsSaidBeforeAnythingIsDone() {
        Ended asked = vitrine.run("correct", "--taken", "2024-05-01T10:00", ids.getFirst(), ids.getLast());
        assertEquals(ExitCode.INVALID, asked.code());
        assertTrue(asked.err().contains(ids.getLast() + "  unknown → 2024-05-01T10:00:00"), asked.err());
        assertTrue(asked.err().contains("Correct 2 images"), asked.err());
        Ended planned = vitrine.run("correct", "--turn", "right", "--dry-run", ids.getFirst());
        assertTrue(planned.out().contains("40x30 → 30x40"), planned.out());
        assertEquals(2, found("taken:unknown"));
    }

    @Test
    void otherProgramsAreToldTooWhatWouldBecomeOfEach() {
        Ended planned = vitrine.run("correct", "--taken", "2024-05-01T10:00", "--dry-run", "--json", ids.getFirst());
        String json = planned.out().replaceAll("\\s+", "");
        assertTrue(json.contains("\"before\":{}"), json);
        assertTrue(json.contains("\"taken_at\":\"2024-05-01T10:00:00\""), json);
        assertTrue(json.contains("\"image_id\":\"" + ids.getFirst() + "\""), json);
        assertEquals(2, found("taken:unknown"));
    }

    @Test
    void aTurnSwapsTheSidesAndLeavesTheOriginalAsItIs() {
        String id = ids.getLast();
        vitrine.run("correct", "--turn", "right", id);
        assertTrue(vitrine.run("get", "--info", id).out().contains("30x40"));
        assertEquals(1, found("is:portrait"));
        vitrine.run("correct", "--turn", "left", id);
        assertTrue(vitrine.run("get", "--info", id).out().contains("40x30"));
        vitrine.run("correct", "--turn", "around", id);
        Path file = folder.resolve("out.jpg");
        vitrine.run("get", "--output", file.toString(), id);
        assertArrayEquals(original, read(file));
    }

    @Test
    void whatIsNoTimeChangesNothingAndWhatFailsIsNamed() {
        for (String[] words : new String[][] {
            {"--shift", "soon"},
            {"--taken", "yesterday"},
            {"--taken", "2024-05-01T10:00+05:00"},
            {"--taken", "1714557600"},
            {"--taken", "+12345-01-01"},
            {"--taken", "\u221200044-03-15"}
        }) {
            Ended refused = vitrine.run("correct", words[0], words[1], "--yes", ids.getFirst());
            assertEquals(ExitCode.INVALID, refused.code());
        }
        Ended missing = vitrine.run("correct", "--taken", "2024-05-01", "--yes", "--json", ids.getFirst(), "none");
        assertEquals(ExitCode.NOT_FOUND, missing.code());
        String json = missing.out().replaceAll("\\s+", "");
        assertTrue(json.contains("\"changed\":[\"" + ids.getFirst() + "\"]"), json);
        assertTrue(json.contains("\"image_id\":\"none\""), json);
    }

    private void correct(String... act) {
        var words = new ArrayList<>(List.of("correct", "--yes"));
        words.addAll(List.of(act));
        words.addAll(ids);
        Ended ended = vitrine.run(words.toArray(String[]::new));
        assertEquals("2 images were changed.\n", ended.out(), ended.err());
    }

    private int found(String query) {
        return (int)
                vitrine.run("list", "--ids", "--query", query).out().lines().count();
    }

    private void upload(String name, byte[] jpeg) throws IOException {
        Path file = folder.resolve(name + ".jpg");
        Files.write(file, jpeg);
        vitrine.run("upload", "--user", "alice", file.toString());
    }

    private static byte[] read(Path file) {
        return Unchecked.get(() -> Files.readAllBytes(file));
    }
}
