package dev.vitrine.image;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
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

    /// Reads what [#of] writes, or what another program may have written: absent fields are `""`.
    ///
    /// @param texts by name; `tags` is not asked for
    /// @param bucket of the library
    /// @throws ImageException.Invalid when its ids make no safe key
    public static ImageRecord read(UnaryOperator<String> texts, List<String> tags, String bucket) {
        String usualKey = ObjectKey.original(texts.apply("user_id"), texts.apply("image_id"))
                .path();
        String key = storedKey(texts, usualKey, bucket);
        Optional<Instant> created = ImageTime.parse(texts.apply("created_at"));
        Optional<Instant> updated = ImageTime.parse(texts.apply("updated_at"));
        return new ImageRecord(
                texts.apply("image_id"),
                texts.apply("user_id"),
                new Caption(texts.apply("title"), texts.apply("description"), tags),
                ImageFacts.ofTexts(attribute -> switch (attribute) {
                    case S3_KEY -> key.equals(usualKey) ? "" : key;
                    case S3_URL -> otherAddress(texts.apply("s3_url"), key, bucket);
                    case BROUGHT_BACK -> "";
                    default -> texts.apply(attribute.field());
                }),
                created.or(() -> updated).orElse(Instant.EPOCH),
                updated.or(() -> created).orElse(Instant.EPOCH),
                ImageTime.parse(texts.apply("deleted_at")));
    }

    /// An address within the bucket says as much as a key.
    private static String storedKey(UnaryOperator<String> texts, String usualKey, String bucket) {
        String key = texts.apply("s3_key");
        String stored = key.isEmpty() ? texts.apply("s3_url") : key;
        String here = "s3://" + bucket + "/";
        if (stored.startsWith(here)) {
            return stored.substring(here.length());
        }
        return key.isEmpty() ? usualKey : key;
    }

    private static String otherAddress(String address, String key, String bucket) {
        if (address.isEmpty()) {
            return key.contains("://") ? key : "";
        }
        return address.equals("s3://" + bucket + "/" + key) ? "" : address;
    }

    private static void putKnown(Map<String, Object> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }
}
