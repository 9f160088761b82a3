package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Query and Scan: pages of rows, of which a filter may leave some out.
record PageOperations(Database database) {
    private static final int MAX_PAGE = 1 << 20;
    private static final int MAX_SEGMENTS = 1_000_000;
    private static final String FILTER = "FilterExpression";
    private static final String KEY_CONDITION = "KeyConditionExpression";
    private static final String PROJECTION = "ProjectionExpression";
    private static final Set<String> QUERY = Set.of(
            "TableName",
            "IndexName",
            "Select",
            "Limit",
            "ConsistentRead",
            "ExclusiveStartKey",
            "ScanIndexForward",
            FILTER,
            KEY_CONDITION,
            PROJECTION,
            "ExpressionAttributeNames",
            "ExpressionAttributeValues");
    private static final Set<String> SCAN = Set.of(
            "TableName",
            "IndexName",
            "Select",
            "Limit",
            "ConsistentRead",
            "ExclusiveStartKey",
            "Segment",
            "TotalSegments",
            FILTER,
            PROJECTION,
            "ExpressionAttributeNames",
            "ExpressionAttributeValues");

    /// Rows in an order, of a table or of an index.
    private record Source(Table table, Optional<SecondaryIndex> index, NavigableMap<RowKey, ObjectNode> rows) {
        static Source of(Database database, Request request) {
            Table table = database.table(request.tableName());
            Optional<SecondaryIndex> index =
                    request.has("IndexName") ? Optional.of(table.index(request.name("IndexName"))) : Optional.empty();
            if (index.isPresent() && request.get("ConsistentRead").asBoolean()) {
                throw DynamoError.validation("Consistent reads are not supported on global secondary indexes");
            }
            Instant now = database.clock.instant();
            return new Source(
                    table,
                    index,
                    index.map(each -> each.rows(now))
                            .orElseGet(() ->
                                    request.get("ConsistentRead").asBoolean() ? table.rows : table.laggingRows(now)));
        }

        KeySchema schema() {
            return index.map(each -> each.schema).orElse(table.schema);
        }

        Set<String> startNames() {
            var names = new LinkedHashSet<>(schema().names());
            names.addAll(table.schema.names());
            return names;
        }

        /// Where to go on: such a row need not be there any more.
        RowKey start(JsonNode startKey) {
            String invalid = "The provided starting key is invalid";
            ObjectNode key = AttributeValues.checkedItem(startKey);
            if (!Set.copyOf(key.propertyStream().map(Map.Entry::getKey).toList())
                    .equals(startNames())) {
                throw DynamoError.validation(
                        index.isPresent() ? invalid : invalid + ": The provided key element does not match the schema");
            }
            try {
                table.schema.checkedKey(table.schema.keyOf(key));
                schema().checkedKey(schema().keyOf(key));
            } catch (DynamoError e) {
                throw DynamoError.validation(invalid + ": " + e.getMessage());
            }
            return index.map(each -> each.key(key)).orElseGet(() -> table.key(key));
        }
    }

    ObjectNode query(Request body) {
        Request request = new Request(body.json(), QUERY);
        if (!request.has(KEY_CONDITION)) {
            throw DynamoError.validation("Either the KeyConditions or KeyConditionExpression parameter must be "
                    + "specified in the request.");
        }
        var expressions = new Expressions(request, List.of(PROJECTION, FILTER, KEY_CONDITION));
        Source source = Source.of(database, request);
        KeyCondition keys = KeyCondition.of(expressions.condition(KEY_CONDITION).orElseThrow(), source.schema());
        checkFilter(expressions, source.schema());
        JsonNode partition = keys.partition();
        RowKey begin = RowKey.of(List.of(partition));
        boolean isForward = request.get("ScanIndexForward").asBoolean(true);
        Optional<RowKey> start = Optional.of(request.get("ExclusiveStartKey"))
                .filter(JsonNode::isObject)
                .map(source::start);
        if (start.filter(key -> !key.isIn(partition)).isPresent()) {
            throw DynamoError.validation(
                    "The provided starting key is outside query boundaries based on provided conditions");
        }
        NavigableMap<RowKey, ObjectNode> rows = source.rows().subMap(begin, false, begin.after(), false);
        if (start.isPresent()) {
            rows = isForward ? rows.tailMap(start.get(), false) : rows.headMap(start.get(), false);
        }
        return page(
                request,
                expressions,
                source,
                isForward ? rows : rows.descendingMap(),
                row -> keys.all().holds(row));
    }

    private static void checkFilter(Expressions expressions, KeySchema schema) {
        expressions
                .condition(FILTER)
                .ifPresent(filter -> filter.paths()
                        .map(DocumentPath::attribute)
                        .filter(schema.names()::contains)
                        .findFirst()
                        .ifPresent(name -> {
                            throw DynamoError.validation(
                                    "Filter Expression can only contain non-primary key attributes: "
                                            + "Primary key attribute: " + name);
                        }));
    }

