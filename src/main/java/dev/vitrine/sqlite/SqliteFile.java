package dev.vitrine.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Opens connections to one file, all in the same way. Other processes may have it open too.
record SqliteFile(Path path) {
    private static final int BUSY_MILLIS = 10_000;

    Connection connect() throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        // As a URI: a folder name may contain "?", which the driver would take for its own options.
        Connection connection = config.createConnection("jdbc:sqlite:" + path.toUri());
        try (Statement statement = connection.createStatement()) {
            enterWal(statement);
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA temp_store = MEMORY");
            statement.execute("PRAGMA cache_size = -8000");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /// Runs one statement on a file that nobody else has open, and leaves nothing beside it.
    static void change(Path file, String sql) throws SQLException {
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file.toUri());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = DELETE");
            statement.execute(sql);
        }
    }

    /// Two processes that enter WAL at the same moment get "busy" at once, whatever the timeout says.
    private static void enterWal(Statement statement) throws SQLException {
        long deadline = System.nanoTime() + BUSY_MILLIS * 1_000_000L;
        while (true) {
            try {
                statement.execute("PRAGMA journal_mode = WAL");
                return;
            } catch (SQLiteException e) {
                boolean busy = (e.getResultCode().code & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
                if (!busy
                        || System.nanoTime() > deadline
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }
}
