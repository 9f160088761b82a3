package dev.vitrine.service.upload.journal;

import dev.vitrine.service.upload.item.ScannedFile;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.Duplicates;
import dev.vitrine.service.upload.item.UploadForm.UploadOption;
import dev.vitrine.sqlite.Sql;
import dev.vitrine.world.World;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes drops and their items, inside whatever transaction the caller has.
///
/// @param now in milliseconds since 1970
record DropRows(Connection connection, long now) {
    /// Stands before each folder whose names are asked for as tags.
    private static final String FOLDER = "FOLDER ";

    /// @param walker the queue that is about to read its folders, `""` when there is nothing to read any more
    void addBatch(long batchId, UploadForm form, String walker) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO batch (id, user_id, title, description, duplicates, added_at, walked, walker)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                batchId,
                form.userId(),
                form.title(),
                form.description(),
                form.duplicates().name(),
                now,
                walker.isEmpty() ? 1 : 0,
                walker);
        for (int i = 0; i < form.tags().size(); i++) {
            Sql.update(
                    connection,
                    "INSERT INTO batch_tag (batch_id, position, tag) VALUES (?, ?, ?)",
                    batchId,
                    i,
                    form.tags().get(i));
        }
        for (UploadOption option : form.options()) {
            addOption(batchId, option.name());
        }
    }

    private void addOption(long batchId, String option) throws SQLException {
        Sql.update(connection, "INSERT OR IGNORE INTO batch_wish (batch_id, wish) VALUES (?, ?)", batchId, option);
    }

    /// What is known of a drop besides its user and texts.
    ///
    /// @param folders whose names are asked for as tags
    record DropOptions(Set<UploadOption> options, List<Path> folders) {
        static DropOptions of(Connection connection, long batchId) throws SQLException {
            List<String> written = Sql.list(
                    connection,
                    row -> row.getString(1),
                    "SELECT wish FROM batch_wish WHERE batch_id = ? ORDER BY wish",
                    batchId);
            return new DropOptions(
                    Stream.of(UploadOption.values())
                            .filter(option -> written.contains(option.name()))
                            .collect(Collectors.toSet()),
                    written.stream()
                            .filter(each -> each.startsWith(FOLDER))
                            .map(each -> StoredPath.path(each.substring(FOLDER.length())))
                            .toList());
        }
    }

    void addTagFolders(long batchId, List<Path> folders) throws SQLException {
        for (Path folder : folders) {
            addOption(batchId, FOLDER + StoredPath.text(folder));
        }
    }

    void addRoots(long batchId, List<Path> roots) throws SQLException {
        try (PreparedStatement insert =
                Sql.prepare(connection, "INSERT INTO root (batch_id, position, path) VALUES (?, ?, ?)")) {
            for (int i = 0; i < roots.size(); i++) {
                insert.setLong(1, batchId);
                insert.setInt(2, i);
                insert.setString(3, StoredPath.text(roots.get(i)));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// Puts files into the drop, each with the image id it will have. A path that is in the drop already is left as
    /// it is; what an earlier drop had to say against a path is taken from the list, since it is looked at again.
    void addItems(long batchId, List<ScannedFile> found) throws SQLException {
        String sql =
                "INSERT INTO item (batch_id, path, name, size, state, cause, reason, image_id, ended_at, tried) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (batch_id, path) DO NOTHING";
        try (PreparedStatement insert = Sql.prepare(connection, sql)) {
            boolean failed = hasFailed();
            for (ScannedFile one : found) {
                Optional<String> earlier = failed ? takenOver(batchId, one) : Optional.empty();
                insert.setLong(1, batchId);
                insert.setString(2, StoredPath.text(one.path()));
                insert.setString(3, name(one.path()));
                insert.setLong(4, one.sizeBytes());
                insert.setString(5, one.state().name());
                insert.setString(6, one.cause().name());
                insert.setString(7, one.reason());
                insert.setString(8, earlier.orElse(World.here().uuid().toString()));
                insert.setLong(9, one.state().isFinal() ? now : 0);
                insert.setInt(10, earlier.isPresent() ? 1 : 0);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        dismiss(batchId, found);
    }

    private void dismiss(long batchId, List<ScannedFile> found) throws SQLException {
        String those = "path = ? AND batch_id <> ?";
        try (PreparedStatement leave = Sql.prepare(connection, Journal.LEAVE_OF_FAILED + " AND " + those);
                PreparedStatement dismiss = Sql.prepare(
                        connection,
                        "UPDATE item SET dismissed = 1 WHERE dismissed = 0 AND state IN ('FAILED', 'REFUSED') AND "
                                + those)) {
            for (PreparedStatement each : List.of(leave, dismiss)) {
                for (ScannedFile one : found) {
                    each.setString(1, StoredPath.text(one.path()));
                    each.setLong(2, batchId);
                    each.addBatch();
                }
                each.executeBatch();
            }
        }
    }

    private boolean hasFailed() throws SQLException {
        return Sql.first(
                        connection,
                        row -> row.getLong(1),
                        "SELECT 1 FROM tally WHERE state = 'FAILED' AND dismissed = 0 AND files > 0")
                .isPresent();
    }

    /// The image id of an earlier try with the same file for the same user, which may have left bytes: with that
    /// they are found and used, or removed. The failed item gets another one.
    private Optional<String> takenOver(long batchId, ScannedFile file) throws SQLException {
        record Failed(long id, String imageId) {}
        Optional<Failed> failed = file.state().isFinal()
                ? Optional.empty()
                : Sql.first(
                        connection,
                        row -> new Failed(row.getLong(1), row.getString(2)),
                        """
                        SELECT item.id, image_id FROM item CROSS JOIN batch ON batch.id = item.batch_id
                        WHERE path = ? AND dismissed = 0 AND state IN ('FAILED', 'REFUSED') AND state = 'FAILED' AND tried = 1
                        AND item.batch_id <> ? AND user_id = (SELECT user_id FROM batch WHERE id = ?)""",
                        StoredPath.text(file.path()),
                        batchId,
                        batchId);
        if (failed.isPresent()) {
            Sql.update(
                    connection,
                    "UPDATE item SET image_id = ?, tried = 0 WHERE id = ?",
                    World.here().uuid().toString(),
                    failed.get().id());
        }
        return failed.map(Failed::imageId);
    }

    private static String name(Path path) {
        Path last = path.getFileName();
        return last == null ? path.toString() : last.toString();
    }

    static UploadForm form(Connection connection, long batchId) throws SQLException {
        return form(connection, batchId, DropOptions.of(connection, batchId));
    }

    static UploadForm form(Connection connection, long batchId, DropOptions chosen) throws SQLException {
        List<String> tags = Sql.list(
                connection,
                row -> row.getString(1),
                "SELECT tag FROM batch_tag WHERE batch_id = ? ORDER BY position",
                batchId);
        return Sql.first(
                        connection,
                        row -> new UploadForm(
                                row.getString("user_id"),
                                tags,
                                row.getString("title"),
                                row.getString("description"),
                                StoredName.read(row.getString("duplicates"), Duplicates.SKIP),
                                chosen.options()),
                        "SELECT * FROM batch WHERE id = ?",
                        batchId)
                .orElseThrow();
    }
}
