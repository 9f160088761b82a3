package dev.vitrine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.image.Attribute;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The OpenAPI document: the file beside this class, and in it the fields of an image that follow from the table of
/// attributes.
final class OpenApi {
    private static final String FILE = "openapi.json";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private OpenApi() {}

    static byte[] document() {
        try (InputStream file = OpenApi.class.getResourceAsStream(FILE)) {
            JsonNode document = MAPPER.readTree(file);
            var fields = (ObjectNode) document.at("/components/schemas/Image/properties");
            for (Attribute attribute : Attribute.values()) {
                // What stands in the file says more than the kind does.
                fields.putIfAbsent(attribute.field(), schema(attribute));
            }
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All are texts, also where they mean something else.
    private static JsonNode schema(Attribute attribute) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        return switch (attribute.kind()) {
            case TEXT -> schema.put("type", "string");
            case NUMBER -> schema.put("$ref", "#/components/schemas/Number");
            case DECIMAL ->
                schema.put("type", "string").put("description", "A number above 0 in plain digits: 0.004, 1.8, 85");
            case TIME -> schema.put("$ref", "#/components/schemas/Time");
            case FLAG -> schema.put("const", "true");
        };
    }
}
