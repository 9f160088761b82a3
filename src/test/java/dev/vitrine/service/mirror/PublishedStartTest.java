package dev.vitrine.service.mirror;

import static dev.vitrine.Eventually.await;
import static dev.vitrine.service.mirror.MemoryRows.NOW;
import static dev.vitrine.service.mirror.MemoryRows.image;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.TestClock;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.service.mirror.RowsPublisher.PublishResult;
import dev.vitrine.service.published.PublishedRows;
import dev.vitrine.service.published.RowsFile;
import dev.vitrine.service.published.RowsHeader;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.Rights;
import dev.vitrine.store.local.FolderObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One window publishes; another one, which has nothing yet or comes back, begins with that.
class PublishedStartTest {
    private static final int ROWS = 300;
    private static final int PAGES = ROWS / 10 + 1;

    @TempDir
    private Path folder;

    private final Instant published = Instant.now();
    private final MemoryRows rows = new MemoryRows().with(ROWS).withFeed();
    private FolderObjectStore objects;
    private SqliteCatalog catalog;
    private volatile Instant now = Instant.EPOCH;
    private int wholePages;

    @BeforeEach
    void publish() {
        objects = new FolderObjectStore(folder.resolve("bucket"));
        catalog = SqliteCatalog.openMirror(folder.resolve("publisher"));
        assertEquals(PublishResult.DONE, publishFrom(published));
        catalog.close();
        catalog = SqliteCatalog.openMirror(folder.resolve("new"));
        wholePages = rows.reads();
    }

    @AfterEach
    void close() {
        catalog.close();
        objects.close();
    }

    @Test
    void aNewWindowReadsTheCopyAndThenWhatChangedSince() {
        change();
        visit(later(Duration.ofHours(3)));
        assertSame();
        assertEquals(0, newReads(), "no page of the table");
        assertEquals(0, rows.textReads());
    }

    /// As [Mirror#prepareFor] leaves a mirror that very many rows come into.
    @Test
    void theIndexesAreMadeWhenTheRowsOfTheCopyAreIn() throws SQLException {
        Set<String> all = indexes();
        assertFalse(all.isEmpty());
        catalog.dropIndexes();
        assertEquals(Set.of(), indexes());
        visit(later(Duration.ofHours(3)));
        assertSame();
        assertEquals(0, newReads(), "all of it came from the copy");
        assertEquals(all, indexes());
    }

