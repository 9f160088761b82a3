package dev.vitrine.catalog;

import dev.vitrine.image.HiddenRow;
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

/// Rows page by page, newest first. A token names the last row looked at, so that pages stay right while rows come and
/// go.
///
/// What is rare is looked for piece by piece, as a table in the cloud does it: a page may be short, even empty, and its
/// token goes on.
final class RowPages {
    /// Looked at for one page: some tens of milliseconds.
    private static final int MOST_ROWS = 20_000;
    /// Of texts in one page.
    private static final long MOST_CHARACTERS = 10_000_000;

    private static final String MARK = "vitrine-page";

    private RowPages() {}

    static ImagePage list(Connection connection, ImagePage.Request request, boolean trashed) throws SQLException {
        Optional<Position> after = request.after().map(RowPages::position);
        String sql =
                "SELECT " + ImageRows.COLUMNS + " FROM image WHERE deleted_at IS " + (trashed ? "NOT NULL" : "NULL")
                        + request.userId().map(_ -> " AND user_id = ?").orElse("")
                        + after.map(_ -> " AND (created_at, image_id) < (?, ?)").orElse("")
                        + " ORDER BY created_at DESC, image_id DESC";
        try (PreparedStatement select = Sql.prepare(connection, sql)) {
            int at = 0;
            if (request.userId().isPresent()) {
                select.setString(++at, request.userId().get());
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

    private static ImagePage page(ResultSet rows, ImagePage.Request request) throws SQLException {
        var images = new ArrayList<ImageRecord>();
        var hidden = new ArrayList<HiddenRow>();
        Optional<Position> last = Optional.empty();
        long characters = 0;
        for (int seen = 0; rows.next(); seen++) {
            Optional<ImageRecord> image = read(rows, request.tag());
            boolean isFull = image.isPresent() && images.size() == request.limit();
            if (isFull || seen == MOST_ROWS || characters > MOST_CHARACTERS) {
                return new ImagePage(images, last.map(RowPages::token), hidden);
            }
            image.ifPresent(row ->
                    HiddenRow.of(row.imageId(), row.userId()).ifPresentOrElse(hidden::add, () -> images.add(row)));
            characters += image.map(RowPages::characters).orElse(0L);
            last = Optional.of(new Position(rows.getString("created_at"), rows.getString("image_id")));
        }
        return new ImagePage(images, Optional.empty(), hidden);
    }

    /// Most rows without the tag are left out by the look of it. A row whose tags are no JSON does not fail the
    /// list.
    private static Optional<ImageRecord> read(ResultSet row, Optional<String> tag) throws SQLException {
        if (tag.isPresent() && !row.getString("tags").contains(TagList.element(tag.get()))) {
            return Optional.empty();
        }
        ImageRecord image = ImageRows.read(row, 1);
        return Optional.of(image).filter(_ -> tag.stream().allMatch(image.tags()::contains));
    }

    private static long characters(ImageRecord image) {
        return image.title().length()
                + image.description().length()
                + image.tags().stream().mapToLong(String::length).sum();
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
