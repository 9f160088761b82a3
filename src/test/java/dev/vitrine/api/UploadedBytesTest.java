package dev.vitrine.api;

import static dev.vitrine.api.RunningServer.error;
import static dev.vitrine.api.RunningServer.json;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.AtOnce;
import dev.vitrine.files.FolderContent;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.Samples;
import dev.vitrine.service.DamagedBytes;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadForm;
import java.awt.Color;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What the bytes of an upload are worth: those of a cut image are refused, and those that the library has lost are put
/// back.
@Timeout(60)
class UploadedBytesTest extends ServerTest {
    private static final byte[] IMAGE = SampleImages.jpeg(64, 48, Color.BLUE);

    @Test
    void whoSendsNoBytesIsToldWhatIsMissing() {
        HttpResponse<byte[]> answer = server.send("PUT", "/images?user_id=u", BodyPublishers.noBody());
        assertEquals("400 The body is empty: send the bytes of the image in it.", error(answer));
    }

    @ParameterizedTest
    @EnumSource
    void anImageWhoseEndIsMissingIsRefusedAndLeavesNothing(ImageType type) throws IOException {
        byte[] whole = Samples.of(type);
        byte[] cut = Arrays.copyOf(whole, whole.length * 6 / 10);
        String refused =
                "400 The image is not all there: it ends before it says itself that it ends. Send all of it again.";
        assertEquals(refused, error(put("u", cut)));
        assertEquals(refused, error(server.postJson(RunningServer.uploadBody("u", cut))));
        assertEquals(0, server.library().images().search(ImageQuery.ALL).size());
        assertEquals(List.of(), FolderContent.files(home.resolve("library/objects")));
        assertEquals(201, put("u", whole).statusCode());
    }

