package dev.vitrine.api;

import static dev.vitrine.api.RunningServer.error;
import static dev.vitrine.api.RunningServer.json;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.SampleImages;
import java.awt.Color;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the image storage service documents of itself.
@Timeout(60)
class ServiceContractTest extends ServerTest {
    private static final byte[] IMAGE = SampleImages.png(40, 30, Color.ORANGE);

    @Test
    void anUploadAnswersWithItsMetadata() {
        HttpResponse<byte[]> answer =
                server.postJson("""
                {"user_id": "user123", "image_data": "%s", "title": "My Beautiful Image", "description": "A description of the image",
                 "tags": ["nature", "sunset", "photography"]}""".formatted(Base64.getEncoder().encodeToString(IMAGE)));
        assertEquals(201, answer.statusCode());
        JsonNode body = json(answer);
        String id = body.get("image_id").asText();
        assertEquals("Image uploaded successfully", body.get("message").asText());
        var metadata = new ArrayList<String>();
        body.get("metadata").properties().forEach(field -> metadata.add(field.getKey() + "=" + field.getValue()));
        assertEquals(
                List.of(
                        "image_id=\"" + id + "\"",
                        "user_id=\"user123\"",
                        "title=\"My Beautiful Image\"",
                        "description=\"A description of the image\"",
                        "tags=[\"nature\",\"sunset\",\"photography\"]",
                        "s3_key=\"user123/" + id + "\"",
                        "s3_url=\"s3://library/user123/" + id + "\""),
                metadata.subList(0, 7));
        assertEquals(
                body.get("metadata").get("created_at"), body.get("metadata").get("updated_at"));
        assertArrayEquals(IMAGE, bytesOf(id));
    }

    @Test
    void titleDescriptionAndTagsMayBeLeftOut() {
        JsonNode metadata = json(server.postJson("{\"user_id\":\"u\",\"title\":null,\"image_data\":\""
                        + Base64.getEncoder().encodeToString(IMAGE) + "\"}"))
                .get("metadata");
        assertEquals(
                "[\"\",\"\",[]]",
                "[" + metadata.get("title") + "," + metadata.get("description") + "," + metadata.get("tags") + "]");
    }

    static List<String> base64() {
        String plain = Base64.getEncoder().encodeToString(IMAGE);
        String mime = Base64.getMimeEncoder().encodeToString(IMAGE);
        return List.of(
                plain,
                "data:image/png;base64," + plain,
                "data:image/png;name=a.png;base64," + mime.replace("\r\n", "\\r\\n"),
                mime.replace("\r\n", "\\n"),
                Base64.getUrlEncoder().withoutPadding().encodeToString(IMAGE),
                "  " + plain + "\\n",
                plain.replace("/", "\\/"),
                plain.replace("+", "\\u002B"));
    }

    @ParameterizedTest
    @MethodSource("base64")
    void base64ComesInManyForms(String text) {
        HttpResponse<byte[]> answer = server.postJson("{\"image_data\":\"" + text + "\",\"user_id\":\"u\"}");
        assertEquals(201, answer.statusCode(), () -> new String(answer.body(), StandardCharsets.UTF_8));
        assertArrayEquals(IMAGE, bytesOf(json(answer).get("image_id").asText()));
    }

    @Test
    void aByteOrderMarkBeforeTheBodyDoesNoHarm() {
        HttpResponse<byte[]> answer = server.postJson("\ufeff" + RunningServer.uploadBody("u", IMAGE));
        assertArrayEquals(IMAGE, bytesOf(json(answer).get("image_id").asText()));
    }

    @Test
    void imagesAreListedByUserAndTag() {
        String beach = server.upload("user123", Color.YELLOW, "nature", "sunset");
        String hill = server.upload("user123", Color.GREEN, "nature");
        String cat = server.upload("bob", Color.GRAY, "nature");
        assertEquals(List.of(cat, hill, beach), list("/images"));
        assertEquals(List.of(hill, beach), list("/images?user_id=user123"));
        assertEquals(List.of(cat, hill, beach), list("/images?tag=nature"));
        assertEquals(List.of(beach), list("/images?user_id=user123&tag=sunset"));
        assertEquals(List.of(), list("/images?user_id=nobody"));
        assertEquals(List.of(cat, hill, beach), list("/images?user_id=&tag=&limit=&last_evaluated_key="));
    }

