package dev.vitrine.service.upload.journal;

import dev.vitrine.sqlite.Schema;
import dev.vitrine.sqlite.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// The tables of the journal.
final class JournalSchema implements Schema {
    private static final int APPLICATION_ID = 0x56495455; // "VITU"

    private static final List<String> STEPS = List.of(script("journal.sql"));

    /// Those that came later. An earlier Vitrine keeps them up to date without knowing them.
    private static final Map<String, String> INDEXES = Map.of(
            "item_in_order", "item (batch_id, id)",
            "item_by_cause", "item (cause, id) WHERE dismissed = 0 AND state IN ('FAILED', 'REFUSED')",
            "root_by_path", "root (path)");

    @Override
    public int applicationId() {
        return APPLICATION_ID;
    }

    @Override
    public List<String> steps() {
        return STEPS;
    }

    @Override
    public List<String> lackingIndexes(Connection connection) throws SQLException {
        return Schema.missingIndexes(connection, INDEXES);
    }

    /// At first journals had neither mark nor version.
    @Override
    public boolean isUnmarked(Connection connection) throws SQLException {
        return Sql.first(connection, row -> row.getLong(1), "SELECT 1 FROM sqlite_schema WHERE name = 'batch'")
                .isPresent();
    }

    private static String script(String name) {
        try (InputStream sql = JournalSchema.class.getResourceAsStream(name)) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
