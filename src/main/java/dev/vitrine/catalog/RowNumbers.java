package dev.vitrine.catalog;

import dev.vitrine.sqlite.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;

/// The number of a row is its place in the index, where each has room up to the highest. One that another program made
/// up would take all memory, or be no place at all: such rows get free numbers as the catalog is opened.
final class RowNumbers {
    /// As many places as cost nothing worth looking at.
    private static final long FEW = 20_000_000;
    /// How many places may be empty for one that is not, after images were deleted for years.
    private static final int EMPTY = 8;
    private static final int AT_ONCE = 10_000;

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
        long lowest = Sql.number(connection, "SELECT coalesce(min(row), 0) FROM image");
        long highest = Sql.number(connection, "SELECT coalesce(max(row), 0) FROM image");
        if (lowest >= 0 && highest <= FEW) {
            return List.of();
        }
        long max = Math.max(FEW, EMPTY * Sql.number(connection, "SELECT count(*) FROM image"));
        var strange =
                new ArrayList<>(Sql.list(connection, row -> row.getLong(1), "SELECT row FROM image WHERE row < ?", 0L));
        strange.addAll(Sql.list(connection, row -> row.getLong(1), "SELECT row FROM image WHERE row > ?", max));
        if (strange.isEmpty()) {
            return List.of();
        }
        List<Long> free = free(connection, strange.size());
        var statements = new ArrayList<String>();
        for (int i = 0; i < strange.size(); i++) {
            statements.add("UPDATE image SET row = " + free.get(i) + " WHERE row = " + strange.get(i));
        }
        statements.add("DELETE FROM change");
        return statements;
    }

    /// The lowest ones: behind the highest place there may be none.
    private static List<Long> free(Connection connection, int count) throws SQLException {
        var free = new ArrayList<Long>();
        for (long from = 1; free.size() < count; from += AT_ONCE) {
            var taken = new HashSet<>(Sql.list(
                    connection,
                    row -> row.getLong(1),
                    "SELECT row FROM image WHERE row BETWEEN ? AND ?",
                    from,
                    from + AT_ONCE - 1));
            LongStream.range(from, from + AT_ONCE)
                    .filter(row -> !taken.contains(row))
                    .limit(count - free.size())
                    .forEach(free::add);
        }
        return free;
    }
}
