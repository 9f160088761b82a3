package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How an item is changed: `SET a = :a REMOVE b ADD c :c DELETE d :d`.
record Update(List<Action> actions) {
    sealed interface Action {
        DocumentPath path();

        record Set(DocumentPath path, Operand value) implements Action {}

        record Remove(DocumentPath path) implements Action {}

        record Add(DocumentPath path, JsonNode value) implements Action {}

        record Delete(DocumentPath path, JsonNode value) implements Action {}
    }

    Update {
        actions = List.copyOf(actions);
    }

    List<DocumentPath> paths() {
        return actions.stream().map(Action::path).toList();
    }

    /// Every value is read from the item as it was before any of the actions.
    ///
    /// @return another item; this one stays as it is
    ObjectNode applyTo(ObjectNode before) {
        Map<DocumentPath, JsonNode> values = new LinkedHashMap<>();
        List<DocumentPath> removed = new ArrayList<>();
        for (Action action : actions) {
            switch (action) {
                case Action.Set(DocumentPath path, Operand value) -> values.put(path, value.required(before));
                case Action.Add(DocumentPath path, JsonNode value) -> values.put(path, added(path.in(before), value));
                case Action.Remove(DocumentPath path) -> removed.add(path);
                case Action.Delete(DocumentPath path, JsonNode value) -> {
                    JsonNode left = without(path.in(before), value);
                    if (AttributeValues.content(left).isEmpty()) {
                        removed.add(path);
                    } else {
                        values.put(path, left);
                    }
                }
            }
        }
        ObjectNode item = before.deepCopy();
        values.forEach((path, value) -> path.set(item, value));
        removed.stream().sorted(DocumentPath.LAST_FIRST).forEach(path -> path.remove(item));
        return item;
    }

    private static JsonNode added(JsonNode old, JsonNode value) {
        if (old.isMissingNode()) {
            return value;
        }
        requireSameType(old, value);
        return AttributeValues.type(value).equals("N")
                ? Operand.number(new BigDecimal(old.get("N").asText())
                        .add(new BigDecimal(value.get("N").asText())))
                : AttributeValues.combined(old, value, true);
    }

    private static JsonNode without(JsonNode old, JsonNode value) {
        if (old.isMissingNode()) {
            return JsonNodeFactory.instance.missingNode();
        }
        requireSameType(old, value);
        return AttributeValues.combined(old, value, false);
    }

    private static void requireSameType(JsonNode old, JsonNode value) {
        if (!AttributeValues.type(old).equals(AttributeValues.type(value))) {
            throw DynamoError.validation("An operand in the update expression has an incorrect data type");
        }
    }
}
