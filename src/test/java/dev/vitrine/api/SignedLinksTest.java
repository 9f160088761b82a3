package dev.vitrine.api;

import static dev.vitrine.api.RunningServer.json;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.StandardError;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.Progress;
import dev.vitrine.service.SampleImages;
import dev.vitrine.store.ObjectLinks;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedLinksTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.5Z");
    private static final ObjectKey KEY = ObjectKey.original("Zoë & co", "id-1");
    private static final Duration HOUR = Duration.ofHours(1);

    private final SignedLinks links = new SignedLinks(new byte[32], Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aLinkNamesTheImageAndEndsAtTheNextWholeSecond() {
        ObjectLinks.Link link = links.link("http://localhost:1", KEY, false, HOUR);
        assertEquals(
                "http://localhost:1/content/Zo%C3%AB%20%26%20co/id-1?download=false&expires=1772604368&signature=",
                link.address().toString().replaceFirst("[^=]+$", ""));
        assertEquals(Instant.parse("2026-03-04T06:06:08Z"), link.expiresAt());
    }

    @Test
    void aLinkIsGoodForItsImageOnly() {
        Map<String, String> query =
                query(links.link("http://localhost:1", KEY, false, HOUR).address());
        String expires = query.get("expires");
        String signature = query.get("signature");
        assertDoesNotThrow(() -> links.check(KEY, false, expires, signature));
        String changed = "This link was not made by this server, or was changed.";
        assertRefused(changed, links, ObjectKey.original("Zoë & co", "id-2"), false, expires, signature);
        assertRefused(changed, links, ObjectKey.original("other", "id-1"), false, expires, signature);
        assertRefused(changed, links, KEY, true, expires, signature);
        assertRefused(changed, links, KEY, false, expires + "0", signature);
        assertRefused(changed, links, KEY, false, "", signature);
        assertRefused(changed, links, KEY, false, "-1", signature);
        assertRefused(changed, links, KEY, false, expires, "");
        assertRefused(changed, links, KEY, false, expires, signature + "A");
        assertRefused(
                changed, new SignedLinks(keyOf(1), Clock.fixed(NOW, ZoneOffset.UTC)), KEY, false, expires, signature);
    }

    @Test
    void aLinkEnds() {
        Map<String, String> query =
                query(links.link("http://localhost:1", KEY, false, HOUR).address());
        var later = new SignedLinks(new byte[32], Clock.fixed(Instant.parse("2026-03-04T06:06:08Z"), ZoneOffset.UTC));
        assertRefused(
                "This link has expired. Ask for the image again to have a new one.",
                later,
                KEY,
                false,
                query.get("expires"),
                query.get("signature"));
    }

    @Test
    void aLinkLivesForAWeekAtMost() {
        assertEquals(
                Instant.parse("2026-03-11T05:06:08Z"),
                links.link("http://localhost:1", KEY, false, Duration.ofDays(365))
                        .expiresAt());
    }

    @Test
    void theServerRefusesWhatWasChanged(@TempDir Path home) {
        try (RunningServer server = RunningServer.in(home)) {
            String id = server.upload("u", Color.RED);
            String link = json(server.get("/images/" + id)).get("presigned_url").asText();
            assertEquals(200, server.get(link).statusCode());
            for (String changed : List.of(
                    link.replace("download=false", "download=true"),
                    link.replace("/u/", "/v/"),
                    link.replaceFirst("expires=\\d", "expires=9"),
                    link.replaceFirst("&signature=.*", ""),
                    link.replaceFirst("\\?.*", ""))) {
                assertEquals(403, server.get(changed).statusCode(), changed);
            }
            assertEquals(
                    400,
                    server.get("/content/..%2F..%2Fu/" + id + "?expires=1&signature=x")
                            .statusCode());
            var images = server.library().images();
            images.deletePermanently(images.seen(List.of(id)), Progress.UNSEEN);
            assertEquals(404, server.get(link).statusCode());
        }
    }

    @Test
    void missingBytesAreNotFound(@TempDir Path home) throws IOException {
        try (RunningServer server = RunningServer.in(home)) {
            String id = server.upload("u", Color.RED);
            String link = json(server.get("/images/" + id)).get("presigned_url").asText();
            Files.delete(home.resolve("library").resolve("objects").resolve("u").resolve(id));
            assertEquals(
                    "404 The bytes of “u/" + id + "” are not in the library folder.",
                    RunningServer.error(server.get(link)));
        }
    }

    @Test
    @StandardError.Says("ended too early")
    void anOriginalThatWasCutShortIsNotTakenForWhole(@TempDir Path home) throws IOException {
        try (RunningServer server = RunningServer.in(home)) {
            String id = server.upload("u", Color.RED);
            String link = json(server.get("/images/" + id)).get("presigned_url").asText();
            Files.write(home.resolve("library").resolve("objects").resolve("u").resolve(id), new byte[10]);
            assertThrows(UncheckedIOException.class, () -> server.get(link));
        }
    }

    @Test
    void aLinkWorksAfterTheServerWasStartedAnew(@TempDir Path home) {
        String path;
        try (RunningServer server = RunningServer.in(home)) {
            URI link = URI.create(json(server.get("/images/" + server.upload("u", Color.RED)))
                    .get("presigned_url")
                    .asText());
            path = link.getRawPath() + "?" + link.getRawQuery();
        }
        try (RunningServer server = RunningServer.in(home)) {
            assertEquals(200, server.get(path).statusCode());
        }
    }

    @Test
    void partsOfAnImageCanBeAskedFor(@TempDir Path home) {
        byte[] image = SampleImages.jpeg(32, 24, Color.RED);
        try (RunningServer server = RunningServer.in(home)) {
            String link = json(server.get("/images/" + server.upload("u", Color.RED)))
                    .get("presigned_url")
                    .asText();
            HttpResponse<byte[]> whole = server.get(link);
            String tag = whole.headers().firstValue("ETag").orElse("");
            assertEquals("bytes", whole.headers().firstValue("Accept-Ranges").orElse(""));
            assertPart(
                    206,
                    Arrays.copyOfRange(image, 10, 20),
                    "bytes 10-19/" + image.length,
                    server.get(link, "Range", "bytes=10-19"));
            assertPart(
                    206,
                    Arrays.copyOfRange(image, 100, image.length),
                    "bytes 100-" + (image.length - 1) + "/" + image.length,
                    server.get(link, "Range", "bytes=100-"));
            assertPart(
                    206,
                    Arrays.copyOfRange(image, 10, 20),
                    "bytes 10-19/" + image.length,
                    server.get(link, "Range", "bytes=10-19", "If-Range", tag));
            assertPart(200, image, "", server.get(link, "Range", "bytes=10-19", "If-Range", "\"another\""));
            assertEquals(
                    "416 bytes */" + image.length, status(server.get(link, "Range", "bytes=99999-"), "Content-Range"));
            assertEquals("304 " + tag, status(server.get(link, "If-None-Match", tag), "ETag"));
            assertEquals(
                    206,
                    server.get(link, "Range", "bytes=10-19", "If-Match", tag).statusCode());
            assertEquals(
                    412,
                    server.get(link, "Range", "bytes=10-19", "If-Match", "\"another\"")
                            .statusCode());
        }
    }

    private static void assertPart(int status, byte[] bytes, String range, HttpResponse<byte[]> answer) {
        assertEquals(status + " " + range, status(answer, "Content-Range"));
        assertArrayEquals(bytes, answer.body());
    }

    private static String status(HttpResponse<byte[]> answer, String header) {
        return answer.statusCode() + " " + answer.headers().firstValue(header).orElse("");
    }

    private static void assertRefused(
            String why, SignedLinks links, ObjectKey key, boolean download, String expires, String signature) {
        var httpError = assertThrows(HttpError.class, () -> links.check(key, download, expires, signature));
        assertEquals("403 " + why, httpError.status() + " " + httpError.getMessage());
    }

    private static byte[] keyOf(int value) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) value);
        return key;
    }

    private static Map<String, String> query(URI link) {
        return RunningServer.query(link.toString());
    }
}
