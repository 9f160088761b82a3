package dev.vitrine.service.upload.journal;

import dev.vitrine.sqlite.Database;
import dev.vitrine.sqlite.Sql;
import dev.vitrine.world.World;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;

/// What people decide about items, written down durably, so that a power cut does not undo it. Items that are being
/// worked on are left alone.
public final class ItemCommands {
    static final String DISMISS_FINISHED =
            "UPDATE item SET dismissed = 1 WHERE dismissed = 0 AND state IN ('DONE', 'DUPLICATE', 'CANCELLED')";

    private final Database database;
    private final Clock clock;

    public ItemCommands(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// An item that was tried may have bytes in the library: it is called back, so that a queue ends it.
    public void cancel(long itemId) {
        database.writeDurably(connection -> {
            Sql.update(
                    connection,
                    "INSERT OR IGNORE INTO setting (name, value) SELECT 'called-back-' || id, id FROM item WHERE id = ? AND (tried = 1 OR owner <> '') AND state IN ('WAITING', 'HASHING', 'SENDING')",
                    itemId);
            return Sql.update(
                    connection,
                    "UPDATE item SET state = 'CANCELLED', ended_at = ? WHERE id = ? AND state = 'WAITING' AND tried = 0",
                    clock.millis(),
                    itemId);
        });
    }

    /// See [#cancel].
    public void cancelWaiting() {
        database.writeDurably(connection -> {
            Sql.update(
                    connection,
                    "INSERT OR IGNORE INTO setting (name, value) SELECT 'called-back-' || id, id FROM item WHERE state = 'WAITING' AND tried = 1");
            return Sql.update(
                    connection,
                    "UPDATE item SET state = 'CANCELLED', ended_at = ? WHERE state = 'WAITING' AND tried = 0",
                    clock.millis());
        });
    }

    /// What was cancelled since then waits again. One that was tried may have left bytes, see [#retry].
    public void restoreCancelled(Instant since) {
        database.writeDurably(connection -> {
            Sql.update(connection, "DELETE FROM setting WHERE name GLOB 'called-back-*'");
            return Sql.update(
                    connection,
                    "UPDATE item SET state = 'WAITING', ended_at = 0 WHERE dismissed = 0 AND state = 'CANCELLED' AND tried = 0 AND ended_at >= ?",
                    since.toEpochMilli());
        });
        for (long tried : database.read(connection -> Sql.list(
                connection,
                row -> row.getLong(1),
                "SELECT id FROM item WHERE dismissed = 0 AND state = 'CANCELLED' AND tried = 1 AND ended_at >= ?",
                since.toEpochMilli()))) {
            retry(tried);
        }
    }

    public void retry(long itemId) {
        database.writeDurably(connection -> retry(connection, itemId));
    }

    /// One of which bytes are still to be removed gets another image id: they are not to be confused with new ones.
    static int retry(Connection connection, long itemId) throws SQLException {
        Sql.update(
                connection,
                "UPDATE item SET image_id = ?, tried = 0 WHERE id = ? AND EXISTS (SELECT 1 FROM setting WHERE name = 'leftover-' || image_id)",
                World.here().uuid().toString(),
                itemId);
        return Sql.update(
                connection,
                "UPDATE item SET state = 'WAITING', cause = 'NONE', reason = '', ended_at = 0, dismissed = 0"
                        + " WHERE id = ? AND state IN ('FAILED', 'REFUSED', 'CANCELLED')",
                itemId);
    }

    public void retryFailed() {
        decide(
                "UPDATE item SET state = 'WAITING', cause = 'NONE', reason = '', ended_at = 0 WHERE state = 'FAILED' AND dismissed = 0");
    }

    public void dismiss(long itemId) {
        database.writeDurably(connection -> {
            Sql.update(connection, Journal.LEAVE_OF_FAILED + " AND item.id = ?", itemId);
            return Sql.update(
                    connection,
                    "UPDATE item SET dismissed = 1 WHERE id = ? AND state NOT IN ('WAITING', 'HASHING', 'SENDING')",
                    itemId);
        });
    }

    public void dismissFinished() {
        decide(DISMISS_FINISHED);
    }

    public void dismissRefused() {
        decide("UPDATE item SET dismissed = 1 WHERE dismissed = 0 AND state = 'REFUSED'");
    }

    public void dismissTroubles() {
        database.writeDurably(connection -> {
            Sql.update(connection, Journal.LEAVE_OF_FAILED);
            return Sql.update(
                    connection, "UPDATE item SET dismissed = 1 WHERE dismissed = 0 AND state IN ('REFUSED', 'FAILED')");
        });
    }

    public boolean isPaused() {
        return database.read(connection -> Sql.first(
                        connection, row -> row.getString(1), "SELECT value FROM setting WHERE name = 'paused'"))
                .isPresent();
    }

    public void setPaused(boolean paused) {
        decide(
                paused
                        ? "INSERT OR REPLACE INTO setting (name, value) VALUES ('paused', 'yes')"
                        : "DELETE FROM setting WHERE name = 'paused'");
    }

    private void decide(String sql, Object... values) {
        database.writeDurably(connection -> Sql.update(connection, sql, values));
    }
}
