package dev.vitrine.store.aws;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.Correction;
import dev.vitrine.image.HiddenRow;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageFields;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageTime;
import dev.vitrine.store.AwsSettings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A row as an item of the table. Reads whatever another program may have written; writes strings and one list of
/// strings, nothing else.
final class DynamoItem {
    static final String IMAGE_ID = "image_id";
    static final String USER_ID = "user_id";
    static final String CREATED_AT = "created_at";
    static final String UPDATED_AT = "updated_at";
    static final String DELETED_AT = "deleted_at";
    static final String TITLE = "title";
    static final String DESCRIPTION = "description";
    static final String TAGS = "tags";

    private DynamoItem() {}

    static Map<String, AttributeValue> key(String imageId) {
        return Map.of(IMAGE_ID, text(imageId));
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue tags(List<String> tags) {
        return AttributeValue.fromL(tags.stream().map(AttributeValue::fromS).toList());
    }

    static Map<String, AttributeValue> write(ImageRecord image, String bucket) {
        var item = new HashMap<String, AttributeValue>();
        ImageFields.of(image, bucket)
                .forEach(
                        (name, value) -> item.put(name, name.equals(TAGS) ? tags(image.tags()) : text((String) value)));
        return item;
    }

    /// As DynamoDB counts it: names and texts in UTF-8, and three bytes for a list, one for each of its elements.
    static int size(Map<String, AttributeValue> item) {
        int size = 0;
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            size += bytes(attribute.getKey()) + size(attribute.getValue());
        }
        return size;
    }

