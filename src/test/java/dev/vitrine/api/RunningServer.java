package dev.vitrine.api;

import static dev.vitrine.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Library;
import dev.vitrine.connection.OpenOptions;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.service.SampleImages;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A server on a local library in a folder, and a client that holds every answer against the OpenAPI document.
final class RunningServer implements AutoCloseable {
    static final String TOKEN = "a-token-of-enough-letters";
    static final long MAX_IMAGE_BYTES = 2_000_000;

    private final OpenApiDocument document = new OpenApiDocument();
    private final Library library;
    private final RestServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningServer(Library library, RestServer server) {
        this.library = library;
        this.server = server;
    }

    static RunningServer in(Path home) {
        return in(home, settings(home, Optional.empty(), Duration.ofHours(1), 0), SlowClientGuard.GRACE);
    }

    static RunningServer in(Path home, ServerSettings settings, Duration grace) {
        Library library = Library.open(OpenOptions.of(
                new ConnectionProfile.Local(home.resolve("library")), AppFolders.inOne(home), Optional.empty()));
        return of(library, settings, grace);
    }

    static RunningServer of(Library library, ServerSettings settings, Duration grace) {
        try {
            return new RunningServer(library, RestServer.start(library, settings, grace));
        } catch (RuntimeException e) {
            library.close();
            throw e;
        }
    }

    static ServerSettings settings(Path home, Optional<String> token, Duration linkLifetime, int perSecond) {
        return new ServerSettings(
                "127.0.0.1",
                0,
                token,
                false,
                Optional.empty(),
                linkLifetime,
                perSecond,
                MAX_IMAGE_BYTES,
                home.resolve("rest").resolve("link.key"));
    }

    Library library() {
        return library;
    }

    RestServer server() {
        return server;
    }

    URI uri(String pathAndQuery) {
        return URI.create(pathAndQuery.startsWith("http") ? pathAndQuery : server.address() + pathAndQuery);
    }

    HttpResponse<byte[]> get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    HttpResponse<byte[]> postJson(String json) {
        return send("POST", "/images", BodyPublishers.ofString(json), "Content-Type", "application/json");
    }

    HttpResponse<byte[]> send(String method, String path, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(uri(path)).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            document.check(answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Uploads a drawn image, and returns its id.
    String upload(String user, Color color, String... tags) {
        return json(postJson(uploadBody(user, SampleImages.jpeg(32, 24, color), tags)))
                .get("image_id")
                .asText();
    }

    static String uploadBody(String user, byte[] image, String... tags) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("user_id", user);
        fields.put("image_data", Base64.getEncoder().encodeToString(image));
        fields.put("tags", List.of(tags));
        return new String(Json.write(fields), StandardCharsets.UTF_8);
    }

    static JsonNode json(HttpResponse<byte[]> answer) {
        return OpenApiDocument.read(answer.body());
    }

    /// The sentence of an error, with the status before it: `404 There is no image x.`
    static String error(HttpResponse<byte[]> answer) {
        return answer.statusCode() + " " + json(answer).path("error").asText();
    }

    /// With the one that asks.
    int requestsInFlight() {
        String metrics = new String(get("/metrics").body(), StandardCharsets.UTF_8);
        String line = metrics.lines()
                .filter(each -> each.startsWith("http_server_requests_active "))
                .findFirst()
                .orElseThrow();
        return (int) Double.parseDouble(line.substring(line.indexOf(' ')));
    }

    /// @param home of its library
    void assertNothingIsStored(Path home) {
        assertEquals(0, library.images().search(ImageQuery.ALL).size());
        assertEquals(List.of(), files(home.resolve("library").resolve("objects")));
        await(() -> files(library.incoming()).isEmpty());
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException | UncheckedIOException _) { // of a folder that is not there, or files that go meanwhile
            return List.of();
        }
    }

    static Map<String, String> query(String link) {
        var query = new LinkedHashMap<String, String>();
        for (String pair : URI.create(link).getRawQuery().split("&")) {
            query.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return query;
    }

    @Override
    public void close() {
        client.close();
        try (library) {
            server.close();
        }
    }
}
