package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What `#name` and `:value` stand for in the expressions of one request. All of them have to be used.
final class ExpressionAliases {
    private static final String NAMES = "ExpressionAttributeNames";
    private static final String VALUES = "ExpressionAttributeValues";

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, JsonNode> values = new LinkedHashMap<>();
    private final Set<String> unusedNames = new TreeSet<>();
    private final Set<String> unusedValues = new TreeSet<>();

    ExpressionAliases(JsonNode request) {
        checkKeys(request, NAMES, Pattern.compile("#[0-9a-zA-Z_]+"));
        checkKeys(request, VALUES, Pattern.compile(":[0-9a-zA-Z_]+"));
        request.path(NAMES)
                .properties()
                .forEach(alias -> names.put(alias.getKey(), alias.getValue().asText()));
        request.path(VALUES)
                .properties()
                .forEach(alias -> values.put(alias.getKey(), checked(alias.getKey(), alias.getValue())));
        unusedNames.addAll(names.keySet());
        unusedValues.addAll(values.keySet());
    }

    private static void checkKeys(JsonNode request, String member, Pattern form) {
        if (!request.has(member)) {
            return;
        }
        if (request.get(member).isEmpty()) {
            throw DynamoError.validation(member + " must not be empty");
        }
        request.get(member).fieldNames().forEachRemaining(key -> {
            if (!form.matcher(key).matches()) {
                throw DynamoError.validation(member + " contains invalid key: Syntax error; key: \"" + key + "\"");
            }
        });
    }

    private static JsonNode checked(String alias, JsonNode value) {
        try {
            return AttributeValues.checked(value);
        } catch (DynamoError e) {
            throw DynamoError.validation(VALUES + " contains invalid value: " + e.getMessage() + " for key " + alias);
        }
    }

    String name(String alias) {
        if (!names.containsKey(alias)) {
            throw DynamoError.validation(
                    "An expression attribute name used in the document path is not defined; attribute name: " + alias);
        }
        unusedNames.remove(alias);
        return names.get(alias);
    }

    JsonNode value(String alias) {
        if (!values.containsKey(alias)) {
            throw DynamoError.validation(
                    "An expression attribute value used in expression is not defined; attribute value: " + alias);
        }
        unusedValues.remove(alias);
        return values.get(alias);
    }

    void checkAllUsed() {
        checkUsed(NAMES, unusedNames);
        checkUsed(VALUES, unusedValues);
    }

    private static void checkUsed(String member, Set<String> unused) {
        if (!unused.isEmpty()) {
            throw DynamoError.validation("Value provided in " + member + " unused in expressions: keys: {"
                    + String.join(", ", unused) + "}");
        }
    }
}
