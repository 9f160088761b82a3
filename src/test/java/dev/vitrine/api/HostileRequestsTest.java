package dev.vitrine.api;

import static dev.vitrine.Eventually.await;
import static dev.vitrine.api.RunningServer.error;
import static dev.vitrine.api.RunningServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import dev.vitrine.service.SampleImages;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that are broken, greedy or meant to do harm: each gets a plain answer or none, and leaves nothing behind.
@Timeout(60)
class HostileRequestsTest {
    private static final byte[] IMAGE = SampleImages.png(40, 30, Color.ORANGE);

    @TempDir
    private static Path home;

    /// One for all, so that each finds what the others left.
    @AutoClose
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.in(home);
    }

    @AfterEach
    void empty() {
        ImageService images = server.library().images();
        ImageResult left = images.search(ImageQuery.ALL);
        images.deletePermanently(images.seenInCatalog(left.ids(0, left.size())), Progress.UNSEEN);
        server.assertNothingIsStored(home);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"user_id\": \"u\",\\n  \"title\": oops}|400 The body is not valid JSON at line 2, column 12: JSON does not allow what stands here.",
                "{\"user_id\": \"u\"|400 The body is not valid JSON at line 1, column 16: it ends too early.",
                "{\"user_id\": \"u\", \"image_data\": \"AAAA|400 The body is not valid JSON at line 1, column 37: it ends too early.",
                "{\"user_id\": \"u\", \"image_data\": \"AAAA\\u00|400 The body is not valid JSON at line 1, column 41: it ends too early.",
                "{\"user_id\":\"u\",\"image_data\":\"AAAA\",\"title\": oops}|400 The body is not valid JSON at line 1, column 45: JSON does not allow what stands here.",
                "{\"user_id\":\"u\",\"image_data\":\"AAAA\",\\n\"title\": oops}|400 The body is not valid JSON at line 2, column 10: JSON does not allow what stands here.",
                "{\"user_id\":\"u\",\"image_data\":\"AAAA\"|400 The body is not valid JSON at line 1, column 35: it ends too early.",
                "{\"user_id\":\"u\",\"image_data\":\"AAAA\"}}|400 The body is not valid JSON at line 1, column 36: JSON does not allow what stands here.",
                "''|400 The body must be a JSON object with user_id and image_data.",
                "{\"user_id\": \"u\"} {}|400 There is more in the body after the JSON object.",
                "{\"user_id\": \"u\u0001\"}|400 The body is not valid JSON at line 1, column 15: JSON does not allow what stands here.",
            })
    void malformedJsonIsRefusedWithThePlace(String body, String refusal) {
        assertEquals(refusal, error(server.postJson(body.replace("\\n", "\n"))));
    }

    /// The words of the parser name its classes and settings, and repeat what was sent.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"user_id\": hunter2}",
                "{\"user_id\": \"hunter2}",
                "{\"user_id\": \"\\hunter2\"}",
                "{hunter2: 1}",
                "{'hunter2': 1}",
                "{\"user_id\": 01}",
                "{\"user_id\": -hunter2}",
                "{\"user_id\": NaN}",
                "{\"user_id\": 1.}",
                "{\"user_id\": \"\\uhunt\"}",
                "{\"user_id\": \"u\" \"hunter2\"}",
                "{\"user_id\": \"u\", \"tags\": [\"a\",]}",
                "{\"user_id\": \"u\", \"tags\": [hunter2]}",
                "/* hunter2 */ {}",
                "\uFEFFhunter2",
            })
    void whatIsWrongWithJsonIsToldInWordsOfOurOwn(String body) {
        String id = server.upload("u", Color.RED);
        for (HttpResponse<byte[]> answer : List.of(
                server.postJson(body),
                server.send(
                        "PATCH",
                        "/images/" + id,
                        BodyPublishers.ofString(body.replace("user_id", "title")),
                        "Content-Type",
                        "application/json"))) {
            String error = error(answer);
            assertTrue(error.matches("400 The body is not valid JSON at line 1, column \\d+: .*"), error);
            assertFalse(
                    error.contains("hunter2")
                            || error.contains("Source")
                            || error.contains("JsonParser")
                            || error.contains("get")
                            || error.contains("token"),
                    error);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0xFE, 0xC0, 0x80, 0x00})
    void aBodyThatIsNoTextIsRefused(int first) {
        byte[] body = {(byte) first, 0, 0, 0, 0x12, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 1, 2};
        HttpResponse<byte[]> answer =
                server.send("POST", "/images", BodyPublishers.ofByteArray(body), "Content-Type", "application/json");
        assertEquals(400, answer.statusCode(), error(answer));
        body[0] = 0;
        body[2] = (byte) 0xFE;
        body[3] = (byte) 0xFF;
        HttpResponse<byte[]> wide =
                server.send("POST", "/images", BodyPublishers.ofByteArray(body), "Content-Type", "application/json");
        assertEquals(400, wide.statusCode(), error(wide));
    }

    @Test
    void deepJsonIsRefused() {
        HttpResponse<byte[]> answer = server.postJson("{\"user_id\":\"u\",\"x\":" + "[".repeat(500_000));
        assertEquals(400, answer.statusCode());
        assertTrue(error(answer).contains("nesting depth"), error(answer));
        assertEquals(
                "400 The body is not valid JSON: it is larger here than is taken: a nesting depth of 20, texts of 100000 characters, names of 200, numbers of 100.",
                error(answer));
    }

    @Test
    void hugeNumbersNamesAndTextsAreRefused() {
        assertEquals(
                400,
                server.postJson("{\"user_id\":" + "9".repeat(500_000) + "}").statusCode());
        assertEquals(400, server.postJson("{\"user_id\":1e999999999}").statusCode());
        assertEquals(400, server.postJson("{\"" + "n".repeat(500_000) + "\":1}").statusCode());
        assertEquals(
                400,
                server.postJson("{\"user_id\":\"u\",\"title\":\"" + "t".repeat(500_000) + "\"}")
                        .statusCode());
    }

    @Test
    void longTagsAndManyAreRefusedWhereverTheyStand() {
        String many = "[" + "\"a\",".repeat(1000) + "\"a\"]";
        String together = "[" + ("\"" + "x".repeat(9_000) + "\",").repeat(12) + "\"a\"]";
        String id = server.upload("u", Color.RED);
        for (String tags : List.of("[\"" + "x".repeat(10_001) + "\"]", many, together)) {
            String posted = RunningServer.error(
                    server.postJson("{\"user_id\": \"u\", \"tags\": " + tags + ", \"image_data\": \"AAAA\"}"));
            assertTrue(posted.startsWith("400 ") && posted.contains("tags"), posted);
            String patched = RunningServer.error(server.send(
                    "PATCH",
                    "/images/" + id,
                    BodyPublishers.ofString("{\"tags\": " + tags + "}"),
                    "Content-Type",
                    "application/json"));
            assertTrue(patched.startsWith("400 ") && patched.contains("tags"), patched);
        }
        String put = RunningServer.error(server.send(
                "PUT",
                "/images?user_id=u&tag=" + "x".repeat(10_001),
                BodyPublishers.ofByteArray(SampleImages.jpeg(8, 8, Color.RED))));
        assertEquals("400 Each of the tags can have at most 10000 characters.", put);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "../../etc", ".hidden", "a/b", "line\\nbreak"})
    void aUserNameThatIsNoNameIsRefused(String user) {
        HttpResponse<byte[]> answer =
                server.postJson(RunningServer.uploadBody("USER", IMAGE).replace("USER", user));
        assertEquals(400, answer.statusCode(), error(answer));
        assertTrue(error(answer).contains("user name"), error(answer));
        server.assertNothingIsStored(home);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/images?user_id=a%00b", "/images?user_id=..%2F..", "/images?tag=%FF", "/images/%C3%28"})
    void anAddressWithForbiddenCharactersIsRefused(String path) {
        assertEquals(400, server.get(path).statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/images/..%2F..%2Fcatalog.sqlite",
                "/images/%2e%2e",
                "/images/a%00b",
                "/images/",
                "/images/a/b",
                "/",
                "/Images",
                "/content/../../x",
                "/images/%E2%80%AEgpj"
            })
    void nothingIsFoundOutsideOfTheLibrary(String path) {
        String answer = RawClient.answer(server, RawClient.get(path));
        assertTrue(answer.startsWith("HTTP/1.1 404 ") || path.equals("/content/../../x"), answer);
        assertFalse(answer.contains("sqlite") && answer.contains("SQLite format"), answer);
    }

    @ParameterizedTest
    @CsvSource({
        "GET http://localhost/images HTTP/1.1, 200",
        "OPTIONS * HTTP/1.1, 404",
        "get /images HTTP/1.1, 405",
        "GET /images HTTP/1.0, 200",
        "GET /images?%3D=%26&&=&a HTTP/1.1, 200"
    })
    void oddRequestLinesGetAPlainAnswer(String line, int status) {
        String answer = RawClient.answer(server, line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertTrue(
                answer.startsWith("HTTP/1.1 " + status + " ") || answer.startsWith("HTTP/1.0 " + status + " "), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT localhost:80 HTTP/1.1",
                "GET",
                "GET images HTTP/1.1",
                "GET /a b HTTP/1.1",
                "GET /images|a HTTP/1.1",
                "\u0000\u0001\u0002",
                "GET /%zz HTTP/1.1",
                "PRI * HTTP/2.0"
            })
    void garbageEndsTheConnectionAndNothingElse(String line) {
        String answer = RawClient.answer(server, line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertFalse(answer.contains("\tat ") || answer.contains("java."), answer);
        assertEquals(200, server.get("/health").statusCode());
    }

    @Test
    void anEscapedNameIsFoundByWhatItMeans() {
        String id = server.upload("Zoë & 50%", Color.RED, "a+b", "c d");
        assertEquals(
                1,
                json(server.get("/images?user_id=Zo%C3%AB+%26%2050%25&tag=a%2Bb"))
                        .get("count")
                        .asInt());
        assertEquals(1, json(server.get("/images?tag=c+d")).get("count").asInt());
        assertEquals(
                200,
                server.get(json(server.get("/images/" + id))
                                .get("presigned_url")
                                .asText())
                        .statusCode());
        assertEquals(200, server.get("/images/" + id.replace("-", "%2D")).statusCode());
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItIsRead() {
        HttpResponse<byte[]> announced = server.send(
                "PUT",
                "/images?user_id=u",
                BodyPublishers.ofByteArray(new byte[(int) RunningServer.MAX_IMAGE_BYTES + 1]));
        assertEquals("413 The body is larger than the 2000000 bytes that this server takes.", error(announced));
        HttpResponse<byte[]> unannounced = server.send(
                "PUT",
                "/images?user_id=u",
                BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(new byte[(int) RunningServer.MAX_IMAGE_BYTES + 1])));
        assertEquals(413, unannounced.statusCode());
        assertEquals(
                413,
                server.postJson("{\"user_id\":\"" + "u".repeat(5_000_000) + "\"}")
                        .statusCode());
        server.assertNothingIsStored(home);
    }

    @Test
    void aWrongTypeIsRefused() {
        assertEquals(
                415,
                server.send(
                                "POST",
                                "/images",
                                BodyPublishers.ofString("user_id=u"),
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .statusCode());
        assertEquals(
                415,
                server.send(
                                "PUT",
                                "/images?user_id=u",
                                BodyPublishers.ofString("{}"),
                                "Content-Type",
                                "application/json")
                        .statusCode());
        String id = server.upload("u", Color.RED);
        assertEquals(
                415,
                server.send("PATCH", "/images/" + id, BodyPublishers.ofString("x"), "Content-Type", "text/plain")
                        .statusCode());
    }

    @Test
    void aWrongMethodIsRefusedWithTheRightOnes() {
        HttpResponse<byte[]> answer = server.send("DELETE", "/images", BodyPublishers.noBody());
        assertEquals("405 This address answers GET, HEAD, POST, PUT only.", error(answer));
        assertEquals(
                "GET, HEAD, POST, PUT", answer.headers().firstValue("Allow").orElse(""));
        assertEquals(
                405, server.send("POST", "/images/x", BodyPublishers.noBody()).statusCode());
        assertEquals(
                405, server.send("BREW", "/health", BodyPublishers.noBody()).statusCode());
    }

    @Test
    void headIsGetWithoutTheBody() {
        String id = server.upload("u", Color.RED);
        String link = json(server.get("/images/" + id)).get("presigned_url").asText();
        for (String path : List.of("/images", "/images/" + id, "/images/unknown", "/health", link)) {
            HttpResponse<byte[]> get = server.get(path);
            HttpResponse<byte[]> head = server.send("HEAD", path, BodyPublishers.noBody());
            assertEquals(
                    get.statusCode() + " " + get.headers().firstValue("Content-Length") + " 0",
                    head.statusCode() + " " + head.headers().firstValue("Content-Length") + " " + head.body().length,
                    path);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 100000\r\n\r\n{\"user_id\":\"u\",\"image_data\":\"AAAA",
                "Transfer-Encoding: chunked\r\n\r\n20\r\n{\"user_id\":\"u\",\"image_data\":\"AAA"
            })
    void aClientThatBreaksOffLeavesNothing(String rest) {
        try (var client = new RawClient(server)) {
            client.send("POST /images HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + rest);
            await(() -> server.requestsInFlight() == 2);
        }
        await(() -> server.requestsInFlight() == 1);
        server.assertNothingIsStored(home);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\nabc\r\n0\r\n\r\n",
                "-5\r\nabc\r\n0\r\n\r\n",
                "0x5\r\nabcde\r\n0\r\n\r\n",
                "ffffffffffffffff\r\nabc\r\n0\r\n\r\n",
                "3\r\nabcX\r\n0\r\n\r\n",
                "2\r\n{}\r\n0\r\nTrailer: x\r\n\r\n"
            })
    void aBodyInBrokenChunksIsRefusedWithItsReasonAndNoneOfItIsAnotherRequest(String chunks) {
        try (var client = new RawClient(server)) {
            client.send("POST /images HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
            String reported = client.answer();
            assertTrue(reported.startsWith("HTTP/1.1 400 "), reported);
            assertTrue(reported.contains("The body is not divided into chunks"), reported);
            client.end();
            assertEquals("", client.rest());
        }
        server.assertNothingIsStored(home);
    }

    /// A proxy in front may have let the request through for the sake of the other one.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: localhost",
                "host: evil.example",
                "Origin: http://localhost\r\nOrigin: http://evil.example",
                "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site"
            })
    void whatDecidesWhoMayAskIsNotGivenTwice(String header) {
        String reported = RawClient.answer(server, RawClient.get("/images", header + "\r\n"));
        assertTrue(reported.startsWith("HTTP/1.1 400 "), reported);
        assertTrue(reported.contains(" is given 2 times."), reported);
    }

    @Test
    void aListOfTagsMayComeInPieces() {
        String id = server.upload("alice", Color.RED);
        String tag = server.get("/images/" + id).headers().firstValue("ETag").orElseThrow();
        String reported = RawClient.answer(
                server,
                RawClient.get("/images/" + id, "If-None-Match: \"other\"\r\n", "If-None-Match: " + tag + "\r\n"));
        assertTrue(reported.startsWith("HTTP/1.1 304 "), reported);
    }

    @Test
    void parallelUploadsOfTheSameImageAreAllWholeImages() throws Exception {
        List<String> ids;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> upload = () -> server.upload("u", Color.RED, "same");
            List<Future<String>> uploads = threads.invokeAll(Collections.nCopies(12, upload));
            ids = uploads.stream().map(Future::resultNow).toList();
        }
        assertEquals(12, new HashSet<>(ids).size());
        assertEquals(12, json(server.get("/images?tag=same")).get("count").asInt());
        for (String id : ids) {
            assertEquals(
                    200,
                    server.get(json(server.get("/images/" + id))
                                    .get("presigned_url")
                                    .asText())
                            .statusCode());
        }
    }

    @Test
    void parallelDeletesEndWithoutTheImage() throws Exception {
        String id = server.upload("u", Color.RED);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> delete = () -> server.send("DELETE", "/images/" + id, BodyPublishers.noBody())
                    .statusCode();
            for (Future<Integer> answer : threads.invokeAll(Collections.nCopies(8, delete))) {
                assertTrue(List.of(200, 404).contains(answer.resultNow()), "" + answer.resultNow());
            }
        }
        server.assertNothingIsStored(home);
    }

    @Test
    void aRequestIdThatIsNoIdIsNotRepeated() {
        HttpResponse<byte[]> answer = server.get("/health", "X-Request-Id", "<script>");
        assertTrue(answer.headers().firstValue("X-Request-Id").orElse("").matches("[0-9a-f-]{13}"));
    }
}