    private static int size(AttributeValue value) {
        return value.hasL()
                ? 3 + value.l().stream().mapToInt(element -> 1 + size(element)).sum()
                : value.s() == null ? 1 : bytes(value.s());
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// Empty for an item that is not an image that could have been stored: without ids, or with ids that make no
    /// safe key. Whether it is live or in the trash is told by the table that it is in, and by nothing that
    /// somebody left in the row, or out of it, who copied rows from one to the other by hand.
    ///
    /// @param table that it is in
    static Optional<ImageRecord> read(Map<String, AttributeValue> item, AwsSettings settings, String table) {
        if (hidden(item).isPresent()) {
            return Optional.empty();
        }
        ImageRecord image = ImageFields.read(name -> text(item, name), texts(item.get(TAGS)), settings.bucket());
        return Optional.of(
                image.withDeletedAt(table.equals(settings.trashTable()) ? deletedAt(image) : Optional.empty()));
    }

    /// Where it is not told it was some time after the last change, and never that it is being purged.
    private static Optional<Instant> deletedAt(ImageRecord image) {
        return image.deletedAt().or(() -> Optional.of(image.updatedAt().plusSeconds(1)));
    }

    /// An item that is no image of ours; empty when it is one.
    static Optional<HiddenRow> hidden(Map<String, AttributeValue> item) {
        return HiddenRow.of(text(item, IMAGE_ID), text(item, USER_ID));
    }

    /// What an edit stores: the attributes that it changes, and of those only what we can read. All else stays as
    /// another program wrote it.
    ///
    /// @throws ImageException.Invalid when it would replace what we cannot read
    static Map<String, AttributeValue> edited(Map<String, AttributeValue> item, ImageRecord before, ImageRecord after) {
        Map<String, AttributeValue> edited = corrected(item, before.facts(), after.facts());
        Caption from = before.caption();
        Caption into = after.caption();
        if (isToWrite(item, TITLE, from.title(), into.title())) {
            edited.put(TITLE, text(into.title()));
        }
        if (isToWrite(item, DESCRIPTION, from.description(), into.description())) {
            edited.put(DESCRIPTION, text(into.description()));
        }
        if (!item.containsKey(TAGS) || !into.tags().equals(from.tags())) {
            edited.put(TAGS, retagged(item.get(TAGS), into.tags()));
        }
        return edited;
    }

    /// What is not known any more is left empty: another program may count on an attribute that was there.
    private static Map<String, AttributeValue> corrected(
            Map<String, AttributeValue> item, ImageFacts from, ImageFacts into) {
        var corrected = new HashMap<String, AttributeValue>();
        for (Attribute attribute : Correction.ATTRIBUTES) {
            String value = into.text(attribute);
            if (!value.equals(from.text(attribute))) {
                AttributeValue stored = item.get(attribute.field());
                requireReadable(attribute.field(), stored == null || isScalar(stored));
                corrected.put(attribute.field(), text(value));
            }
        }
        return corrected;
    }

    /// The image storage service has all of them in every row.
    private static boolean isToWrite(Map<String, AttributeValue> item, String name, String from, String into) {
        AttributeValue stored = item.get(name);
        if (stored == null) {
            return true;
        }
        if (into.equals(from)) {
            return false;
        }
        requireReadable(name, isScalar(stored));
        return true;
    }

    /// Of these facts, those that an item has no attribute for: whatever another program stored there stays,
    /// readable here or not.
    static Map<String, AttributeValue> added(Map<String, AttributeValue> item, ImageFacts more) {
        var added = new HashMap<String, AttributeValue>();
        for (Attribute attribute : Attribute.values()) {
            AttributeValue stored = item.get(attribute.field());
            String value = more.text(attribute);
            if (!value.isEmpty() && (stored == null || text("").equals(stored))) {
                added.put(attribute.field(), text(value));
            }
        }
        return added;
    }

    /// What changes with the user: whose it is, and where its bytes are.
    static Map<String, AttributeValue> moved(ImageRecord image, String bucket) {
        ImageFacts here = image.facts().with(Attribute.S3_URL, "");
        Map<String, AttributeValue> item = write(image.withFacts(here), bucket);
        item.keySet().retainAll(Set.of(USER_ID, Attribute.S3_KEY.field(), Attribute.S3_URL.field()));
        return item;
    }

    /// What is in a list beside tags, such as the labels of a recognition service, stays behind them.
    private static AttributeValue retagged(@Nullable AttributeValue stored, List<String> tags) {
        if (stored == null || !stored.hasL()) {
            requireReadable(TAGS, stored == null || isScalar(stored) || stored.hasSs() || stored.hasNs());
            return tags(tags);
        }
        return AttributeValue.fromL(Stream.concat(
                        tags.stream().map(AttributeValue::fromS),
                        stored.l().stream().filter(element -> !isScalar(element)))
                .toList());
    }

    private static void requireReadable(String name, boolean readable) {
        if (!readable) {
            throw new ImageException.Invalid("Another program stored " + quoted(name)
                    + " of this image in a form that cannot be shown here, so it cannot be changed here either.");
        }
    }

    private static boolean isScalar(AttributeValue value) {
        return switch (value.type()) {
            case S, N, BOOL, NUL -> true;
            default -> false;
        };
    }

    /// The text of an attribute, `""` when it is absent, null or no scalar.
    static String text(Map<String, AttributeValue> item, String name) {
        return scalar(item.get(name));
    }

    /// As the catalog writes it, `""` when there is none.
    static String createdAt(Map<String, AttributeValue> item) {
        return ImageTime.parse(text(item, CREATED_AT)).map(ImageTime::format).orElse("");
    }

    private static List<String> texts(@Nullable AttributeValue value) {
        if (value == null) {
            return List.of();
        }
        return switch (value.type()) {
            case L -> value.l().stream().map(DynamoItem::scalar).toList();
            case SS -> value.ss().stream().sorted().toList();
            case NS -> value.ns().stream().sorted().toList();
            default -> scalar(value).isEmpty() ? List.of() : List.of(scalar(value));
        };
    }

    private static String scalar(@Nullable AttributeValue value) {
        if (value == null) {
            return "";
        }
        return switch (value.type()) {
            case S -> value.s();
            case N -> value.n();
            case BOOL -> value.bool().toString();
            default -> "";
        };
    }
}
