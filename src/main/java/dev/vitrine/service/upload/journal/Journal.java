package dev.vitrine.service.upload.journal;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.upload.item.ClaimedItem;
import dev.vitrine.service.upload.item.FolderTags;
import dev.vitrine.service.upload.item.UploadForm.Duplicates;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.UploadOutcome;
import dev.vitrine.service.upload.journal.DropRows.DropOptions;
import dev.vitrine.sqlite.Database;
import dev.vitrine.sqlite.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What becomes of the items of drops, and who works on what. Shared by processes; every change is one transaction.
///
/// Opened for one owner, the id of the queue that asks. Only the owner of an item moves it on, so an item taken away
/// from a queue that was believed dead cannot be ended twice.
public final class Journal {
    private static final String LEFTOVER = "leftover-";
    /// The same of what failed: it is used by the next try, unless somebody takes the item from the list.
    private static final String OF_FAILED = "left-by-failed-";

    /// Before these are taken from the list: nobody will try them again. The states are first those of an index.
    static final String LEAVE_OF_FAILED = """
            INSERT OR REPLACE INTO setting (name, value) SELECT 'leftover-' || image_id, user_id
            FROM item CROSS JOIN batch ON batch.id = item.batch_id
            WHERE dismissed = 0 AND state IN ('FAILED', 'REFUSED') AND state = 'FAILED'
            AND EXISTS (SELECT 1 FROM setting WHERE name = 'left-by-failed-' || image_id)""";

    private static final String CLAIMED = " RETURNING id, batch_id, path, name, size, image_id, tried";

    /// Who copies a file takes no longer, from one pause to the next.
    private static final Duration GROWS = Duration.ofHours(1);

    private final Database database;
    private final String owner;
    private final Clock clock;

    public Journal(Database database, String owner, Clock clock) {
        this.database = database;
        this.owner = owner;
        this.clock = clock;
    }

    /// The next waiting item, taking turns between drops: a small drop does not wait for the end of a large one.
    ///
    /// @param after the drop that was served last
    /// @param afterItem an item behind which to look first, as long as there are any in its drop
    public Optional<ClaimedItem> claim(long after, long afterItem) {
        return database.write(connection -> {
            Optional<Long> batch = Sql.first(connection, row -> row.getLong(1), """
                    SELECT batch_id FROM tally WHERE state = 'WAITING' AND files > 0
                    ORDER BY batch_id <= ?, batch_id LIMIT 1""", after);
            if (batch.isEmpty()) {
                return Optional.empty();
            }
            Optional<ClaimedItem> behind = claimBehind(connection, batch.get(), afterItem);
            return behind.isPresent() || afterItem == 0 ? behind : claimBehind(connection, batch.get(), 0);
        });
    }

    private Optional<ClaimedItem> claimBehind(Connection connection, long batchId, long afterItem) throws SQLException {
        return Sql.first(connection, row -> claimed(connection, row), """
                UPDATE item SET state = 'HASHING', owner = ?
                WHERE id = (SELECT id FROM item WHERE state = 'WAITING' AND batch_id = ? AND id > ?
                AND NOT EXISTS (SELECT 1 FROM setting WHERE setting.name = 'called-back-' || item.id) ORDER BY id LIMIT 1)""" + CLAIMED, owner, batchId, afterItem);
    }

    /// A waiting item that was called back after it had been tried, to be ended by whoever claims it.
    public Optional<ClaimedItem> claimCalledBack() {
        Optional<Long> itemId = database.read(
                connection -> Sql.first(
                        connection,
                        row -> row.getLong(1),
                        "SELECT item.id FROM setting CROSS JOIN item ON item.id = CAST(value AS INTEGER)"
                                + " WHERE setting.name >= 'called-back-' AND setting.name < 'called-back.' AND state = 'WAITING' LIMIT 1"));
        return itemId.flatMap(id -> database.write(connection -> Sql.first(
                connection,
                row -> claimed(connection, row),
                "UPDATE item SET state = 'HASHING', owner = ? WHERE id = ? AND state = 'WAITING'" + CLAIMED,
                owner,
                id)));
    }

    private static ClaimedItem claimed(Connection connection, ResultSet row) throws SQLException {
        long batchId = row.getLong("batch_id");
        Path file = StoredPath.path(row.getString("path"));
        DropOptions chosen = DropOptions.of(connection, batchId);
        return new ClaimedItem(
                row.getLong("id"),
                batchId,
                DropRows.form(connection, batchId, chosen).tagged(FolderTags.of(file, chosen.folders())),
                file,
                row.getString("name"),
                row.getLong("size"),
                row.getString("image_id"),
                row.getInt("tried") == 1);
    }

    /// From now on bytes may be in the library under the item's image id.
    ///
    /// @return false when another item of this user with the same bytes is being sent: wait for it, then look for a
    ///   duplicate
    public boolean beginSending(ClaimedItem claimedItem, long sizeBytes, String sha256) {
        return database.write(connection -> {
            boolean alone = claimedItem.form().duplicates() == Duplicates.UPLOAD_ANYWAY
                    || sha256.isEmpty()
                    || Sql.first(
                                    connection,
                                    row -> row.getLong(1),
                                    """
                            SELECT item.id FROM item JOIN batch ON batch.id = batch_id
                            WHERE state = 'SENDING' AND sha256 = ? AND user_id = ? AND item.id <> ?""",
                                    sha256,
                                    claimedItem.form().userId(),
                                    claimedItem.itemId())
                            .isEmpty();
            if (!alone) {
                return false;
            }
            int mine = Sql.update(
                    connection,
                    "UPDATE item SET state = 'SENDING', size = ?, sha256 = ?, tried = 1 WHERE id = ? AND owner = ?",
                    sizeBytes,
                    sha256,
                    claimedItem.itemId(),
                    owner);
            if (mine == 0) {
                throw new ImageException.Cancelled("Another window has taken over this upload.");
            }
            return true;
        });
    }

