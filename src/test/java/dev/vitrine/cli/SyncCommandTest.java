package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.cli.TypedLine.Ended;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncCommandTest extends CommandTest {
    private String copy;

    @BeforeEach
    void start() throws IOException {
        copy = folder.resolve("copy").toString();
        upload("beach", Color.YELLOW);
    }

    @Test
    void aCopyIsMadeKeptUpToDateAndMirroredWhenAsked() throws IOException {
        assertEquals(
                "1 image was saved, none were there.\n",
                vitrine.run("sync", copy).err());
        String harbor = upload("harbor", Color.BLUE);
        assertTrue(vitrine.run("sync", copy, "--dry-run").out().startsWith("1 image is to be saved ("));
        assertEquals(
                "1 image was saved, 1 was there.\n",
                vitrine.run("sync", copy, "--user", "alice").err());

        vitrine.run("delete", harbor);
        Ended kept = vitrine.run("sync", copy);
        assertEquals(
                "No images were saved, 1 was there, 1 file is not found any more and stays (see --mirror).\n",
                kept.err());
        assertEquals(ExitCode.INVALID, vitrine.run("sync", copy, "--mirror").code());
        assertTrue(Files.exists(Path.of(copy, "harbor.jpg")));

        Ended mirrored = vitrine.run("sync", copy, "--mirror", "--yes");
        assertEquals("No images were saved, 1 was there, 1 file was removed.\n", mirrored.err());
        assertFalse(Files.exists(Path.of(copy, "harbor.jpg")));
        assertTrue(Files.exists(Path.of(copy, "beach.jpg")));
    }

    @Test
    void copiesSayWhatTheLibrarySaysAndAreFetchedOnce() throws IOException {
        upload("harbor", Color.BLUE, "sea");
        assertEquals(ExitCode.DONE, vitrine.run("sync", copy, "--write-tags").code());
        assertTrue(Files.readString(Path.of(copy, "harbor.jpg"), StandardCharsets.ISO_8859_1)
                .contains("W5M0MpCehiHzreSzNTczkc9d"));
        assertArrayEquals( // of which there is nothing to say
                Files.readAllBytes(folder.resolve("beach.jpg")), Files.readAllBytes(Path.of(copy, "beach.jpg")));
        assertEquals(
                "No images were saved, 2 were there.\n",
                vitrine.run("sync", copy, "--write-tags").err());
        String other = folder.resolve("other").toString();
        vitrine.run("sync", other, "--sidecars");
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("harbor.jpg")), Files.readAllBytes(Path.of(other, "harbor.jpg")));
        assertTrue(Files.exists(Path.of(other, "harbor.jpg.xmp")));
        assertEquals(
                ExitCode.USAGE,
                vitrine.run("sync", other, "--sidecars", "--write-tags").code());
    }

    @Test
    void withJsonTheNumbersAddUp() {
        Ended ended = vitrine.run("sync", copy, "--names", "{user}/{name}", "--json");
        assertTrue(ended.out().contains("\"saved\" : 1"), ended.out());
        assertTrue(Files.exists(Path.of(copy, "alice", "beach.jpg")));
        assertEquals(
                ExitCode.INVALID, vitrine.run("sync", copy, "--names", "{n}").code());
    }

    @Test
    void aFailureOnTheWaySaysWhatWasSavedBefore() throws IOException {
        Files.createDirectories(Path.of(copy, "..vitrine-copy.lock"));
        Ended ended = vitrine.run("sync", copy, "--json");
        assertTrue(ended.out().contains("\"wanted\" : 1"), ended.out());
        assertTrue(ended.out().contains("\"saved\" : 0"), ended.out());
        assertTrue(ended.out().contains("\"error\" : \""), ended.out());
        assertTrue(ended.out().contains("\"code\" : "), ended.out());
        assertEquals(ExitCode.FAILED, ended.code(), ended.out());
    }
}
