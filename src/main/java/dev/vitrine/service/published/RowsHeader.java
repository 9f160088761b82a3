package dev.vitrine.service.published;

import dev.vitrine.image.Attribute;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a copy of the rows says of itself, in its first line.
///
/// @param table whose rows they are, as its service names it
/// @param bucket where the bytes of the images are
/// @param asOf everything that happened to the table before this moment is in it
/// @param complete when the facts of all rows were read last
/// @param feed where the feed of changes was then, as a mirror remembers it; `""` where there is none
/// @param hidden rows of others that are not in it, because they are no images
/// @param attributes which facts of a row its writer knew
public record RowsHeader(
        String table,
        String bucket,
        Instant asOf,
        Instant complete,
        String feed,
        long hidden,
        List<String> attributes) {
    static final int FORMAT = 1;

    /// Of this version of the program.
    public static final List<String> ATTRIBUTES =
            Stream.of(Attribute.values()).map(Attribute::field).toList();

    public RowsHeader {
        attributes = List.copyOf(attributes);
    }

    /// Whether everything that this version knows of a row is in it.
    public boolean knowsAll() {
        return attributes.containsAll(ATTRIBUTES);
    }

    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("vitrine_rows", FORMAT);
        fields.put("table", table);
        fields.put("bucket", bucket);
        fields.put("as_of", asOf);
        fields.put("complete", complete);
        fields.put("feed", feed);
        fields.put("hidden", hidden);
        fields.put("attributes", attributes);
        return fields;
    }

    /// 0 when it is none.
    static int format(Map<String, Object> fields) {
        try {
            return Integer.parseInt(text(fields, "vitrine_rows"));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    /// Empty when something is missing.
    static Optional<RowsHeader> of(Map<String, Object> fields) {
        try {
            return Optional.of(new RowsHeader(
                    text(fields, "table"),
                    text(fields, "bucket"),
                    Instant.parse(text(fields, "as_of")),
                    Instant.parse(text(fields, "complete")),
                    text(fields, "feed"),
                    Long.parseLong(text(fields, "hidden")),
                    texts(fields, "attributes")));
        } catch (DateTimeException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    static String text(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    static List<String> texts(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof List<?> texts
                ? texts.stream().map(String::valueOf).toList()
                : List.of();
    }
}
