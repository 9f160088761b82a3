package dev.vitrine.catalog;

import dev.vitrine.sqlite.DatabaseAtRest;
import dev.vitrine.sqlite.Sql;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Which images a catalog knows that is not open. Nothing about it is changed.
final class CatalogKeys {
    interface Each {
        /// @param path where the original is or should be
        void row(String path, boolean trashed);
    }

    private CatalogKeys() {}

    /// @throws SQLException when the file is damaged, no catalog or not there
    static void read(Path file, Each each) throws SQLException {
        new DatabaseAtRest(file).read(connection -> {
            try (PreparedStatement statement =
                            Sql.prepare(connection, "SELECT user_id, image_id, deleted_at IS NOT NULL FROM image");
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.row(rows.getString(1) + "/" + rows.getString(2), rows.getBoolean(3));
                }
            }
            return each;
        });
    }

    /// How many rows there are; -1 when the file cannot be read.
    static long count(Path file) {
        try {
            return new DatabaseAtRest(file).read(connection -> Sql.number(connection, "SELECT count(*) FROM image"));
        } catch (SQLException _) {
            return -1;
        }
    }
}
