package dev.vitrine.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import org.sqlite.SQLiteConfig;

/// Opens connections to one file, all in the same way. Other processes may have it open too.
record SqliteFile(Path path) {
    static final String USUAL_CACHE = "PRAGMA cache_size = -8000"; // KB
    /// Holds what some ten thousand rows change in the indexes of a million. A smaller one is written out many
    /// times within one transaction.
    static final String LARGE_CACHE = "PRAGMA cache_size = -64000";

    /// What each new connection is used through. For tests: one whose statements fail.
    static volatile UnaryOperator<Connection> through = UnaryOperator.identity();

    Connection connect() throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(0); // see LockWait
        config.setGetGeneratedKeys(false); // another statement after each that writes
        // As a URI: a folder name may contain "?", which the driver would take for its own options.
        Connection connection = through.apply(config.createConnection("jdbc:sqlite:" + path.toUri()));
        try (Statement statement = connection.createStatement()) {
            LockWait.untilFree(() -> statement.execute("PRAGMA journal_mode = WAL"));
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA temp_store = MEMORY");
            statement.execute(USUAL_CACHE);
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
}
