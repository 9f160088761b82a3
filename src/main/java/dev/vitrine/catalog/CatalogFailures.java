package dev.vitrine.catalog;

import dev.vitrine.image.ImageException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Turns SQLite's errors into sentences with advice; the only place that knows the codes.
final class CatalogFailures {
    private CatalogFailures() {
    }

    static ImageException translate(SQLException failure, Path file) {
        return switch (primaryCode(failure)) {
            case SQLITE_BUSY, SQLITE_LOCKED -> new ImageException.Failed("Another program keeps the catalog “" + file
                    + "” locked. Nothing was changed. Close other programs that use this library, then try again.", failure);
            case SQLITE_CORRUPT, SQLITE_NOTADB -> new ImageException.Failed("The catalog “" + file
                    + "” is damaged and was left as it is. The image files are not affected. Restore this file from a backup, or move it away to start with an empty catalog.", failure);
            case SQLITE_FULL -> new ImageException.Failed("The disk of “" + file
                    + "” is full. Nothing stored so far is lost. Free some space, then try again.", failure);
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH -> new ImageException.Denied("The catalog “" + file
                    + "” is read-only. Allow your account to write the file and its folder, or choose another library folder.", failure);
            case SQLITE_CANTOPEN -> new ImageException.Denied("The catalog “" + file
                    + "” cannot be opened. Check that its folder exists and that your account may write there.", failure);
            case SQLITE_IOERR -> new ImageException.Failed("The disk of “" + file
                    + "” did not answer as it should. Check that it is connected and healthy, then try again.", failure);
            default -> new ImageException.Failed("The catalog “" + file + "” failed: " + failure.getMessage(), failure);
        };
    }

    private static SQLiteErrorCode primaryCode(SQLException failure) {
        int code = failure instanceof SQLiteException sqlite ? sqlite.getResultCode().code : failure.getErrorCode();
        return SQLiteErrorCode.getErrorCode(code & 0xff);
    }
}
