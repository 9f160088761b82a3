package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

class TableCommandsTest extends CommandTest {
    private Path table;

    @BeforeEach
    void upload() throws IOException {
        table = folder.resolve("list.csv");
        for (String title : List.of("Beach", "Harbor")) {
            Path file = folder.resolve(title + ".jpg");
            Files.write(file, SampleImages.jpeg(64, 48, title.equals("Beach") ? Color.YELLOW : Color.BLUE));
            assertEquals(
                    ExitCode.DONE,
                    vitrine.run("upload", file.toString(), "--user", "alice", "--title", title, "--tag", "old")
                            .code());
        }
    }

    @Test
    void whatWasChangedInTheTableIsToldThenWritten() throws IOException {
        assertEquals(ExitCode.DONE, export(table.toString()).code());
        change("Beach", "Beach at dawn");

        Ended dry = vitrine.run("import", table.toString(), "--dry-run");
        assertEquals(ExitCode.DONE, dry.code());
        assertTrue(dry.out().contains("title: “Beach” → “Beach at dawn”"), dry.out());
        assertEquals("1 image changes; 1 line says what the library says.\nNothing was changed.\n", dry.err());
        assertEquals(List.of("Beach"), titles("beach"));

        Ended unanswered = vitrine.run("import", table.toString());
        assertEquals(ExitCode.INVALID, unanswered.code());
        assertEquals(List.of("Beach"), titles("beach"));

        JsonNode done = json(vitrine.run("import", table.toString(), "--yes", "--json"));
        assertEquals(1, done.get("changed_count").asInt());
        assertEquals(
                "Beach at dawn",
                done.get("changes").get(0).get("after").get("title").asText());
        assertEquals(List.of("Beach at dawn"), titles("beach"));
        assertEquals(
                "No image changes; 1 line says what the library says.\nNothing was changed.\n",
                vitrine.run("import", export("harbor.csv", "--query", "harbor").file(), "--yes")
                        .err());
    }

    @Test
    void aLineThatMeansNoImageIsToldByNumberAndFailsTheCommand() throws IOException {
        Files.writeString(table, "image_id,title\nnobody,New\n");
        Ended ended = vitrine.run("import", table.toString(), "--yes");
        assertEquals(ExitCode.NOT_FOUND, ended.code());
        assertTrue(ended.err().contains("line 2 is left out, there is no such image: nobody"), ended.err());
    }

    @Test
    void standardOutputHoldsTheTableAlone() {
        Ended csv = vitrine.run("export", "--user", "alice");
        assertEquals("", csv.err());
        assertEquals(3, csv.out().lines().count());
        Ended lines = vitrine.run("export", "--format", "jsonl", "--tag", "old");
        assertEquals(2, lines.out().lines().count());
        assertTrue(lines.out().startsWith("{\"image_id\":\""), lines.out());
    }

    @Test
    void aTableIsNotWrittenUnderTheNameOfAWorkbook() {
        for (String name : List.of("list.xlsx", "list.ODS", "list.tsv")) {
            assertEquals(ExitCode.INVALID, export(name).code(), name);
            assertFalse(Files.exists(folder.resolve(name)), name);
        }
        assertEquals(ExitCode.DONE, export("list.tsv", "--format", "csv").code());
        assertEquals(ExitCode.DONE, export("list").code());
    }

    private record Exported(ExitCode code, String file) {}

    private Exported export(String name, String... search) {
        String file = folder.resolve(name).toString();
        var words = new ArrayList<>(List.of("export", "--output", file));
        words.addAll(List.of(search));
        return new Exported(vitrine.run(words.toArray(String[]::new)).code(), file);
    }

    private void change(String before, String after) throws IOException {
        Files.writeString(table, Files.readString(table).replace("," + before + ",", "," + after + ","));
    }

    private List<String> titles(String query) throws IOException {
        return json(vitrine.run("list", "--query", query, "--json"))
                .get("images")
                .findValuesAsText("title");
    }

    private static JsonNode json(Ended ended) throws IOException {
        return new ObjectMapper().readTree(ended.out());
    }
}
