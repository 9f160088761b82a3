package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// CreateTable, DescribeTable, UpdateTable, DeleteTable and ListTables. What takes AWS a while is done at once; the
/// answer says that it has begun, and the next look that it is done.
record TableOperations(Database database) {
    private static final int MAX_INDEXES = 20;
    private static final int MAX_NAMES = 100;
    private static final int MAX_KEYS = 2;
    private static final String PER_REQUEST = "PAY_PER_REQUEST";
    private static final List<String> PROJECTIONS = List.of("", "ALL", "INCLUDE", "KEYS_ONLY");
    private static final List<String> VIEWS = List.of("", "NEW_AND_OLD_IMAGES", "NEW_IMAGE", "OLD_IMAGE", "KEYS_ONLY");

    ObjectNode createTable(Request body) {
        Request request = new Request(
                body.json(),
                Set.of(
                        "TableName",
                        "KeySchema",
                        "AttributeDefinitions",
                        "GlobalSecondaryIndexes",
                        "BillingMode",
                        "ProvisionedThroughput",
                        "StreamSpecification"));
        String name = request.tableName();
        Map<String, String> types = types(request);
        KeySchema schema = KeySchema.of(request.list("KeySchema", 1, MAX_KEYS), types);
        Optional<ObjectNode> throughput = throughput(request);
        JsonNode indexes = request.get("GlobalSecondaryIndexes");
        if (indexes.size() > MAX_INDEXES) {
            throw DynamoError.invalidValues("GlobalSecondaryIndex count exceeds the per-table limit of 20");
        }
        if (database.tables.containsKey(name)) {
            throw DynamoError.inUse("Table already exists: " + name);
        }
        var table = new Table(name, schema, types, database.clock.instant());
        table.throughput = throughput;
        indexes.forEach(index -> addIndex(table, new Request(index)));
        Set<String> used = usedTypes(table);
        if (used.size() < types.size()) {
            throw DynamoError.invalidValues(
                    indexes.isEmpty()
                            ? "Number of attributes in KeySchema does not exactly match number of attributes defined in "
                                    + "AttributeDefinitions"
                            : "Some AttributeDefinitions are not used. AttributeDefinitions: " + types.keySet()
                                    + ", keys used: " + used);
        }
        if (request.get("StreamSpecification").path("StreamEnabled").asBoolean()) {
            openStream(table, new Request(request.get("StreamSpecification")));
        }
        database.tables.put(name, table);
        return JsonNodeFactory.instance.objectNode().set("TableDescription", described(table, "CREATING", "CREATING"));
    }

    private static Map<String, String> types(Request request) {
        Map<String, String> types = new LinkedHashMap<>();
        request.get("AttributeDefinitions")
                .forEach(each -> types.put(
                        each.path("AttributeName").asText(),
                        new Request(each).oneOf("AttributeType", List.of("", "B", "N", "S"))));
        return types;
    }

    private static Set<String> usedTypes(Table table) {
        var used = new LinkedHashSet<>(table.schema.names());
        table.indexes.values().forEach(index -> used.addAll(index.schema.names()));
        return used;
    }

    private static Optional<ObjectNode> throughput(Request request) {
        boolean isPerRequest = request.oneOf("BillingMode", List.of("PROVISIONED", PER_REQUEST))
                .equals(PER_REQUEST);
        if (isPerRequest && request.has("ProvisionedThroughput")) {
            throw DynamoError.invalidValues("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when "
                    + "BillingMode is PAY_PER_REQUEST");
        }
        if (!isPerRequest && !request.has("ProvisionedThroughput")) {
            throw DynamoError.invalidValues("ReadCapacityUnits and WriteCapacityUnits must both be specified when "
                    + "BillingMode is PROVISIONED");
        }
        return Optional.of(request.get("ProvisionedThroughput"))
                .filter(JsonNode::isObject)
                .map(ObjectNode.class::cast);
    }

    private static void addIndex(Table table, Request index) {
        String name = index.name("IndexName");
        KeySchema schema = KeySchema.of(index.list("KeySchema", 1, MAX_KEYS), table.types);
        Request projection = new Request(index.required("Projection"));
        String type = projection.oneOf("ProjectionType", PROJECTIONS);
        if (type.isEmpty()) {
            throw DynamoError.invalidValues("Unknown ProjectionType: null");
        }
        if (projection.has("NonKeyAttributes") && !type.equals("INCLUDE")) {
            throw DynamoError.invalidValues("ProjectionType is " + type + ", but NonKeyAttributes is specified");
        }
        if (table.throughput.isEmpty() && index.has("ProvisionedThroughput")) {
            throw DynamoError.invalidValues("ProvisionedThroughput should not be specified for index: " + name
                    + " when BillingMode is PAY_PER_REQUEST");
        }
        if (table.throughput.isPresent() && !index.has("ProvisionedThroughput")) {
            throw DynamoError.invalidValues(
                    "Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: " + name);
        }
        if (table.indexes.containsKey(name)) {
            throw DynamoError.invalidValues("Duplicate index name: " + name);
        }
        table.addIndex(new SecondaryIndex(name, schema, table.schema, projection.json()));
    }

    private void openStream(Table table, Request specification) {
        String view = specification.oneOf("StreamViewType", VIEWS);
        if (view.isEmpty()) {
            throw DynamoError.invalidValues("If stream is being enabled then UpdateViewType is required");
        }
        table.latestStream = Optional.of(database.openStream(table.name, view, table.schema));
    }

    ObjectNode describeTable(Request body) {
        return JsonNodeFactory.instance
                .objectNode()
                .set("Table", described(named(new Request(body.json(), Set.of("TableName"))), "ACTIVE", "ACTIVE"));
    }

