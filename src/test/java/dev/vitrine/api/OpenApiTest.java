package dev.vitrine.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.image.Attribute;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The document and the routes say the same. What the answers look like is held against it by every test that goes
/// through [RunningServer].
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete", "head", "options");

    private final JsonNode document = new OpenApiDocument().root();

    @Test
    void everyRouteIsInTheDocumentAndTheOtherWayRound(@TempDir Path home) {
        var routes = new TreeSet<String>();
        try (RunningServer server = RunningServer.in(home)) {
            server.server()
                    .routes()
                    .all()
                    .forEach(route -> routes.add(route.method().toLowerCase(Locale.ROOT) + " " + route.template()));
        }
        var documented = new TreeSet<String>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        documented.add(method + " " + path.getKey());
                    }
                }));
        assertEquals(documented, routes);
        assertEquals(10, routes.size());
    }

    @Test
    void theRoutesThatAskForATokenAreThoseThatTheDocumentSaysItOf(@TempDir Path home) {
        try (RunningServer server = RunningServer.in(home)) {
            for (Route route : server.server().routes().all()) {
                JsonNode security = document.get("paths")
                        .get(route.template())
                        .get(route.method().toLowerCase(Locale.ROOT))
                        .path("security");
                assertEquals(
                        route.access() == Route.Access.ANYONE,
                        security.toString().equals("[{}]"),
                        route.template());
            }
        }
    }

    @Test
    void theDocumentIsServed(@TempDir Path home) {
        try (RunningServer server = RunningServer.in(home)) {
            assertEquals(document, RunningServer.json(server.get("/openapi.json")));
        }
    }

    @Test
    void everyAttributeOfAnImageIsAField() {
        JsonNode fields = document.at("/components/schemas/Image/properties");
        for (Attribute attribute : Attribute.values()) {
            assertTrue(fields.has(attribute.field()), attribute.field());
        }
        assertEquals(
                "{\"$ref\":\"#/components/schemas/Number\"}",
                fields.get("size_bytes").toString());
        assertEquals(
                "{\"$ref\":\"#/components/schemas/Time\"}",
                fields.get("taken_at").toString());
        assertEquals("{\"type\":\"string\"}", fields.get("original_name").toString());
        assertEquals(
                "{\"type\":\"string\",\"pattern\":\"^[0-9a-f]{64}$\"}",
                fields.get("content_sha256").toString());
        assertEquals("{\"const\":\"true\"}", fields.get("animated").toString());
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryOperationHasItsOwnName() {
        assertEquals("3.1.0", document.get("openapi").asText());
        var broken = new TreeSet<String>();
        var references = Pattern.compile("\"\\$ref\":\"#([^\"]+)\"").matcher(document.toString());
        while (references.find()) {
            if (document.at(references.group(1)).isMissingNode()) {
                broken.add(references.group(1));
            }
        }
        assertEquals(Set.of(), broken);
        List<String> names = document.findValuesAsText("operationId");
        assertEquals(names.size(), Set.copyOf(names).size());
        assertTrue(names.size() == 10, names.toString());
    }
}
