package dev.vitrine.image;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// An image as the fields that everybody outside sees, in the table, in answers and in files: the image storage
/// service's own names first, then ours.
public final class ImageFields {
    /// All there are, in order.
    public static final List<String> NAMES = Stream.of(
                    Stream.of(
                            "image_id",
                            "user_id",
                            "title",
                            "description",
                            "tags",
                            "s3_key",
                            "s3_url",
                            "created_at",
                            "updated_at"),
                    Arrays.stream(Attribute.values()).map(Attribute::field),
                    Stream.of("deleted_at"))
            .flatMap(names -> names)
            .distinct()
            .toList();

    private ImageFields() {}

    /// Texts, but for `tags`, which is a list of texts. The service's fields are always there; ours are left out
    /// where nothing is known, and are texts even for numbers, because the service cannot hand out anything else.
    ///
    /// @param bucket that `s3_url` names
    public static Map<String, Object> of(ImageRecord image, String bucket) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("image_id", image.imageId());
        fields.put("user_id", image.userId());
        fields.put("title", image.title());
        fields.put("description", image.description());
        fields.put("tags", List.copyOf(image.tags()));
        fields.put("s3_key", image.readKey().path());
        fields.put("s3_url", "s3://" + bucket + "/" + image.readKey().path());
        fields.put("created_at", ImageTime.format(image.createdAt()));
        fields.put("updated_at", ImageTime.format(image.updatedAt()));
        for (Attribute attribute : Attribute.values()) {
            putKnown(fields, attribute.field(), image.facts().text(attribute));
        }
        putKnown(fields, "deleted_at", image.deletedAt().map(ImageTime::format).orElse(""));
        return fields;
    }

    private static void putKnown(Map<String, Object> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }
}
