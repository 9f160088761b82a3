package dev.vitrine.catalog;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageTime;
import dev.vitrine.sqlite.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The statements on the table of the images, each within the transaction of its caller.
final class ImageTable {
    private static final String SELECT = "SELECT " + ImageRows.COLUMNS + " FROM image WHERE ";

    private ImageTable() {}

    /// Live or trashed.
    static Optional<ImageRecord> find(Connection connection, String imageId) throws SQLException {
        return all(connection, SELECT + "image_id = ?", imageId).stream().findFirst();
    }

    static Optional<ImageRecord> findLive(Connection connection, String imageId) throws SQLException {
        return all(connection, SELECT + "image_id = ? AND deleted_at IS NULL", imageId).stream()
                .findFirst();
    }

    static Optional<ImageRecord> findTrashed(Connection connection, String imageId) throws SQLException {
        return all(connection, SELECT + "image_id = ? AND deleted_at IS NOT NULL", imageId).stream()
                .findFirst();
    }

    /// Live or trashed.
    static ImageRecord existing(Connection connection, String imageId) throws SQLException {
        return find(connection, imageId).orElseThrow(() -> ImageException.NotFound.ofImage(imageId));
    }

    /// Live or trashed, in no order.
    static List<ImageRecord> findAll(Connection connection, Collection<String> ids) throws SQLException {
        return all(connection, SELECT + "image_id IN (SELECT value FROM json_each(?))", TagList.write(ids));
    }

    static List<String> idsAfter(Connection connection, String imageId, int max) throws SQLException {
        return ids(connection, "SELECT image_id FROM image WHERE image_id > ? ORDER BY image_id LIMIT " + max, imageId);
    }

    /// Of those in the trash.
    static List<String> trashedAfter(Connection connection, String imageId, int max) throws SQLException {
        return ids(
                connection,
                "SELECT image_id FROM image WHERE deleted_at IS NOT NULL AND image_id > ? ORDER BY image_id LIMIT "
                        + max,
                imageId);
    }

    /// Of live rows, those that were made at such a time.
    static List<String> liveMadeAt(Connection connection, Predicate<String> createdAt) throws SQLException {
        var ids = new ArrayList<String>();
        try (PreparedStatement select =
                        Sql.prepare(connection, "SELECT created_at, image_id FROM image WHERE deleted_at IS NULL");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                if (createdAt.test(rows.getString(1))) {
                    ids.add(rows.getString(2));
                }
            }
        }
        return ids;
    }

    static long countLive(Connection connection) throws SQLException {
        return Sql.number(connection, "SELECT count(*) FROM image WHERE deleted_at IS NULL");
    }

    static long count(Connection connection) throws SQLException {
        return Sql.number(connection, "SELECT count(*) FROM image");
    }

    static long countChangedAfter(Connection connection, Instant moment) throws SQLException {
        String text = ImageTime.format(moment);
        return Sql.number(connection, "SELECT count(*) FROM image WHERE updated_at > ? OR deleted_at > ?", text, text);
    }

    static List<String> trashedAt(Connection connection, Instant deletedAt) throws SQLException {
        return ids(
                connection,
                "SELECT image_id FROM image WHERE deleted_at = ? ORDER BY image_id",
                ImageTime.format(deletedAt));
    }

    /// Live ones, oldest first. They are sorted here: asked for an order, SQLite takes the index that has it, and
    /// reads every image of the user.
    static List<ImageRecord> findBySha256(Connection connection, String userId, String sha256) throws SQLException {
        return all(
                        connection,
                        SELECT + "user_id = ? AND content_sha256 = ? AND content_sha256 <> '' AND deleted_at IS NULL",
                        userId,
                        sha256)
                .stream()
                .sorted(Comparator.comparing(ImageRecord::createdAt).thenComparing(ImageRecord::imageId))
                .toList();
    }

    static int insert(Connection connection, ImageRecord image) throws SQLException {
        return store(connection, ImageRows.INSERT, List.of(image));
    }

    /// Adds those that are not there.
    ///
    /// @return how many rows are other than before
    static int replace(Connection connection, Collection<ImageRecord> images) throws SQLException {
        return store(connection, ImageRows.UPSERT, images);
    }

    /// Into the trash, or out of it; one that is there already stays as it is.
    static ImageRecord move(Connection connection, String imageId, Optional<Instant> deletedAt) throws SQLException {
        ImageRecord current = existing(connection, imageId);
        if (current.deletedAt().isPresent() == deletedAt.isPresent()) {
            return current;
        }
        if (current.isBeingPurged()) {
            throw ImageException.NotFound.ofImage(imageId);
        }
        replace(connection, List.of(current.withDeletedAt(deletedAt)));
        return existing(connection, imageId);
    }

    static int deletePurged(Connection connection, String imageId) throws SQLException {
        return Sql.update(
                connection,
                "DELETE FROM image WHERE image_id = ? AND deleted_at = ?",
                imageId,
                ImageTime.format(ImageRecord.BEING_PURGED));
    }

    static int deleteAll(Connection connection, Collection<String> ids) throws SQLException {
        return Sql.update(
                connection, "DELETE FROM image WHERE image_id IN (SELECT value FROM json_each(?))", TagList.write(ids));
    }

    private static int store(Connection connection, String sql, Collection<ImageRecord> images) throws SQLException {
        try (PreparedStatement statement = Sql.prepare(connection, sql)) {
            int stored = 0;
            for (ImageRecord image : images) {
                ImageRows.bind(statement, image);
                stored += statement.executeUpdate();
            }
            return stored;
        }
    }

    private static List<ImageRecord> all(Connection connection, String sql, Object... arguments) throws SQLException {
        return Sql.list(connection, row -> ImageRows.read(row, 1), sql, arguments);
    }

    private static List<String> ids(Connection connection, String sql, String argument) throws SQLException {
        return Sql.list(connection, row -> row.getString(1), sql, argument);
    }
}