    /// As some devices write it.
    @Test
    void aPictureThatLacksNothingButTheMarkerOfItsEndIsTaken() {
        assertEquals(201, put("u", Arrays.copyOf(IMAGE, IMAGE.length - 2)).statusCode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Content-Range    | bytes 0-99/9000 | 400
            Content-Range    | bytes */9000    | 400
            Content-Encoding | gzip            | 415
            Content-Encoding | aws-chunked, br | 415
            Content-MD5      | AAAAAAAAAAAAAAAAAAAAAA== | 400
            Content-MD5      | no Base64       | 400
            Content-Digest   | sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=: | 400
            Content-Digest   | unixsum=:AAAA:, SHA-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=: | 400
            Repr-Digest      | sha-512=:AAAA:  | 400
            Digest           | SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU= | 400
            """)
    void aBodyThatIsNotWhatItsHeadersSayIsRefused(String name, String value, int status) throws IOException {
        String json = RunningServer.uploadBody("u", IMAGE);
        assertEquals(status, put("u", IMAGE, name, value).statusCode());
        assertEquals(
                status,
                server.send("POST", "/images", BodyPublishers.ofString(json), name, value)
                        .statusCode());
        assertEquals(0, server.library().images().search(ImageQuery.ALL).size());
        assertEquals(List.of(), FolderContent.files(home.resolve("library/objects")));

        String id = idOf(put("u", IMAGE));
        HttpResponse<byte[]> edit =
                server.send("PATCH", "/images/" + id, BodyPublishers.ofString("{\"title\":\"x\"}"), name, value);
        assertEquals(status, edit.statusCode());
        assertEquals("", json(server.get("/images/" + id)).at("/metadata/title").asText());
    }

    @Test
    void aBodyThatIsWhatItsHeadersSayIsTaken() throws Exception {
        String md5 = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("MD5").digest(IMAGE));
        String sha256 = Base64.getEncoder().encodeToString(Sha256.of(IMAGE));
        assertEquals(201, put("u", IMAGE, "Content-MD5", md5).statusCode());
        assertEquals(201, put("u", IMAGE, "Content-Encoding", "identity").statusCode());
        assertEquals(
                201,
                put(
                                "u",
                                IMAGE,
                                "Content-Digest",
                                "sha-256=:" + sha256 + ":",
                                "Digest",
                                "md5=" + md5 + ",sha-256=" + sha256)
                        .statusCode());
        assertEquals(201, put("u", IMAGE, "Repr-Digest", "crc32c=:AAAA:;x=1").statusCode());
        assertEquals(201, put("u", IMAGE, "Digest", "UNIXsum=30637").statusCode(), "no Base64, and not known here");
    }

    @ParameterizedTest
    @EnumSource
    void sendingTheSameBytesAgainPutsThemBack(DamagedBytes damage) throws IOException {
        String posted = idOf(server.postJson(RunningServer.uploadBody("u", IMAGE, "sea")));
        String put = idOf(put("v", IMAGE));
        damage("u", posted, damage);
        damage("v", put, damage);

        assertEquals(put, idOf(put("v", IMAGE)));
        HttpResponse<byte[]> again = server.postJson(RunningServer.uploadBody("u", IMAGE, "sea"));
        assertEquals(posted, idOf(again));
        assertEquals("[\"sea\"]", json(again).get("metadata").get("tags").toString());

        assertEquals(2, server.library().images().search(ImageQuery.ALL).size());
        assertArrayEquals(IMAGE, Files.readAllBytes(file("u", posted)));
        assertArrayEquals(IMAGE, Files.readAllBytes(file("v", put)));
        String link = json(server.get("/images/" + posted)).get("presigned_url").asText();
        assertArrayEquals(IMAGE, server.get(link).body());
        if (damage != DamagedBytes.GONE) {
            assertArrayEquals(
                    damage.of(IMAGE),
                    Files.readAllBytes(home.resolve("library/objects/.vitrine/quarantine/u/" + posted)),
                    "what was there is put aside, not lost");
        }
    }

    @ParameterizedTest
    @EnumSource
    void severalWhoSendTheSameBytesAtOnceAllSucceed(DamagedBytes damage) throws Exception {
        String id = idOf(put("u", IMAGE));
        damage("u", id, damage);
        AtOnce.run(8, _ -> () -> assertEquals(201, put("u", IMAGE).statusCode()));
        assertArrayEquals(IMAGE, Files.readAllBytes(file("u", id)));
    }

    @Test
    void ofEqualImagesThatIsHealedWhichHasLostItsBytes() throws IOException {
        String first = idOf(put("u", IMAGE));
        String second = idOf(put("u", IMAGE));
        String others = idOf(put("other", IMAGE));
        damage("u", second, DamagedBytes.FLIPPED);
        damage("other", others, DamagedBytes.CUT);

        assertEquals(second, idOf(put("u", IMAGE)));
        assertArrayEquals(IMAGE, Files.readAllBytes(file("u", second)));
        assertEquals(IMAGE.length / 2, Files.size(file("other", others)), "those are somebody else's");
        String third = idOf(put("u", IMAGE));
        assertTrue(!List.of(first, second).contains(third), "all is well, so this is a new image");
    }

    /// The queue takes a cut file as it is, long after anybody can still be writing it.
    @Test
    void anImageThatWasTakenCutCanBePutBackToo() throws IOException {
        byte[] cut = Arrays.copyOf(IMAGE, IMAGE.length * 9 / 10);
        Path file = Files.write(home.resolve("rescued.jpg"), cut);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        var queue = server.library().uploads();
        long drop = queue.add(List.of(file), new UploadForm("u", List.of(), "", ""));
        dev.vitrine.Eventually.await(
                () -> queue.receipt(drop).filter(Receipt::complete).isPresent());
        String id = server.library()
                .images()
                .search(ImageQuery.ALL)
                .images(0, 1)
                .getFirst()
                .imageId();
        damage("u", id, DamagedBytes.GONE);

        assertEquals(id, idOf(put("u", cut)));
        assertArrayEquals(cut, Files.readAllBytes(file("u", id)));
        assertEquals(400, put("v", cut).statusCode());
    }

    private HttpResponse<byte[]> put(String user, byte[] image, String... headers) {
        return server.send("PUT", "/images?user_id=" + user, BodyPublishers.ofByteArray(image), headers);
    }

    private static String idOf(HttpResponse<byte[]> answer) {
        assertEquals(201, answer.statusCode(), () -> error(answer));
        return json(answer).get("image_id").asText();
    }

    private void damage(String user, String id, DamagedBytes damage) throws IOException {
        Path file = file(user, id);
        Files.delete(file);
        if (damage != DamagedBytes.GONE) {
            Files.write(file, damage.of(IMAGE));
        }
    }

    private Path file(String user, String id) {
        return home.resolve("library/objects").resolve(user).resolve(id);
    }
}
