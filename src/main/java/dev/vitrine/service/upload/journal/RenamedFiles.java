package dev.vitrine.service.upload.journal;

import dev.vitrine.files.Folders;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.sqlite.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is known of a file of a watched folder under the name that it had before, inside the transaction that marks it
/// as seen.
///
/// @param gone former names of which it was seen that nothing is there any more: a drive may hang, and is not to be
///   asked while others wait for the journal
record RenamedFiles(Connection connection, long watchId, Set<Path> gone) {
    enum Former {
        /// It had no other name.
        NONE,
        /// It needs nothing under its new name: it was uploaded, refused, called back or passed over, or it
        /// is still there under the former name too.
        SETTLED,
        /// It was not uploaded yet: its item has the new name now, and waits.
        FOLLOWED,
        /// It is being read under the former name: how that ends is to be waited for.
        UNDER_WAY
    }

    private record Item(long id, UploadState state) {}

    Former followed(SeenFile file) throws SQLException {
        List<Optional<Path>> names = names(file);
        for (Optional<Path> former : names) {
            Former found = former.filter(gone::contains).isPresent() ? followed(former.get(), file) : Former.SETTLED;
            if (found != Former.SETTLED) {
                return found;
            }
        }
        return names.isEmpty() ? Former.NONE : Former.SETTLED;
    }

    /// Empty for one that no file can have here. Without being told SQLite reads through all that was seen in the
    /// watched folder.
    List<Optional<Path>> names(SeenFile file) throws SQLException {
        if (file.key().isEmpty()) {
            return List.of();
        }
        return Sql.list(
                connection,
                row -> StoredPath.path(row.getString(1), row.getString(2)),
                "SELECT folder, name FROM watched_file INDEXED BY watched_file_by_key WHERE watch_id = ? AND file_key = ? AND file_key <> '' AND size = ? AND modified = ?",
                watchId,
                file.key(),
                file.stamp().size(),
                file.stamp().modifiedNanos());
    }

    private Former followed(Path former, SeenFile file) throws SQLException {
        Optional<Item> item = newestItem(former);
        return switch (item.map(Item::state).orElse(UploadState.DONE)) {
            case DONE, DUPLICATE, REFUSED, CANCELLED -> Former.SETTLED;
            case HASHING, SENDING -> Former.UNDER_WAY;
            case WAITING, FAILED ->
                rename(item.orElseThrow().id(), former, file.file()) ? Former.FOLLOWED : Former.NONE;
        };
    }

    private Optional<Item> newestItem(Path path) throws SQLException {
        return Sql.first(
                connection,
                row -> new Item(row.getLong(1), StoredName.read(row.getString(2), UploadState.FAILED)),
                "SELECT item.id, state FROM batch CROSS JOIN item ON batch_id = batch.id AND path = ? ORDER BY batch.id DESC LIMIT 1",
                StoredPath.text(path));
    }

    /// What was seen under the former name is forgotten: the file may get it back.
    ///
    /// @return false where its drop has another file of the new name
    private boolean rename(long itemId, Path former, Path file) throws SQLException {
        int renamed = Sql.update(
                connection,
                "UPDATE OR IGNORE item SET path = ?, name = ? WHERE id = ?",
                StoredPath.text(file),
                file.getFileName().toString(),
                itemId);
        if (renamed > 0) {
            ItemCommands.retry(connection, itemId);
        }
        Sql.update(
                connection,
                "DELETE FROM watched_file WHERE watch_id = ? AND folder = ? AND name = ?",
                watchId,
                StoredPath.text(Folders.of(former)),
                StoredPath.name(former));
        return renamed > 0;
    }
}
