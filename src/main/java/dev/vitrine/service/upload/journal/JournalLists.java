package dev.vitrine.service.upload.journal;

import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.UploadSnapshot.FailedFiles;
import dev.vitrine.service.upload.item.UploadTotals.FileTally;
import dev.vitrine.sqlite.Database;
import dev.vitrine.sqlite.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is read from the journal for people: totals, windows of the list, troubles by cause and receipts.
public final class JournalLists {
    private final Database database;

    public JournalLists(Database database) {
        this.database = database;
    }

    /// Differs from the last answer after anything was written, by this process or another.
    public long version() {
        return database.dataVersion();
    }

    /// What is shown of all drops at one moment.
    ///
    /// @param totals of the drops of now: what failed in earlier ones is in the troubles alone
    /// @param troubles by cause, those of most files first
    public record Shown(Map<UploadState, FileTally> totals, List<FailedFiles> troubles) {}

    public Shown shown() {
        return database.read(connection -> {
            long first = firstOfNow(connection);
            return new Shown(totals(connection, first), troubles(connection, first));
        });
    }

    public Map<UploadState, FileTally> totals() {
        return database.read(connection -> totals(connection, firstOfNow(connection)));
    }

    private static Map<UploadState, FileTally> totals(Connection connection, long first) throws SQLException {
        List<Map.Entry<UploadState, FileTally>> totals = Sql.list(
                connection,
                row -> Map.entry(state(row), new FileTally(row.getLong("files"), row.getLong("bytes"))),
                "SELECT state, sum(files) AS files, sum(bytes) AS bytes FROM tally WHERE dismissed = 0 AND batch_id >= ? GROUP BY state",
                first);
        return totals.stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, FileTally::plus));
    }

    private static List<FailedFiles> troubles(Connection connection, long first) throws SQLException {
        List<FailedFiles> troubles = Sql.list(
                connection,
                row -> new FailedFiles(
                        StoredName.read(row.getString("cause"), Cause.LIBRARY),
                        row.getLong("files"),
                        row.getString("reason"),
                        row.getLong("failed") > 0,
                        row.getLong("earlier")),
                """
                SELECT cause, reason, count(*) AS files, sum(state = 'FAILED') AS failed, sum(batch_id < ?) AS earlier, max(id)
                FROM item INDEXED BY item_by_cause
                WHERE dismissed = 0 AND state IN ('FAILED', 'REFUSED') GROUP BY cause""",
                first);
        return troubles.stream()
                .collect(Collectors.toMap(FailedFiles::cause, each -> each, FailedFiles::plus))
                .values()
                .stream()
                .sorted(Comparator.comparingLong(FailedFiles::files).reversed())
                .toList();
    }

    /// The first drop of which something is shown that did not fail, or else the last of those that failed: with a
    /// new drop, what went well before leaves the list.
    private static long firstOfNow(Connection connection) throws SQLException {
        return Sql.first(connection, row -> row.getLong(1), """
                SELECT coalesce(min(CASE WHEN state NOT IN ('FAILED', 'REFUSED') THEN batch_id END), max(batch_id), 0)
                FROM tally WHERE dismissed = 0 AND files > 0""").orElse(0L);
    }

    /// True when nothing waits, runs or is still being found.
    public boolean isIdle() {
        return !isWalking()
                && totals().entrySet().stream()
                        .allMatch(entry ->
                                entry.getKey().isFinal() || entry.getValue().files() == 0);
    }

    /// True while any process reads a dropped folder.
    public boolean isWalking() {
        return database.read(connection ->
                        Sql.first(connection, row -> row.getLong(1), "SELECT id FROM batch WHERE walked = 0 LIMIT 1"))
                .isPresent();
    }

    public List<UploadItem> items(Collection<UploadState> states, long offset, int max) {
        // One after the other, each in the order of the index: so they are merged, not sorted.
        String each = states.stream()
                .map(state -> "SELECT * FROM item WHERE dismissed = 0 AND state = '" + state.name() + "'")
                .collect(Collectors.joining(" UNION ALL "));
        return states.isEmpty()
                ? List.of()
                : database.read(connection ->
                        Sql.list(connection, JournalLists::item, each + " ORDER BY id LIMIT ? OFFSET ?", max, offset));
    }

    public List<UploadItem> troubles(Cause cause, long offset, int max) {
        return database.read(connection -> Sql.list(
                connection,
                JournalLists::item,
                "SELECT * FROM item WHERE dismissed = 0 AND state IN ('FAILED', 'REFUSED') AND cause = ? ORDER BY id LIMIT ? OFFSET ?",
                cause.name(),
                max,
                offset));
    }

    /// Items of one drop after `afterId`, in order, dismissed or not.
    public List<UploadItem> itemsOf(long batchId, long afterId, int max) {
        return database.read(connection -> Sql.list(
                connection,
                JournalLists::item,
                "SELECT * FROM item WHERE batch_id = ? AND id > ? ORDER BY id LIMIT ?",
                batchId,
                afterId,
                max));
    }

    /// A window of the items of one drop, in order, dismissed or not.
    public List<UploadItem> itemsAt(long batchId, long offset, int max) {
        return database.read(connection -> Sql.list(
                connection,
                JournalLists::item,
                "SELECT * FROM item WHERE batch_id = ? ORDER BY id LIMIT ? OFFSET ?",
                batchId,
                max,
                offset));
    }

    public Optional<UploadItem> item(long itemId) {
        return database.read(
                connection -> Sql.first(connection, JournalLists::item, "SELECT * FROM item WHERE id = ?", itemId));
    }

    /// The newest drops first.
    public List<Receipt> receipts(int max) {
        return database.read(connection -> {
            var receipts = new ArrayList<Receipt>();
            for (long id : Sql.list(
                    connection,
                    row -> row.getLong(1),
                    "SELECT id FROM batch ORDER BY added_at DESC, id DESC LIMIT ?",
                    max)) {
                receipt(connection, id).ifPresent(receipts::add);
            }
            return List.copyOf(receipts);
        });
    }

    public Optional<Receipt> receipt(long batchId) {
        return database.read(connection -> receipt(connection, batchId));
    }

    private static Optional<Receipt> receipt(Connection connection, long batchId) throws SQLException {
        record Batch(Instant addedAt, boolean walked) {}
        Optional<Batch> batch = Sql.first(
                connection,
                row -> new Batch(Instant.ofEpochMilli(row.getLong("added_at")), row.getInt("walked") == 1),
                "SELECT added_at, walked FROM batch WHERE id = ?",
                batchId);
        if (batch.isEmpty()) {
            return Optional.empty();
        }
        var files = new EnumMap<UploadState, Long>(UploadState.class);
        var bytes = new EnumMap<UploadState, Long>(UploadState.class);
        Sql.list(
                connection,
                row -> {
                    files.merge(state(row), row.getLong("files"), Long::sum);
                    return bytes.merge(state(row), row.getLong("bytes"), Long::sum);
                },
                "SELECT state, files, bytes FROM tally WHERE batch_id = ?",
                batchId);
        files.values().removeIf(count -> count == 0);
        boolean complete = batch.get().walked() && files.keySet().stream().allMatch(UploadState::isFinal);
        return Optional.of(new Receipt(
                batchId,
                DropRows.form(connection, batchId),
                batch.get().addedAt(),
                files,
                bytes.getOrDefault(UploadState.DONE, 0L),
                complete));
    }

    private static UploadItem item(ResultSet row) throws SQLException {
        UploadState state = state(row);
        long size = row.getLong("size");
        Optional<String> imageId = switch (state) {
            case DONE -> Optional.of(row.getString("image_id"));
            case DUPLICATE -> Optional.of(row.getString("duplicate_of"));
            case WAITING, HASHING, SENDING, REFUSED, FAILED, CANCELLED -> Optional.empty();
        };
        return new UploadItem(
                row.getLong("id"),
                row.getLong("batch_id"),
                row.getString("name"),
                StoredPath.path(row.getString("path")),
                size,
                state == UploadState.DONE ? size : 0,
                state,
                StoredName.read(row.getString("cause"), Cause.LIBRARY),
                row.getString("reason"),
                imageId,
                row.getString("sha256"));
    }

    private static UploadState state(ResultSet row) throws SQLException {
        return StoredName.read(row.getString("state"), UploadState.CANCELLED);
    }
}
