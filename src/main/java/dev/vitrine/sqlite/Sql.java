package dev.vitrine.sqlite;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Short forms for the three things that are done with a statement.
public final class Sql {
    private static final System.Logger LOG = System.getLogger(Sql.class.getName());

    /// Reads one row.
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private Sql() {}

    /// @return how many rows were changed
    public static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    public static <T> List<T> list(Connection connection, Row<T> row, String sql, Object... values)
            throws SQLException {
        var rows = new ArrayList<T>();
        try (PreparedStatement statement = prepared(connection, sql, values);
                ResultSet results = statement.executeQuery()) {
            while (results.next()) {
                rows.add(row.of(results));
            }
        }
        return List.copyOf(rows);
    }

    public static <T> Optional<T> first(Connection connection, Row<T> row, String sql, Object... values)
            throws SQLException {
        return list(connection, row, sql, values).stream().findFirst();
    }

    /// The number in the only column of the only row.
    public static long number(Connection connection, String sql, Object... values) throws SQLException {
        return first(connection, row -> row.getLong(1), sql, values).orElseThrow();
    }

    /// Every statement on our files is made here, so that they can be listed: they are logged at the level `TRACE`.
    public static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        LOG.log(Level.TRACE, sql);
        return connection.prepareStatement(sql);
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepare(connection, sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
