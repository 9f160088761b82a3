package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.cli.TypedLine.Ended;
import dev.vitrine.picture.Samples;
import dev.vitrine.service.SampleImages;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimilarCommandTest extends CommandTest {
    private String id;

    @BeforeEach
    void begin() throws IOException {
        id = upload("quarters.jpg", Samples.jpeg(640, 480));
        upload("beach.jpg", SampleImages.jpeg(320, 240, Color.YELLOW));
    }

    @Test
    void aSmallerCopyFindsItsImageAndAnImageItsCopyButNotItself() throws IOException {
        Path copy = Files.write(folder.resolve("small.jpg"), Samples.jpeg(320, 240));
        Ended ofFile = vitrine.run("similar", copy.toString());
        assertEquals(ExitCode.DONE, ofFile.code());
        assertTrue(ofFile.out().matches("(?s) [0-7]  " + id + " [^\n]*\n"), ofFile.out());
        String smaller = upload("copy.jpg", Samples.jpeg(320, 240));
        JsonNode found = json(vitrine.run("similar", id, "--json")).path("images");
        assertEquals(1, found.size());
        assertEquals(smaller, found.path(0).path("image_id").asText());
        assertTrue(found.path(0).path("distance").isInt());
        assertEquals(
                2, vitrine.run("list", "--query", "similar:" + id).out().lines().count());
    }

    @Test
    void groupsStandTogetherTheBestFirst() throws IOException {
        assertTrue(vitrine.run("similar", "--groups").err().contains("No two images"));
        String smaller = upload("copy.jpg", Samples.jpeg(320, 240));
        Ended ended = vitrine.run("similar", "--groups");
        assertTrue(ended.out().matches("(?s)    " + id + " [^\n]*\n [0-7]\\* " + smaller + " .*"), ended.out());
        JsonNode group = json(vitrine.run("similar", "--groups", "--json"))
                .path("groups")
                .path(0);
        assertEquals(id, group.path("best").asText());
        assertEquals(smaller, group.path("others").path(0).path("image_id").asText());
        assertEquals(
                "[\"pixels\",\"bytes\",\"title\"]",
                group.path("others").path(0).path("differs_in").toString());
    }

    @Test
    void whatCannotBeComparedIsSaid() throws IOException {
        assertEquals(ExitCode.INVALID, vitrine.run("similar", "").code());
        assertEquals(
                "Nothing in this library looks like it.\n",
                vitrine.run("similar", id).err());
        upload("white.jpg", Samples.jpeg(64, 48, new int[] {-1, -1, -1, -1}));
        String said = vitrine.run("similar", id).err();
        assertTrue(said.contains("What 1 image looks like is not known: vitrine doctor --hash-previews"), said);
        assertEquals(ExitCode.NOT_FOUND, vitrine.run("similar", "nobody").code());
        Path text = Files.writeString(folder.resolve("text.jpg"), "no picture");
        assertEquals(ExitCode.INVALID, vitrine.run("similar", text.toString()).code());
        Path white = Files.write(folder.resolve("white.jpg"), Samples.jpeg(64, 48, new int[] {-1, -1, -1, -1}));
        Ended blank = vitrine.run("similar", white.toString());
        assertEquals(ExitCode.INVALID, blank.code());
        assertTrue(blank.err().contains("too little"), blank.err());
        String other = upload("white.jpg", Files.readAllBytes(white));
        assertTrue(vitrine.run("similar", other).err().contains("--hash-previews"));
        Ended filled = vitrine.run("doctor", "--hash-previews");
        assertTrue(filled.out().contains("1 shows too little"), filled.out());
    }

    private String upload(String name, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        return json(vitrine.run("upload", file.toString(), "--user", "alice", "--json"))
                .path("images")
                .path(0)
                .path("image_id")
                .asText();
    }

    private static JsonNode json(Ended ended) throws IOException {
        return new ObjectMapper().readTree(ended.out());
    }
}
