package dev.vitrine.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What can be wrong with a database file, whatever is kept in it.
public enum DatabaseProblem {
    /// Another program kept it locked for longer than one waits.
    LOCKED,
    DAMAGED,
    DISK_FULL,
    READ_ONLY,
    NOT_OPENED,
    /// The disk did not answer as it should.
    DISK_FAILED,
    /// The folder for it cannot be made.
    NO_FOLDER,
    /// Another program made it.
    FOREIGN,
    /// A newer version of this program made or changed it.
    NEWER,
    OTHER;

    static DatabaseProblem of(SQLException failure) {
        int code = failure instanceof SQLiteException sqlite ? sqlite.getResultCode().code : failure.getErrorCode();
        return switch (SQLiteErrorCode.getErrorCode(code & 0xff)) {
            case SQLITE_BUSY, SQLITE_LOCKED -> LOCKED;
            case SQLITE_CORRUPT, SQLITE_NOTADB -> DAMAGED;
            case SQLITE_FULL -> DISK_FULL;
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH -> READ_ONLY;
            case SQLITE_CANTOPEN -> NOT_OPENED;
            case SQLITE_IOERR -> DISK_FAILED;
            default -> OTHER;
        };
    }
}
