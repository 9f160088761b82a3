package dev.vitrine.catalog;

import dev.vitrine.sqlite.Database;
import dev.vitrine.sqlite.Sql;

/// Lets SQLite say of a database what it says on a full disk, until there is room again.
public final class FullDisk {
    private FullDisk() {}

    public static void begin(SqliteCatalog catalog) {
        begin(catalog.database());
    }

    public static void end(SqliteCatalog catalog) {
        end(catalog.database());
    }

    public static void begin(Database database) {
        limitPages(database, 1);
    }

    public static void end(Database database) {
        limitPages(database, 1_000_000);
    }

    private static void limitPages(Database database, int pages) {
        database.write(connection -> Sql.list(connection, row -> row.getLong(1), "PRAGMA max_page_count = " + pages));
    }
}
