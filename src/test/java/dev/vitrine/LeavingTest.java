package dev.vitrine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.service.SampleImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What docs/leaving.md asks of a catalog is what a catalog answers.
class LeavingTest {
    private static final Pattern SELECT = Pattern.compile("catalog\\.sqlite \"(SELECT [^\"]+)\"");

    @TempDir
    private Path folder;

    @Test
    void everyQueryOfThePageAnswers() throws Exception {
        Path file = folder.resolve("catalog.sqlite");
        try (var catalog = SqliteCatalog.open(file)) {
            catalog.put(SampleImages.row("one", "The beach"));
        }
        List<String> queries = new ArrayList<>();
        var found = SELECT.matcher(Files.readString(Path.of("docs/leaving.md")));
        while (found.find()) {
            queries.add(found.group(1));
        }
        assertEquals(3, queries.size());
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            for (String query : queries) {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery(query)) {
                    assertTrue(query.contains("content_sha256 <>") != rows.next(), query);
                }
            }
        }
    }
}
