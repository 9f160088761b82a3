package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.catalog.CatalogBackups;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.cli.TypedLine.Ended;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.service.repair.Finding;
import dev.vitrine.service.repair.Finding.FindingKind;
import dev.vitrine.service.repair.Report;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The doctor as a person calls it. What it finds and does is tested where it is done.
class DoctorCommandTest extends CommandTest {
    private static final String ORPHAN = "5b1f5a40-0000-4000-8000-00000000beac";

    private Path objects;

    @BeforeEach
    void begin() throws IOException {
        objects = folder.resolve("home/data/library/objects");
        Path file = Files.write(folder.resolve("beach.jpg"), SampleImages.jpeg(320, 240, Color.YELLOW));
        assertEquals(
                ExitCode.DONE,
                vitrine.run("upload", file.toString(), "--user", "alice").code());
    }

    @Test
    void camerasAreReadOnceAndSaidInWordsAndAsJson() throws IOException {
        Ended first = vitrine.run("doctor", "--read-cameras");
        assertEquals(ExitCode.DONE, first.code());
        assertEquals("Added to no image; 1 contains no camera data.\n", first.out());
        JsonNode again = new ObjectMapper()
                .readTree(vitrine.run("doctor", "--read-cameras", "--json").out());
        assertEquals(0, again.get("silent").asInt(), "it was looked at");
        assertEquals(0, again.get("failed").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--full", "--sample=100", "--repair", "--adopt"})
    void camerasAreReadByThemselves(String other) {
        Ended ended = vitrine.run("doctor", "--read-cameras", other);
        assertEquals(ExitCode.INVALID, ended.code());
        assertTrue(ended.err().contains("goes with no other act"), ended::err);
    }

    @Test
    void aHealthyLibraryIsWell() {
        Ended ended = vitrine.run("doctor");
        assertEquals(ExitCode.DONE, ended.code());
        assertTrue(ended.out().startsWith("1 image, 0 in the trash, 1 stored original ("), ended.out());
        assertTrue(ended.out().endsWith("1 compared byte by byte\nAll is well.\n"), ended.out());
    }

    /// For the previews of all images, originals have to come: at AWS's prices that may be many dollars.
    @Test
    void thePriceOfPreviewsIsAskedAboutWhereItIsMoreThanADollar() {
        AwsPrices prices = AwsPrices.of("us-east-1");
        assertFalse(DoctorCommand.isDear(withoutPreviews(100, 1_000_000_000L), prices), "nine cents");
        Report dear = withoutPreviews(100, 100_000_000_000L);
        assertTrue(DoctorCommand.isDear(dear, prices));
        String question = DoctorCommand.question(dear, prices);
        assertTrue(question.startsWith("100 previews are made again: about 100 GB"), question);
        assertTrue(question.contains("$9.00"), question);
    }

    /// What else is to be mended, and the report, do not hang on the answer.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutAnAnswerToThePriceOnlyThePreviewsStayAsTheyAre(boolean interactive) {
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new ByteArrayInputStream("n\n".getBytes(StandardCharsets.UTF_8)),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                interactive);
        Report dear = withoutPreviews(100, 100_000_000_000L);
        assertFalse(DoctorCommand.isAgreed(terminal, dear, AwsPrices.of("us-east-1")));
        String said = err.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("The previews stay as they are"), said);
        assertEquals(!interactive, said.contains("say --yes"), said);
    }

    private static Report withoutPreviews(int count, long bytes) {
        List<Finding> missing = IntStream.range(0, count)
                .mapToObj(i -> new Finding(FindingKind.PREVIEW_MISSING, "image-" + i, "", Instant.EPOCH, ""))
                .toList();
        return new Report(count, 0, count, bytes, 0, 0, 0, 0, 0, missing, List.of(), List.of());
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
        assertTrue(doctor.err().contains("--restore-backup"), doctor.err());
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

    /// The new, nearly empty catalog was copied, too, before somebody asked for the old one.
    @Test
    void whereTheNewestCopyKnowsLessAPersonSaysWhichItIsToBe() throws IOException {
        Path catalog = objects.resolveSibling("catalog.sqlite");
        Path dune = Files.write(folder.resolve("dune.jpg"), SampleImages.jpeg(310, 240, Color.ORANGE));
        assertEquals(
                ExitCode.DONE,
                vitrine.run("upload", dune.toString(), "--user", "alice").code());
        try (SqliteCatalog rows = SqliteCatalog.open(catalog)) {
            new CatalogBackups(rows, daysAgo(3)).makeIfDue();
        }
        loseCatalog(false);
        Path late = Files.write(folder.resolve("late.jpg"), SampleImages.jpeg(300, 240, Color.BLUE));
        assertEquals(
                ExitCode.DONE,
                vitrine.run("upload", late.toString(), "--user", "alice").code());

        Ended asked = vitrine.run("doctor", "--restore-backup");
        assertEquals(ExitCode.CONFLICT, asked.code());
        assertTrue(asked.err().contains("The newest copy knows 1 of the 3 stored originals"), asked.err());
        assertTrue(
                asked.out().lines().anyMatch(line -> line.contains("2 images") && line.endsWith("← advised")),
                asked.out());
        JsonNode json = new ObjectMapper()
                .readTree(vitrine.run("doctor", "--restore-backup", "--json").out());
        assertEquals(asked.err(), "doctor: " + json.get("error").asText() + "\n");
        JsonNode advised = null;
        for (JsonNode copy : json.get("copies")) {
            advised = copy.get("advised").asBoolean() ? copy : advised;
        }
        assertEquals("2 0 2", advised.get("images") + " " + advised.get("trashed") + " " + advised.get("stored"));
        assertTrue(vitrine.run("list").out().contains("late"), "nothing was changed");

        Ended restored =
                vitrine.run("doctor", "--restore-backup=" + advised.get("name").asText());
        assertTrue(restored.err().contains("1 stored original has no row in it"), restored.err());
        assertTrue(restored.err().contains("1 of them was in the catalog that was there"), restored.err());
        String list = vitrine.run("list").out();
        assertTrue(list.contains("beach") && list.contains("dune") && !list.contains("late"), list);
        assertTrue(vitrine.run("doctor", "--adopt").out().contains("has a row again"));
        assertEquals(3, vitrine.run("list").out().lines().count());
    }

    @Test
    void aMistypedFolderDoesNotBecomeALibraryByACopy() throws IOException {
        Path typo = folder.resolve("libary");
        Ended refused = vitrine.run(
                "doctor", "--library", typo.toString(), "--restore-backup=" + objects.resolveSibling("catalog.sqlite"));
        assertEquals(ExitCode.NOT_FOUND, refused.code());
        assertFalse(Files.exists(typo));
    }

    @Test
    void whatWasPutBackIsToldAsJson() throws IOException {
        loseCatalog(false);
        Ended ended = vitrine.run("doctor", "--restore-backup", "--json");
        JsonNode restored = new ObjectMapper().readTree(ended.out()).get("restored");
        assertTrue(restored.get("from").asText().contains("backups"), ended.out());
        assertEquals(0, restored.get("unknown_originals").asInt());
    }

    private static Clock daysAgo(int days) {
        return Clock.offset(Clock.systemUTC(), Duration.ofDays(-days));
    }

    @Test
    void whatOthersStoreIsNamed() throws IOException {
        for (int i = 1; i <= 7; i++) {
            Files.writeString(Files.createDirectories(objects.resolve("site")).resolve("page" + i + ".html"), "x");
        }
        String said = vitrine.run("doctor").out();
        assertTrue(said.contains("7 stored by other programs: left alone (“site/page"), said);
        assertTrue(said.contains(" and 2 more)"), said);
        JsonNode json =
                new ObjectMapper().readTree(vitrine.run("doctor", "--json").out());
        assertEquals(
                "7 7", json.get("foreign") + " " + json.get("foreign_paths").size());
    }

    @Test
    void uploadingAgainIsAdvisedOnceForAllThatItMends() throws IOException {
        Path dune = Files.write(folder.resolve("dune.jpg"), SampleImages.jpeg(310, 240, Color.ORANGE));
        vitrine.run("upload", dune.toString(), "--user", "alice");
        try (var originals = Files.list(objects.resolve("alice"))) {
            List<Path> both = originals.toList();
            Files.write(both.getFirst(), new byte[] {1, 2, 3});
            Files.delete(both.getLast());
        }
        String said = vitrine.run("doctor").out();
        assertEquals(
                1,
                said.lines()
                        .filter(line -> line.startsWith("Upload the same file again"))
                        .count(),
                said);
        for (JsonNode finding : new ObjectMapper()
                .readTree(vitrine.run("doctor", "--json").out())
                .get("findings")) {
            assertTrue(finding.get("advice").asText().startsWith("Upload the same file again"), finding.toString());
        }
        vitrine.run("upload", dune.toString(), folder.resolve("beach.jpg").toString(), "--user", "alice");
        Ended well = vitrine.run("doctor");
        assertEquals(ExitCode.DONE, well.code());
        assertFalse(well.out().contains("Upload the same"), well.out());
    }

    @Test
    void whatIsNoImageIsLeftAndNamed() throws IOException {
        orphan();
        String said = vitrine.run("doctor", "--adopt").out();
        assertTrue(said.lines().anyMatch(line -> line.contains("left: “alice/" + ORPHAN + "”")), said);
    }

    @Test
    void whatGetsNoRowIsToldByTheExitCodeToo() throws IOException {
        Files.setLastModifiedTime(orphan(), FileTime.from(Instant.now()));
        assertEquals(ExitCode.DONE, vitrine.run("doctor").code());
        assertEquals(ExitCode.FINDINGS, vitrine.run("doctor", "--adopt").code());
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
