package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Attribute values as they are on the wire, `{"S": "text"}`, and never changed once they are checked: what is equal to
/// DynamoDB is equal JSON then, numbers in one notation and sets in one order.
final class AttributeValues {
    static final Set<String> TYPES = Set.of("S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M");

    /// Those that have an order.
    static final Set<String> SCALARS = Set.of("S", "N", "B");

    private static final int MAX_DEPTH = 32;
    private static final int MAX_DIGITS = 38;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AttributeValues() {}

    static String type(JsonNode value) {
        return value.isEmpty() ? "" : value.fieldNames().next();
    }

    static JsonNode content(JsonNode value) {
        return value.path(type(value));
    }

    static JsonNode of(String type, JsonNode content) {
        return JSON.objectNode().set(type, content);
    }

    /// @throws DynamoError for a value that DynamoDB refuses
    static ObjectNode checkedItem(JsonNode item) {
        ObjectNode checked = JSON.objectNode();
        item.properties().forEach(attribute -> checked.set(attribute.getKey(), checked(attribute.getValue())));
        return checked;
    }

    static JsonNode checked(JsonNode value) {
        return checked(value, 0);
    }

    private static JsonNode checked(JsonNode value, int depth) {
        if (!value.isObject()) {
            throw DynamoError.protocol("SerializationException", "Unexpected value type in payload");
        }
        String type = type(value);
        if (!TYPES.contains(type)) {
            throw DynamoError.validation(
                    "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
        }
        if (value.size() > 1) {
            throw DynamoError.validation("Supplied AttributeValue has more than one datatypes set, "
                    + "must contain exactly one of the supported datatypes");
        }
        if (depth >= MAX_DEPTH) {
            throw DynamoError.validation("Nesting Levels have exceeded supported limits");
        }
        JsonNode content = content(value);
        return of(
                type,
                switch (type) {
                    case "SS", "NS", "BS" -> set(type, content);
                    case "L" -> {
                        ArrayNode list = JSON.arrayNode();
                        content.forEach(element -> list.add(checked(element, depth + 1)));
                        yield list;
                    }
                    case "M" -> {
                        ObjectNode map = JSON.objectNode();
                        content.properties()
                                .forEach(entry -> map.set(entry.getKey(), checked(entry.getValue(), depth + 1)));
                        yield map;
                    }
                    default -> scalar(type, content);
                });
    }

    private static JsonNode scalar(String type, JsonNode content) {
        boolean isOfType = switch (type) {
            case "BOOL", "NULL" -> content.isBoolean();
            default -> content.isTextual();
        };
        if (!isOfType) {
            throw DynamoError.protocol(
                    "SerializationException", content.getNodeType() + " cannot be converted to " + type);
        }
        return switch (type) {
            case "N" -> JSON.textNode(number(content.asText()));
            case "B" -> JSON.textNode(Base64.getEncoder().encodeToString(bytes(content.asText())));
            case "NULL" -> {
                if (!content.asBoolean()) {
                    throw DynamoError.invalidValues("Null attribute value types must have the value of true");
                }
                yield content;
            }
            default -> content;
        };
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw DynamoError.protocol("SerializationException", e.getMessage());
        }
    }

    private static JsonNode set(String type, JsonNode content) {
        String member = type.substring(0, 1);
        var sorted = new TreeSet<JsonNode>((a, b) -> compare(of(member, a), of(member, b)));
        content.forEach(element -> sorted.add(scalar(member, element)));
        if (sorted.isEmpty()) {
            throw DynamoError.invalidValues(
                    switch (type) {
                        case "SS" -> "An string set  may not be empty";
                        case "NS" -> "An number set  may not be empty";
                        default -> "Binary sets should not be empty";
                    });
        }
        if (sorted.size() < content.size()) {
            String all = content.valueStream().map(JsonNode::asText).collect(Collectors.joining(", ", "[", "]"));
            throw type.equals("NS")
                    ? DynamoError.validation("Input collection contains duplicates")
                    : DynamoError.invalidValues("Input collection " + all
                            + (type.equals("SS") ? " contains duplicates." : "of type BS contains duplicates."));
        }
        return JSON.arrayNode().addAll(sorted);
    }

