package dev.vitrine.service.upload.journal;

import dev.vitrine.files.FileStamp;
import dev.vitrine.files.Folders;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.upload.item.ScannedFile;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.UploadOption;
import dev.vitrine.service.upload.item.WatchedFolder;
import dev.vitrine.service.upload.journal.RenamedFiles.Former;
import dev.vitrine.sqlite.Database;
import dev.vitrine.sqlite.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/// The watched folders in the journal, and what was seen in them. A file becomes an item in the same transaction that
/// marks it as seen, so no crash and no second process makes it two.
public final class WatchJournal {
    /// Files that come one after the other share a receipt for so long.
    private static final Duration ONE_RECEIPT = Duration.ofHours(1);

    private final Database database;
    private final LongSupplier batchIds;
    private final Clock clock;

    public WatchJournal(Database database, LongSupplier batchIds, Clock clock) {
        this.database = database;
        this.batchIds = batchIds;
        this.clock = clock;
    }

    public List<WatchedFolder> all() {
        return database.read(connection -> {
            List<Long> ids = Sql.list(connection, row -> row.getLong(1), "SELECT id FROM watch ORDER BY id");
            var all = new ArrayList<WatchedFolder>();
            for (long id : ids) {
                find(connection, id).ifPresent(all::add);
            }
            return List.copyOf(all);
        });
    }

    public Optional<WatchedFolder> find(long id) {
        return database.read(connection -> find(connection, id));
    }

    private static Optional<WatchedFolder> find(Connection connection, long id) throws SQLException {
        List<String> tags = Sql.list(
                connection,
                row -> row.getString(1),
                "SELECT tag FROM watch_tag WHERE watch_id = ? ORDER BY position",
                id);
        return Sql.first(connection, row -> folder(row, tags), "SELECT * FROM watch WHERE id = ?", id);
    }

    private static WatchedFolder folder(ResultSet row, List<String> tags) throws SQLException {
        UploadForm form = new UploadForm(row.getString("user_id"), tags, "", "")
                .with(UploadOption.REMOVE_METADATA, row.getInt("removes_metadata") == 1);
        return new WatchedFolder(
                row.getLong("id"),
                StoredPath.path(row.getString("path")),
                form,
                row.getInt("subfolders") == 1,
                row.getInt("paused") == 1);
    }

    public WatchedFolder add(WatchedFolder.WatchRequest watchRequest) {
        return database.writeDurably(connection -> {
            if (Sql.first(
                            connection,
                            row -> row.getLong(1),
                            "SELECT id FROM watch WHERE path = ?",
                            StoredPath.text(watchRequest.folder()))
                    .isPresent()) {
                throw new ImageException.Conflict("This folder is watched already: " + watchRequest.folder());
            }
            long id = Sql.first(
                            connection,
                            row -> row.getLong(1),
                            "INSERT INTO watch (path, user_id, subfolders, removes_metadata, settled) VALUES (?, ?, ?, ?, ?) RETURNING id",
                            StoredPath.text(watchRequest.folder()),
                            watchRequest.form().userId(),
                            watchRequest.subfolders() ? 1 : 0,
                            watchRequest.form().removesMetadata() ? 1 : 0,
                            watchRequest.existing() ? 1 : 0)
                    .orElseThrow();
            for (int i = 0; i < watchRequest.form().tags().size(); i++) {
                Sql.update(
                        connection,
                        "INSERT INTO watch_tag (watch_id, position, tag) VALUES (?, ?, ?)",
                        id,
                        i,
                        watchRequest.form().tags().get(i));
            }
            return find(connection, id).orElseThrow();
        });
    }

    public void setPaused(long id, boolean paused) {
        database.writeDurably(
                connection -> Sql.update(connection, "UPDATE watch SET paused = ? WHERE id = ?", paused ? 1 : 0, id));
    }

    /// What was uploaded stays uploaded, what is in the queue stays in the queue.
    public void remove(long id) {
        database.writeDurably(connection -> {
            Sql.update(connection, "DELETE FROM watched_file WHERE watch_id = ?", id);
            Sql.update(connection, "DELETE FROM watch_tag WHERE watch_id = ?", id);
            return Sql.update(connection, "DELETE FROM watch WHERE id = ?", id);
        });
    }

    /// False until what was in the folder at first has been passed over.
    public boolean isSettled(long id) {
        return database.read(connection -> Sql.first(
                        connection, row -> row.getLong(1), "SELECT 1 FROM watch WHERE id = ? AND settled = 1", id))
                .isPresent();
    }

    public void settled(long id) {
        database.writeDurably(connection -> Sql.update(connection, "UPDATE watch SET settled = 1 WHERE id = ?", id));
    }

    public long found(long id) {
        return database.read(connection -> Sql.first(
                        connection,
                        row -> row.getLong(1),
                        "SELECT count(*) FROM watched_file WHERE watch_id = ? AND item = 1",
                        id))
                .orElse(0L);
    }

