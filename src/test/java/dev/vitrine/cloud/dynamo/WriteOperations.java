package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/// PutItem, UpdateItem, DeleteItem, BatchWriteItem and TransactWriteItems.
record WriteOperations(Database database) {
    private static final int MAX_BATCH = 25;
    private static final int MAX_TRANSACTION = 100;
    private static final Duration TOKEN_IS_KNOWN = Duration.ofMinutes(10);
    private static final List<String> RETURNED = List.of("NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW");
    private static final Map<String, BiFunction<Database, Request, Write>> KINDS =
            Map.of("Put", Write::put, "Update", Write::update, "Delete", Write::delete, "ConditionCheck", Write::check);

    ObjectNode putItem(Request request) {
        return written(request, Write.put(database, request), List.of("NONE", "ALL_OLD"));
    }

    ObjectNode deleteItem(Request request) {
        return written(request, Write.delete(database, request), List.of("NONE", "ALL_OLD"));
    }

    ObjectNode updateItem(Request request) {
        return written(request, Write.update(database, request), RETURNED);
    }

    private ObjectNode written(Request request, Write write, List<String> returnValues) {
        String returned = request.oneOf("ReturnValues", RETURNED);
        if (!returnValues.contains(returned)) {
            throw DynamoError.validation("ReturnValues can only be ALL_OLD or NONE");
        }
        if (database.held.contains(write.place())) {
            throw DynamoError.conflict();
        }
        ObjectNode before = write.before();
        if (!write.isAllowed()) {
            DynamoError error = DynamoError.conditionFailed();
            write.toldOnFailure().ifPresent(row -> error.with("Item", row));
            throw error;
        }
        ObjectNode after = write.change().after(before);
        database.capacity.written(write.table(), before, after);
        database.change(write.table(), write.key(), after);
        ObjectNode attributes = returned.endsWith("OLD") ? before : after;
        if (returned.startsWith("UPDATED")) {
            List<DocumentPath> paths =
                    write.expressions().update().map(Update::paths).orElse(List.of());
            attributes = DocumentPath.project(attributes, paths);
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        if (!returned.equals("NONE") && !attributes.isEmpty()) {
            answer.set("Attributes", attributes);
        }
        return answer;
    }

    ObjectNode batchWriteItem(Request body) {
        Request request = new Request(body.json(), Set.of("RequestItems"));
        JsonNode items = request.list("RequestItems", 1, MAX_BATCH);
        var writes = new LinkedHashMap<JsonNode, Write>();
        Set<Database.Place> places = new HashSet<>();
        for (String table : (Iterable<String>) items::fieldNames) {
            for (JsonNode each : new Request(items).list(table, 1, MAX_BATCH)) {
                Write write = batched(table, each);
                if (!places.add(write.place())) {
                    throw DynamoError.validation("Provided list of item keys contains duplicates");
                }
                writes.put(each, write);
            }
        }
        if (writes.size() > MAX_BATCH) {
            throw DynamoError.validation("Too many items requested for the BatchWriteItem call");
        }
        ObjectNode unprocessed = JsonNodeFactory.instance.objectNode();
        writes.forEach((each, write) -> {
            if (database.held.contains(write.place())) {
                unprocessed.withArray(write.table().name).add(each);
            } else {
                ObjectNode after = write.change().after(write.before());
                database.capacity.written(write.table(), write.before(), after);
                database.change(write.table(), write.key(), after);
            }
        });
        return JsonNodeFactory.instance.objectNode().set("UnprocessedItems", unprocessed);
    }

    private Write batched(String table, JsonNode each) {
        if (each.size() != 1) {
            throw DynamoError.validation("Supplied AttributeValue has more than one datatypes set, "
                    + "must contain exactly one of the supported datatypes");
        }
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("TableName", table);
        return switch (each.fieldNames().next()) {
            case "PutRequest" -> Write.put(database, new Request(request.set("Item", each.at("/PutRequest/Item"))));
            case "DeleteRequest" ->
                Write.delete(database, new Request(request.set("Key", each.at("/DeleteRequest/Key"))));
            default -> throw DynamoError.protocol("SerializationException", "Unexpected field type");
        };
    }

    ObjectNode transactWriteItems(Request body) {
        Request request = new Request(body.json(), Set.of("TransactItems", "ClientRequestToken"));
        JsonNode items = request.list("TransactItems", 1, MAX_TRANSACTION);
        if (isAnswered(request, items.toString())) {
            return JsonNodeFactory.instance.objectNode();
        }
        List<Write> writes = items.valueStream().map(this::transacted).toList();
        if (writes.stream().map(Write::place).distinct().count() < writes.size()) {
            throw DynamoError.validation("Transaction request cannot include multiple operations on one item");
        }
        var reasons = new CancellationReasons();
        Map<Write, ObjectNode> after = new LinkedHashMap<>();
        writes.forEach(write -> after.put(write, tried(write, reasons)));
        reasons.checkAllNone();
        Instant now = database.clock.instant();
        after.forEach((write, row) -> {
            database.capacity.writtenInTransaction(write.table(), write.before(), row);
            database.change(write.table(), write.key(), row);
        });
        if (request.has("ClientRequestToken")) {
            database.answered.put(request.text("ClientRequestToken"), new Database.Answered(items.toString(), now));
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private Write transacted(JsonNode item) {
        if (item.size() != 1 || !KINDS.containsKey(item.fieldNames().next())) {
            throw DynamoError.validation("TransactItems can only contain one of Check, Put, Update or Delete");
        }
        return KINDS.get(item.fieldNames().next())
                .apply(database, new Request(item.iterator().next()));
    }

    /// @return the row as it is to be, when there is no reason against it
    private ObjectNode tried(Write write, CancellationReasons reasons) {
        if (database.held.contains(write.place())) {
            reasons.conflict();
        } else if (!write.isAllowed()) {
            ObjectNode reason = reasons.add("ConditionalCheckFailed", "The conditional request failed");
            write.toldOnFailure().ifPresent(row -> reason.set("Item", row));
        } else {
            try {
                ObjectNode after = write.change().after(write.before());
                reasons.none();
                return after;
            } catch (DynamoError e) {
                reasons.add("ValidationError", e.getMessage());
            }
        }
        return write.before();
    }

    /// A request that is sent again because its answer was lost does nothing twice.
    private boolean isAnswered(Request request, String items) {
        Instant oldest = database.clock.instant().minus(TOKEN_IS_KNOWN);
        database.answered.values().removeIf(answered -> answered.time().isBefore(oldest));
        Database.Answered answered = database.answered.get(request.text("ClientRequestToken"));
        if (answered != null && !answered.request().equals(items)) {
            throw DynamoError.otherParameters();
        }
        return answered != null;
    }
}
