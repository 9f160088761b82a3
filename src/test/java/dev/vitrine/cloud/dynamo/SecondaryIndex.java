package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Rows of a table by other keys: those that have these keys, with the attributes that it projects.
final class SecondaryIndex {
    final String name;
    final KeySchema schema;
    final JsonNode projection;

    private final NavigableMap<RowKey, ObjectNode> rows = new TreeMap<>();
    private final Deque<Change> coming = new ArrayDeque<>();

    private final KeySchema tableSchema;
    private final Set<String> included;

    private record Change(ObjectNode before, ObjectNode after, Instant known) {}

    SecondaryIndex(String name, KeySchema schema, KeySchema tableSchema, JsonNode projection) {
        this.name = name;
        this.schema = schema;
        this.tableSchema = tableSchema;
        this.projection = projection;
        this.included = Set.copyOf(projection
                .path("NonKeyAttributes")
                .valueStream()
                .map(JsonNode::asText)
                .toList());
    }

    boolean hasAllAttributes() {
        return projection.path("ProjectionType").asText().equals("ALL");
    }

    /// @param item that has the keys
    RowKey key(ObjectNode item) {
        return RowKey.of(
                Stream.concat(schema.values(item), tableSchema.values(item)).toList());
    }

    NavigableMap<RowKey, ObjectNode> rows(Instant now) {
        while (!coming.isEmpty() && !coming.getFirst().known.isAfter(now)) {
            Change change = coming.removeFirst();
            make(change.before, change.after);
        }
        return rows;
    }

    /// @param known when it is seen here, unless an earlier one takes longer
    void change(ObjectNode before, ObjectNode after, Instant known) {
        coming.addLast(new Change(before, after, known));
    }

    private void make(ObjectNode before, ObjectNode after) {
        if (schema.isIn(before)) {
            rows.remove(key(before));
        }
        if (schema.isIn(after)) {
            rows.put(key(after), projected(after));
        }
    }

    private ObjectNode projected(ObjectNode item) {
        if (hasAllAttributes()) {
            return item;
        }
        ObjectNode projected = item.deepCopy();
        projected
                .properties()
                .removeIf(attribute -> !schema.names().contains(attribute.getKey())
                        && !tableSchema.names().contains(attribute.getKey())
                        && !included.contains(attribute.getKey()));
        return projected;
    }
}
