package dev.vitrine.catalog;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The tables of a catalog file and the steps from one version of them to the next; `user_version` counts the steps taken.
///
/// A new attribute is no step: its column is added where it is missing, and a Vitrine that does not know it leaves it alone.
final class CatalogSchema {
    private static final int APPLICATION_ID = 0x56495452; // "VITR": tells our files from other people's SQLite files

    private static final List<String> FIRST = List.of("""
            CREATE TABLE image (
                row            INTEGER PRIMARY KEY,
                image_id       TEXT NOT NULL UNIQUE,
                user_id        TEXT NOT NULL,
                title          TEXT NOT NULL DEFAULT '',
                description    TEXT NOT NULL DEFAULT '',
                tags           TEXT NOT NULL DEFAULT '[]',
                content_type   TEXT NOT NULL DEFAULT '',
                size_bytes     INTEGER NOT NULL DEFAULT 0,
                width          INTEGER NOT NULL DEFAULT 0,
                height         INTEGER NOT NULL DEFAULT 0,
                taken_at       TEXT NOT NULL DEFAULT '',
                original_name  TEXT NOT NULL DEFAULT '',
                content_sha256 TEXT NOT NULL DEFAULT '',
                average_color  TEXT NOT NULL DEFAULT '',
                has_location   INTEGER NOT NULL DEFAULT 0,
                animated       INTEGER NOT NULL DEFAULT 0,
                created_at     TEXT NOT NULL,
                updated_at     TEXT NOT NULL,
                deleted_at     TEXT)""",
            "CREATE INDEX image_live_by_time ON image (created_at, image_id) WHERE deleted_at IS NULL",
            "CREATE INDEX image_live_by_user ON image (user_id, created_at, image_id) WHERE deleted_at IS NULL",
            "CREATE INDEX image_trashed_by_time ON image (created_at, image_id) WHERE deleted_at IS NOT NULL",
            "CREATE INDEX image_by_content ON image (user_id, content_sha256) WHERE content_sha256 <> ''",
            // Kinds: 0 added, 1 changed, 2 trashed, 3 restored, 4 deleted.
            """
            CREATE TABLE change (
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                row      INTEGER NOT NULL,
                image_id TEXT NOT NULL,
                kind     INTEGER NOT NULL)""",
            """
            CREATE TRIGGER image_added AFTER INSERT ON image BEGIN
                INSERT INTO change (row, image_id, kind) VALUES (NEW.row, NEW.image_id, 0);
            END""",
            """
            CREATE TRIGGER image_changed AFTER UPDATE ON image BEGIN
                INSERT INTO change (row, image_id, kind) VALUES (NEW.row, NEW.image_id,
                    CASE WHEN OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL THEN 2
                         WHEN OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL THEN 3
                         ELSE 1 END);
            END""",
            """
            CREATE TRIGGER image_deleted AFTER DELETE ON image BEGIN
                INSERT INTO change (row, image_id, kind) VALUES (OLD.row, OLD.image_id, 4);
            END""",
            // Tells one catalog from another, so that a snapshot of a different one is never taken for ours.
            "CREATE TABLE identity (id TEXT NOT NULL)",
            "INSERT INTO identity VALUES (lower(hex(randomblob(16))))",
            "PRAGMA application_id = " + APPLICATION_ID);

    /// The i-th step leads from version i to version i + 1. Steps that were published are never changed.
    private static final List<List<String>> STEPS = List.of(FIRST);

    private CatalogSchema() {
    }

    /// Brings the file up to date, in one transaction; several processes may try at once.
    static void migrate(Connection connection, Path file) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (number(statement, "PRAGMA user_version") == STEPS.size() && number(statement, "PRAGMA application_id") == APPLICATION_ID
                    && missing(statement).isEmpty()) {
                return;
            }
            statement.execute("BEGIN IMMEDIATE");
            try {
                long version = number(statement, "PRAGMA user_version");
                checkOurs(statement, version, file);
                for (List<String> step : STEPS.subList((int) version, STEPS.size())) {
                    for (String sql : step) {
                        statement.execute(sql);
                    }
                }
                for (Attribute attribute : missing(statement)) {
                    statement.execute("ALTER TABLE image ADD COLUMN " + column(attribute));
                }
                statement.execute("PRAGMA user_version = " + STEPS.size());
                statement.execute("COMMIT");
            } catch (SQLException | RuntimeException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        }
    }

    private static Set<Attribute> missing(Statement statement) throws SQLException {
        Set<Attribute> missing = EnumSet.allOf(Attribute.class);
        try (ResultSet rows = statement.executeQuery("SELECT name FROM pragma_table_info('image')")) {
            while (rows.next()) {
                String name = rows.getString(1);
                missing.removeIf(attribute -> attribute.field().equals(name));
            }
        }
        return missing;
    }

    private static String column(Attribute attribute) {
        return attribute.field() + switch (attribute.kind()) {
            case TEXT, TIME -> " TEXT NOT NULL DEFAULT ''";
            case NUMBER, FLAG -> " INTEGER NOT NULL DEFAULT 0";
        };
    }

    private static void checkOurs(Statement statement, long version, Path file) throws SQLException {
        boolean fresh = version == 0 && number(statement, "SELECT count(*) FROM sqlite_schema") == 0;
        if (!fresh && number(statement, "PRAGMA application_id") != APPLICATION_ID) {
            throw new ImageException.Failed("“" + file + "” is a database of another program. Choose another folder for the library.");
        }
        if (version > STEPS.size()) {
            throw new ImageException.Failed("The library in “" + file + "” was written by a newer Vitrine. Update Vitrine to open it.");
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.getLong(1);
        }
    }
}
