package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Set;

/// What stands for a value in an expression.
sealed interface Operand {
    JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// @return a missing node where the item has no such thing
    JsonNode in(ObjectNode item);

    /// The type that it has whatever the item is, or `""`.
    default String knownType() {
        return this instanceof Literal(JsonNode value) ? AttributeValues.type(value) : "";
    }

    /// For an expression that changes the item: it has to be there.
    default JsonNode required(ObjectNode item) {
        JsonNode value = in(item);
        if (value.isMissingNode()) {
            throw DynamoError.validation(
                    "The provided expression refers to an attribute that does not exist in the item");
        }
        return value;
    }

    private static JsonNode required(Operand operand, String type, ObjectNode item) {
        JsonNode value = operand.required(item);
        if (!AttributeValues.type(value).equals(type)) {
            throw DynamoError.validation("An operand in the update expression has an incorrect data type");
        }
        return value;
    }

    record Literal(JsonNode value) implements Operand {
        @Override
        public JsonNode in(ObjectNode item) {
            return value;
        }
    }

    record AttributeOperand(DocumentPath path) implements Operand {
        @Override
        public JsonNode in(ObjectNode item) {
            return path.in(item);
        }
    }

    /// Of a text, bytes, or a collection.
    record Size(Operand of) implements Operand {
        static final Set<String> NONE = Set.of("N", "BOOL", "NULL");

        @Override
        public JsonNode in(ObjectNode item) {
            JsonNode value = of.in(item);
            JsonNode content = AttributeValues.content(value);
            return switch (AttributeValues.type(value)) {
                case "S" -> number(BigDecimal.valueOf(content.asText().length()));
                case "B" -> number(BigDecimal.valueOf(Base64.getDecoder().decode(content.asText()).length));
                case "SS", "NS", "BS", "L", "M" -> number(BigDecimal.valueOf(content.size()));
                default -> JSON.missingNode();
            };
        }
    }

    record IfNotExists(DocumentPath path, Operand otherwise) implements Operand {
        @Override
        public JsonNode in(ObjectNode item) {
            JsonNode value = path.in(item);
            return value.isMissingNode() ? otherwise.required(item) : value;
        }
    }

    record ListAppend(Operand first, Operand second) implements Operand {
        @Override
        public JsonNode in(ObjectNode item) {
            var both = JSON.arrayNode();
            for (Operand each : new Operand[] {first, second}) {
                Operand.required(each, "L", item).get("L").forEach(both::add);
            }
            return AttributeValues.of("L", both);
        }
    }

    record Sum(Operand first, boolean minus, Operand second) implements Operand {
        @Override
        public JsonNode in(ObjectNode item) {
            BigDecimal x =
                    new BigDecimal(Operand.required(first, "N", item).get("N").asText());
            BigDecimal y =
                    new BigDecimal(Operand.required(second, "N", item).get("N").asText());
            return number(minus ? x.subtract(y) : x.add(y));
        }
    }

    static JsonNode number(BigDecimal number) {
        return AttributeValues.of("N", JSON.textNode(AttributeValues.number(number.toString())));
    }
}
