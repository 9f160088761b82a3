package dev.vitrine.service.upload.journal;

import dev.vitrine.service.upload.item.ScannedFile;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.UploadOption;
import dev.vitrine.sqlite.Database;
import dev.vitrine.sqlite.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What the queue writes down of drops: what was asked for, the files found in their folders, and who reads those.
/// Shared by processes; every change is one transaction.
///
/// Opened for one owner, the id of the queue that asks.
public final class DropJournal {
    public static final long EVERY_ITEM = 0;

    private final Database database;
    private final String owner;
    private final Clock clock;

    public DropJournal(Database database, String owner, Clock clock) {
        this.database = database;
        this.owner = owner;
        this.clock = clock;
    }

    public void addBatch(long batchId, UploadForm form, List<Path> roots) {
        List<Path> tagFolders = form.has(UploadOption.TAG_FOLDERS) ? folders(roots) : List.of();
        database.writeDurably(connection -> {
            var rows = new DropRows(connection, clock.millis());
            rows.addBatch(batchId, form, owner);
            rows.addTagFolders(batchId, tagFolders);
            rows.addRoots(batchId, roots);
            return null;
        });
    }

    /// By their real paths, as files are found.
    private static List<Path> folders(List<Path> roots) {
        var folders = new ArrayList<Path>();
        for (Path root : roots) {
            try {
                if (Files.isDirectory(root)) {
                    folders.add(root.toRealPath());
                }
            } catch (IOException _) {
                continue; // the walk tells why it cannot be read
            }
        }
        return folders;
    }

    /// Puts files into the drop, each with the image id it will have. A path that is in the drop already is left as
    /// it is.
    public void addItems(long batchId, List<ScannedFile> found) {
        database.writeDurably(connection -> {
            new DropRows(connection, clock.millis()).addItems(batchId, found);
            return null;
        });
    }

    public void walked(long batchId) {
        database.writeDurably(connection -> {
            Sql.update(connection, "UPDATE batch SET walked = 1, walker = '' WHERE id = ?", batchId);
            return Sql.update(connection, "DELETE FROM root WHERE batch_id = ?", batchId);
        });
    }

    /// Lets others read the folders of a drop, from the beginning.
    public void releaseWalk(long batchId) {
        database.write(connection ->
                Sql.update(connection, "UPDATE batch SET walker = '' WHERE id = ? AND walker = ?", batchId, owner));
    }

    public boolean hasOpenWalks() {
        return database.read(connection -> Sql.first(
                        connection,
                        row -> row.getLong(1),
                        "SELECT id FROM batch WHERE walked = 0 AND walker = '' LIMIT 1"))
                .isPresent();
    }

    /// Takes over the drops that no process is reading and that were not read to their end.
    public List<Long> claimWalks() {
        return database.write(connection -> Sql.list(
                connection,
                row -> row.getLong(1),
                "UPDATE batch SET walker = ? WHERE walked = 0 AND walker = '' RETURNING id",
                owner));
    }

    /// Makes folders that could not be read a part of their drops again, to be walked once more.
    ///
    /// @param itemId one of them, or {@link #EVERY_ITEM}
    public List<Long> reopenFolders(long itemId) {
        String these = "cause = 'FOLDER_UNREADABLE' AND state = 'FAILED' AND "
                + (itemId == EVERY_ITEM ? "id > ? AND dismissed = 0 AND state IN ('FAILED', 'REFUSED')" : "id = ?");
        return database.writeDurably(connection -> {
            Sql.update(
                    connection,
                    "INSERT INTO root (batch_id, position, path) SELECT batch_id, (SELECT coalesce(max(position), 0) FROM root) + row_number() OVER (), path"
                            + " FROM item WHERE " + these,
                    itemId);
            List<Long> batches = Sql.list(
                    connection,
                    row -> row.getLong(1),
                    "UPDATE batch SET walked = 0, walker = ?" + " WHERE id IN (SELECT batch_id FROM item WHERE " + these
                            + ") RETURNING id",
                    owner,
                    itemId);
            Sql.update(connection, "DELETE FROM item WHERE " + these, itemId);
            return batches;
        });
    }

    public List<Path> roots(long batchId) {
        return database.read(connection -> Sql.list(
                connection,
                row -> StoredPath.path(row.getString(1)),
                "SELECT path FROM root WHERE batch_id = ? ORDER BY position",
                batchId));
    }

    /// Whether the file may still have to be read: it waits, runs, or could be tried again.
    public boolean needs(Path file) {
        return database.read(connection -> Sql.first(connection, row -> row.getLong(1), """
                SELECT 1 FROM batch CROSS JOIN item ON batch_id = batch.id
                WHERE path = ?1 AND dismissed = 0 AND state NOT IN ('DONE', 'DUPLICATE')
                UNION ALL SELECT 1 FROM root WHERE path = ?1""", StoredPath.text(file)))
                .isPresent();
    }

    /// Forgets drops that were added before `limit` and that need no attention any more.
    public void forgetBefore(Instant limit) {
        database.write(connection -> {
            List<Long> old = Sql.list(connection, row -> row.getLong(1), """
                    SELECT id FROM batch WHERE walked = 1 AND added_at < ?
                    AND NOT EXISTS (SELECT 1 FROM tally WHERE batch_id = batch.id AND dismissed = 0 AND files > 0)""", limit.toEpochMilli());
            for (long id : old) {
                for (String table : List.of("item", "tally", "batch_tag", "batch_wish", "root")) {
                    Sql.update(connection, "DELETE FROM " + table + " WHERE batch_id = ?", id);
                }
                Sql.update(connection, "DELETE FROM batch WHERE id = ?", id);
            }
            return null;
        });
    }
}