    @Test
    void aListOfEverythingHasNoMore() {
        server.upload("u", Color.YELLOW);
        JsonNode all = json(server.get("/images"));
        assertEquals(
                "1 false false", all.get("count") + " " + all.get("has_more") + " " + all.has("last_evaluated_key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&user_id=alice", "&tag=even", "&user_id=alice&tag=even"})
    void pagesFollowOneAnother(String filter) {
        writeRows(11);
        Set<String> expected = new HashSet<>(list("/images?limit=1000" + filter));
        List<String> found = new ArrayList<>();
        String next = "";
        int pages = 0;
        JsonNode page;
        do {
            page = json(server.get("/images?limit=2" + filter + "&last_evaluated_key=" + next));
            page.get("images").forEach(image -> found.add(image.get("image_id").asText()));
            next = page.path("last_evaluated_key").asText();
            assertEquals(page.get("has_more").asBoolean(), !next.isEmpty());
            pages++;
        } while (page.get("has_more").asBoolean());
        assertEquals((expected.size() + 1) / 2, pages);
        assertEquals(expected, new HashSet<>(found));
        assertEquals(found.size(), expected.size());
    }

    @Test
    void aHundredIsTheUsualLimitAndAThousandTheLargest() {
        writeRows(1001);
        assertEquals(100, list("/images").size());
        assertEquals(1000, list("/images?limit=5000").size());
        assertEquals(1000, list("/images?limit=99999999999999999999").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=-1",
                "limit=ten",
                "limit=1.5",
                "limit=%D9%A3",
                "last_evaluated_key=nonsense",
                "last_evaluated_key=%7B%7D"
            })
    void aBadPageIsABadRequest(String query) {
        HttpResponse<byte[]> answer = server.get("/images?" + query);
        assertEquals(400, answer.statusCode(), error(answer));
    }

    @Test
    void anImageIsShownWithALinkToItsBytes() {
        String id = server.upload("user123", Color.RED, "nature");
        JsonNode shown = json(server.get("/images/" + id));
        assertEquals(id, shown.get("image_id").asText());
        assertEquals(json(server.get("/images")).get("images").get(0), shown.get("metadata"));
        assertEquals(3600, shown.get("expires_in").asInt());
        HttpResponse<byte[]> bytes = server.get(shown.get("presigned_url").asText());
        assertArrayEquals(SampleImages.jpeg(32, 24, Color.RED), bytes.body());
        assertEquals("image/jpeg inline", header(bytes, "Content-Type") + " " + header(bytes, "Content-Disposition"));
    }

    @Test
    void aDownloadLinkSavesTheImage() {
        String id = json(server.send(
                        "PUT", "/images?user_id=u&name=W%C3%A4lder.png", BodyPublishers.ofByteArray(IMAGE)))
                .get("image_id")
                .asText();
        String link = json(server.get("/images/" + id + "?download=true"))
                .get("presigned_url")
                .asText();
        assertEquals(
                "attachment; filename=\"W_lder.png\"; filename*=UTF-8''W%C3%A4lder.png",
                header(server.get(link), "Content-Disposition"));
        assertEquals(
                "inline",
                header(
                        server.get(json(server.get("/images/" + id + "?download=false"))
                                .get("presigned_url")
                                .asText()),
                        "Content-Disposition"));
        assertEquals(400, server.get("/images/" + id + "?download=perhaps").statusCode());
    }

    @Test
    void linksLiveAsLongAsTheServerWasTold() {
        server.close();
        server = RunningServer.in(
                home, RunningServer.settings(home, Optional.empty(), Duration.ofSeconds(90), 0), SlowClientGuard.GRACE);
        assertEquals(
                90,
                json(server.get("/images/" + server.upload("u", Color.RED)))
                        .get("expires_in")
                        .asInt());
    }

    @Test
    void aDeletedImageIsGoneWithItsBytes() {
        String id = server.upload("user123", Color.RED);
        HttpResponse<byte[]> answer = server.send("DELETE", "/images/" + id, BodyPublishers.noBody());
        assertEquals(
                "{\"message\":\"Image deleted successfully\",\"image_id\":\"" + id + "\"}",
                new String(answer.body(), StandardCharsets.UTF_8));
        assertFalse(Files.exists(file("user123", id)));
        assertEquals(404, server.get("/images/" + id).statusCode());
        assertEquals(
                404,
                server.send("DELETE", "/images/" + id, BodyPublishers.noBody()).statusCode());
        assertEquals(Optional.empty(), server.library().images().findUploaded(id));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"image_data\":\"AAAA\"}|user_id is required.",
                "{\"user_id\":\"\",\"image_data\":\"AAAA\"}|user_id is required.",
                "{\"user_id\":\"u\"}|image_data is required.",
                "{\"user_id\":\"u\",\"image_data\":null}|image_data is required.",
                "{\"user_id\":7,\"image_data\":\"AAAA\"}|user_id must be a text.",
                "{\"user_id\":\"u\",\"image_data\":7}|image_data must be a text, in Base64.",
                "{\"user_id\":\"u\",\"image_data\":\"AAAA\",\"tags\":\"nature\"}|tags must be a list of texts.",
                "{\"user_id\":\"u\",\"image_data\":\"AAAA\",\"tags\":[1]}|tags must be a list of texts.",
                "{\"user_id\":\"u\",\"image_data\":\"\"}|image_data is empty.",
                "{\"user_id\":\"u\",\"image_data\":\"AA*A\"}|image_data is not Base64 at character 3: “*” is no character of it.",
                "[]|The body must be a JSON object with user_id and image_data.",
            })
    void aFormThatCannotBeRightIsABadRequest(String body, String reason) {
        assertEquals("400 " + reason, error(server.postJson(body)));
    }

