package dev.vitrine.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.vitrine.Unchecked;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// The document that the server hands out, to hold what the server does against it.
final class OpenApiDocument {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode document = read(OpenApi.document());

    JsonNode root() {
        return document;
    }

    /// Fails unless the answer is one that the document tells of: its status, its type and every field.
    void check(HttpResponse<byte[]> answer) {
        String method = answer.request().method().equals("HEAD")
                ? "get"
                : answer.request().method().toLowerCase(Locale.ROOT);
        Optional<JsonNode> operation = template(answer.request().uri().getRawPath())
                .map(path -> document.get("paths").get(path).get(method));
        if (operation.isEmpty()) {
            assertTrue(
                    answer.statusCode() == 404 || answer.statusCode() == 405,
                    "only an error can be answered here, not " + answer.statusCode());
            checkBody("Error", answer.body());
            return;
        }
        JsonNode response = resolved(operation.get().get("responses").path(Integer.toString(answer.statusCode())));
        assertFalse(
                response.isMissingNode(),
                "the document has no " + answer.statusCode() + " for " + method + " "
                        + answer.request().uri().getPath());
        JsonNode schema = response.path("content").path("application/json").path("schema");
        if (!schema.isMissingNode() && answer.body().length > 0) {
            assertEquals(
                    "application/json",
                    answer.headers().firstValue("Content-Type").orElse(""));
            check(schema, answer.body());
        }
    }

    private void checkBody(String schema, byte[] body) {
        if (body.length > 0) {
            check(MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + schema), body);
        }
    }

    private void check(JsonNode schema, byte[] body) {
        var whole = MAPPER.createObjectNode();
        whole.setAll((ObjectNode) schema);
        whole.set("components", document.get("components"));
        assertEquals(
                List.of(), SCHEMAS.getSchema(whole).validate(read(body)), new String(body, StandardCharsets.UTF_8));
    }

    private Optional<String> template(String path) {
        List<String> parts = List.of(path.substring(1).split("/", -1));
        return StreamSupport.stream(
                        ((Iterable<String>) () -> document.get("paths").fieldNames()).spliterator(), false)
                .filter(template -> new Route("", template, Route.Access.ANYONE, null)
                        .match(parts)
                        .isPresent())
                .findFirst();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    static JsonNode read(byte[] json) {
        return Unchecked.get(() -> MAPPER.readTree(json));
    }
}
