package dev.vitrine.catalog;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.Decimal;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageTime;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An image as a row and back. Reading is tolerant: another program or an older version may have written anything.
///
/// The key and address of the bytes are no columns: they follow from the ids.
final class ImageRows {
    private static final List<Attribute> ATTRIBUTES = List.of(Attribute.values());

    private static final List<String> NAMES = Stream.of(
                    Stream.of("image_id", "user_id", "title", "description", "tags"),
                    ATTRIBUTES.stream().map(Attribute::field),
                    Stream.of("created_at", "updated_at", "deleted_at"))
            .flatMap(names -> names)
            .toList();

    static final String COLUMNS = String.join(", ", NAMES);

    static final String INSERT = "INSERT INTO image (" + COLUMNS + ") VALUES ("
            + String.join(", ", Collections.nCopies(NAMES.size(), "?")) + ")";

    /// What the store of the bytes said lately, see [StorageNotes]: a row only knows how it began.
    private static final Set<String> NOTED = Set.of(Attribute.STORAGE_CLASS.field(), Attribute.BROUGHT_BACK.field());

    /// Changes a row only where it really differs. Mirrors write the same row again and again: that must not wake
    /// every follower.
    static final String UPSERT = INSERT + " ON CONFLICT (image_id) DO UPDATE SET " + changeable("%1$s = excluded.%1$s")
            + ", storage_class = iif(image.storage_class = '', excluded.storage_class, image.storage_class)"
            + " WHERE (" + changeable("excluded.%s") + ") IS NOT (" + changeable("image.%s") + ")"
            + " OR image.storage_class = '' AND excluded.storage_class <> ''";

    private ImageRows() {}

    static void bind(PreparedStatement statement, ImageRecord image) throws SQLException {
        int at = 0;
        statement.setString(++at, image.imageId());
        statement.setString(++at, image.userId());
        statement.setString(++at, image.title());
        statement.setString(++at, image.description());
        statement.setString(++at, TagList.write(image.tags()));
        for (Attribute attribute : ATTRIBUTES) {
            bind(statement, ++at, image.facts(), attribute);
        }
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
        var values = new EnumMap<Attribute, Object>(Attribute.class);
        for (Attribute attribute : ATTRIBUTES) {
            read(row, at++, attribute).ifPresent(value -> values.put(attribute, value));
        }
        Instant created = ImageTime.parse(text(row, at++)).orElse(Instant.EPOCH);
        Instant updated = ImageTime.parse(text(row, at++)).orElse(created);
        String deleted = row.getString(at);
        return new ImageRecord(
                imageId,
                userId,
                caption,
                new ImageFacts(values),
                created,
                updated,
                deleted == null
                        ? Optional.empty()
                        : Optional.of(ImageTime.parse(deleted).orElse(updated)));
    }

    private static void bind(PreparedStatement statement, int at, ImageFacts facts, Attribute attribute)
            throws SQLException {
        switch (attribute.kind()) {
            case TEXT, DECIMAL, TIME -> statement.setString(at, facts.text(attribute));
            case NUMBER -> statement.setLong(at, facts.number(attribute));
            case FLAG -> statement.setBoolean(at, facts.flag(attribute));
        }
    }

    private static Optional<?> read(ResultSet row, int at, Attribute attribute) throws SQLException {
        return switch (attribute.kind()) {
            case TEXT -> Optional.of(text(row, at));
            case DECIMAL -> Decimal.parse(text(row, at));
            case TIME -> ImageTime.parseLocal(text(row, at));
            case NUMBER -> Optional.of(row.getLong(at));
            case FLAG -> Optional.of(row.getBoolean(at));
        };
    }

    /// All columns but the id and what is noted, each in this form.
    private static String changeable(String form) {
        return NAMES.stream()
                .skip(1)
                .filter(name -> !NOTED.contains(name))
                .map(name -> String.format(Locale.ROOT, form, name))
                .collect(Collectors.joining(", "));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }
}
