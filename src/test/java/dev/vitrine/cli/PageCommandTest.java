package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.cli.TypedLine.Ended;
import dev.vitrine.connection.CloudServers;
import dev.vitrine.service.SampleImages;
import java.awt.Color;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageCommandTest extends CommandTest {
    @Test
    void aPageIsOpenToAnyoneUntilItIsTakenBack() throws IOException {
        vitrine.connections.save("team", CloudServers.library(), CloudServers.KEYS, "");
        String beach = uploaded("beach.jpg", Color.YELLOW);
        String harbor = uploaded("harbor.jpg", Color.BLUE);

        JsonNode page = json(run("page", "create", beach, harbor, "--title", "Summer", "--expires", "12h", "--json"));
        String id = page.get("page").asText();
        String address = page.get("presigned_url").asText();
        HttpURLConnection opened = get(address);
        assertEquals(200, opened.getResponseCode());
        assertEquals("text/html; charset=utf-8", opened.getContentType());
        assertEquals("inline", opened.getHeaderField("Content-Disposition"));
        assertEquals("private, no-store", opened.getHeaderField("Cache-Control"));
        String html = new String(opened.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<String> links = Pattern.compile("(?:src|href)=\"(http[^\"]*)\"")
                .matcher(html)
                .results()
                .map(found -> found.group(1).replace("&amp;", "&"))
                .toList();
        assertEquals(4, links.size(), html);
        for (String link : links) {
            assertEquals(200, get(link).getResponseCode(), link);
            assertEquals("image/jpeg", get(link).getContentType());
        }

        Ended listed = run("page");
        assertTrue(listed.out().startsWith(id + "  "), listed.out());
        assertTrue(listed.out().endsWith(" Summer\n"), listed.out());
        JsonNode doctor = json(run("doctor", "--json"));
        assertEquals(0, doctor.get("foreign").asInt(), doctor.toString());

        assertEquals(id + ": taken back\n", run("page", "take-back", id).out());
        for (String link : links) {
            assertEquals(404, get(link).getResponseCode(), link);
        }
        assertEquals(404, get(address).getResponseCode());
        assertEquals("", run("page").out());
        assertEquals(ExitCode.NOT_FOUND, run("page", "take-back", id).code());
        assertEquals(ExitCode.DONE, run("get", beach, "--info").code(), "the images stay");
    }

    @Test
    void anImageThatIsDeletedPermanentlyIsGoneFromPages() throws IOException {
        vitrine.connections.save("team", CloudServers.library(), CloudServers.KEYS, "");
        String beach = uploaded("beach.jpg", Color.YELLOW);
        String harbor = uploaded("harbor.jpg", Color.BLUE);
        Ended made = run("page", "create", beach, "none", harbor);
        assertEquals(ExitCode.NOT_FOUND, made.code(), "one of them is not there");
        assertTrue(made.err().startsWith("2 images until "), made.err());
        run("delete", beach, "--permanently", "--yes");
        assertEquals(
                1, json(run("page", "--json")).get("pages").get(0).get("images").asInt());
    }

    @Test
    void aPasswordComesFromAFileAndLocksThePage() throws IOException {
        vitrine.connections.save("team", CloudServers.library(), CloudServers.KEYS, "");
        String beach = uploaded("beach.jpg", Color.YELLOW);
        Path file = Files.writeString(folder.resolve("password"), "seven words\nand more");
        Ended made = run("page", "create", beach, "--title", "Summer", "--password-file", file.toString());
        String html = new String(get(made.firstWord()).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(html.contains("data-rounds=\"600000\"") && !html.contains("Summer"), html);
        assertTrue(run("page").out().endsWith(" Summer\n"));
        Files.writeString(file, "short");
        assertEquals(
                ExitCode.INVALID,
                run("page", "create", beach, "--password-file", file.toString()).code());
    }

    @Test
    void aFolderSharesNoPages() throws IOException {
        Path file = Files.write(folder.resolve("beach.jpg"), SampleImages.jpeg(40, 30, Color.YELLOW));
        String id = vitrine.run("upload", file.toString(), "--user", "alice")
                .out()
                .strip()
                .replaceFirst(".*: ", "");
        Ended ended = vitrine.run("page", "create", id);
        assertEquals(ExitCode.INVALID, ended.code());
        assertTrue(ended.err().contains("Only a library in S3 can share pages"), ended.err());
        for (String time : List.of("8d", "0d", "week", "-1h")) {
            assertEquals(
                    ExitCode.INVALID,
                    vitrine.run("page", "create", id, "--expires=" + time).code(),
                    time);
        }
    }

    private String uploaded(String name, Color color) throws IOException {
        Path file = Files.write(folder.resolve(name), SampleImages.jpeg(320, 240, color));
        return json(run("upload", file.toString(), "--user", "alice", "--json"))
                .get("images")
                .get(0)
                .get("image_id")
                .asText();
    }

    private Ended run(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--connection", "team"));
        return vitrine.run(all.toArray(String[]::new));
    }

    private static HttpURLConnection get(String address) throws IOException {
        return (HttpURLConnection) URI.create(address).toURL().openConnection();
    }

    private static JsonNode json(Ended ended) throws IOException {
        return new ObjectMapper().readTree(ended.bytes());
    }
}
