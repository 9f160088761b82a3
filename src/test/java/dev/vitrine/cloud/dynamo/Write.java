package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One row that is to be written, alone or with others: read from the request and checked as far as that goes without
/// the row.
record Write(Table table, RowKey key, Expressions expressions, Change change, boolean returnsOldOnFailure) {
    private static final String CONDITION = "ConditionExpression";
    private static final Set<String> MEMBERS = Set.of(
            "TableName",
            CONDITION,
            "ExpressionAttributeNames",
            "ExpressionAttributeValues",
            "ReturnValues",
            "ReturnValuesOnConditionCheckFailure");

    /// @return empty when there is to be no such row
    interface Change {
        ObjectNode after(ObjectNode before);
    }

    static Write put(Database database, Request body) {
        Request request = checked(body, "Item");
        var expressions = new Expressions(request, List.of(CONDITION));
        ObjectNode item = AttributeValues.checkedItem(request.required("Item"));
        String tooLarge = "Item size has exceeded the maximum allowed size";
        if (AttributeValues.size(item) > Table.MAX_ITEM) {
            throw DynamoError.validation(tooLarge);
        }
        Table table = database.table(request.tableName());
        table.checkItem(item, tooLarge);
        return new Write(table, table.key(item), expressions, _ -> item, returnsOldOnFailure(request));
    }

    static Write delete(Database database, Request body) {
        return ofKey(database, checked(body, "Key"), List.of(CONDITION), (_, _) -> _ -> nothing());
    }

    static Write check(Database database, Request body) {
        Request request = checked(body, "Key");
        request.required(CONDITION);
        return ofKey(database, request, List.of(CONDITION), (_, _) -> before -> before);
    }

    static Write update(Database database, Request body) {
        if (!body.has("UpdateExpression")) {
            return ofKey(
                    database,
                    checked(body, "Key"),
                    List.of("UpdateExpression", CONDITION),
                    (table, key) -> before -> before.isEmpty() ? key : before);
        }
        Request request = checked(body, "Key", "UpdateExpression");
        var expressions = new Expressions(request, List.of("UpdateExpression", CONDITION));
        Table table = database.table(request.tableName());
        ObjectNode key = table.schema.checkedKey(request.required("Key"));
        Update update = expressions.update().orElseThrow();
        update.paths().stream()
                .map(DocumentPath::attribute)
                .filter(table.schema.names()::contains)
                .findFirst()
                .ifPresent(name -> {
                    throw DynamoError.invalidValues(
                            "Cannot update attribute " + name + ". This attribute is part of the key");
                });
        return new Write(
                table,
                table.key(key),
                expressions,
                before -> updated(table, update, before.isEmpty() ? key : before),
                returnsOldOnFailure(request));
    }

    private static ObjectNode updated(Table table, Update update, ObjectNode before) {
        ObjectNode after = update.applyTo(before);
        table.checkItem(after, "Item size to update has exceeded the maximum allowed size");
        return after;
    }

    private interface ChangeOfKey {
        Change of(Table table, ObjectNode key);
    }

    private static Write ofKey(Database database, Request request, List<String> members, ChangeOfKey change) {
        var expressions = new Expressions(request, members);
        Table table = database.table(request.tableName());
        ObjectNode key = table.schema.checkedKey(request.required("Key"));
        return new Write(table, table.key(key), expressions, change.of(table, key), returnsOldOnFailure(request));
    }

    private static Request checked(Request body, String... own) {
        var members = new HashSet<>(MEMBERS);
        members.addAll(List.of(own));
        return new Request(body.json(), members);
    }

    private static boolean returnsOldOnFailure(Request request) {
        return request.oneOf("ReturnValuesOnConditionCheckFailure", List.of("NONE", "ALL_OLD"))
                .equals("ALL_OLD");
    }

    private static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    ObjectNode before() {
        return table.row(key);
    }

    boolean isAllowed() {
        return expressions
                .condition(CONDITION)
                .map(condition -> condition.holds(before()))
                .orElse(true);
    }

    /// What is to be told when it is not allowed.
    Optional<ObjectNode> toldOnFailure() {
        return Optional.of(before()).filter(row -> returnsOldOnFailure && !row.isEmpty());
    }

    Database.Place place() {
        return new Database.Place(table.name, key);
    }
}
