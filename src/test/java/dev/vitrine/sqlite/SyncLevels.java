package dev.vitrine.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.Function;

/// How synchronously tables are written: the connection that changes a row is asked at that very moment.
public final class SyncLevels {
    /// Whoever commits waits for the disk.
    public static final long FULL = 2;

    private final List<Long> levels = new ArrayList<>();

    private SyncLevels() {}

    public static SyncLevels of(Database database, String... tables) {
        var seen = new SyncLevels();
        database.write(connection -> {
            Function.create(connection, "note_level", new Function() {
                @Override
                protected void xFunc() throws SQLException {
                    seen.note(connection);
                }
            });
            for (String table : tables) {
                for (String change : List.of("INSERT", "UPDATE", "DELETE")) {
                    Sql.update(
                            connection,
                            "CREATE TEMP TRIGGER level_of_" + table + "_" + change + " AFTER " + change + " ON main."
                                    + table + " BEGIN SELECT note_level(); END");
                }
            }
            return seen;
        });
        return seen;
    }

    private void note(Connection connection) throws SQLException {
        Sql.first(connection, row -> row.getLong(1), "PRAGMA synchronous").ifPresent(levels::add);
    }

    /// The levels of all changes since the last call, each once.
    public List<Long> take() {
        List<Long> taken = levels.stream().distinct().toList();
        levels.clear();
        return taken;
    }
}
