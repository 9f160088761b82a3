package dev.vitrine.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What is done with a connection inside a transaction.
public interface DatabaseWork<T extends @Nullable Object> {
    T on(Connection connection) throws SQLException;
}
