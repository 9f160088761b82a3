package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.cli.TypedLine.Ended;
import dev.vitrine.service.SampleImages;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The doctor as a person calls it. What it finds and does is tested where it is done.
class DoctorCommandTest {
    private static final String ORPHAN = "5b1f5a40-0000-4000-8000-00000000beac";

    @TempDir
    private Path folder;

    private TypedLine vitrine;
    private Path objects;

    @BeforeEach
    void begin() throws IOException {
        vitrine = new TypedLine(folder.resolve("home"));
        objects = folder.resolve("home/data/library/objects");
        Path file = Files.write(folder.resolve("beach.jpg"), SampleImages.jpeg(320, 240, Color.YELLOW));
        assertEquals(
                ExitCode.DONE,
                vitrine.run("upload", file.toString(), "--user", "alice").code());
    }

    @Test
    void aHealthyLibraryIsWell() {
        Ended ended = vitrine.run("doctor");
        assertEquals(ExitCode.DONE, ended.code());
        assertTrue(ended.out().startsWith("1 image, 0 in the trash, 1 stored original ("), ended.out());
        assertTrue(ended.out().endsWith("1 compared byte by byte\nAll is well.\n"), ended.out());
    }

    @Test
    void findingsAreReportedAndOnlyRepairedWhenAskedAndAgreed() throws IOException {
        Path orphan = orphan();
        Ended dry = vitrine.run("doctor");
        assertEquals(ExitCode.FINDINGS, dry.code());
        assertTrue(dry.out().contains("alice/" + ORPHAN + ": bytes that no image needs"), dry.out());
        assertTrue(Files.exists(orphan));

        assertEquals(ExitCode.CONFLICT, vitrine.run("doctor", "--repair").code());
        assertTrue(Files.exists(orphan));

        Ended repaired = vitrine.run("doctor", "--repair", "--agree", "1", "--json");
        assertEquals(ExitCode.DONE, repaired.code(), repaired.err());
        JsonNode finding =
                new ObjectMapper().readTree(repaired.out()).get("findings").get(0);
        assertEquals("bytes_without_row", finding.get("kind").asText());
        assertEquals("quarantined", finding.get("repair").asText());
        assertFalse(Files.exists(orphan));
        assertTrue(Files.exists(objects.resolve(".vitrine/quarantine/alice/" + ORPHAN)));
        assertEquals(ExitCode.DONE, vitrine.run("doctor").code());
    }

    /// The doctor's advice: upload it again.
    @Test
    void anUploadMendsWhatTheDoctorCallsDamaged() throws IOException {
        Path stored;
        try (var originals = Files.list(objects.resolve("alice"))) {
            stored = originals.findFirst().orElseThrow();
        }
        Files.write(stored, new byte[] {1, 2, 3});
        assertEquals(ExitCode.FINDINGS, vitrine.run("doctor").code());
        Ended again = vitrine.run("upload", folder.resolve("beach.jpg").toString(), "--user", "alice");
        assertTrue(again.out().contains("there already, " + stored.getFileName()), again.out());
        assertTrue(again.out().contains("stored again"), again.out());
        assertEquals(ExitCode.DONE, vitrine.run("doctor").code());
    }

    /// Moved away, as after damage, or emptied by a cleaning tool.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLostCatalogIsSaidAndMadeAgain(boolean emptied) throws IOException {
        vitrine.run("doctor");
        loseCatalog(emptied);
        Ended list = vitrine.run("list");
        assertTrue(list.err().contains("1 stored original lies here that no row knows"), list.err());
        Ended doctor = vitrine.run("doctor");
        assertFalse(doctor.out().contains("All is well"), doctor.out());
        assertTrue(doctor.out().contains("--adopt"), doctor.out());
        assertEquals(ExitCode.FINDINGS, doctor.code());
        Ended adopted = vitrine.run("doctor", "--adopt");
        assertTrue(adopted.out().contains("has a row again"), adopted.out());
        assertTrue(vitrine.run("list").out().contains("alice"));
        assertTrue(vitrine.run("doctor").out().endsWith("All is well.\n"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDailyCopyOfTheCatalogIsPutBack(boolean emptied) throws IOException {
        Path catalog = objects.resolveSibling("catalog.sqlite");
        loseCatalog(emptied);
        assertEquals(ExitCode.DONE, vitrine.run("doctor", "--restore-backup").code());
        Ended list = vitrine.run("list");
        assertTrue(list.out().contains("beach"), list.out());
        Files.write(catalog, "no database at all ".repeat(500).getBytes(StandardCharsets.UTF_8));
        Files.deleteIfExists(catalog.resolveSibling("catalog.sqlite-wal"));
        Ended damaged = vitrine.run("list");
        assertTrue(damaged.err().contains("backups"), damaged.err());
        assertTrue(damaged.err().contains("vitrine doctor --restore-backup"), damaged.err());
        assertEquals(ExitCode.DONE, vitrine.run("doctor", "--restore-backup").code());
        assertTrue(vitrine.run("list").out().contains("beach"));
    }

    private void loseCatalog(boolean emptied) throws IOException {
        Path catalog = objects.resolveSibling("catalog.sqlite");
        for (String end : new String[] {"-wal", "-shm", ""}) {
            Files.deleteIfExists(catalog.resolveSibling("catalog.sqlite" + end));
        }
        if (emptied) {
            Files.createFile(catalog);
        }
    }

    @Test
    void missingPreviewsAreNoIllness() throws IOException {
        try (var previews = Files.list(objects.resolve(".vitrine/thumb/512"))) {
            Files.delete(previews.findFirst().orElseThrow());
        }
        Ended dry = vitrine.run("doctor");
        assertEquals(ExitCode.DONE, dry.code());
        assertTrue(dry.out().contains("1 preview is missing"), dry.out());
        var finding = new ObjectMapper()
                .readTree(vitrine.run("doctor", "--json").out())
                .get("findings")
                .get(0);
        assertEquals("preview_missing true", finding.get("kind").asText() + " " + finding.get("harmless"));
        assertTrue(vitrine.run("doctor", "--repair").out().contains("1 preview was made again"));
        assertFalse(vitrine.run("doctor").out().contains("missing"));
    }

    private Path orphan() throws IOException {
        Path orphan = Files.writeString(objects.resolve("alice/" + ORPHAN), "x");
        return Files.setLastModifiedTime(orphan, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
    }
}
