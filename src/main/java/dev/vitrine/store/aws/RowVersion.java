package dev.vitrine.store.aws;

import static dev.vitrine.store.aws.DynamoItem.DELETED_AT;
import static dev.vitrine.store.aws.DynamoItem.DESCRIPTION;
import static dev.vitrine.store.aws.DynamoItem.TAGS;
import static dev.vitrine.store.aws.DynamoItem.TITLE;
import static dev.vitrine.store.aws.DynamoItem.UPDATED_AT;
import static dev.vitrine.store.aws.DynamoItem.USER_ID;

import dev.vitrine.image.HiddenRow;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.store.AwsSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A row as it was when it was read, and the condition that it still is: a write may only replace what was seen.
///
/// Our own edits change `updated_at`, and every way into the trash and out of it `deleted_at`; other programs may
/// change texts and tags and leave both as they were.
///
/// @param table that it is in
/// @param comparesLists false on a server that takes no list for equal to another
/// ([dynalite](https://github.com/architect/dynalite) is one): then it is only asked whether there still is one
record RowVersion(Map<String, AttributeValue> item, String table, boolean comparesLists) {
    private static final List<String> WATCHED = List.of(USER_ID, UPDATED_AT, DELETED_AT, TITLE, DESCRIPTION, TAGS);

    boolean isAbsent() {
        return item.isEmpty();
    }

    /// @throws ImageException.NotFound when there is no such row
    /// @throws ImageException.Invalid when it is a row that we cannot represent, and so leave as it is
    ImageRecord image(String imageId, AwsSettings settings) {
        if (isAbsent()) {
            throw new ImageException.NotFound("There is no image " + imageId + " any more: somebody deleted it.");
        }
        return DynamoItem.read(item, settings, table)
                .orElseThrow(() -> new ImageException.Invalid("The row " + imageId
                        + " was written by another program and is not shown here: "
                        + DynamoItem.hidden(item).map(HiddenRow::reason).orElse("")
                        + " It stays as it is."));
    }

    String condition() {
        return condition(Set.of());
    }

    /// @param written attributes that the write replaces: they must be as they were seen, too
    String condition(Set<String> written) {
        return "attribute_exists(image_id) AND "
                + watched(written).map(this::condition).collect(Collectors.joining(" AND "));
    }

    private static Stream<String> watched(Set<String> written) {
        return Stream.concat(WATCHED.stream(), written.stream()).distinct();
    }

    private String condition(String name) {
        if (!item.containsKey(name)) {
            return "attribute_not_exists(" + name + ")";
        }
        return isCompared(name) ? name + " = :seen_" + name : "attribute_exists(" + name + ")";
    }

    private boolean isCompared(String name) {
        AttributeValue value = item.get(name);
        return value != null && (comparesLists || !value.hasL() && !value.hasM());
    }

    /// For the placeholders of the condition, and more.
    Map<String, AttributeValue> values(Map<String, AttributeValue> more, Set<String> written) {
        var values = new HashMap<>(more);
        watched(written).filter(this::isCompared).forEach(name -> values.put(":seen_" + name, item.get(name)));
        return values;
    }

    /// That nothing of it was changed: for a write that replaces it whole. Names and values are those of
    /// [#wholeNames] and [#wholeValues].
    String wholeCondition() {
        return item.keySet().stream()
                .sorted()
                .map(name -> isCompared(name)
                        ? "#" + place(name) + " = :" + place(name)
                        : "attribute_exists(#" + place(name) + ")")
                .collect(Collectors.joining(" AND "));
    }

    Map<String, String> wholeNames() {
        return item.keySet().stream().collect(Collectors.toMap(name -> "#" + place(name), name -> name));
    }

    Map<String, AttributeValue> wholeValues() {
        return item.keySet().stream()
                .filter(this::isCompared)
                .collect(Collectors.toMap(name -> ":" + place(name), item::get));
    }

    /// Of others, a name may be a reserved word, or have any character.
    private String place(String name) {
        return "a"
                + item.keySet().stream()
                        .filter(each -> each.compareTo(name) < 0)
                        .count();
    }

    /// As the SDK wants it where there may be no placeholder at all.
    @Nullable
    Map<String, AttributeValue> values() {
        Map<String, AttributeValue> values = values(Map.of(), Set.of());
        return values.isEmpty() ? null : values;
    }
}
