package dev.vitrine.catalog;

import dev.vitrine.sqlite.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The append-only log that triggers write: what happened to which image, in order. Its old end may be cut off.
///
/// Sequence numbers only ever grow, also across processes and restarts. What a row is like now is read from the row
/// itself.
final class ChangeLog {
    private ChangeLog() {}

    /// The number last given out, also when its entry has been cut off.
    static long last(Connection connection) throws SQLException {
        return Sql.number(connection, "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'change'), 0)");
    }

    /// True when every change after `sequence` is still in the log.
    static boolean reachesBackTo(Connection connection, long sequence) throws SQLException {
        long last = last(connection);
        long first = Sql.number(connection, "SELECT coalesce((SELECT min(sequence) FROM change), " + (last + 1) + ")");
        return sequence >= first - 1 && sequence <= last;
    }

    /// Of which rows the changes are after one position, up to another: an id for each change.
    static List<String> changed(Connection connection, long after, long until) throws SQLException {
        return Sql.list(
                connection,
                row -> row.getString(1),
                "SELECT image_id FROM change WHERE sequence > ? AND sequence <= ?",
                after,
                until);
    }

    /// Logs images that are as they were; one that is gone by a row that is there, which is looked at again for
    /// nothing.
    static int note(Connection connection, String imageIds) throws SQLException {
        return Sql.update(connection, """
                INSERT INTO change (row, image_id, kind)
                SELECT coalesce(
                        (SELECT row FROM image WHERE image_id = noted.value),
                        (SELECT min(row) FROM image),
                        1), noted.value, 1
                FROM json_each(?) AS noted
                """, imageIds);
    }

    static long length(Connection connection) throws SQLException {
        return Sql.number(
                connection,
                "SELECT coalesce((SELECT max(sequence) FROM change) - (SELECT min(sequence) FROM change) + 1, 0)");
    }

    static int trim(Connection connection, int kept) throws SQLException {
        return Sql.update(connection, "DELETE FROM change WHERE sequence <= ?", last(connection) - kept);
    }

    /// What stands at one position, as one text: tells whether a remembered position belongs to this very history.
    /// `""` when it is cut off.
    static String entry(Connection connection, long sequence) throws SQLException {
        return Sql.first(
                        connection,
                        row -> row.getString(1),
                        "SELECT row || ' ' || image_id || ' ' || kind FROM change WHERE sequence = ?",
                        sequence)
                .orElse("");
    }
}
