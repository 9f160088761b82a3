package dev.vitrine.catalog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.SeenImage;
import dev.vitrine.sqlite.Database;
import dev.vitrine.sqlite.QueryPlans;
import dev.vitrine.sqlite.Sql;
import dev.vitrine.sqlite.SyncLevels;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.MetadataStoreContract;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteCatalogTest extends MetadataStoreContract {
    @TempDir
    private Path folder;

    private Path file;

    @AutoClose
    private SqliteCatalog catalog;

    @BeforeEach
    void open() {
        file = folder.resolve("a folder? with odd #name%20").resolve("catalog.db");
        catalog = SqliteCatalog.open(file);
    }

    @Override
    protected MetadataStore store() {
        return catalog;
    }

    @Test
    void whatAFirstFillingHasNotIndexedYetIsOpenedAsItIs() {
        Path mirror = folder.resolve("mirror");
        List<String> all = indexes(mirror);
        try (SqliteCatalog filled = SqliteCatalog.openMirror(mirror)) {
            filled.dropIndexes();
            filled.putAll(new LibraryGenerator(5, 3, 10).images(50));
            filled.mirrorNotes().setState(Map.of("fill-started", "2026-01-02T03:04:05Z"));
            assertEquals(List.of(), indexes(mirror), "another program, in the middle");
        }
        assertEquals(List.of(), indexes(mirror));
        try (SqliteCatalog filled = SqliteCatalog.openMirror(mirror)) {
            filled.makeIndexes();
        }
        assertEquals(all, indexes(mirror));
    }

    @Test
    void whoLooksForBytesOrWhatWasDeletedWhileAMirrorIsFilledHasTheIndexForItMade() {
        try (SqliteCatalog filled = SqliteCatalog.openMirror(folder.resolve("mirror"))) {
            filled.findBySha256("alice", "00");
            filled.dropIndexes();
            List<ImageRecord> images = new LibraryGenerator(5, 3, 10).images(50);
            filled.putAll(images);
            ImageRecord one = images.stream()
                    .filter(image -> image.deletedAt().isEmpty())
                    .findFirst()
                    .orElseThrow();
            assertEquals(
                    List.of(one), filled.findBySha256(one.userId(), one.facts().contentSha256()));
            assertEquals(List.of("image_by_content"), names(filled));
            filled.trash(one.imageId(), NOON);
            assertEquals(List.of(one.imageId()), filled.trashedAt(NOON));
            assertEquals(List.of("image_by_content", "image_trashed_at"), names(filled));
        }
    }

    private static List<String> names(SqliteCatalog of) {
        return indexes(of).stream().map(sql -> sql.split(" ")[2]).toList();
    }

    @Test
    void whetherAnIndexIsThereIsAskedOnce() {
        catalog.findBySha256("alice", "00");
        catalog.trashedAt(NOON);
        try (var plans = new QueryPlans()) {
            catalog.findBySha256("alice", "00");
            catalog.trashedAt(NOON);
            assertEquals(List.of(), plans.heard("sqlite_schema"));
        }
    }

    /// An earlier Vitrine that ended the reading made only the one that it misses itself.
    @Test
    void aMirrorThatWasFilledHasItsIndexesMadeWhenItIsOpened() {
        Path mirror = folder.resolve("mirror");
        List<String> all = indexes(mirror);
        try (SqliteCatalog filled = SqliteCatalog.openMirror(mirror)) {
            filled.dropIndexes();
            filled.putAll(new LibraryGenerator(5, 3, 10).images(50));
            filled.trashedAt(NOON);
            filled.mirrorNotes().setState(Map.of(MirrorNotes.AS_OF, "2026-01-02T03:04:05Z"));
            assertEquals(List.of("image_trashed_at"), names(filled));
        }
        assertEquals(all, indexes(mirror));
    }

    /// As they are once it is open.
    private static List<String> indexes(Path mirror) {
        try (SqliteCatalog opened = SqliteCatalog.openMirror(mirror)) {
            return indexes(opened);
        }
    }

    /// With what they are of: those of a new file and those that are made later are the same.
    private static List<String> indexes(SqliteCatalog of) {
        return of.database()
                .read(connection -> Sql.list(
                        connection,
                        row -> row.getString(1),
                        "SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"));
    }

    @Test
    void rowsAreThereAfterClosingAndOpeningAgain() {
        ImageRecord image = put(image(NOON));
        catalog.close();
        catalog = SqliteCatalog.open(file);
        assertEquals(Optional.of(image), catalog.find(image.imageId()));
    }

    @Test
    void everyChangeIsOnTheDiskWhenItReturns() {
        SyncLevels levels = SyncLevels.of(catalog.database(), "image");
        ImageRecord image = image(NOON);
        var acts = new LinkedHashMap<String, Runnable>();
        acts.put("put", () -> catalog.put(image));
        acts.put(
                "update",
                () -> catalog.update(new ImageEdit(image, image.caption().withTitle("New")), NOON.plusSeconds(1)));
        acts.put("trash", () -> catalog.trash(image.imageId(), NOON));
        acts.put("restore", () -> catalog.restore(image.imageId()));
        acts.put(
                "begin to purge",
                () -> catalog.beginPurge(
                        SeenImage.of(catalog.find(image.imageId()).orElseThrow())));
        acts.put("end the purge", () -> catalog.endPurge(image.imageId()));
        acts.put("put all", () -> catalog.putAll(List.of(image)));
        acts.put("delete all", () -> catalog.deleteAll(List.of(image.imageId())));
        acts.forEach((name, act) -> {
            catalog.database().write(_ -> "whoever wrote last did not wait");
            act.run();
            assertEquals(List.of(SyncLevels.FULL), levels.take(), name);
        });
    }

    @Test
    void whatAMirrorKnowsOfItselfIsOnTheDiskWhenItReturns() {
        try (SqliteCatalog mirror = SqliteCatalog.openMirror(folder)) {
            SyncLevels levels = SyncLevels.of(mirror.database(), "mirror_state");
            mirror.mirrorNotes().setState(Map.of("as-of", "now"));
            assertEquals(List.of(SyncLevels.FULL), levels.take());
        }
    }

    @Test
    void everyChangeStandsInTheLogAndWhatChangesNothingDoesNot() {
        ImageRecord image = put(image(NOON));
        catalog.putAll(List.of(image));
        catalog.update(new ImageEdit(image, image.caption().withTitle("x")), NOON);
        catalog.trash(image.imageId(), NOON);
        catalog.trash(image.imageId(), NOON);
        catalog.restore(image.imageId());
        catalog.deleteAll(List.of(image.imageId()));
        catalog.deleteAll(List.of(image.imageId()));
        // Added, changed, trashed, restored, deleted: each once, of row 1.
        assertEquals(
                IntStream.range(0, 5)
                        .mapToObj(kind -> "1 " + image.imageId() + " " + kind)
                        .toList(),
                LongStream.rangeClosed(1, 5).mapToObj(this::logEntry).toList());
        assertEquals(5, lastSequence());
    }

    @Test
    void aFollowerThatIsTooFarBehindIsTold() {
        put(image(NOON));
        put(image(NOON));
        put(image(NOON));
        catalog.trimChangeLog(1);
        assertTrue(logReachesBackTo(2));
        assertEquals(1, logLength());
        assertFalse(logReachesBackTo(1));
        catalog.trimChangeLog(0);
        assertTrue(logReachesBackTo(3));
        assertEquals(0, logLength());
        put(image(NOON));
        assertEquals(4, lastSequence());
    }

    @Test
    void putAllTakesLiveAndTrashedRowsAndReplacesThem() {
        ImageRecord live = image(NOON);
        ImageRecord trashed = image(NOON).withDeletedAt(Optional.of(NOON));
        catalog.putAll(List.of(live, trashed));
        assertEquals(List.of(trashed, live), catalog.findAll(List.of(trashed.imageId(), "missing", live.imageId())));
        catalog.putAll(List.of(live.withDeletedAt(Optional.of(NOON)), trashed.withDeletedAt(Optional.empty())));
        assertEquals(Optional.empty(), catalog.find(live.imageId()));
        assertEquals(
                trashed.imageId(), catalog.find(trashed.imageId()).orElseThrow().imageId());
    }

    @Test
    void duplicatesAreFoundByUserAndContentAmongLiveRows() {
        ImageRecord first = put(image(NOON));
        ImageRecord second = put(image(NOON.plusSeconds(1)));
        ImageRecord trashed = put(image(NOON.plusSeconds(2)));
        catalog.trash(trashed.imageId(), NOON);
        assertEquals(
                List.of(first, second),
                catalog.findBySha256(first.userId(), first.facts().contentSha256()));
        assertEquals(
                List.of(), catalog.findBySha256("somebody else", first.facts().contentSha256()));
        assertEquals(List.of(), catalog.findBySha256(first.userId(), ""));
    }

    @Test
    void oddRowsOfOtherProgramsAreReadAsFarAsPossible() throws SQLException {
        sql("INSERT INTO image (image_id, user_id, tags, size_bytes, width, taken_at, created_at, updated_at)"
                + " VALUES ('odd', 'u', 'not json', -5, 'wide', 'yesterday', 'long ago', '')");
        sql(
                "INSERT INTO image (image_id, user_id, tags, created_at, updated_at) VALUES ('mixed', 'u', '[\"a\", 7, null, {\"b\": 1}, \"c\"', '2024-01-01 10:00:00+02:00', '')");
        assertEquals(
                Optional.of(new ImageRecord("odd", "u", Caption.EMPTY, ImageFacts.UNKNOWN, Instant.EPOCH)),
                catalog.find("odd"));
        Instant created = Instant.parse("2024-01-01T08:00:00Z");
        assertEquals(
                Optional.of(new ImageRecord(
                        "mixed", "u", new Caption("", "", List.of("a", "7", "c")), ImageFacts.UNKNOWN, created)),
                catalog.find("mixed"));
        assertEquals(
                2,
                catalog.list(dev.vitrine.image.ImagePage.Request.first(10))
                        .images()
                        .size());
    }

    @Test
    void theColumnOfAnAttributeThatTheFileDoesNotHaveYetIsAddedWithoutANewVersion() throws SQLException {
        ImageRecord image = put(image(NOON));
        catalog.close();
        sql("ALTER TABLE image DROP COLUMN average_color");
        sql("ALTER TABLE image DROP COLUMN width");
        catalog = SqliteCatalog.open(file);
        ImageFacts left = image.facts().with(Attribute.AVERAGE_COLOR, "").with(Attribute.WIDTH, 0);
        assertEquals(Optional.of(left), catalog.find(image.imageId()).map(ImageRecord::facts));
        catalog.putAll(List.of(image));
        assertEquals(Optional.of(image), catalog.find(image.imageId()));
        assertEquals(1, (long) catalog.database().read(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeQuery("PRAGMA user_version").getLong(1);
            }
        }));
    }

    @Test
    void aDamagedFileIsNamedAndLeftAsItIs() throws Exception {
        Path damaged = folder.resolve("damaged.db");
        Files.writeString(damaged, "this is no database, but somebody's file".repeat(200));
        byte[] before = Files.readAllBytes(damaged);
        var failure = assertThrows(ImageException.Failed.class, () -> SqliteCatalog.open(damaged));
        assertTrue(
                failure.getMessage().contains("damaged") && failure.getMessage().contains(damaged.toString()),
                failure::getMessage);
        assertArrayEquals(before, Files.readAllBytes(damaged));
    }

    @Test
    void damageInTheMiddleIsReportedWhenItIsMet() throws Exception {
        catalog.putAll(new LibraryGenerator(1, 5, 20).images(2000));
        catalog.close();
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] garbage = new byte[4096];
            java.util.Arrays.fill(garbage, (byte) 0xAB);
            for (long at = 8 * 4096; at < bytes.length(); at += 4096) {
                bytes.seek(at);
                bytes.write(garbage);
            }
        }
        catalog = SqliteCatalog.open(file);
        var failure =
                assertThrows(ImageException.Failed.class, () -> CatalogIndex.open(catalog, folder.resolve("index")));
        assertTrue(failure.getMessage().contains("damaged"), failure::getMessage);
    }

    /// As somebody may leave them who edits the database by hand.
    @ParameterizedTest
    @ValueSource(longs = {-5, 2_000_000_000, 3_000_000_000L, Long.MAX_VALUE})
    void aRowWithANumberThatIsNoPlaceGetsAnother(long number) throws SQLException {
        Path indexes = folder.resolve("indexes");
        LibraryGenerator generator = new LibraryGenerator(5, 8, 60);
        Set<String> ids = new HashSet<>();
        try (SqliteCatalog first = SqliteCatalog.open(file)) {
            for (int i = 0; i < 3; i++) {
                ImageRecord image = generator.image(i).withDeletedAt(Optional.empty());
                first.put(image);
                ids.add(image.imageId());
            }
            CatalogIndex.open(first, indexes).close();
        }
        sql("UPDATE image SET row = " + number + " WHERE row = (SELECT max(row) FROM image)");
        try (SqliteCatalog again = SqliteCatalog.open(file);
                CatalogIndex index = CatalogIndex.open(again, indexes)) {
            ImageRecord added = generator.image(4).withDeletedAt(Optional.empty());
            again.put(added);
            ids.add(added.imageId());
            index.refresh();
            ImageResult all = index.search(ImageQuery.ALL);
            assertEquals(4, all.size());
            assertEquals(ids, Set.copyOf(all.ids(0, 4)));
        }
    }

    @Test
    void rowsGetOtherNumbersThoughTheHighestPlaceIsTaken() throws SQLException {
        LibraryGenerator generator = new LibraryGenerator(5, 8, 60);
        try (SqliteCatalog first = SqliteCatalog.open(file)) {
            first.putAll(List.of(generator.image(0), generator.image(1), generator.image(2)));
        }
        sql("UPDATE image SET row = 20000000 WHERE row = (SELECT min(row) FROM image)");
        sql("UPDATE image SET row = -5 WHERE row = (SELECT min(row) FROM image)");
        sql("UPDATE image SET row = 20000001 WHERE row BETWEEN 0 AND 19999999");
        try (SqliteCatalog again = SqliteCatalog.open(file)) {
            assertEquals(3, again.count());
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
                Statement statement = connection.createStatement();
                ResultSet numbers = statement.executeQuery("SELECT min(row), max(row) FROM image")) {
            assertTrue(numbers.getLong(1) >= 0);
            assertEquals(20_000_000, numbers.getLong(2));
        }
    }

    @Test
    void aDatabaseOfAnotherProgramOrOfANewerVitrineIsNotTouched() throws SQLException {
        Path other = folder.resolve("other.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE theirs (x)");
        }
        assertThrows(ImageException.Failed.class, () -> SqliteCatalog.open(other));
        sql("PRAGMA user_version = 999");
        var failure = assertThrows(ImageException.Failed.class, () -> SqliteCatalog.open(file));
        assertTrue(failure.getMessage().contains("newer Vitrine"), failure::getMessage);
    }

    @Test
    void aFullDiskFailsWithAdviceAndLosesNothing() throws SQLException {
        ImageRecord image = put(image(NOON));
        sql(catalog.database(), "PRAGMA max_page_count = 1");
        var failure = assertThrows(
                ImageException.Failed.class, () -> catalog.putAll(new LibraryGenerator(1, 5, 20).images(3000)));
        assertTrue(failure.getMessage().contains("full"), failure::getMessage);
        sql(catalog.database(), "PRAGMA max_page_count = 1000000");
        assertEquals(Optional.of(image), catalog.find(image.imageId()));
        assertEquals(
                1,
                catalog.list(dev.vitrine.image.ImagePage.Request.first(10))
                        .images()
                        .size());
        put(image(NOON));
    }

    /// As a table in the cloud is: nobody who asks for what is rare makes it read all.
    @Test
    void aRareTagIsLookedForPieceByPiece() {
        var usual = new ArrayList<ImageRecord>();
        for (int i = 0; i < 45_000; i++) {
            usual.add(tagged("usual-%05d".formatted(i), NOON.plusSeconds(i), "", "usual"));
        }
        catalog.putAll(usual);
        catalog.putAll(List.of(
                tagged("rare-old", NOON.minusSeconds(1), "", "rare"),
                tagged("rare-new", NOON.plusSeconds(100_000), "", "rare")));
        var found = new ArrayList<String>();
        int pages = pages(Optional.of("rare"), found);
        assertEquals(List.of("rare-new", "rare-old"), found);
        assertTrue(pages > 2, "all was read at once");
    }

    /// A page is made in memory.
    @Test
    void aPageOfVeryLongTextsIsShort() {
        for (int i = 0; i < 50; i++) {
            catalog.put(tagged("long-%02d".formatted(i), NOON.minusSeconds(i), "x".repeat(400_000), "usual"));
        }
        var found = new ArrayList<String>();
        int pages = pages(Optional.empty(), found);
        assertEquals(50, found.size());
        assertEquals(50, Set.copyOf(found).size());
        assertTrue(pages > 1, "all was given at once");
    }

    private int pages(Optional<String> tag, List<String> found) {
        Optional<String> next = Optional.empty();
        int pages = 0;
        do {
            var page = catalog.list(new dev.vitrine.image.ImagePage.Request(Optional.empty(), tag, 1000, next));
            page.images().forEach(image -> found.add(image.imageId()));
            next = page.next();
            pages++;
        } while (next.isPresent());
        return pages;
    }

    private static ImageRecord tagged(String id, Instant created, String description, String tag) {
        return new ImageRecord(id, "u", new Caption("t", description, List.of(tag)), ImageFacts.UNKNOWN, created);
    }

    @Test
    void aFolderThatCannotBeMadeIsDenied() throws Exception {
        Path inTheWay = Files.writeString(folder.resolve("file"), "x", StandardCharsets.UTF_8);
        assertThrows(ImageException.Denied.class, () -> SqliteCatalog.open(inTheWay.resolve("catalog.db")));
    }

    @Test
    void aFolderInThePlaceOfTheCatalogIsNamed() {
        ImageException failure = assertThrows(ImageException.Failed.class, () -> SqliteCatalog.open(folder));
        assertTrue(failure.getMessage().startsWith("“" + folder + "” is in the way"), failure.getMessage());
    }

    @Test
    void whoeverIsInterruptedIsCancelledAndChangesNothing() {
        ImageRecord image = image(NOON);
        Thread.currentThread().interrupt();
        assertThrows(ImageException.Cancelled.class, () -> catalog.put(image));
        assertTrue(Thread.interrupted());
        assertEquals(Optional.empty(), catalog.find(image.imageId()));
    }

    private String logEntry(long sequence) {
        return catalog.database().read(connection -> ChangeLog.entry(connection, sequence));
    }

    private boolean logReachesBackTo(long sequence) {
        return catalog.database().read(connection -> ChangeLog.reachesBackTo(connection, sequence));
    }

    private long logLength() {
        return catalog.database().read(ChangeLog::length);
    }

    private long lastSequence() {
        return catalog.database().read(ChangeLog::last);
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void sql(Database database, String sql) {
        database.write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }
}
