package dev.vitrine.catalog;

import dev.vitrine.sqlite.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a mirror knows about itself, in the file of its rows: how far it is, and which rows a complete reading that is
/// under way has come across, so that the next run of the program does not have to ask for them again.
final class MirrorNotes {
    static final String AS_OF = "as-of";
    static final String SCOPE = "scope";

    private static final Map<String, String> TABLES = Map.of(
            "mirror_state", "(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
            "mirror_seen", "(reading TEXT NOT NULL, ids BLOB NOT NULL)");

    private MirrorNotes() {}

    /// Statements for the tables that are not there.
    static List<String> lacking(Connection connection) throws SQLException {
        List<String> known = Sql.list(
                connection,
                row -> row.getString(1),
                "SELECT name FROM sqlite_schema WHERE name IN ('mirror_state', 'mirror_seen')");
        return TABLES.entrySet().stream()
                .filter(table -> !known.contains(table.getKey()))
                .map(table -> "CREATE TABLE " + table.getKey() + " " + table.getValue())
                .toList();
    }

    /// Whether some rows are there, and not yet all.
    static boolean isFirstReading(Connection connection) throws SQLException {
        return Sql.first(
                        connection,
                        row -> row.getBoolean(1),
                        "SELECT EXISTS (SELECT 1 FROM image)"
                                + " AND NOT EXISTS (SELECT 1 FROM mirror_state WHERE name = ?)",
                        AS_OF)
                .orElseThrow();
    }

    static Map<String, String> state(Connection connection) throws SQLException {
        return Sql.list(
                        connection,
                        row -> Map.entry(row.getString(1), row.getString(2)),
                        "SELECT name, value FROM mirror_state")
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static void setState(Connection connection, Map<String, String> state) throws SQLException {
        Sql.update(connection, "DELETE FROM mirror_state");
        for (Map.Entry<String, String> entry : state.entrySet()) {
            Sql.update(
                    connection,
                    "INSERT INTO mirror_state (name, value) VALUES (?, ?)",
                    entry.getKey(),
                    entry.getValue());
        }
    }

    static void addSeen(Connection connection, String reading, byte[] ids) throws SQLException {
        Sql.update(connection, "INSERT INTO mirror_seen (reading, ids) VALUES (?, ?)", reading, ids);
    }

    static List<byte[]> seen(Connection connection, String reading) throws SQLException {
        return Sql.list(connection, row -> row.getBytes(1), "SELECT ids FROM mirror_seen WHERE reading = ?", reading);
    }

    static void forgetSeen(Connection connection) throws SQLException {
        Sql.update(connection, "DELETE FROM mirror_seen");
    }
}
