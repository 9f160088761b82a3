package dev.vitrine.catalog;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageTime;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// An image as a row and back. Reading is tolerant: another program or an older version may have written anything.
///
/// The key and address of the bytes are no columns: they follow from the ids.
final class ImageRows {
    static final String COLUMNS = "image_id, user_id, title, description, tags, content_type, size_bytes, width, height, taken_at,"
            + " original_name, content_sha256, average_color, has_location, animated, created_at, updated_at, deleted_at";

    static final String INSERT = "INSERT INTO image (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    static final String UPSERT = INSERT + """
             ON CONFLICT (image_id) DO UPDATE SET user_id = excluded.user_id, title = excluded.title, description = excluded.description,
            tags = excluded.tags, content_type = excluded.content_type, size_bytes = excluded.size_bytes, width = excluded.width,
            height = excluded.height, taken_at = excluded.taken_at, original_name = excluded.original_name,
            content_sha256 = excluded.content_sha256, average_color = excluded.average_color, has_location = excluded.has_location,
            animated = excluded.animated, created_at = excluded.created_at, updated_at = excluded.updated_at,
            deleted_at = excluded.deleted_at WHERE\s""" + CatalogSchema.DIFFERS;

    private ImageRows() {
    }

    static void bind(PreparedStatement statement, ImageRecord image) throws SQLException {
        ImageFacts facts = image.facts();
        int at = 0;
        statement.setString(++at, image.imageId());
        statement.setString(++at, image.userId());
        statement.setString(++at, image.title());
        statement.setString(++at, image.description());
        statement.setString(++at, TagList.write(image.tags()));
        statement.setString(++at, facts.contentType());
        statement.setLong(++at, facts.sizeBytes());
        statement.setInt(++at, facts.width());
        statement.setInt(++at, facts.height());
        statement.setString(++at, facts.takenAt().map(ImageTime::format).orElse(""));
        statement.setString(++at, facts.originalName());
        statement.setString(++at, facts.contentSha256());
        statement.setString(++at, facts.averageColor());
        statement.setBoolean(++at, facts.hasLocation());
        statement.setBoolean(++at, facts.animated());
        statement.setString(++at, ImageTime.format(image.createdAt()));
        statement.setString(++at, ImageTime.format(image.updatedAt()));
        statement.setString(++at, image.deletedAt().map(ImageTime::format).orElse(null));
    }

    /// The record in the columns from `first` on (1-based), which are {@link #COLUMNS}.
    static ImageRecord read(ResultSet row, int first) throws SQLException {
        int at = first;
        String imageId = text(row, at++);
        String userId = text(row, at++);
        var caption = new Caption(text(row, at++), text(row, at++), TagList.read(text(row, at++)));
        var facts = new ImageFacts(text(row, at++), Math.max(0, row.getLong(at++)), Math.max(0, row.getInt(at++)), Math.max(0, row.getInt(at++)),
                ImageTime.parseLocal(text(row, at++)), text(row, at++), text(row, at++), text(row, at++),
                row.getBoolean(at++), row.getBoolean(at++));
        Instant created = ImageTime.parse(text(row, at++)).orElse(Instant.EPOCH);
        Instant updated = ImageTime.parse(text(row, at++)).orElse(created);
        String deleted = row.getString(at);
        return new ImageRecord(imageId, userId, caption, facts, created, updated,
                deleted == null ? Optional.empty() : Optional.of(ImageTime.parse(deleted).orElse(updated)));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }
}
