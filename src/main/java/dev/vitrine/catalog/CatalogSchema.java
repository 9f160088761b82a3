package dev.vitrine.catalog;

import dev.vitrine.image.Attribute;
import dev.vitrine.sqlite.DatabaseWork;
import dev.vitrine.sqlite.Schema;
import dev.vitrine.sqlite.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The tables of a catalog file.
///
/// A new attribute or index is no step: it is added where it is missing, and a Vitrine that does not know it leaves it
/// alone.
///
/// @param mirrors whether it keeps what a mirror knows about itself, too
record CatalogSchema(boolean mirrors) implements Schema {
    private static final int APPLICATION_ID = 0x56495452; // "VITR"

    private static final String FIRST = """
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
                deleted_at     TEXT);
            CREATE INDEX image_live_by_time ON image (created_at, image_id) WHERE deleted_at IS NULL;
            CREATE INDEX image_live_by_user ON image (user_id, created_at, image_id) WHERE deleted_at IS NULL;
            CREATE INDEX image_trashed_by_time ON image (created_at, image_id) WHERE deleted_at IS NOT NULL;
            CREATE INDEX image_by_content ON image (user_id, content_sha256) WHERE content_sha256 <> '';

            -- Kinds: 0 added, 1 changed, 2 trashed, 3 restored, 4 deleted.
            CREATE TABLE change (
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                row      INTEGER NOT NULL,
                image_id TEXT NOT NULL,
                kind     INTEGER NOT NULL);
            CREATE TRIGGER image_added AFTER INSERT ON image BEGIN
                INSERT INTO change (row, image_id, kind) VALUES (NEW.row, NEW.image_id, 0);
            END;
            CREATE TRIGGER image_changed AFTER UPDATE ON image BEGIN
                INSERT INTO change (row, image_id, kind) VALUES (NEW.row, NEW.image_id,
                    CASE WHEN OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL THEN 2
                         WHEN OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL THEN 3
                         ELSE 1 END);
            END;
            CREATE TRIGGER image_deleted AFTER DELETE ON image BEGIN
                INSERT INTO change (row, image_id, kind) VALUES (OLD.row, OLD.image_id, 4);
            END;

            -- Tells one catalog from another, so that a snapshot of a different one is never taken for ours.
            CREATE TABLE identity (id TEXT NOT NULL);
            INSERT INTO identity (id) VALUES (lower(hex(randomblob(16))));
            """;

    static final String BY_CONTENT = "image_by_content";
    static final String TRASHED_AT = "image_trashed_at";

    /// What the indexes beside that of the ids are of: those of the first version, and one that came later, which
    /// an earlier Vitrine keeps up to date without knowing it. A mirror that is being filled for the first time
    /// does without.
    private static final Map<String, String> INDEXES = Map.of(
            "image_live_by_time",
            "image (created_at, image_id) WHERE deleted_at IS NULL",
            "image_live_by_user",
            "image (user_id, created_at, image_id) WHERE deleted_at IS NULL",
            "image_trashed_by_time",
            "image (created_at, image_id) WHERE deleted_at IS NOT NULL",
            BY_CONTENT,
            "image (user_id, content_sha256) WHERE content_sha256 <> ''",
            TRASHED_AT,
            "image (deleted_at, image_id) WHERE deleted_at IS NOT NULL");

    private static final List<String> STEPS = List.of(FIRST);

    static final int VERSION = STEPS.size();

    static CatalogSchema ofLibrary() {
        return new CatalogSchema(false);
    }

    static CatalogSchema ofMirror() {
        return new CatalogSchema(true);
    }

    static List<String> missingIndexes(Connection connection) throws SQLException {
        return Schema.missingIndexes(connection, INDEXES);
    }

    static DatabaseWork<List<String>> missingIndex(String name) {
        Map<String, String> index = Map.of(name, Objects.requireNonNull(INDEXES.get(name)));
        return connection -> Schema.missingIndexes(connection, index);
    }

    /// Statements after which the indexes are lacking.
    static List<String> withoutIndexes() {
        return INDEXES.keySet().stream()
                .map(name -> "DROP INDEX IF EXISTS " + name)
                .toList();
    }

    @Override
    public int applicationId() {
        return APPLICATION_ID;
    }

    @Override
    public List<String> steps() {
        return STEPS;
    }

    @Override
    public List<String> lacking(Connection connection) throws SQLException {
        List<String> present =
                Sql.list(connection, row -> row.getString(1), "SELECT name FROM pragma_table_info('image')");
        var statements = new ArrayList<String>();
        Stream.of(Attribute.values())
                .filter(attribute -> !present.contains(attribute.field()))
                .forEach(attribute -> statements.add("ALTER TABLE image ADD COLUMN " + column(attribute)));
        if (mirrors) {
            statements.addAll(MirrorNotes.lacking(connection));
        }
        if (!present.isEmpty()) {
            statements.addAll(RowNumbers.lacking(connection));
        }
        return List.copyOf(statements);
    }

    /// Those of a mirror are the business of its first reading, as long as this has not ended: it may have done
    /// without them, and whoever ended it may have been an earlier Vitrine, which makes none.
    @Override
    public List<String> lackingIndexes(Connection connection) throws SQLException {
        return mirrors && MirrorNotes.isFirstReading(connection) ? List.of() : missingIndexes(connection);
    }

    private static String column(Attribute attribute) {
        return attribute.field()
                + switch (attribute.kind()) {
                    case TEXT, DECIMAL, TIME -> " TEXT NOT NULL DEFAULT ''";
                    case NUMBER, FLAG -> " INTEGER NOT NULL DEFAULT 0";
                };
    }
}
