package dev.vitrine.api;

import static dev.vitrine.Eventually.await;
import static dev.vitrine.api.RunningServer.error;
import static dev.vitrine.api.RunningServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.StandardError;
import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.service.Progress;
import dev.vitrine.service.SampleImages;
import java.awt.Color;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the server can do beyond the image storage service.
@Timeout(60)
class AdditionsTest extends ServerTest {
    @Test
    void plainBytesAreTakenWithoutBase64() {
        byte[] image = SampleImages.jpeg(64, 48, Color.BLUE);
        HttpResponse<byte[]> answer = server.send(
                "PUT",
                "/images?user_id=alice&title=Blue%20wall&description=A+wall&tag=blue&tag=wall&name=wall.jpg",
                BodyPublishers.ofByteArray(image),
                "Content-Type",
                "image/jpeg");
        JsonNode metadata = json(answer).get("metadata");
        assertEquals(
                "201 alice Blue wall A wall [\"blue\",\"wall\"] image/jpeg 64 48 wall.jpg " + image.length,
                answer.statusCode() + " " + text(metadata, "user_id")
                        + " " + text(metadata, "title") + " " + text(metadata, "description") + " "
                        + metadata.get("tags") + " " + text(metadata, "content_type")
                        + " " + text(metadata, "width") + " " + text(metadata, "height") + " "
                        + text(metadata, "original_name") + " " + text(metadata, "size_bytes"));
        assertEquals(
                "/images/" + text(metadata, "image_id"),
                answer.headers().firstValue("Location").orElse(""));
        assertEquals(
                "400 user_id is required.", error(server.send("PUT", "/images", BodyPublishers.ofByteArray(image))));
    }

    @Test
    void noLinkIsGivenOutToBytesThatAreNotThere() throws IOException {
        String id = server.upload("u", Color.RED);
        Files.delete(FolderContent.files(home).stream()
                .filter(file -> file.getFileName().toString().equals(id))
                .findFirst()
                .orElseThrow());
        assertTrue(
                error(server.get("/images/" + id)).startsWith("404 The bytes of "), error(server.get("/images/" + id)));
    }

    @Test
    void aChangeTouchesOnlyWhatItNames() {
        String id = server.upload("u", Color.RED, "one", "two");
        JsonNode changed =
                json(patch(id, "{\"title\":\"New\",\"tags\":[\"three\"]}")).get("metadata");
        assertEquals("New [\"three\"]", text(changed, "title") + " " + changed.get("tags"));
        assertEquals("Image updated successfully", text(json(patch(id, "{\"description\":\"Text\"}")), "message"));
        JsonNode shown = json(server.get("/images/" + id)).get("metadata");
        assertEquals(
                "New Text [\"three\"]",
                text(shown, "title") + " " + text(shown, "description") + " " + shown.get("tags"));
        assertEquals("", text(json(patch(id, "{\"title\":null}")).get("metadata"), "title"));
    }

    @Test
    void aCorrectionIsMadeAndTakenBack() {
        String id = server.upload("u", Color.RED);
        JsonNode corrected = json(patch(id, "{\"taken_at\":\"2024-05-01T10:00\",\"orientation_fix\":\"6\"}"))
                .get("metadata");
        assertEquals(
                "2024-05-01T10:00:00 unknown 6",
                text(corrected, "taken_at") + " " + text(corrected, "camera_taken_at") + " "
                        + text(corrected, "orientation_fix"));
        JsonNode back =
                json(patch(id, "{\"taken_at\":null,\"orientation_fix\":\"1\"}")).get("metadata");
        assertEquals(
                List.of(false, false, false),
                List.of(back.has("taken_at"), back.has("camera_taken_at"), back.has("orientation_fix")));
        for (String text : List.of("soon", "2024-05-01T10:00+05:00", "-00044-03-15T00:00", "+12345-01-01")) {
            assertEquals(400, patch(id, "{\"taken_at\":\"" + text + "\"}").statusCode(), text);
        }
        assertEquals(400, patch(id, "{\"orientation_fix\":\"9\"}").statusCode());
    }

    @Test
    void whatCannotBeChangedIsNamed() {
        String id = server.upload("u", Color.RED);
        assertEquals(
                "400 “user_id” cannot be changed: only title, description, tags, taken_at and orientation_fix can.",
                error(patch(id, "{\"user_id\":\"v\"}")));
        assertEquals(400, patch(id, "[1]").statusCode());
        assertEquals(400, patch(id, "{\"title\":").statusCode());
        assertEquals(404, patch("unknown", "{}").statusCode());
    }

    @Test
    void aChangeOfSomethingElseThanWasSeenIsRefused() {
        String id = server.upload("u", Color.RED);
        String seen = tag(server.get("/images/" + id));
        HttpResponse<byte[]> changed = patch(id, "{\"title\":\"Mine\"}", "If-Match", seen);
        assertEquals(200, changed.statusCode());
        assertEquals(412, patch(id, "{\"title\":\"Theirs\"}", "If-Match", seen).statusCode());
        assertEquals(
                200,
                patch(id, "{\"title\":\"Theirs\"}", "If-Match", tag(changed)).statusCode());
    }

    @Test
    void aChangeOfWhatIsWantedNotToBeIsRefused() {
        String id = server.upload("u", Color.RED);
        String seen = tag(server.get("/images/" + id));
        for (String unwanted : List.of("*", seen, "\"other.7\", " + seen)) {
            HttpResponse<byte[]> refused = patch(id, "{\"title\":\"Mine\"}", "If-None-Match", unwanted);
            assertEquals(412, refused.statusCode(), unwanted);
            String reason = new String(refused.body(), StandardCharsets.UTF_8);
            assertEquals(unwanted.equals("*"), reason.contains("that there is none"), reason);
        }
        assertEquals(
                200,
                patch(id, "{\"title\":\"Mine\"}", "If-None-Match", "\"other.7\"")
                        .statusCode());
    }

