package dev.vitrine.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// The tables of one kind of file, as the steps from one version of them to the next. `user_version` in the file counts
/// the steps taken.
public interface Schema {
    /// Tells our files from those of other programs.
    int applicationId();

    /// Scripts; the i-th leads from version i to version i + 1. Those that were published are never changed.
    List<String> steps();

    /// Whether a file without the mark of its application is one of ours all the same: an earlier version made it
    /// without. The first step then runs on it.
    default boolean isUnmarked(Connection connection) throws SQLException {
        return false;
    }

    /// Statements for what the file lacks at the newest version, such as a column that an earlier version may
    /// ignore. They are run with the steps, as a whole: none takes longer where there are more rows.
    default List<String> lacking(Connection connection) throws SQLException {
        return List.of();
    }

    /// Statements for the indexes that the file lacks when it is opened, which are run one by one.
    default List<String> lackingIndexes(Connection connection) throws SQLException {
        return List.of();
    }

    /// The statements that make those indexes which are not there.
    ///
    /// @param indexes what is indexed, by name of the index
    static List<String> missingIndexes(Connection connection, Map<String, String> indexes) throws SQLException {
        List<String> present =
                Sql.list(connection, row -> row.getString(1), "SELECT name FROM sqlite_schema WHERE type = 'index'");
        return indexes.entrySet().stream()
                .filter(index -> !present.contains(index.getKey()))
                .map(index -> "CREATE INDEX " + index.getKey() + " ON " + index.getValue())
                .toList();
    }
}
