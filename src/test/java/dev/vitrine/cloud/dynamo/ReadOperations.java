package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// GetItem, BatchGetItem and TransactGetItems.
record ReadOperations(Database database) {
    private static final int MAX_BATCH = 100;
    private static final int MAX_TRANSACTION = 100;
    private static final int MAX_ANSWER = 16 << 20;
    private static final Set<String> MEMBERS =
            Set.of("TableName", "Key", "ConsistentRead", "ProjectionExpression", "ExpressionAttributeNames");

    ObjectNode getItem(Request body) {
        Request request = new Request(body.json(), MEMBERS);
        var expressions = new Expressions(request, List.of("ProjectionExpression"));
        Table table = database.table(request.tableName());
        return answer(expressions, row(table, table.key(table.schema.checkedKey(request.required("Key"))), request));
    }

    /// @return an empty one where there is none
    private ObjectNode row(Table table, RowKey key, Request request) {
        boolean consistent = request.get("ConsistentRead").asBoolean();
        ObjectNode row = consistent
                ? table.row(key)
                : table.laggingRows(database.clock.instant()).getOrDefault(key, JsonNodeFactory.instance.objectNode());
        database.capacity.read(table, AttributeValues.size(row), consistent);
        return row;
    }

    private static ObjectNode answer(Expressions expressions, ObjectNode row) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        return row.isEmpty() ? answer : answer.set("Item", expressions.projected(row));
    }

    ObjectNode batchGetItem(Request body) {
        JsonNode tables = new Request(body.json(), Set.of("RequestItems")).list("RequestItems", 1, MAX_BATCH);
        ObjectNode responses = JsonNodeFactory.instance.objectNode();
        ObjectNode unprocessed = JsonNodeFactory.instance.objectNode();
        int requested = 0;
        int size = 0;
        for (String name : (Iterable<String>) tables::fieldNames) {
            Request request = new Request(
                    tables.get(name),
                    Set.of("Keys", "ConsistentRead", "ProjectionExpression", "ExpressionAttributeNames"));
            var expressions = new Expressions(request, List.of("ProjectionExpression"));
            Table table = database.table(name);
            Set<RowKey> seen = new HashSet<>();
            responses.putArray(name);
            for (JsonNode key : request.list("Keys", 1, MAX_BATCH)) {
                ObjectNode checked = table.schema.checkedKey(key);
                if (!seen.add(table.key(checked))) {
                    throw DynamoError.validation("Provided list of item keys contains duplicates");
                }
                if (++requested > MAX_BATCH) {
                    throw DynamoError.validation("Too many items requested for the BatchGetItem call");
                }
                ObjectNode row = row(table, table.key(checked), request);
                size += AttributeValues.size(row);
                if (size > MAX_ANSWER) {
                    left(unprocessed, name, request).withArray("Keys").add(checked);
                } else if (!row.isEmpty()) {
                    responses.withArray(name).add(expressions.projected(row));
                }
            }
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("Responses", responses);
        answer.set("UnprocessedKeys", unprocessed);
        return answer;
    }

    /// What is to be asked for again, with everything else that was said.
    private static ObjectNode left(ObjectNode unprocessed, String table, Request request) {
        if (!unprocessed.has(table)) {
            ObjectNode left = request.json().deepCopy();
            left.putArray("Keys");
            unprocessed.set(table, left);
        }
        return (ObjectNode) unprocessed.get(table);
    }

    ObjectNode transactGetItems(Request body) {
        JsonNode items = new Request(body.json(), Set.of("TransactItems")).list("TransactItems", 1, MAX_TRANSACTION);
        var reasons = new CancellationReasons();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("Responses");
        for (JsonNode item : items) {
            Request request = new Request(item.path("Get"), MEMBERS);
            var expressions = new Expressions(request, List.of("ProjectionExpression"));
            Table table = database.table(request.tableName());
            RowKey key = table.key(table.schema.checkedKey(request.required("Key")));
            if (database.held.contains(new Database.Place(table.name, key))) {
                reasons.conflict();
            } else {
                reasons.none();
            }
            database.capacity.readInTransaction(table, AttributeValues.size(table.row(key)));
            answer.withArray("Responses").add(answer(expressions, table.row(key)));
        }
        reasons.checkAllNone();
        return answer;
    }
}
