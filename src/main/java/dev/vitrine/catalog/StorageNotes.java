package dev.vitrine.catalog;

import dev.vitrine.image.StorageState;
import dev.vitrine.sqlite.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/// Where bytes lie, noted beside the rows when their store says so. The usual class is noted only in place of another,
/// lest one look at a library changes every row.
final class StorageNotes {
    private static final String NOTE = """
            UPDATE image SET storage_class = ?1, brought_back = ?2
            WHERE image_id = ?3 AND (storage_class <> ?1 OR brought_back <> ?2)
              AND NOT (storage_class = '' AND ?1 = 'STANDARD')
              AND NOT (storage_class = ?1 AND ?2 = 'asked' AND brought_back LIKE 'asked %')
            """;

    /// A listing says nothing of what was brought back, nor where S3 puts what it moves by itself.
    private static final String NOTE_LISTED = """
            UPDATE image SET storage_class = ?1, brought_back = ''
            WHERE image_id = ?2 AND storage_class <> ?1
              AND NOT (storage_class = '' AND ?1 = 'STANDARD')
              AND NOT (?1 = 'INTELLIGENT_TIERING' AND storage_class LIKE '%ARCHIVE_ACCESS')
            """;

    private StorageNotes() {}

    static int note(Connection connection, String imageId, StorageState state) throws SQLException {
        return Sql.update(connection, NOTE, state.storageClass(), state.note(), imageId);
    }

    /// @param classes by image id
    static int noteListed(Connection connection, Map<String, String> classes) throws SQLException {
        int changed = 0;
        for (Map.Entry<String, String> each : classes.entrySet()) {
            changed += Sql.update(connection, NOTE_LISTED, each.getValue(), each.getKey());
        }
        return changed;
    }
}
