package dev.vitrine.sqlite;

import dev.vitrine.files.FileFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /// What SQLite says of a full disk depends on which file did not grow: of some it says no more than that the
    /// disk failed.
    static DatabaseProblem of(SQLException failure, Path file) {
        return of(of(failure), file, new IOException(failure));
    }

    static DatabaseProblem of(DatabaseProblem seen, Path file, IOException cause) {
        return switch (seen) {
            case DISK_FAILED, NOT_OPENED, NO_FOLDER -> FileFailures.isFull(existing(file), cause) ? DISK_FULL : seen;
            case LOCKED, DAMAGED, DISK_FULL, READ_ONLY, FOREIGN, NEWER, OTHER -> seen;
        };
    }

    /// The folder of the file, or that in which it would be made.
    private static Path existing(Path file) {
        Path folder = file.toAbsolutePath();
        while (!Files.isDirectory(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static DatabaseProblem of(SQLException failure) {
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
