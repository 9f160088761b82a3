package dev.vitrine.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.CatalogBackups;
import dev.vitrine.catalog.CatalogCopy;
import dev.vitrine.catalog.CatalogRestore.RestoredCatalog;
import dev.vitrine.catalog.CopyChoice;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.SampleImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which copy of a catalog is put back, and what becomes of all the others.
class CatalogRescueTest {
    private static final Instant DAY = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    private Path folder;

    private Path catalog;

    @BeforeEach
    void name() {
        catalog = folder.resolve("catalog.sqlite");
    }

    private static Clock day(int number) {
        return Clock.fixed(DAY.plus(Duration.ofDays(number)), ZoneOffset.UTC);
    }

    private CatalogRescue rescue() {
        return new CatalogRescue(folder, day(9));
    }

    /// Rows of images and their originals.
    private void add(int images) throws IOException {
        Path user = Files.createDirectories(folder.resolve("objects/alice"));
        try (SqliteCatalog rows = SqliteCatalog.open(catalog)) {
            for (int i = 0; i < images; i++) {
                String id = UUID.randomUUID().toString();
                Files.writeString(user.resolve(id), "bytes");
                rows.put(SampleImages.row(id, "Title of " + id));
            }
        }
    }

    private void copy(int day) {
        try (SqliteCatalog rows = SqliteCatalog.open(catalog)) {
            new CatalogBackups(rows, day(day)).makeIfDue();
        }
    }

    private void lose() throws IOException {
        for (String end : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(folder.resolve("catalog.sqlite" + end));
        }
    }

    private int rows() {
        try (SqliteCatalog rows = SqliteCatalog.open(catalog)) {
            return rows.idsAfter("", 1000).size();
        }
    }

    /// The new catalog was copied for three days before somebody asked.
    private void loseAndGoOn() throws IOException {
        add(50);
        copy(0);
        copy(1);
        lose();
        for (int number = 2; number < 5; number++) {
            add(1);
            copy(number);
        }
    }

    @Test
    void theNewestCopyIsNotTakenWhenAnOlderOneKnowsMore() throws IOException {
        loseAndGoOn();
        String why = rescue().choice().unclear().orElseThrow().getMessage();
        assertTrue(why.contains("The newest copy knows 3 of the 53 stored originals, and an older one 50"), why);
        List<CatalogCopy> copies = rescue().choice().copies();
        assertEquals(
                List.of(3L, 2L, 1L, 50L, 50L),
                copies.stream().map(CatalogCopy::images).toList());
        CatalogCopy advised = rescue().choice().advised().orElseThrow();
        assertEquals(copies.get(3), advised, "the newer of the two that know the same");
        assertTrue(why.contains("--restore-backup=" + advised.name()), why);
        assertEquals(DAY.plus(Duration.ofDays(1)), advised.madeAt());
    }

    @Test
    void nothingIsLostAndWhatCameAfterTheCopyIsCounted() throws IOException {
        loseAndGoOn();
        String name = rescue().choice().advised().orElseThrow().name();
        RestoredCatalog restored = rescue().restore(name);
        assertEquals(List.of(3L, 3L), List.of(restored.unknown(), restored.formerlyKnown()));
        assertEquals(50, rows());
        Path former = restored.aside().orElseThrow().resolve("catalog.sqlite");
        RestoredCatalog back = rescue().restore(former.toString());
        assertEquals(3, rows(), "the former one by its path");
        assertEquals(List.of(50L, 50L), List.of(back.unknown(), back.formerlyKnown()));
        assertEquals(5, rescue().choice().copies().size(), "no copy is used up");
    }

    /// A repair put aside what the new catalog did not know: with its rows it comes back.
    @Test
    void whatIsInQuarantineIsStoredStill() throws IOException {
        add(20);
        copy(0);
        Path quarantine = Files.createDirectories(folder.resolve("objects/.vitrine/quarantine"));
        Files.move(folder.resolve("objects/alice"), quarantine.resolve("alice"));
        lose();
        add(2);
        copy(1);
        CopyChoice choice = rescue().choice();
        assertEquals(
                List.of(2L, 20L),
                choice.copies().stream().map(CatalogCopy::stored).toList());
        assertTrue(choice.unclear().isPresent());
        RestoredCatalog restored =
                rescue().restore(choice.advised().orElseThrow().name());
        assertEquals(List.of(2L, 2L), List.of(restored.unknown(), restored.formerlyKnown()));
    }