    /// The files that were seen in one folder.
    public Map<Path, FileStamp> seenIn(long id, Path folder) {
        String path = StoredPath.text(folder);
        return database.read(connection -> {
            var seen = new HashMap<Path, FileStamp>();
            Sql.list(
                    connection,
                    row -> {
                        var stamp = new FileStamp(row.getLong(2), row.getLong(3));
                        Optional<Path> file = StoredPath.path(path, row.getString(1));
                        file.ifPresent(known -> seen.put(known, stamp));
                        return file;
                    },
                    "SELECT name, size, modified FROM watched_file WHERE watch_id = ? AND folder = ?",
                    id,
                    path);
            return seen;
        });
    }

    /// Marks files as seen. Images among them that are new become items, unless they are to be passed over; the
    /// item of one that was renamed before it was uploaded follows it.
    ///
    /// @return how many are to be uploaded
    public int see(WatchedFolder watched, List<SeenFile> files, boolean passOver) {
        Set<Path> gone = formerNames(watched.id(), files);
        gone.removeIf(former -> !Files.notExists(former));
        return database.writeDurably(connection -> {
            var fresh = new ArrayList<ScannedFile>();
            var renamed = new RenamedFiles(connection, watched.id(), gone);
            int followed = 0;
            for (SeenFile file : files) {
                Former former = file.image() && !passOver ? renamed.followed(file) : Former.SETTLED;
                if (former == Former.UNDER_WAY) {
                    continue; // the next look finds it again
                }
                boolean isItem = former != Former.SETTLED;
                if (mark(connection, watched.id(), file, isItem) && isItem) {
                    if (former == Former.FOLLOWED) {
                        followed++;
                    } else {
                        fresh.add(ScannedFile.file(file.file(), file.stamp().size()));
                    }
                }
            }
            if (!fresh.isEmpty() && find(connection, watched.id()).isPresent()) {
                startAfresh(connection);
                var rows = new DropRows(connection, clock.millis());
                rows.addItems(batch(connection, rows, watched, fresh), fresh);
            }
            return fresh.size() + followed;
        });
    }

    private Set<Path> formerNames(long id, List<SeenFile> files) {
        return database.read(connection -> {
            var renamed = new RenamedFiles(connection, id, Set.of());
            var names = new HashSet<Path>();
            for (SeenFile file : files) {
                renamed.names(file).forEach(name -> name.ifPresent(names::add));
            }
            return names;
        });
    }

    /// As when something is dropped: after everything has ended, what went well leaves the list, so that the totals
    /// count what is new.
    private static void startAfresh(Connection connection) throws SQLException {
        boolean busy = Sql.first(connection, row -> row.getLong(1), """
                SELECT 1 FROM tally WHERE state IN ('WAITING', 'HASHING', 'SENDING') AND files > 0
                UNION ALL SELECT 1 FROM batch WHERE walked = 0""").isPresent();
        if (!busy) {
            Sql.update(connection, ItemCommands.DISMISS_FINISHED);
        }
    }

    /// @return false when another process was first
    private static boolean mark(Connection connection, long id, SeenFile file, boolean item) throws SQLException {
        return Sql.update(
                        connection,
                        """
                INSERT INTO watched_file (watch_id, folder, name, size, modified, file_key, item) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
                SET size = excluded.size, modified = excluded.modified, file_key = excluded.file_key, item = max(item, excluded.item)
                WHERE size <> excluded.size OR modified <> excluded.modified""",
                        id,
                        StoredPath.text(Folders.of(file.file())),
                        StoredPath.name(file.file()),
                        file.stamp().size(),
                        file.stamp().modifiedNanos(),
                        file.key(),
                        item ? 1 : 0)
                > 0;
    }

    /// The drop of an hour ago at most, or a new one: also when a file that was replaced is in that already.
    private long batch(Connection connection, DropRows rows, WatchedFolder watched, List<ScannedFile> files)
            throws SQLException {
        Optional<Long> recent = Sql.first(
                connection,
                row -> row.getLong(1),
                "SELECT batch.id FROM batch JOIN watch ON watch.batch_id = batch.id WHERE watch.id = ? AND added_at > ?",
                watched.id(),
                clock.millis() - ONE_RECEIPT.toMillis());
        boolean fits = recent.isPresent();
        for (ScannedFile file : files) {
            fits = fits
                    && Sql.first(
                                    connection,
                                    row -> row.getLong(1),
                                    "SELECT id FROM item WHERE batch_id = ? AND path = ?",
                                    recent.get(),
                                    StoredPath.text(file.path()))
                            .isEmpty();
        }
        if (fits) {
            return recent.get();
        }
        long made = batchIds.getAsLong();
        rows.addBatch(made, watched.form(), "");
        Sql.update(connection, "UPDATE watch SET batch_id = ? WHERE id = ?", made, watched.id());
        return made;
    }

    /// The folder is back: what failed because it was away waits again.
    public void retryFailedIn(Path folder) {
        String start = StoredPath.text(folder) + folder.getFileSystem().getSeparator();
        database.writeDurably(connection -> Sql.update(connection, """
                UPDATE item SET state = 'WAITING', cause = 'NONE', reason = '', ended_at = 0
                WHERE state = 'FAILED' AND dismissed = 0 AND cause IN ('SOURCE_GONE', 'SOURCE_UNREADABLE') AND substr(path, 1, ?) = ?""", start.length(), start));
    }
}