    ObjectNode scan(Request body) {
        Request request = new Request(body.json(), SCAN);
        var expressions = new Expressions(request, List.of(PROJECTION, FILTER));
        Optional<Integer> segments = request.number("TotalSegments", 1, MAX_SEGMENTS);
        Optional<Integer> segment = request.number("Segment", 0, MAX_SEGMENTS - 1);
        checkSegments(segment, segments);
        Source source = Source.of(database, request);
        NavigableMap<RowKey, ObjectNode> rows = source.rows();
        if (segments.isPresent()) {
            int number = segment.orElseThrow();
            rows = rows.subMap(
                    RowKey.startOf(number, segments.get()), true, RowKey.startOf(number + 1, segments.get()), false);
        }
        if (request.has("ExclusiveStartKey")) {
            RowKey start = source.start(request.get("ExclusiveStartKey"));
            if (segments.isPresent() && start.segment(segments.get()) != segment.orElseThrow()) {
                throw DynamoError.validation("The provided starting key is invalid: Invalid ExclusiveStartKey. "
                        + "Please use ExclusiveStartKey with correct Segment. TotalSegments: " + segments.get()
                        + " Segment: " + segment.get());
            }
            rows = rows.tailMap(start, false);
        }
        return page(request, expressions, source, rows, _ -> true);
    }

    private static void checkSegments(Optional<Integer> segment, Optional<Integer> segments) {
        if (segment.isPresent() && segments.isEmpty()) {
            throw DynamoError.validation("The TotalSegments parameter is required but was not present in the request "
                    + "when Segment parameter is present");
        }
        if (segments.isPresent() && segment.isEmpty()) {
            throw DynamoError.validation("The Segment parameter is required but was not present in the request when "
                    + "parameter TotalSegments is present");
        }
        if (segments.isPresent() && segment.get() >= segments.get()) {
            throw DynamoError.validation("The Segment parameter is zero-based and must be less than parameter "
                    + "TotalSegments: Segment: " + segment.get() + " is not less than TotalSegments: "
                    + segments.get());
        }
    }

    private ObjectNode page(
            Request request,
            Expressions expressions,
            Source source,
            NavigableMap<RowKey, ObjectNode> rows,
            Predicate<ObjectNode> isRead) {
        boolean counts = selects(request, expressions, source).equals("COUNT");
        int limit = request.number("Limit", 1, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE);
        Predicate<ObjectNode> filter = expressions
                .condition(FILTER)
                .<Predicate<ObjectNode>>map(condition -> condition::holds)
                .orElse(_ -> true);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var items = JsonNodeFactory.instance.arrayNode();
        int scanned = 0;
        int size = 0;
        for (ObjectNode row : rows.values()) {
            if (!isRead.test(row)) {
                continue;
            }
            scanned++;
            size += AttributeValues.size(row);
            if (filter.test(row)) {
                items.add(expressions.projected(row));
            }
            // Full, whether anything follows or not.
            if (scanned == limit || size >= MAX_PAGE) {
                answer.set("LastEvaluatedKey", row.deepCopy().retain(source.startNames()));
                break;
            }
        }
        database.capacity.read(
                source.table(), size, request.get("ConsistentRead").asBoolean());
        answer.put("Count", items.size());
        answer.put("ScannedCount", scanned);
        return counts ? answer : answer.set("Items", items);
    }

    private static String selects(Request request, Expressions expressions, Source source) {
        String selected = request.oneOf(
                "Select",
                List.of(
                        expressions.projection().isPresent()
                                ? "SPECIFIC_ATTRIBUTES"
                                : source.index().isPresent() ? "ALL_PROJECTED_ATTRIBUTES" : "ALL_ATTRIBUTES",
                        "SPECIFIC_ATTRIBUTES",
                        "COUNT",
                        "ALL_ATTRIBUTES",
                        "ALL_PROJECTED_ATTRIBUTES"));
        if (selected.equals("ALL_ATTRIBUTES")
                && source.index().filter(index -> !index.hasAllAttributes()).isPresent()) {
            throw DynamoError.invalidValues("Select type ALL_ATTRIBUTES is not supported for global secondary index "
                    + request.text("IndexName") + " because its projection type is not ALL");
        }
        if (selected.equals("ALL_PROJECTED_ATTRIBUTES") && source.index().isEmpty()) {
            throw DynamoError.invalidValues(
                    "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
        }
        if (expressions.projection().isPresent() && !selected.equals("SPECIFIC_ATTRIBUTES")) {
            throw DynamoError.validation("Cannot specify the ProjectionExpression when choosing to get " + selected);
        }
        if (expressions.projection().isEmpty() && selected.equals("SPECIFIC_ATTRIBUTES")) {
            throw DynamoError.validation(
                    "Must specify the AttributesToGet or ProjectionExpression when choosing to get "
                            + "SPECIFIC_ATTRIBUTES");
        }
        return selected;
    }
}
