package dev.vitrine.catalog;

import dev.vitrine.catalog.index.IndexVersion;
import dev.vitrine.catalog.index.IndexWriter;
import dev.vitrine.image.HiddenRow;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.sqlite.Database;
import dev.vitrine.sqlite.Sql;
import dev.vitrine.text.TitleKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads for an index: all rows, or those that changed since a version. Each reading is of one moment.
record CatalogReader(Database database) {
    private static final String SELECT = "SELECT row, " + ImageRows.COLUMNS + " FROM image ";
    private static final int FEW = 2_000;

    String identity() {
        return database.read(connection -> Sql.first(connection, row -> row.getString(1), "SELECT id FROM identity"))
                .orElseThrow();
    }

    /// False when the catalog has another past than the version, for example after a backup was put back: then its
    /// numbers mean nothing here.
    boolean isOurHistory(IndexVersion version) {
        return database.read(connection -> ChangeLog.reachesBackTo(connection, version.sequence())
                && version.logEntry().equals(ChangeLog.entry(connection, version.sequence())));
    }

    long logLength() {
        return database.read(ChangeLog::length);
    }

    /// The version for the newest position in the log; the same one when nothing happened since.
    IndexVersion next(IndexVersion before) {
        return database.read(connection -> {
            long last = ChangeLog.last(connection);
            if (last == before.sequence()) {
                return before;
            }
            if (!ChangeLog.reachesBackTo(connection, before.sequence())) {
                return all(connection, before.cleared(), last);
            }
            int[] changed = changedRows(connection, before.sequence());
            boolean many = changed.length > FEW + before.limit() / 8;
            return many ? all(connection, before.cleared(), last) : follow(connection, before, changed, last);
        });
    }

    private static IndexVersion all(Connection connection, IndexVersion empty, long last) throws SQLException {
        var writer = new IndexWriter(empty);
        try (PreparedStatement select = Sql.prepare(connection, SELECT + "ORDER BY row");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                ImageRecord image = ImageRows.read(rows, 2);
                if (isShown(image)) {
                    writer.put(row(rows), image);
                }
            }
        }
        return writer.finish(last, ChangeLog.entry(connection, last), _ -> {
            throw new IllegalStateException("every title is new");
        });
    }

    private static IndexVersion follow(Connection connection, IndexVersion before, int[] changed, long last)
            throws SQLException {
        var writer = new IndexWriter(before);
        writer.apply(changed, images(connection, changed));
        try (PreparedStatement select = Sql.prepare(connection, "SELECT title FROM image WHERE row = ?")) {
            Map<Integer, String> keys = new HashMap<>();
            return writer.finish(
                    last,
                    ChangeLog.entry(connection, last),
                    row -> keys.computeIfAbsent(row, _ -> titleKey(select, row)));
        }
    }

    private static int[] changedRows(Connection connection, long since) throws SQLException {
        try (PreparedStatement select =
                Sql.prepare(connection, "SELECT DISTINCT row FROM change WHERE sequence > ? ORDER BY row")) {
            select.setLong(1, since);
            var changed = new ArrayList<Integer>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    changed.add(row(rows));
                }
            }
            return changed.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    private static TreeMap<Integer, ImageRecord> images(Connection connection, int[] requested) throws SQLException {
        var images = new TreeMap<Integer, ImageRecord>();
        try (PreparedStatement select =
                Sql.prepare(connection, SELECT + "WHERE row IN (SELECT value FROM json_each(?))")) {
            select.setString(
                    1,
                    List.of(java.util.Arrays.stream(requested).boxed().toArray())
                            .toString());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ImageRecord image = ImageRows.read(rows, 2);
                    if (isShown(image)) {
                        images.put(row(rows), image);
                    }
                }
            }
        }
        return images;
    }

    /// The title as it is stored, stripped as records do.
    private static String titleKey(PreparedStatement select, int row) {
        try {
            select.setInt(1, row);
            try (ResultSet rows = select.executeQuery()) {
                String title = rows.next() ? rows.getString(1) : "";
                return TitleKey.of(title == null ? "" : title.strip());
            }
        } catch (SQLException e) {
            throw new ImageException.Failed("The catalog could not be read: " + e.getMessage(), e);
        }
    }

    /// One whose ids make no key, after somebody edited the database, would fail every search that finds it.
    private static boolean isShown(ImageRecord image) {
        return HiddenRow.of(image.imageId(), image.userId()).isEmpty();
    }

    private static int row(ResultSet rows) throws SQLException {
        long row = rows.getLong(1);
        if (row < 0 || row > Integer.MAX_VALUE - 1) {
            throw new ImageException.Failed("The catalog has a row with the number " + row
                    + ", which Vitrine never writes. Restore the catalog from a backup.");
        }
        return (int) row;
    }
}
