package dev.vitrine.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Work that happens as a whole, or not at all.
final class Transaction {
    private Transaction() {}

    /// @param begin how it begins: `BEGIN`, or `BEGIN IMMEDIATE` for one that writes
    static <T extends @Nullable Object> T run(Connection connection, String begin, DatabaseWork<T> work)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            LockWait.untilFree(() -> statement.execute(begin));
            boolean done = false;
            try {
                T answer = work.on(connection);
                LockWait.untilFree(() -> statement.execute("COMMIT"));
                done = true;
                return answer;
            } finally {
                if (!done) {
                    rollback(statement);
                }
            }
        }
    }

    private static void rollback(Statement statement) throws SQLException {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLiteException e) {
            // After a full disk or an I/O error SQLite has rolled back by itself; the first failure is the
            // one to report.
            if (e.getResultCode() != SQLiteErrorCode.SQLITE_ERROR) {
                throw e;
            }
        }
    }
}
