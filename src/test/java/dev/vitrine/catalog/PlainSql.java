package dev.vitrine.catalog;

import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.image.ImageQuery.Word;
import dev.vitrine.image.ImageType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// The questions of the benchmark as one would ask them of the table alone: a count, the first hundred, and the counts
/// by user, tag, type and month.
record PlainSql(SqliteCatalog catalog) {
    void answer(ImageQuery query) {
        String where = where(query);
        run("SELECT count(*) FROM image WHERE " + where);
        run("SELECT image_id FROM image WHERE " + where + " ORDER BY " + order(query) + " LIMIT 100");
        run("SELECT user_id, count(*) FROM image WHERE " + where + " GROUP BY user_id");
        run("SELECT t.value, count(*) FROM image, json_each(image.tags) t WHERE " + where + " GROUP BY t.value");
        run("SELECT content_type, count(*) FROM image WHERE " + where + " GROUP BY content_type");
        run("SELECT substr(coalesce(nullif(taken_at, ''), created_at), 1, 7) AS month, count(*) FROM image WHERE "
                + where + " GROUP BY month");
    }

    private static String where(ImageQuery query) {
        var parts = new ArrayList<String>();
        parts.add("deleted_at IS NULL");
        in(parts, "user_id", query.users());
        in(
                parts,
                "content_type",
                query.types().stream().map(ImageType::contentType).toList());
        query.allTags().forEach(tag -> parts.add(tagged(tag)));
        if (!query.anyTags().isEmpty()) {
            parts.add(query.anyTags().stream().map(PlainSql::tagged).collect(Collectors.joining(" OR ", "(", ")")));
        }
        query.noTags().forEach(tag -> parts.add("NOT " + tagged(tag)));
        query.sizeBytes().ifPresent(range -> parts.add("size_bytes BETWEEN " + range.min() + " AND " + range.max()));
        query.longestSide()
                .ifPresent(range -> parts.add("max(width, height) BETWEEN " + range.min() + " AND " + range.max()));
        query.shape()
                .ifPresent(shape -> parts.add(
                        switch (shape) {
                            case PORTRAIT -> "width < height";
                            case LANDSCAPE -> "width > height";
                            case SQUARE -> "width = height";
                        }));
        query.taken().ifPresent(days -> parts.add(taken(days)));
        query.words().forEach(word -> parts.add(word(word)));
        return String.join(" AND ", parts);
    }

    private static void in(List<String> parts, String column, Collection<String> values) {
        if (!values.isEmpty()) {
            parts.add(column + values.stream().collect(Collectors.joining("', '", " IN ('", "')")));
        }
    }

    private static String tagged(String tag) {
        return "tags LIKE '%\"" + tag + "\"%'";
    }

    private static String taken(Days days) {
        return "coalesce(nullif(taken_at, ''), created_at) BETWEEN '" + days.first() + "' AND '" + days.last() + "T99'";
    }

    private static String word(Word word) {
        String any = List.of("title", "description", "tags", "original_name").stream()
                .map(column -> column + " LIKE '" + word.text() + "%' OR " + column + " LIKE '% " + word.text()
                        + "%' OR " + column + " LIKE '%\"" + word.text() + "%'")
                .collect(Collectors.joining(" OR ", "(", ")"));
        return word.excluded() ? "NOT " + any : any;
    }

    private static String order(ImageQuery query) {
        return switch (query.order()) {
            case NEWEST -> "created_at DESC, image_id DESC";
            case OLDEST -> "created_at, image_id";
            case TAKEN -> "coalesce(nullif(taken_at, ''), created_at) DESC, image_id DESC";
            case TITLE -> "title = '', lower(title), image_id";
            case SIZE -> "size_bytes DESC, image_id DESC";
        };
    }

    private void run(String sql) {
        catalog.database().read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql);
                    ResultSet rows = select.executeQuery()) {
                int count = 0;
                while (rows.next()) {
                    count++;
                }
                return count;
            }
        });
    }
}
