package dev.vitrine.service.upload;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Changes a closed journal as a crash would have left it.
final class Journals {
    private Journals() {}

    /// The only item was being sent. Returns its image id.
    static String makeTried(Path journal) {
        return change(journal, "UPDATE item SET tried = 1 RETURNING image_id");
    }

    /// The only item is being worked on by a queue that is no more.
    static String makeOwnedByTheDead(Path journal) {
        return change(journal, "UPDATE item SET owner = 'nobody', state = 'SENDING', sha256 = 'x' RETURNING image_id");
    }

    private static String change(Path journal, String sql) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + journal);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
