package dev.vitrine.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Brings a file up to date, in one transaction; several processes may try at once.
record Migration(Schema schema, DatabaseFailures failures) {
    void run(Connection connection) throws SQLException {
        int newest = schema.steps().size();
        boolean upToDate = LockWait.untilFree(() -> version(connection) == newest
                && applicationId(connection) == schema.applicationId()
                && schema.lacking(connection).isEmpty());
        if (upToDate) {
            return;
        }
        Transaction.run(connection, "BEGIN IMMEDIATE", _ -> {
            int version = version(connection);
            checkOurs(connection, version);
            List<String> scripts = schema.steps().subList(version, newest);
            try (Statement statement = connection.createStatement()) {
                execute(statement, scripts);
                execute(statement, schema.lacking(connection));
                if (version == 0) {
                    execute(statement, schema.lackingIndexes(connection)); // as one, where there are no rows
                }
                statement.executeUpdate("PRAGMA application_id = " + schema.applicationId());
                statement.executeUpdate("PRAGMA user_version = " + newest);
            }
            return version;
        });
    }

    private static void execute(Statement statement, List<String> scripts) throws SQLException {
        for (String sql : scripts) {
            statement.executeUpdate(sql);
        }
    }

    private void checkOurs(Connection connection, int version) throws SQLException {
        boolean fresh = version == 0 && Sql.number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        long application = applicationId(connection);
        boolean unmarked = version == 0 && application == 0 && schema.isUnmarked(connection);
        if (!fresh && !unmarked && application != schema.applicationId()) {
            throw failures.of(DatabaseProblem.FOREIGN, new SQLException("application_id is " + application));
        }
        if (version > schema.steps().size()) {
            throw failures.of(DatabaseProblem.NEWER, new SQLException("user_version is " + version));
        }
    }

    private static int version(Connection connection) throws SQLException {
        return (int) Sql.number(connection, "PRAGMA user_version");
    }

    private static long applicationId(Connection connection) throws SQLException {
        return Sql.number(connection, "PRAGMA application_id");
    }
}
