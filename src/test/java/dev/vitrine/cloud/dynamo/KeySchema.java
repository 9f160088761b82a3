package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The attributes by which rows are found: that of the partition, and sometimes one that sorts.
record KeySchema(List<Element> elements) {
    private static final int MAX_HASH = 2048;
    private static final int MAX_RANGE = 1024;

    record Element(String name, String type) {}

    /// @param types of all attributes that are keys anywhere in the table
    static KeySchema of(JsonNode schema, Map<String, String> types) {
        List<String> names = schema.valueStream()
                .map(key -> key.path("AttributeName").asText())
                .toList();
        if (!types.keySet().containsAll(names)) {
            throw DynamoError.invalidValues("Some index key attributes are not defined in AttributeDefinitions. Keys: "
                    + names + ", AttributeDefinitions: " + types.keySet());
        }
        List<String> kinds =
                schema.valueStream().map(key -> key.path("KeyType").asText()).toList();
        if (!kinds.getFirst().equals("HASH")) {
            throw DynamoError.validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
        if (kinds.size() > 1 && !kinds.get(1).equals("RANGE")) {
            throw DynamoError.validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
        }
        return new KeySchema(
                names.stream().map(name -> new Element(name, types.get(name))).toList());
    }

    String hash() {
        return elements.getFirst().name();
    }

    List<String> names() {
        return elements.stream().map(Element::name).toList();
    }

    boolean isIn(ObjectNode item) {
        return elements.stream().allMatch(element -> item.has(element.name()));
    }

    Stream<JsonNode> values(ObjectNode item) {
        return elements.stream().map(element -> item.path(element.name()));
    }

    ObjectNode keyOf(ObjectNode item) {
        return item.deepCopy().retain(names());
    }

    /// A key as a request names it.
    ///
    /// @throws DynamoError when it is not one of this schema
    ObjectNode checkedKey(JsonNode key) {
        ObjectNode checked = AttributeValues.checkedItem(key);
        boolean fits = checked.size() == elements.size()
                && elements.stream()
                        .allMatch(element -> AttributeValues.type(checked.path(element.name()))
                                .equals(element.type()));
        if (!fits) {
            throw DynamoError.validation("The provided key element does not match the schema");
        }
        elements.forEach(element -> checkSize(element, checked));
        return checked;
    }

    void checkItem(ObjectNode item) {
        for (Element element : elements) {
            JsonNode value = item.path(element.name());
            if (value.isMissingNode()) {
                throw DynamoError.invalidValues("Missing the key " + element.name() + " in the item");
            }
            if (!AttributeValues.type(value).equals(element.type())) {
                throw DynamoError.invalidValues("Type mismatch for key " + element.name() + " expected: "
                        + element.type() + " actual: " + AttributeValues.type(value));
            }
            checkSize(element, item);
        }
    }

    private void checkSize(Element element, ObjectNode item) {
        String content = AttributeValues.content(item.path(element.name())).asText();
        if (content.isEmpty()) {
            throw DynamoError.validation(
                    "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty "
                            + kind(element) + " value. Key: " + element.name());
        }
        int size = element.type().equals("B")
                ? AttributeValues.binary(item.path(element.name())).length
                : content.getBytes(StandardCharsets.UTF_8).length;
        if (element.equals(elements.getFirst()) && size > MAX_HASH) {
            throw DynamoError.invalidValues("Size of hashkey has exceeded the maximum size limit of2048 bytes");
        }
        if (!element.equals(elements.getFirst()) && size > MAX_RANGE) {
            throw DynamoError.invalidValues(
                    "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
        }
    }

    /// An item need not be in an index, but what it has of the index's keys must be fit for it.
    void checkIndexed(ObjectNode item, String index) {
        for (Element element : elements) {
            JsonNode value = item.path(element.name());
            if (!value.isMissingNode() && !AttributeValues.type(value).equals(element.type())) {
                throw DynamoError.invalidValues("Type mismatch for Index Key " + element.name() + " Expected: "
                        + element.type() + " Actual: " + AttributeValues.type(value) + " IndexName: " + index);
            }
            if (!value.isMissingNode()
                    && AttributeValues.content(value).asText().isEmpty()) {
                throw DynamoError.validation("One or more parameter values are not valid. A value specified for a "
                        + "secondary index key is not supported. The AttributeValue for a key attribute cannot contain "
                        + "an empty " + kind(element) + " value. IndexName: " + index + ", IndexKey: "
                        + element.name());
            }
        }
    }

    private static String kind(Element element) {
        return element.type().equals("B") ? "binary" : "string";
    }

    JsonNode described() {
        var described = JsonNodeFactory.instance.arrayNode();
        for (Element element : elements) {
            described
                    .addObject()
                    .put("AttributeName", element.name())
                    .put("KeyType", element.equals(elements.getFirst()) ? "HASH" : "RANGE");
        }
        return described;
    }
}