    @Test
    void whatWasSeenCountsHoweverLongAgo() {
        String id = server.upload("u", Color.RED);
        String seen = tag(server.get("/images/" + id));
        String later = seen.replaceFirst("\\.\\d+\"$", ".7\"");
        assertNotEquals(seen, later);
        assertEquals(200, patch(id, "{\"title\":\"Mine\"}", "If-Match", later).statusCode());
        assertEquals(
                412,
                patch(id, "{\"title\":\"Mine\"}", "If-Match", "\"other.7\"").statusCode());
        assertEquals(200, patch(id, "{\"title\":\"Yours\"}", "If-Match", "*").statusCode());
    }

    @Test
    void deletingSomethingElseThanWasSeenIsRefused() {
        String id = server.upload("u", Color.RED);
        String seen = tag(server.get("/images/" + id));
        patch(id, "{\"title\":\"Mine\"}");
        for (String path : List.of("/images/" + id, "/images/" + id + "?trash=true")) {
            assertEquals(
                    412,
                    server.send("DELETE", path, BodyPublishers.noBody(), "If-Match", seen)
                            .statusCode());
        }
        assertEquals(200, server.get("/images/" + id).statusCode());
        assertEquals(
                200,
                server.send(
                                "DELETE",
                                "/images/" + id,
                                BodyPublishers.noBody(),
                                "If-Match",
                                tag(server.get("/images/" + id)))
                        .statusCode());
        assertEquals(404, server.get("/images/" + id).statusCode());
    }

    @Test
    void whatAClientHasIsNotSentAgain() {
        String id = server.upload("u", Color.RED);
        for (String path : List.of("/images", "/images/" + id, "/openapi.json")) {
            String tag = tag(server.get(path));
            HttpResponse<byte[]> again = server.get(path, "If-None-Match", "\"other\", W/" + tag);
            assertEquals("304 0 " + tag, again.statusCode() + " " + again.body().length + " " + tag(again));
        }
        String list = tag(server.get("/images"));
        patch(id, "{\"title\":\"New\"}");
        assertNotEquals(list, tag(server.get("/images")));
        assertEquals(200, server.get("/images", "If-None-Match", list).statusCode());
    }

    @Test
    void deletingCanStopAtTheTrash() {
        String id = server.upload("u", Color.RED);
        assertEquals(
                200,
                server.send("DELETE", "/images/" + id + "?trash=true", BodyPublishers.noBody())
                        .statusCode());
        assertEquals(404, server.get("/images/" + id).statusCode());
        assertEquals(
                Map.of(),
                server.library().images().restore(List.of(id), Progress.UNSEEN).failed());
        assertEquals(200, server.get("/images/" + id).statusCode());
    }

    @Test
    void requestsAreCountedByRoute() {
        server.get("/images/unknown");
        String metrics = new String(server.get("/metrics").body(), StandardCharsets.UTF_8);
        assertTrue(
                metrics.contains(
                        "http_server_requests_seconds_count{method=\"GET\",route=\"/images/{image_id}\",status=\"404\"} 1"),
                metrics);
        assertTrue(metrics.contains("jvm_memory_used_bytes"), metrics);
        assertFalse(metrics.contains("unknown"), metrics);
    }

    @Test
    void theLogNamesRequestsButNoLinkAndNoToken() {
        var lines = new ConcurrentLinkedQueue<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger("dev.vitrine.api");
        log.setLevel(Level.ALL);
        log.setUseParentHandlers(false);
        log.addHandler(handler);
        try {
            String id = server.upload("u", Color.RED);
            String link = json(server.get("/images/" + id)).get("presigned_url").asText();
            server.get(link, "X-Request-Id", "mine-1", "Authorization", "Bearer something-secret");
            await(() -> lines.stream().anyMatch(line -> line.startsWith("mine-1 GET /content/u/" + id + " 200 ")));
            String all = String.join("\n", lines);
            assertFalse(
                    all.contains("signature")
                            || all.contains(RunningServer.query(link).get("signature"))
                            || all.contains("secret"),
                    all);
        } finally {
            log.removeHandler(handler);
            log.setUseParentHandlers(true);
            log.setLevel(null);
        }
    }

    @Test
    @StandardError.Says("GET /health 503")
    void stoppingWaitsForWhatIsUnderWay() {
        byte[] image = SampleImages.jpeg(64, 48, Color.BLUE);
        try (var client = new RawClient(server)) {
            client.send("PUT /images?user_id=u HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                    + image.length + "\r\n\r\n");
            await(() -> new String(server.get("/metrics").body(), StandardCharsets.UTF_8)
                    .contains("http_server_requests_active 2"));
            CompletableFuture<Void> closing = CompletableFuture.runAsync(server.server()::close);
            await(() -> server.get("/health").statusCode() == 503);
            client.send(image);
            assertTrue(client.rest().startsWith("HTTP/1.1 201 "));
            closing.join();
        }
        assertEquals(
                Optional.of("u"),
                server.library().images().search(ImageQuery.ALL).images(0, 1).stream()
                        .map(row -> row.userId())
                        .findFirst());
    }

    private HttpResponse<byte[]> patch(String id, String body, String... headers) {
        var all = new ArrayList<>(List.of("Content-Type", "application/json"));
        all.addAll(List.of(headers));
        return server.send("PATCH", "/images/" + id, BodyPublishers.ofString(body), all.toArray(String[]::new));
    }

    private static String tag(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("ETag").orElse("");
    }

    private static String text(JsonNode fields, String name) {
        return fields.path(name).asText();
    }
}
