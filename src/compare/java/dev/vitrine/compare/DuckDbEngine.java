package dev.vitrine.compare;

import dev.vitrine.catalog.LibraryGenerator;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Order;
import dev.vitrine.image.ImageRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// DuckDB: one table with its tags as lists, and a statement for each facet.
final class DuckDbEngine implements Engine {
    private Connection connection;

    @Override
    public boolean fill(Path folder, LibraryGenerator library, int images) throws IOException, SQLException {
        if (Files.exists(folder.resolve("duckdb"))) {
            return false;
        }
        Path table = folder.resolve("rows.csv");
        try (var out = new PrintWriter(Files.newBufferedWriter(table))) {
            for (int i = 0; i < images; i++) {
                out.println(line(library.image(i)));
            }
        }
        open(folder);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE image AS SELECT id, usr, CASE WHEN tags IS NULL THEN []::VARCHAR[]"
                    + " ELSE string_split(tags, '|') END AS tags, type, upright, taken, size, created FROM read_csv('"
                    + table + "', header = false, columns = {'id': 'VARCHAR', 'usr': 'VARCHAR', 'tags': 'VARCHAR',"
                    + " 'type': 'VARCHAR', 'upright': 'BOOLEAN', 'taken': 'TIMESTAMP', 'size': 'BIGINT',"
                    + " 'created': 'TIMESTAMP', 'live': 'BOOLEAN'}) WHERE live");
        }
        close();
        Files.delete(table);
        return true;
    }

    private static String line(ImageRecord image) {
        var facts = image.facts();
        return String.join(
                ",",
                image.imageId(),
                image.userId(),
                String.join("|", image.tags()),
                facts.type().orElseThrow().name(),
                String.valueOf(facts.height() > facts.width()),
                facts.takenAt().map(Object::toString).orElse(""),
                String.valueOf(facts.sizeBytes()),
                image.createdAt().toString().replace("Z", ""),
                String.valueOf(image.deletedAt().isEmpty()));
    }

    @Override
    public void open(Path folder) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("duckdb"));
    }

    @Override
    public Answer answer(ImageQuery query) throws SQLException {
        String from = " FROM image WHERE " + where(query);
        int found = rows("SELECT count(*)" + from);
        int first = rows("SELECT count(*) FROM (SELECT id" + from + " ORDER BY "
                + (query.order() == Order.SIZE ? "size" : "created") + " DESC LIMIT 100)");
        int tagged = rows("SELECT count(*) AS images, tag FROM (SELECT unnest(tags) AS tag" + from
                + ") GROUP BY tag ORDER BY images DESC");
        rows("SELECT count(*), usr" + from + " GROUP BY usr");
        rows("SELECT count(*), type" + from + " GROUP BY type");
        rows("SELECT count(*), date_trunc('month', taken) AS month" + from + " GROUP BY month");
        boolean byTag = !query.allTags().isEmpty() || !query.anyTags().isEmpty() || !query.noTags().isEmpty();
        return new Answer(found, first, byTag ? 0 : tagged);
    }

    /// Reads all rows.
    ///
    /// @return the number that the first begins with
    private int rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int first = rows.next() ? rows.getInt(1) : 0;
            while (rows.next()) {
                rows.getInt(1);
            }
            return first;
        }
    }

    private static String where(ImageQuery query) {
        var parts = new ArrayList<String>(List.of("true"));
        if (!query.users().isEmpty()) {
            parts.add("usr IN (" + list(query.users()) + ")");
        }
        if (!query.allTags().isEmpty()) {
            parts.add("list_has_all(tags, [" + list(query.allTags()) + "])");
        }
        if (!query.anyTags().isEmpty()) {
            parts.add("list_has_any(tags, [" + list(query.anyTags()) + "])");
        }
        query.noTags().forEach(tag -> parts.add("NOT list_contains(tags, '" + tag + "')"));
        query.shape().ifPresent(_ -> parts.add("upright"));
        query.taken()
                .ifPresent(days -> parts.add(
                        "taken >= DATE '" + days.first() + "' AND taken < DATE '" + days.last().plusDays(1) + "'"));
        return String.join(" AND ", parts);
    }

    private static String list(Collection<String> values) {
        return values.stream().map(value -> "'" + value + "'").collect(Collectors.joining(", "));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    @Override
    public String toString() {
        return "DuckDB";
    }
}