    /// The image that these bytes of this user became in an upload of this journal.
    public Optional<String> uploaded(String userId, String sha256) {
        return database.read(connection -> Sql.first(connection, row -> row.getString(1), """
                SELECT image_id FROM item JOIN batch ON batch.id = batch_id
                WHERE state = 'DONE' AND sha256 = ? AND user_id = ? ORDER BY item.id DESC""", sha256, userId));
    }

    /// What became of a file of this name and user in the last hour, when it was shorter: newest first.
    public List<Earlier> shorterOnes(ClaimedItem claimedItem) {
        long hourAgo = clock.millis() - GROWS.toMillis();
        return database.read(connection -> Sql.list(
                connection,
                row -> new Earlier(row.getString("image_id"), row.getLong("size"), row.getString("sha256")),
                """
                SELECT image_id, size, sha256 FROM batch CROSS JOIN item ON batch_id = batch.id
                WHERE batch.id > ? AND path = ? AND user_id = ? AND state = 'DONE' AND ended_at > ?
                AND item.id < ? AND size < (SELECT size FROM item WHERE id = ?) ORDER BY batch.id DESC""",
                hourAgo - GROWS.toMillis() << 20,
                StoredPath.text(claimedItem.file()),
                claimedItem.form().userId(),
                hourAgo,
                claimedItem.itemId(),
                claimedItem.itemId()));
    }

    /// An image that a file became before it grew.
    public record Earlier(String imageId, long sizeBytes, String sha256) {}

    /// @param leftover bytes of it may still be in the library, which nobody needs any more
    public void end(ClaimedItem claimedItem, UploadOutcome uploadOutcome, boolean leftover) {
        database.write(connection -> {
            int mine = Sql.update(
                    connection,
                    """
                    UPDATE item SET state = ?, cause = ?, reason = ?, duplicate_of = ?, sha256 = iif(? = '', sha256, ?), ended_at = ?, owner = ''
                    WHERE id = ? AND owner = ?""",
                    uploadOutcome.state().name(),
                    uploadOutcome.cause().name(),
                    uploadOutcome.reason(),
                    uploadOutcome.duplicateOf(),
                    uploadOutcome.sha256(),
                    uploadOutcome.sha256(),
                    clock.millis(),
                    claimedItem.itemId(),
                    owner);
            Sql.update(connection, "DELETE FROM setting WHERE name = ?", "called-back-" + claimedItem.itemId());
            if (mine > 0) {
                Sql.update(connection, "DELETE FROM setting WHERE name = ?", OF_FAILED + claimedItem.imageId());
            }
            if (mine > 0 && leftover) {
                boolean isTriedAgain = uploadOutcome.state() == UploadState.FAILED;
                Sql.update(
                        connection,
                        "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)",
                        (isTriedAgain ? OF_FAILED : LEFTOVER) + claimedItem.imageId(),
                        claimedItem.form().userId());
            }
            return mine;
        });
    }

    /// Users by the ids of images of which bytes are still to be removed.
    public Map<String, String> leftovers() {
        List<Map.Entry<String, String>> found = database.read(connection -> Sql.list(
                connection,
                row -> Map.entry(row.getString(1).substring(LEFTOVER.length()), row.getString(2)),
                "SELECT name, value FROM setting WHERE name >= 'leftover-' AND name < 'leftover.'"));
        return found.stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public void removedLeftover(String imageId) {
        database.write(connection -> forgetLeftover(connection, imageId));
    }

    private static int forgetLeftover(Connection connection, String imageId) throws SQLException {
        return Sql.update(
                connection, "DELETE FROM setting WHERE name IN (?, ?)", LEFTOVER + imageId, OF_FAILED + imageId);
    }

    /// The upload had reached the library after all, before it was called back: its image is there.
    public void leftoverArrived(String imageId, String sha256) {
        database.write(connection -> {
            Sql.update(connection, """
                    UPDATE item SET state = 'DONE', cause = 'NONE', reason = '', duplicate_of = '', sha256 = ?
                    WHERE state IN ('CANCELLED', 'REFUSED', 'DUPLICATE', 'FAILED') AND image_id = ?""", sha256, imageId);
            return forgetLeftover(connection, imageId);
        });
    }

    /// Puts an item back as it was before it was claimed.
    public void release(ClaimedItem claimedItem) {
        database.write(connection -> Sql.update(
                connection,
                "UPDATE item SET state = 'WAITING', owner = '' WHERE id = ? AND owner = ?",
                claimedItem.itemId(),
                owner));
    }

    /// Every other queue that has work in progress.
    public List<String> otherOwners() {
        return database.read(connection -> Sql.list(
                connection,
                row -> row.getString(1),
                "SELECT DISTINCT owner FROM item WHERE owner <> '' AND owner <> ? UNION SELECT walker FROM batch WHERE walker NOT IN ('', ?)",
                owner,
                owner));
    }

    /// Gives back everything that a queue was at: it closed, or died.
    public void releaseAll(String of) {
        database.write(connection -> {
            Sql.update(connection, "UPDATE batch SET walker = '' WHERE walker = ?", of);
            return Sql.update(
                    connection, "UPDATE item SET state = 'WAITING', owner = '' WHERE owner <> '' AND owner = ?", of);
        });
    }
}