    @Test
    void bytesThatAreNoImageAreABadRequest() {
        HttpResponse<byte[]> answer =
                server.postJson(RunningServer.uploadBody("u", "not an image at all".getBytes(StandardCharsets.UTF_8)));
        assertEquals(400, answer.statusCode(), error(answer));
        assertEquals(List.of(), list("/images"));
    }

    @Test
    void anUnknownImageIsNotFound() {
        assertEquals("404 There is no image img123. It may have been deleted.", error(server.get("/images/img123")));
        assertEquals(
                "404 There is no image img123. It may have been deleted.",
                error(server.send("DELETE", "/images/img123", BodyPublishers.noBody())));
    }

    private List<String> list(String path) {
        HttpResponse<byte[]> answer = server.get(path);
        assertEquals(200, answer.statusCode(), () -> error(answer));
        var ids = new ArrayList<String>();
        json(answer)
                .get("images")
                .forEach(image -> ids.add(image.get("image_id").asText()));
        assertEquals(ids.size(), json(answer).get("count").asInt());
        return ids;
    }

    private byte[] bytesOf(String id) {
        return server.get(json(server.get("/images/" + id)).get("presigned_url").asText())
                .body();
    }

    private Path file(String user, String id) {
        return home.resolve("library").resolve("objects").resolve(user).resolve(id);
    }

    /// Rows alone, as quickly as a mirror writes them: half of them Alice's, half of them even.
    private void writeRows(int count) {
        try (SqliteCatalog catalog = SqliteCatalog.open(home.resolve("library").resolve("catalog.sqlite"))) {
            catalog.putAll(
                    IntStream.range(0, count).mapToObj(ServiceContractTest::row).toList());
        }
    }

    private static ImageRecord row(int i) {
        ImageRecord row = SampleImages.row("image-" + i, "Picture " + i);
        return new ImageRecord(
                row.imageId(),
                i % 3 == 0 ? "bob" : "alice",
                row.caption().withTags(i % 2 == 0 ? List.of("even") : List.of("odd")),
                row.facts(),
                row.createdAt().plusSeconds(i / 2),
                row.updatedAt(),
                Optional.empty());
    }

    static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
