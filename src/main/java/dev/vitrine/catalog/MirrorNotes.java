package dev.vitrine.catalog;

import dev.vitrine.sqlite.Database;
import dev.vitrine.sqlite.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a mirror knows about itself, in the file of its rows, so that one is never there without the other: how far it
/// is, and which rows a complete reading that is under way has come across, so that the next run of the program does
/// not have to ask for them again. Safe for threads and for several processes on one file.
public final class MirrorNotes {
    /// There once all rows were read. Until then the indexes are the business of whoever reads them, in whichever
    /// process: a catalog that is opened in the middle is left without.
    public static final String AS_OF = "as-of";
    /// Of which part of the library it is, for its life; `""` for all of it.
    public static final String SCOPE = "scope";

    private static final Map<String, String> TABLES = Map.of(
            "mirror_state", "(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
            "mirror_seen", "(reading TEXT NOT NULL, ids BLOB NOT NULL)");

    private final Database database;

    MirrorNotes(Database database) {
        this.database = database;
    }

    public Map<String, String> state() {
        return database.read(connection -> Sql.list(
                        connection,
                        row -> Map.entry(row.getString(1), row.getString(2)),
                        "SELECT name, value FROM mirror_state")
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /// Replaces all of it. Rows that were written before are on disk when this is.
    public void setState(Map<String, String> state) {
        database.writeDurably(connection -> {
            write(connection, state);
            return null;
        });
    }

    /// The same, in one step with what a complete reading came across.
    ///
    /// @param reading tells it from any other
    /// @param ids as the mirror writes them down
    public void setState(Map<String, String> state, String reading, byte[] ids) {
        database.writeDurably(connection -> {
            write(connection, state);
            return Sql.update(connection, "INSERT INTO mirror_seen (reading, ids) VALUES (?, ?)", reading, ids);
        });
    }

    private static void write(Connection connection, Map<String, String> state) throws SQLException {
        Sql.update(connection, "DELETE FROM mirror_state");
        for (Map.Entry<String, String> entry : state.entrySet()) {
            Sql.update(
                    connection,
                    "INSERT INTO mirror_state (name, value) VALUES (?, ?)",
                    entry.getKey(),
                    entry.getValue());
        }
    }

    /// What this reading came across in earlier runs of the program.
    public List<byte[]> seen(String reading) {
        return database.read(connection ->
                Sql.list(connection, row -> row.getBytes(1), "SELECT ids FROM mirror_seen WHERE reading = ?", reading));
    }

    /// Of a reading that is over, or is begun again.
    public void forgetSeen() {
        database.write(connection -> Sql.update(connection, "DELETE FROM mirror_seen"));
    }

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
}