    /// Those that have a name.
    private Set<String> indexes() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("new/catalog.sqlite"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")) {
            var names = new HashSet<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    /// Comparing it would cost what reading costs.
    @Test
    void aCopyThatIsOlderThanTheFeedReachesIsNotUsed() {
        change();
        rows.trimFeed();
        visit(later(Duration.ofDays(3)));
        assertSame();
        assertEquals(PAGES, newReads());
        assertEquals(0, rows.textReads());
    }

    @Test
    void aCopyWithoutAPlaceInTheFeedIsNotUsed() throws IOException {
        lie(line -> line.replaceFirst("\"feed\":\"[^\"]*\"", "\"feed\":\"\""));
        readsEverything();
    }

    /// The stream was turned off and on again since: then it is as if nobody had followed it.
    @Test
    void aPlaceInAnotherFeedIsNoticed() {
        change();
        rows.breakFeed(new ImageException.NotFound("another stream"));
        try (MirrorSync sync = start(later(Duration.ofHours(3)))) {
            await(() -> rows.textReads() >= PAGES);
            rows.mendFeed();
            sync.wake();
            await(() -> sync.status().state() == SyncState.LIVE);
        }
        assertSame();
    }

    /// Anybody who may write into the bucket may have published anything: what it says is believed for less than a
    /// day.
    @Test
    void aCopyThatLiesIsFoundOut() throws IOException {
        lie(row -> row.replace("Title of image-00007", "A lie").replace("image-00048", "image-never"));
        visit(later(Duration.ofMinutes(1)));
        assertEquals("A lie", catalog.find("image-00007").orElseThrow().title());
        assertTrue(catalog.find("image-never").isPresent());
        visit(later(Duration.ofHours(21)));
        assertSame();
        assertEquals(0, newReads());
    }

    /// It is compared while the window stays open, too.
    @Test
    void aCopyThatLiesIsFoundOutInAWindowThatStaysOpen() throws IOException {
        lie(row -> row.replace("Title of image-00007", "A lie"));
        now = later(Duration.ofMinutes(1));
        try (MirrorSync sync = MirrorSync.startFrom(
                place(published), rows, catalog, MemoryRows.PACE, TestClock.of(() -> now), () -> {})) {
            await(() -> sync.status().state() == SyncState.LIVE);
            for (int hour = 1; hour < 19; hour += 6) {
                now = later(Duration.ofHours(hour));
                Instant looked = now;
                await(() -> looked.equals(sync.status().asOf().orElseThrow()));
            }
            assertEquals("A lie", catalog.find("image-00007").orElseThrow().title());
            assertEquals(0, rows.textReads());
            now = later(Duration.ofHours(21));
            await(() -> catalog.find("image-00007").orElseThrow().title().startsWith("Title"));
        }
        assertSame();
    }

    /// Else one lie would become many.
    @Test
    void whatWasNotComparedIsNotPublished() {
        try (MirrorSync sync = start(later(Duration.ofMinutes(1)))) {
            await(() -> sync.status().state() == SyncState.LIVE);
            assertEquals(
                    PublishResult.NOT_READY,
                    publisher(sync, later(Duration.ofDays(2))).publishNow());
        }
        try (MirrorSync sync = start(later(Duration.ofHours(21)))) {
            await(() -> sync.status().state() == SyncState.LIVE);
            assertEquals(
                    PublishResult.DONE,
                    publisher(sync, later(Duration.ofDays(2))).publishNow());
        }
    }

    @Test
    void aDamagedCopyIsNotUsed() throws IOException {
        Path copy = copy();
        byte[] bytes = Files.readAllBytes(copy);
        Files.write(copy, Arrays.copyOf(bytes, bytes.length - 1));
        readsEverything();
    }

    @Test
    void aCopyOfAnotherTableIsNotUsed() throws IOException {
        lie(line -> line.replace("\"table\":\"memory\"", "\"table\":\"another\""));
        readsEverything();
    }

    @Test
    void aCopyThatKnowsLessOfARowIsNotUsed() throws IOException {
        lie(line -> line.replace("\"width\",", ""));
        readsEverything();
    }

    @Test
    void aCopyOfTheFutureIsNotUsed() throws IOException {
        lie(line -> line.replaceAll("\"as_of\":\"20", "\"as_of\":\"21"));
        readsEverything();
    }

    /// The name is what everybody decides by.
    @Test
    void aCopyWithOtherRowsThanItsNameSaysIsNotUsed() throws IOException {
        Path copy = copy();
        Files.move(copy, copy.resolveSibling("00000001-9999.jsonl.gz"));
        readsEverything();
    }

    /// Else no new window would ever come further.
    @Test
    void aTimeBeyondAllTimesKeepsNobodyOut() throws IOException {
        lie(line ->
                line.replaceFirst("\"complete\":\"[^\"]*\"", "\"complete\":\"+1000000000-12-31T23:59:59.999999999Z\""));
        readsEverything();
    }

    /// Whoever removes something because it is not in the library asks for this.
    @Test
    void allOfTheLibraryIsThereOnlyWhenTheCopyWasCompared() throws IOException {
        lie(row -> row.replace("image-00048", "image-never"));
        now = later(Duration.ofMinutes(1));
        try (MirrorSync sync = MirrorSync.startFrom(
                place(published), rows, catalog, MemoryRows.PACE, TestClock.of(() -> now), () -> {})) {
            assertFalse(sync.isProven());
            sync.await(now, _ -> {});
            assertFalse(sync.isProven());
            now = later(Duration.ofMinutes(2));
            sync.awaitProven(_ -> {});
            assertTrue(sync.isProven());
            assertSame();
        }
    }

    @Test
    void aSmallTableIsReadWithoutOne() {
        var pace = new PollingPace(
                1, Duration.ofMillis(5), Duration.ofHours(1), RetryPolicy.USUAL, RetryPolicy.USUAL, ROWS + 1);
        try (MirrorSync sync = MirrorSync.startFrom(place(published), rows, catalog, pace, at(published), () -> {})) {
            await(() -> sync.status().state() == SyncState.LIVE);
        }
        assertSame();
        assertEquals(PAGES, newReads());
    }

    /// Whoever was there yesterday needs none of it.
    @Test
    void aMirrorThatComesBackInTimeDoesWithout() throws IOException {
        visit(later(Duration.ofMinutes(1)));
        visit(later(Duration.ofHours(21)));
        assertEquals(PAGES, rows.textReads(), "it is compared");
        lie(row -> row.replace("Title", "A lie"));
        visit(later(Duration.ofHours(30)));
        visit(later(Duration.ofDays(5)));
        assertSame();
        assertEquals(0, newReads());
        assertEquals(PAGES + 1, rows.textReads(), "the trash");
    }

    /// Half a copy was taken in when the program ended, and a row of it is gone since.
    @Test
    void whatAnInterruptedStartLeftBehindIsReadAgain() {
        catalog.putAll(List.of(image("image-00001"), image("image-half")));
        readsEverything();
    }

    private void change() {
        rows.put(image("image-00400-new"));
        rows.put(image("image-00100").withCaption(new Caption("edited", "", List.of("sea")), NOW.plusSeconds(1)));
        rows.put(image("image-00121").withCaption(new Caption("by another program", "", List.of()), NOW));
        rows.put(image("image-00200").withDeletedAt(Optional.of(NOW)));
        rows.remove("image-00250");
    }

    private void readsEverything() {
        visit(later(Duration.ofMinutes(1)));
        assertSame();
        assertEquals(PAGES, newReads());
        assertEquals(0, rows.textReads());
    }

    private int newReads() {
        return rows.reads() - wholePages;
    }

    private PublishResult publishFrom(Instant when) {
        try (MirrorSync sync = start(when)) {
            await(() -> sync.status().state() == SyncState.LIVE);
            return publisher(sync, when).publishNow();
        }
    }

    private RowsPublisher publisher(MirrorSync sync, Instant when) {
        return new RowsPublisher(sync, place(when), "bucket", new Rights(), at(when));
    }

    private PublishedRows place(Instant when) {
        return new PublishedRows(objects, "pictures", rows::identity, folder, at(when));
    }

    private Path copy() throws IOException {
        try (var files = Files.walk(folder.resolve("bucket"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl.gz"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// A copy with other lines, and the hash of these.
    private void lie(UnaryOperator<String> change) throws IOException {
        Path copy = copy();
        String lines;
        try (var in = new GZIPInputStream(Files.newInputStream(copy))) {
            lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
        int last = lines.lastIndexOf("\n{") + 1;
        String changed = change.apply(lines.substring(0, last));
        String hash = HexFormat.of().formatHex(Sha256.of(changed.getBytes(StandardCharsets.US_ASCII)));
        try (var out = new GZIPOutputStream(Files.newOutputStream(copy))) {
            out.write((changed + "{\"rows\":\"" + ROWS + "\",\"sha256\":\"" + hash + "\"}\n")
                    .getBytes(StandardCharsets.US_ASCII));
        }
        RowsHeader header = RowsFile.check("lie", copy).header();
        assertEquals("bucket", header.bucket());
    }

    private Instant later(Duration after) {
        return published.plus(after);
    }

    private static Clock at(Instant when) {
        return Clock.fixed(when, ZoneOffset.UTC);
    }

    private void visit(Instant when) {
        try (MirrorSync sync = start(when)) {
            await(() -> sync.status().state() == SyncState.LIVE);
        }
    }

    private MirrorSync start(Instant when) {
        return MirrorSync.startFrom(place(when), rows, catalog, MemoryRows.PACE, at(when), () -> {});
    }

    private void assertSame() {
        assertEquals(rows.all(), all());
    }

    private List<ImageRecord> all() {
        return catalog.findAll(catalog.idsAfter("", 10_000));
    }
}
