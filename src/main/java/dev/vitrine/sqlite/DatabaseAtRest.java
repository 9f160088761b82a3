package dev.vitrine.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/// A file that is only looked at: it is neither changed nor brought up to date, and may be no database at all.
public record DatabaseAtRest(Path file) {
    public <T> T read(DatabaseWork<T> work) throws SQLException {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        try (Connection connection = config.createConnection("jdbc:sqlite:" + file.toUri())) {
            return work.on(connection);
        }
    }

    /// With what waits in its log; the copy may be written.
    public void copyTo(Path copy) throws IOException {
        Files.copy(file, copy);
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        if (Files.exists(log)) {
            Files.copy(log, copy.resolveSibling(copy.getFileName() + "-wal"));
        }
        copy.toFile().setWritable(true, true);
    }
}