    @Test
    void anOnlyCopyThatKnowsLittleIsNotTakenByItself() throws IOException {
        add(2);
        copy(0);
        add(48);
        lose();
        String why = rescue().choice().unclear().orElseThrow().getMessage();
        assertTrue(why.contains("knows only 2 of the 50 stored originals"), why);
    }

    @Test
    void aCatalogInPlaceThatKnowsMoreIsNotReplacedByItself() throws IOException {
        add(10);
        copy(0);
        add(5);
        String why = rescue().choice().unclear().orElseThrow().getMessage();
        assertTrue(why.contains("in place knows 15 of the 15 stored originals"), why);
    }

    /// Also with images that were deleted meanwhile, which only the older copies know.
    @Test
    void theNewestOfSeveralIsTakenWhenItKnowsTheMost() throws IOException {
        add(10);
        copy(0);
        try (SqliteCatalog rows = SqliteCatalog.open(catalog)) {
            for (String id : rows.idsAfter("", 6)) {
                rows.deleteAll(List.of(id));
                Files.delete(folder.resolve("objects/alice").resolve(id));
            }
        }
        copy(1);
        lose();
        assertTrue(rescue().choice().unclear().isEmpty());
        RestoredCatalog restored = rescue().restore();
        assertEquals(rescue().choice().copies().getFirst().file(), restored.copy());
        assertEquals(4, rows());
        assertEquals(List.of(0L, 0L), List.of(restored.unknown(), restored.formerlyKnown()));
        assertTrue(restored.aside().isEmpty());
    }

    @Test
    void aDamagedCopyIsNamedAndPassedOver() throws IOException {
        add(3);
        copy(0);
        copy(1);
        Path newest = rescue().choice().copies().getFirst().file();
        Files.writeString(newest, "no database at all ".repeat(500));
        lose();
        assertFalse(rescue().choice().copies().getFirst().isReadable());
        rescue().restore();
        assertEquals(3, rows());
    }

    @Test
    void whatIsNoCatalogIsNotPutInItsPlace() throws IOException, SQLException {
        add(3);
        byte[] before = Files.readAllBytes(catalog);
        Path text = Files.writeString(folder.resolve("notes.txt"), "no database at all ".repeat(500));
        Path other = folder.resolve("other.sqlite");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + other);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE song (name TEXT)");
            statement.execute("PRAGMA application_id = 7");
        }
        for (Path wrong : List.of(text, other)) {
            var failure = assertThrows(
                    ImageException.Failed.class, () -> rescue().restore(wrong.toString()), wrong.toString());
            assertTrue(failure.getMessage().contains("Nothing was changed"), failure.getMessage());
        }
        assertThrows(ImageException.NotFound.class, () -> rescue().restore("catalog-2020-01-01-00000000.sqlite"));
        assertThrows(ImageException.NotFound.class, () -> rescue().restore("\0"));
        assertArrayEquals(before, Files.readAllBytes(catalog));
        assertEquals(List.of(), FolderContent.in(folder.resolve("backups")));
    }

    /// A catalog as it lies in somebody's own backup, with its last rows in the log of SQLite.
    @Test
    void rowsInTheLogOfACatalogAreThere() throws IOException {
        add(2);
        Path own = Files.createDirectory(folder.resolve("own"));
        try (SqliteCatalog rows = SqliteCatalog.open(catalog)) {
            rows.put(SampleImages.row(UUID.randomUUID().toString(), "in the log"));
            for (String end : List.of("", "-wal")) {
                Files.copy(folder.resolve("catalog.sqlite" + end), own.resolve("catalog.sqlite" + end));
            }
        }
        lose();
        rescue().restore(own.resolve("catalog.sqlite").toString());
        assertEquals(3, rows());
    }

    @Test
    void withoutACopyThereIsNothingToPutBack() {
        assertThrows(ImageException.NotFound.class, () -> rescue().restore());
    }
}
