package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Rows with their indexes and their stream.
final class Table {
    static final int MAX_ITEM = 400 << 10;

    final String name;
    final KeySchema schema;
    final Instant created;
    final NavigableMap<RowKey, ObjectNode> rows = new TreeMap<>();
    final Map<String, SecondaryIndex> indexes = new LinkedHashMap<>();
    private final Map<RowKey, Earlier> earlier = new TreeMap<>();
    /// Of the attributes that are keys of the table or an index.
    final Map<String, String> types = new LinkedHashMap<>();
    /// Empty when it is paid per request.
    Optional<ObjectNode> throughput = Optional.empty();
    /// Also one that is off.
    Optional<ChangeStream> latestStream = Optional.empty();

    /// @param row empty where there was none
    private record Earlier(ObjectNode row, Instant until) {}

    Table(String name, KeySchema schema, Map<String, String> types, Instant created) {
        this.name = name;
        this.schema = schema;
        this.created = created;
        this.types.putAll(types);
    }

    Optional<ChangeStream> stream() {
        return latestStream.filter(stream -> stream.ended == null);
    }

    RowKey key(ObjectNode item) {
        return RowKey.of(schema.values(item).toList());
    }

    /// @return an empty one where there is none
    ObjectNode row(RowKey key) {
        return rows.getOrDefault(key, JsonNodeFactory.instance.objectNode());
    }

    SecondaryIndex index(String index) {
        return Optional.ofNullable(indexes.get(index))
                .orElseThrow(() -> DynamoError.validation("The table does not have the specified index: " + index));
    }

    void addIndex(SecondaryIndex index) {
        rows.values().forEach(row -> index.change(JsonNodeFactory.instance.objectNode(), row, created));
        indexes.put(index.name, index);
    }

    /// @throws DynamoError when this cannot be a row
    void checkItem(ObjectNode item, String tooLarge) {
        schema.checkItem(item);
        indexes.values().forEach(index -> index.schema.checkIndexed(item, index.name));
        if (AttributeValues.size(item) > MAX_ITEM) {
            throw DynamoError.validation(tooLarge);
        }
    }

    /// As a reading that is not consistent finds them.
    NavigableMap<RowKey, ObjectNode> laggingRows(Instant now) {
        earlier.values().removeIf(each -> !now.isBefore(each.until));
        if (earlier.isEmpty()) {
            return rows;
        }
        var lagging = new TreeMap<>(rows);
        earlier.forEach((key, each) -> {
            if (each.row.isEmpty()) {
                lagging.remove(key);
            } else {
                lagging.put(key, each.row);
            }
        });
        return lagging;
    }

    /// @param after an empty one removes the row
    /// @param lag after which it is known everywhere
    void change(RowKey key, ObjectNode after, Instant now, Duration lag) {
        ObjectNode before = row(key);
        if (before.equals(after)) {
            return;
        }
        if (after.isEmpty()) {
            rows.remove(key);
        } else {
            rows.put(key, after);
        }
        if (!lag.isZero()) {
            earlier.values().removeIf(each -> !now.isBefore(each.until));
            earlier.putIfAbsent(key, new Earlier(before, now.plus(lag)));
        }
        indexes.values().forEach(index -> index.change(before, after, now.plus(lag)));
        stream().ifPresent(stream -> stream.add(key, before, after, now));
    }
}