    private Table named(Request request) {
        String name = request.tableName();
        return Optional.ofNullable(database.tables.get(name))
                .orElseThrow(() -> DynamoError.notFound(": Table: " + name + " not found"));
    }

    ObjectNode updateTable(Request body) {
        Request request = new Request(
                body.json(),
                Set.of("TableName", "AttributeDefinitions", "GlobalSecondaryIndexUpdates", "StreamSpecification"));
        Table table = named(request);
        if (!request.has("StreamSpecification")
                && request.get("GlobalSecondaryIndexUpdates").isEmpty()) {
            throw DynamoError.validation("At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, "
                    + "GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
        }
        if (request.has("StreamSpecification")) {
            updateStream(table, new Request(request.get("StreamSpecification")));
        }
        request.get("GlobalSecondaryIndexUpdates").forEach(update -> updateIndex(table, request, update));
        return JsonNodeFactory.instance.objectNode().set("TableDescription", described(table, "UPDATING", "ACTIVE"));
    }

    private void updateStream(Table table, Request specification) {
        boolean isOn = specification.required("StreamEnabled").asBoolean();
        if (isOn && table.stream().isPresent()) {
            throw DynamoError.validation("Table already has an enabled stream: TableName: " + table.name);
        }
        if (!isOn && table.stream().isEmpty()) {
            throw DynamoError.validation("Table has no stream to disable: TableName: " + table.name);
        }
        if (isOn) {
            openStream(table, specification);
        } else {
            table.stream().orElseThrow().end(database.clock.instant());
        }
    }

    private static void updateIndex(Table table, Request request, JsonNode update) {
        if (update.has("Create")) {
            Request create = new Request(update.get("Create"));
            if (table.indexes.containsKey(create.text("IndexName"))) {
                throw DynamoError.validation("Attempting to create an index which already exists");
            }
            types(request).forEach(table.types::putIfAbsent);
            addIndex(table, create);
        } else if (update.has("Delete")) {
            if (table.indexes.remove(update.get("Delete").path("IndexName").asText()) == null) {
                throw DynamoError.notFound("");
            }
        } else {
            throw DynamoError.invalidValues(
                    "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, "
                            + "GlobalSecondaryIndexUpdate.Delete must not be null");
        }
    }

    ObjectNode deleteTable(Request body) {
        Table table = named(new Request(body.json(), Set.of("TableName")));
        Instant now = database.clock.instant();
        table.stream().ifPresent(stream -> stream.end(now));
        database.tables.remove(table.name);
        return JsonNodeFactory.instance.objectNode().set("TableDescription", described(table, "DELETING", "DELETING"));
    }

    ObjectNode listTables(Request body) {
        Request request = new Request(body.json(), Set.of("Limit", "ExclusiveStartTableName"));
        int limit = request.number("Limit", 1, MAX_NAMES).orElse(MAX_NAMES);
        List<String> names = database.tables.keySet().stream()
                .filter(name -> name.compareTo(request.text("ExclusiveStartTableName")) > 0)
                .toList();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        names.stream().limit(limit).forEach(answer.putArray("TableNames")::add);
        if (names.size() > limit) {
            answer.put("LastEvaluatedTableName", names.get(limit - 1));
        }
        return answer;
    }

    private static ObjectNode described(Table table, String status, String indexStatus) {
        ObjectNode described = JsonNodeFactory.instance.objectNode();
        described.put("TableName", table.name);
        described.put("TableArn", TableArn.of(table.name));
        described.put("TableStatus", status);
        described.put("CreationDateTime", table.created.toEpochMilli() / 1000.0);
        described.set("KeySchema", table.schema.described());
        ArrayNode types = described.putArray("AttributeDefinitions");
        Set<String> used = usedTypes(table);
        table.types.forEach((name, type) -> {
            if (used.contains(name)) {
                types.addObject().put("AttributeName", name).put("AttributeType", type);
            }
        });
        described.put("ItemCount", table.rows.size());
        described.put(
                "TableSizeBytes",
                table.rows.values().stream().mapToLong(AttributeValues::size).sum());
        describeThroughput(table, described);
        if (!table.indexes.isEmpty()) {
            ArrayNode indexes = described.putArray("GlobalSecondaryIndexes");
            table.indexes.values().forEach(index -> indexes.add(described(table, index, indexStatus)));
        }
        table.latestStream.ifPresent(stream -> {
            described.put("LatestStreamArn", stream.arn());
            described.put("LatestStreamLabel", stream.label);
        });
        table.stream()
                .ifPresent(stream -> described
                        .putObject("StreamSpecification")
                        .put("StreamEnabled", true)
                        .put("StreamViewType", stream.viewType));
        return described;
    }

    private static ObjectNode described(Table table, SecondaryIndex index, String status) {
        ObjectNode described = JsonNodeFactory.instance.objectNode();
        described.put("IndexName", index.name);
        described.put("IndexArn", TableArn.of(table.name) + "/index/" + index.name);
        described.put("IndexStatus", status);
        described.set("KeySchema", index.schema.described());
        described.set("Projection", index.projection);
        described.put(
                "ItemCount",
                table.rows.values().stream().filter(index.schema::isIn).count());
        describeThroughput(table, described);
        return described;
    }

    private static void describeThroughput(Table table, ObjectNode described) {
        ObjectNode units = described.putObject("ProvisionedThroughput").put("NumberOfDecreasesToday", 0);
        units.put("ReadCapacityUnits", 0).put("WriteCapacityUnits", 0);
        table.throughput.ifPresentOrElse(
                units::setAll, () -> described.putObject("BillingModeSummary").put("BillingMode", PER_REQUEST));
    }
}