    /// The one notation of a number: no exponent, no zeros at its ends.
    static String number(String text) {
        if (text.isEmpty()) {
            throw DynamoError.validation("The parameter cannot be converted to a numeric value");
        }
        BigDecimal number;
        try {
            number = new BigDecimal(text).stripTrailingZeros();
        } catch (NumberFormatException _) {
            throw DynamoError.validation("The parameter cannot be converted to a numeric value: " + text);
        }
        int magnitude = magnitude(number);
        if (magnitude > 125) {
            throw DynamoError.validation(
                    "Number overflow. Attempting to store a number with magnitude larger than supported range");
        }
        if (magnitude < -130) {
            throw DynamoError.validation(
                    "Number underflow. Attempting to store a number with magnitude smaller than supported range");
        }
        if (number.precision() > MAX_DIGITS) {
            throw DynamoError.validation("Attempting to store more than 38 significant digits in a Number");
        }
        return number.toPlainString();
    }

    private static int magnitude(BigDecimal number) {
        return number.signum() == 0 ? 0 : number.precision() - number.scale() - 1;
    }

    /// The order of two values of one of the types that have an order.
    static int compare(JsonNode a, JsonNode b) {
        String x = content(a).asText();
        String y = content(b).asText();
        return switch (type(a)) {
            case "N" -> new BigDecimal(x).compareTo(new BigDecimal(y));
            case "B" -> Arrays.compareUnsigned(bytes(x), bytes(y));
            default -> Arrays.compareUnsigned(x.getBytes(StandardCharsets.UTF_8), y.getBytes(StandardCharsets.UTF_8));
        };
    }

    static boolean isOrdered(JsonNode a, JsonNode b) {
        return type(a).equals(type(b)) && SCALARS.contains(type(a));
    }

    static byte[] binary(JsonNode value) {
        return bytes(content(value).asText());
    }

    /// Bytes as DynamoDB counts them for its limits.
    static int size(ObjectNode item) {
        return item.properties().stream()
                .mapToInt(attribute -> utf8(attribute.getKey()) + size(attribute.getValue()))
                .sum();
    }

    private static int size(JsonNode value) {
        JsonNode content = content(value);
        return switch (type(value)) {
            case "S" -> utf8(content.asText());
            case "N" -> numberSize(content.asText());
            case "B" -> bytes(content.asText()).length;
            case "SS" ->
                content.valueStream().mapToInt(each -> utf8(each.asText())).sum();
            case "NS" ->
                content.valueStream()
                        .mapToInt(each -> numberSize(each.asText()))
                        .sum();
            case "BS" ->
                content.valueStream()
                        .mapToInt(each -> bytes(each.asText()).length)
                        .sum();
            case "L" ->
                3 + content.valueStream().mapToInt(each -> 1 + size(each)).sum();
            case "M" ->
                3
                        + content.properties().stream()
                                .mapToInt(each -> 1 + utf8(each.getKey()) + size(each.getValue()))
                                .sum();
            default -> 1;
        };
    }

    /// Two digits a byte, in pairs around the decimal point, and one byte for the exponent.
    private static int numberSize(String text) {
        BigDecimal number = new BigDecimal(text);
        if (number.signum() == 0) {
            return 1;
        }
        int digits = number.precision();
        boolean isSplit = digits % 2 == 0 && magnitude(number) % 2 == 0;
        return 1 + Math.ceilDiv(digits, 2) + (isSplit ? 1 : 0) + (number.signum() < 0 ? 1 : 0);
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// The union of two sets of one type, or what is left of the first without the second.
    static JsonNode combined(JsonNode first, JsonNode second, boolean isUnion) {
        String type = type(first);
        var elements = content(first).valueStream().collect(Collectors.toSet());
        List<JsonNode> others = content(second).valueStream().toList();
        if (isUnion) {
            elements.addAll(others);
        } else {
            others.forEach(elements::remove);
        }
        return elements.isEmpty()
                ? of(type, JSON.arrayNode())
                : checked(of(type, JSON.arrayNode().addAll(elements)));
    }
}
