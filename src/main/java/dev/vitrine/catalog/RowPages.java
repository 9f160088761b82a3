package dev.vitrine.catalog;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.sqlite.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Optional;

/// Rows page by page, newest first. A token names the last row given, so that pages stay right while rows come and go.
final class RowPages {
    private static final String MARK = "vitrine-page";

    private RowPages() {}

    static ImagePage list(Connection connection, ImagePage.Request request, boolean trashed) throws SQLException {
        Optional<Position> after = request.after().map(RowPages::position);
        String sql =
                "SELECT " + ImageRows.COLUMNS + " FROM image WHERE deleted_at IS " + (trashed ? "NOT NULL" : "NULL")
                        + request.userId().map(_ -> " AND user_id = ?").orElse("")
                        + request.tag().map(_ -> " AND instr(tags, ?) > 0").orElse("")
                        + after.map(_ -> " AND (created_at, image_id) < (?, ?)").orElse("")
                        + " ORDER BY created_at DESC, image_id DESC";
        try (PreparedStatement select = Sql.prepare(connection, sql)) {
            int at = 0;
            if (request.userId().isPresent()) {
                select.setString(++at, request.userId().get());
            }
            if (request.tag().isPresent()) {
                select.setString(++at, TagList.element(request.tag().get()));
            }
            if (after.isPresent()) {
                select.setString(++at, after.get().createdAt());
                select.setString(++at, after.get().imageId());
            }
            try (ResultSet rows = select.executeQuery()) {
                return page(rows, request);
            }
        }
    }

    /// SQL leaves out most rows without the tag, by the look of it; whether a row has it is decided here. A row
    /// whose tags are no JSON does not fail the list.
    private static ImagePage page(ResultSet rows, ImagePage.Request request) throws SQLException {
        var images = new ArrayList<ImageRecord>();
        String createdAt = "";
        while (rows.next()) {
            ImageRecord image = ImageRows.read(rows, 1);
            if (request.tag().isPresent()
                    && !image.tags().contains(request.tag().get())) {
                continue;
            }
            if (images.size() == request.limit()) {
                return new ImagePage(
                        images,
                        Optional.of(
                                token(new Position(createdAt, images.getLast().imageId()))));
            }
            images.add(image);
            createdAt = rows.getString("created_at");
        }
        return new ImagePage(images, Optional.empty());
    }

    private record Position(String createdAt, String imageId) {}

    private static String token(Position position) {
        String text = MARK + "\n" + position.createdAt() + "\n" + position.imageId();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Position position(String token) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split("\n", 3);
            if (parts.length == 3 && parts[0].equals(MARK)) {
                return new Position(parts[1], parts[2]);
            }
        } catch (IllegalArgumentException e) {
            throw new ImageException.Invalid(
                    "The page token is not one of this library's. Start again from the first page.", e);
        }
        throw new ImageException.Invalid(
                "The page token is not one of this library's. Start again from the first page.");
    }
}
