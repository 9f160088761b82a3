package dev.vitrine.catalog;

import dev.vitrine.sqlite.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The number of a row is its place in the index, where each has room up to the highest. One that another program made
/// up would take all memory, or be no place at all: such rows get the next free numbers as the catalog is opened.
final class RowNumbers {
    /// As many places as cost nothing worth looking at.
    private static final long FEW = 20_000_000;
    /// How many places may be empty for one that is not, after images were deleted for years.
    private static final int EMPTY = 8;

    private RowNumbers() {}

    /// Statements after which each row has a place; none where the rows are damaged, which those tell who meet it.
    /// Whoever follows the log reads all rows again then.
    static List<String> lacking(Connection connection) {
        try {
            return renumbering(connection);
        } catch (SQLException _) {
            return List.of();
        }
    }

    private static List<String> renumbering(Connection connection) throws SQLException {
        long lowest = number(connection, "SELECT coalesce(min(row), 0) FROM image");
        long highest = number(connection, "SELECT coalesce(max(row), 0) FROM image");
        if (lowest >= 0 && highest <= FEW) {
            return List.of();
        }
        long most = Math.max(FEW, EMPTY * number(connection, "SELECT count(*) FROM image"));
        var strange =
                new ArrayList<>(Sql.list(connection, row -> row.getLong(1), "SELECT row FROM image WHERE row < ?", 0L));
        strange.addAll(Sql.list(connection, row -> row.getLong(1), "SELECT row FROM image WHERE row > ?", most));
        if (strange.isEmpty()) {
            return List.of();
        }
        long free = number(connection, "SELECT coalesce(max(row), 0) FROM image WHERE row BETWEEN 0 AND ?", most);
        var statements = new ArrayList<String>();
        for (long row : strange) {
            statements.add("UPDATE image SET row = " + ++free + " WHERE row = " + row);
        }
        statements.add("DELETE FROM change");
        return statements;
    }

    private static long number(Connection connection, String sql, Object... values) throws SQLException {
        return Sql.first(connection, row -> row.getLong(1), sql, values).orElseThrow();
    }
}
