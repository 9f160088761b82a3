package dev.vitrine.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

/// What is done with a connection inside a transaction.
public interface DatabaseWork<T> {
    T on(Connection connection) throws SQLException;
}
