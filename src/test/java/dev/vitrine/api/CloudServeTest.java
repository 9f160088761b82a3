package dev.vitrine.api;

import static dev.vitrine.api.RunningServer.json;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.CloudServers;
import dev.vitrine.connection.Connection;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Library;
import dev.vitrine.connection.OpenOptions;
import dev.vitrine.service.SampleImages;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.aws.AwsClients;
import dev.vitrine.store.aws.S3ObjectStore;
import java.awt.Color;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The same contract on S3 and DynamoDB servers: only the links are others'.
@Timeout(120)
class CloudServeTest {
    private final AwsSettings place = CloudServers.library();

    @TempDir
    private Path home;

    @AutoClose
    private RunningServer server;

    @BeforeEach
    void start() {
        Library library = Library.open(OpenOptions.of(
                        new Connection("", new ConnectionProfile.Cloud(place), CloudServers.KEYS),
                        AppFolders.inOne(home))
                .direct());
        server = RunningServer.of(
                library,
                RunningServer.settings(home, Optional.empty(), Duration.ofMinutes(5), 0),
                SlowClientGuard.GRACE);
    }

    @Test
    void aLinkOfTheStoreGivesTheBytesUnderTheirName() throws Exception {
        byte[] image = SampleImages.jpeg(64, 48, Color.BLUE);
        String id = json(server.send("PUT", "/images?user_id=u&name=wall.jpg", BodyPublishers.ofByteArray(image)))
                .get("image_id")
                .asText();
        JsonNode shown = json(server.get("/images/" + id + "?download=true"));
        assertEquals(
                "300 s3://" + place.bucket() + "/u/" + id,
                shown.get("expires_in") + " "
                        + shown.get("metadata").get("s3_url").asText());
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI link = URI.create(shown.get("presigned_url").asText());
            HttpResponse<byte[]> bytes =
                    client.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertArrayEquals(image, bytes.body());
            assertEquals(
                    "image/jpeg attachment; filename=\"wall.jpg\"; filename*=UTF-8''wall.jpg",
                    bytes.headers().firstValue("Content-Type").orElse("") + " "
                            + bytes.headers().firstValue("Content-Disposition").orElse(""));
        }
        assertFalse(server.server().routes().all().stream()
                .anyMatch(route -> route.template().startsWith("/content")));
    }

    @Test
    void aRowThatDynamoWouldRefuseIsRefusedBeforeAnyByteIsSent() throws Exception {
        String text = "é".repeat(99_000);
        String body = "{\"user_id\":\"longwinded\",\"title\":\"" + text + "\",\"description\":\"" + text
                + "\",\"tags\":[\"" + "é".repeat(10_000) + "\"],\"image_data\":\""
                + Base64.getEncoder().encodeToString(SampleImages.jpeg(64, 48, Color.BLUE)) + "\"}";
        HttpResponse<byte[]> answer = server.postJson(body);
        assertEquals(400, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
        assertTrue(new String(answer.body(), StandardCharsets.UTF_8).contains("400 KB"));
        try (var clients = AwsClients.open(place, CloudServers.KEYS)) {
            var found = new ArrayList<String>();
            new S3ObjectStore(clients, home.resolve("open")).list(listed -> found.add(listed.toString()));
            assertEquals(
                    List.of(),
                    found.stream().filter(path -> path.contains("longwinded")).toList());
        }
    }

    @Test
    void whatWouldMakeARowTooLargeIsRefusedInWords() throws Exception {
        String text = "é".repeat(99_000);
        String body = "{\"user_id\":\"wordy\",\"title\":\"" + text + "\",\"description\":\"" + text
                + "\",\"image_data\":\""
                + Base64.getEncoder().encodeToString(SampleImages.jpeg(64, 48, Color.BLUE)) + "\"}";
        String id = json(server.postJson(body)).get("image_id").asText();
        HttpResponse<byte[]> answer = server.send(
                "PATCH",
                "/images/" + id,
                BodyPublishers.ofString("{\"tags\":[\"" + "é".repeat(10_000) + "\"]}"),
                "Content-Type",
                "application/json");
        String said = new String(answer.body(), StandardCharsets.UTF_8);
        assertEquals(400, answer.statusCode(), said);
        assertTrue(said.contains("400 KB"), said);
    }

    @Test
    void listsChangesAndDeletesReachTheTables() {
        String one = server.upload("alice", Color.RED, "nature");
        String two = server.upload("alice", Color.GREEN, "nature", "sunset");
        server.upload("bob", Color.BLUE, "nature");
        assertEquals(Set.of(one, two), ids("/images?user_id=alice&tag=nature"));
        assertEquals(Set.of(two), ids("/images?tag=sunset"));
        JsonNode first = json(server.get("/images?limit=2"));
        JsonNode second = json(server.get("/images?limit=2&last_evaluated_key="
                + first.get("last_evaluated_key").asText()));
        assertEquals(
                "2 true 1 false",
                first.get("count") + " " + first.get("has_more") + " " + second.get("count") + " "
                        + second.get("has_more"));
        assertEquals(
                200,
                server.send(
                                "PATCH",
                                "/images/" + one,
                                BodyPublishers.ofString("{\"tags\":[\"sea\"]}"),
                                "Content-Type",
                                "application/json")
                        .statusCode());
        assertEquals(Set.of(one), ids("/images?tag=sea"));
        assertEquals(
                200,
                server.send("DELETE", "/images/" + one, BodyPublishers.noBody()).statusCode());
        assertEquals(404, server.get("/images/" + one).statusCode());
        assertEquals(400, server.get("/images?last_evaluated_key=nonsense").statusCode());
        assertTrue(server.library().images().findUploaded(one).isEmpty());
    }

    private Set<String> ids(String path) {
        var ids = new HashSet<String>();
        List.of(json(server.get(path)).get("images"))
                .forEach(images ->
                        images.forEach(image -> ids.add(image.get("image_id").asText())));
        return ids;
    }
}
