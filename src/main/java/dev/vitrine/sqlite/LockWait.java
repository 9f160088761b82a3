package dev.vitrine.sqlite;

import dev.vitrine.store.RetryPolicy;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Waits until another process lets go of a file. Not inside of SQLite, which would hold the thread that carries all
/// other virtual ones.
final class LockWait {
    /// About ten seconds.
    private static final RetryPolicy UNTIL_FREE = new RetryPolicy(270, Duration.ofMillis(1), Duration.ofMillis(50));

    interface Step<T extends @Nullable Object> {
        T run() throws SQLException;
    }

    private LockWait() {}

    /// @param step can be run again when it met a lock
    static <T extends @Nullable Object> T untilFree(Step<T> step) throws SQLException {
        RetryPolicy.Attempts attempts = UNTIL_FREE.begin();
        while (true) {
            try {
                return step.run();
            } catch (SQLiteException e) {
                boolean busy = (e.getResultCode().code & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
                if (!busy || !attempts.isNext()) {
                    throw e;
                }
            }
        }
    }
}
