package dev.vitrine.api;

import static dev.vitrine.api.RunningServer.TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.SampleImages;
import java.awt.Color;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessCheckTest {
    @TempDir
    private Path home;

    @Test
    void withATokenEveryRequestNeedsItButForLinksAndHealth() {
        try (RunningServer server = open(Optional.of(TOKEN), 0)) {
            HttpResponse<byte[]> refused = server.get("/images");
            assertEquals(
                    "401 Bearer",
                    refused.statusCode() + " "
                            + refused.headers().firstValue("WWW-Authenticate").orElse(""));
            assertEquals(401, server.get("/metrics").statusCode());
            assertEquals(
                    401,
                    server.get("/images", "Authorization", "Bearer " + TOKEN + "x")
                            .statusCode());
            assertEquals(
                    401,
                    server.get("/images", "Authorization", "Basic " + TOKEN).statusCode());
            assertEquals(401, server.get("/images", "Authorization", "Bearer").statusCode());
            assertEquals(
                    200,
                    server.get("/images", "Authorization", "Bearer " + TOKEN).statusCode());
            assertEquals(
                    200,
                    server.get("/images", "Authorization", "bearer " + TOKEN).statusCode());
            assertEquals(200, server.get("/health").statusCode());
            assertEquals(403, server.get("/content/u/x?expires=1&signature=x").statusCode());
        }
    }

    @Test
    void otherAddressesNeedAToken() {
        var failure = assertThrows(ImageException.Invalid.class, () -> settings("0.0.0.0", Optional.empty()));
        assertTrue(failure.getMessage().contains("VITRINE_TOKEN"), failure.getMessage());
        assertThrows(ImageException.Invalid.class, () -> settings("0.0.0.0", Optional.of("short")));
        assertEquals("0.0.0.0", settings("0.0.0.0", Optional.of(TOKEN)).host());
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "127.0.0.1:8080, 200",
        "[::1]:8080, 200",
        "LOCALHOST, 200",
        "evil.example, 403",
        "localhost.evil.example, 403",
        "'', 403"
    })
    void withoutATokenTheServerAnswersToThisMachineOnly(String host, int status) {
        try (RunningServer server = open(Optional.empty(), 0)) {
            assertStatus(
                    status,
                    RawClient.answer(
                            server, "GET /images HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://localhost:9999",
                "Sec-Fetch-Site: cross-site"
            })
    void withoutATokenWebPagesFromElsewhereAreKeptOut(String header) {
        try (RunningServer server = open(Optional.empty(), 0)) {
            assertStatus(403, RawClient.answer(server, RawClient.get("/images", header + "\r\n")));
            assertStatus(200, RawClient.answer(server, RawClient.get("/images", "Origin: http://localhost\r\n")));
        }
    }

    @Test
    void theAddressThatTheServerIsBoundToIsItsName() {
        var settings = new ServerSettings(
                "127.0.1.1",
                0,
                Optional.empty(),
                true,
                Optional.of(URI.create("https://Pictures.example/api")),
                Duration.ofHours(1),
                0,
                1000,
                home);
        assertEquals(Set.of("localhost", "127.0.0.1", "[::1]", "127.0.1.1", "pictures.example"), settings.hosts());
    }

    @Test
    void aLinkMayBeOpenedFromAnyPage() {
        try (RunningServer server = open(Optional.empty(), 0)) {
            String link = RunningServer.json(server.get("/images/" + server.upload("u", Color.RED)))
                    .get("presigned_url")
                    .asText();
            assertEquals(
                    200,
                    server.get(link, "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate")
                            .statusCode());
        }
    }

    @Test
    void aProxysAddressIsAnsweredToAndPutIntoLinks() {
        var settings = new ServerSettings(
                "127.0.0.1",
                0,
                Optional.empty(),
                true,
                Optional.of(URI.create("https://pictures.example/api/")),
                Duration.ofHours(1),
                0,
                RunningServer.MAX_IMAGE_BYTES,
                home.resolve("link.key"));
        try (RunningServer server = RunningServer.in(home, settings, SlowClientGuard.GRACE)) {
            String id = server.upload("u", Color.RED);
            String answer = RawClient.answer(
                    server, "GET /images/" + id + " HTTP/1.1\r\nHost: pictures.example\r\nConnection: close\r\n\r\n");
            assertTrue(
                    answer.contains("\"presigned_url\":\"https://pictures.example/api/content/u/" + id + "?"), answer);
        }
    }

    @Test
    void aLinkLeadsToTheAddressThatTheClientUsed() {
        try (RunningServer server = open(Optional.of(TOKEN), 0)) {
            String id = RunningServer.json(server.send(
                            "PUT",
                            "/images?user_id=u",
                            BodyPublishers.ofByteArray(SampleImages.png(8, 8, Color.RED)),
                            "Authorization",
                            "Bearer " + TOKEN))
                    .get("image_id")
                    .asText();
            String token = "Authorization: Bearer " + TOKEN + "\r\n";
            assertTrue(RawClient.answer(server, RawClient.get("/images/" + id, token))
                    .contains("\"presigned_url\":\"http://localhost/content/"));
            String crooked =
                    "GET /images/" + id + " HTTP/1.1\r\nHost: a b\"<>\r\nConnection: close\r\n" + token + "\r\n";
            assertTrue(RawClient.answer(server, crooked).contains("\"presigned_url\":\"http://127.0.0.1:"));
        }
    }

    @Test
    void whatOthersCanReachNeedsATokenOrIsOpenedKnowingly() {
        URI offered = URI.create("https://pictures.example");
        var failure = assertThrows(
                ImageException.Invalid.class,
                () -> settings("127.0.0.1", Optional.empty(), false, Optional.of(offered)));
        assertTrue(
                failure.getMessage().contains("VITRINE_TOKEN")
                        && failure.getMessage().contains("--open"),
                failure.getMessage());
        assertTrue(settings("127.0.0.1", Optional.empty(), true, Optional.of(offered))
                .open());
        assertTrue(settings("0.0.0.0", Optional.empty(), true, Optional.empty()).hasAnyName());
        assertEquals(
                Optional.of(TOKEN),
                settings("127.0.0.1", Optional.of(TOKEN), false, Optional.of(offered))
                        .token());
        URI secret = URI.create("https://user:hunter2@pictures.example");
        assertThrows(
                ImageException.Invalid.class,
                () -> settings("127.0.0.1", Optional.of(TOKEN), false, Optional.of(secret)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 203.0.113.7",
                "Forwarded: for=203.0.113.7",
                "X-Forwarded-Host: pictures.example",
                "X-Forwarded-Proto: https",
                "X-Real-IP: 203.0.113.7",
                "Via: 1.1 proxy"
            })
    void withoutATokenNothingComesThroughAProxy(String header) {
        try (RunningServer server = open(Optional.empty(), 0)) {
            assertStatus(403, RawClient.answer(server, RawClient.get("/images", header + "\r\n")));
        }
        try (RunningServer server = open(Optional.of(TOKEN), 0)) {
            assertEquals(
                    200,
                    server.get(
                                    "/images",
                                    "Authorization",
                                    "Bearer " + TOKEN,
                                    header.split(": ")[0],
                                    header.split(": ")[1])
                            .statusCode());
        }
    }

    @Test
    void aClientInAHurryIsSlowedDown() {
        try (RunningServer server = open(Optional.empty(), 1)) {
            assertEquals(200, server.get("/health").statusCode());
            assertEquals(200, server.get("/health").statusCode());
            HttpResponse<byte[]> refused = server.get("/health");
            assertEquals(
                    "429 1",
                    refused.statusCode() + " "
                            + refused.headers().firstValue("Retry-After").orElse(""));
        }
    }

    @Test
    void aProxyMayHaveANameThatJavaTakesForNoHost() {
        for (String name : List.of("http://photo_server:8080", "https://bücher.example/photos", "http://[::1]:80")) {
            URI address = URI.create(name);
            assertEquals(
                    Optional.of(address),
                    settings("127.0.0.1", Optional.empty(), true, Optional.of(address))
                            .offered());
        }
        for (String name : List.of("http://bob:secret@photo_server", "http://:8080", "http:///x")) {
            assertThrows(
                    ImageException.Invalid.class,
                    () -> settings("127.0.0.1", Optional.empty(), true, Optional.of(URI.create(name))));
        }
    }

    private RunningServer open(Optional<String> token, int perSecond) {
        return RunningServer.in(
                home, RunningServer.settings(home, token, Duration.ofHours(1), perSecond), SlowClientGuard.GRACE);
    }

    private ServerSettings settings(String host, Optional<String> token) {
        return new ServerSettings(
                host, 0, token, false, Optional.empty(), Duration.ofHours(1), 0, 1000, home.resolve("link.key"));
    }

    private ServerSettings settings(String host, Optional<String> token, boolean open, Optional<URI> offered) {
        return new ServerSettings(
                host, 0, token, open, offered, Duration.ofHours(1), 0, 1000, home.resolve("link.key"));
    }

    private static void assertStatus(int status, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    }
}
