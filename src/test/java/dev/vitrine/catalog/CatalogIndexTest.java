package dev.vitrine.catalog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.vitrine.Eventually;
import dev.vitrine.StandardError;
import dev.vitrine.catalog.index.IndexSnapshot;
import dev.vitrine.catalog.index.IndexVersion;
import dev.vitrine.disk.SimulatedDisk;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Order;
import dev.vitrine.image.ImageQuery.Word;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.search.SearchText;
import dev.vitrine.simulation.FailingAct;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

class CatalogIndexTest {
    private static final LibraryGenerator GENERATOR = new LibraryGenerator(5, 8, 60);

    @TempDir
    private static Path prepared;

    @TempDir
    private Path folder;

    private Path file;
    private Path snapshot;

    @AutoClose
    private SqliteCatalog catalog;

    @BeforeAll
    static void fill() {
        try (SqliteCatalog filled = SqliteCatalog.open(prepared.resolve("catalog.db"))) {
            filled.putAll(GENERATOR.images(3000));
        }
    }

    @BeforeEach
    void open() throws IOException {
        file = Files.copy(prepared.resolve("catalog.db"), folder.resolve("catalog.db"));
        snapshot = folder.resolve("cache").resolve("index.bin");
        catalog = SqliteCatalog.open(file);
    }

    @Test
    void anIndexFromTheSnapshotAnswersLikeOneFromTheRows() {
        CatalogIndex fromRows = CatalogIndex.open(catalog, folder.resolve("none"));
        CatalogIndex saved = CatalogIndex.open(catalog, snapshot);
        assertTrue(snapshotOfToday().isPresent());
        assertSameAnswers(fromRows, saved);
        assertSameAnswers(fromRows, CatalogIndex.open(catalog, snapshot));
    }

    @Test
    void whatHappenedSinceTheSnapshotIsFollowed() {
        CatalogIndex.open(catalog, snapshot);
        catalog.putAll(List.of(GENERATOR.image(5000)));
        catalog.deleteAll(List.of(GENERATOR.image(7).imageId()));
        assertSameAnswers(CatalogIndex.open(catalog, folder.resolve("none")), CatalogIndex.open(catalog, snapshot));
    }

    @Test
    void daysAndMonthsOfAddingAreThoseOfThePlaceWhereThePersonIs() {
        ImageRecord morning = GENERATOR.image(5000);
        catalog.deleteAll(catalog.idsAfter("", 5000));
        catalog.putAll(List.of(new ImageRecord(
                "01a2d9ee-0f6c-4b0f-8d2c-6d7f5a3f0001",
                morning.userId(),
                morning.caption(),
                ImageFacts.UNKNOWN,
                Instant.parse("2026-11-30T20:00:00Z"))));
        try (CatalogIndex inAuckland = in("Pacific/Auckland");
                CatalogIndex inReykjavik = in("Atlantic/Reykjavik")) {
            assertEquals(List.of(YearMonth.of(2026, 12)), months(inAuckland));
            assertEquals(1, inAuckland.search(added(LocalDate.of(2026, 12, 1))).size());
            assertEquals(0, inAuckland.search(added(LocalDate.of(2026, 11, 30))).size());
            assertEquals(List.of(YearMonth.of(2026, 11)), months(inReykjavik));
            assertEquals(0, inReykjavik.search(added(LocalDate.of(2026, 12, 1))).size());
        }
    }

    @Test
    void anUnknownDateIsNoDate() {
        ImageRecord template = GENERATOR.image(5000);
        catalog.deleteAll(catalog.idsAfter("", 5000));
        LocalDateTime taken = LocalDateTime.of(1999, 12, 31, 12, 0);
        catalog.putAll(List.of(
                added(template, 1, ImageFacts.UNKNOWN),
                added(template, 3, ImageFacts.UNKNOWN),
                added(template, 2, ImageFacts.UNKNOWN.with(Attribute.TAKEN_AT, taken))));
        try (CatalogIndex index = in("Pacific/Auckland")) {
            assertEquals(
                    List.of(),
                    ids(index, SearchText.parse("taken:2026", ImageQuery.ALL).query()));
            assertEquals(List.of(3, 1), ids(index, ImageQuery.ALL.withUndated(true)));
            ImageQuery byTaken = ImageQuery.ALL.withOrder(ImageQuery.Order.TAKEN);
            assertEquals(List.of(2, 3, 1), ids(index, byTaken));
            assertEquals(
                    List.of(
                            new ImageResult.Section(Optional.of(YearMonth.of(1999, 12)), true, 0, 1),
                            new ImageResult.Section(Optional.empty(), true, 1, 2)),
                    index.search(byTaken).sections());
            assertEquals(
                    List.of(new Count<>(1999, 1)), index.facets(ImageQuery.ALL).years());
        }
    }

    @Test
    void partsOfNamesAreFound() {
        ImageRecord template = GENERATOR.image(5000);
        catalog.deleteAll(catalog.idsAfter("", 5000));
        catalog.putAll(List.of(
                added(template, 1, ImageFacts.UNKNOWN.with(Attribute.ORIGINAL_NAME, "DSC_4259.JPG")),
                added(template, 2, ImageFacts.UNKNOWN.with(Attribute.ORIGINAL_NAME, "Brückenzürich.png"))));
        try (CatalogIndex index = in("Pacific/Auckland")) {
            assertEquals(List.of(1), found(index, "259"));
            assertEquals(List.of(1), found(index, "59"));
            assertEquals(List.of(1), found(index, "sc_42"));
            assertEquals(List.of(2), found(index, "ckenZUR"));
            assertEquals(List.of(2), found(index, "-259"));
            assertEquals(List.of(), found(index, "\"259\""), "what is quoted is meant as it stands");
            assertEquals(List.of(), found(index, "9"), "one letter is the beginning of a word");
            assertEquals(List.of(), found(index, "259jpg"), "words are apart");
        }
    }

    private static List<Integer> found(CatalogIndex index, String text) {
        return ids(index, SearchText.parse(text, ImageQuery.ALL).query());
    }

    private static final ImageQuery IN_NOVEMBER = ImageQuery.ALL.withAdded(
            Optional.of(new ImageQuery.Days(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30))));

    @Test
    void aResultKnowsTheShapesOfItsImagesInItsOrder() {
        ImageRecord template = GENERATOR.image(0);
        ImageFacts wide = ImageFacts.UNKNOWN.with(Attribute.WIDTH, 6000).with(Attribute.HEIGHT, 4000);
        ImageFacts tall = ImageFacts.UNKNOWN.with(Attribute.WIDTH, 3000).with(Attribute.HEIGHT, 4000);
        catalog.putAll(
                List.of(added(template, 1, wide), added(template, 2, ImageFacts.UNKNOWN), added(template, 3, tall)));
        try (CatalogIndex index = in("UTC")) {
            assertEquals(List.of(.75f, 1f, 1.5f), shapes(index.search(IN_NOVEMBER)));
            assertEquals(List.of(1.5f, 1f, .75f), shapes(index.search(IN_NOVEMBER.withOrder(ImageQuery.Order.OLDEST))));
        }
    }

    private static List<Float> shapes(ImageResult result) {
        return IntStream.range(0, result.size()).mapToObj(result.aspects()::at).toList();
    }

    @Test
    void aDayIsFoundOrTheOneThatComesNext() {
        ImageRecord template = GENERATOR.image(0);
        catalog.putAll(List.of(
                added(template, 1, ImageFacts.UNKNOWN),
                added(template, 3, ImageFacts.UNKNOWN),
                added(template, 7, ImageFacts.UNKNOWN)));
        try (CatalogIndex index = in("UTC")) {
            ImageResult newest = index.search(IN_NOVEMBER);
            assertEquals(OptionalInt.of(1), newest.indexNear(LocalDate.of(2026, 11, 3)));
            assertEquals(OptionalInt.of(1), newest.indexNear(LocalDate.of(2026, 11, 5)));
            assertEquals(OptionalInt.of(0), newest.indexNear(LocalDate.of(2027, 1, 1)));
            assertEquals(OptionalInt.of(2), newest.indexNear(LocalDate.of(1900, 1, 1)));
            ImageResult oldest = index.search(IN_NOVEMBER.withOrder(ImageQuery.Order.OLDEST));
            assertEquals(OptionalInt.of(2), oldest.indexNear(LocalDate.of(2026, 11, 5)));
            assertEquals(OptionalInt.of(2), oldest.indexNear(LocalDate.of(2027, 1, 1)));
            assertEquals(
                    OptionalInt.empty(),
                    index.search(IN_NOVEMBER.withOrder(ImageQuery.Order.TITLE)).indexNear(LocalDate.of(2026, 11, 5)));
        }
    }

    /// The last digit of its id tells an image, and on which day it was added.
    private static ImageRecord added(ImageRecord template, int day, ImageFacts facts) {
        Instant time = Instant.parse("2026-11-0" + day + "T20:00:00Z");
        return new ImageRecord(
                "01a2d9ee-0f6c-4b0f-8d2c-6d7f5a3f000" + day, template.userId(), template.caption(), facts, time);
    }

    private static List<Integer> ids(CatalogIndex index, ImageQuery query) {
        ImageResult result = index.search(query);
        return result.images(0, result.size()).stream()
                .map(image -> image.imageId().charAt(image.imageId().length() - 1) - '0')
                .toList();
    }

    private CatalogIndex in(String zone) {
        return CatalogIndex.open(catalog, snapshot, List.of(), ZoneId.of(zone));
    }

    private static ImageQuery added(LocalDate day) {
        return ImageQuery.ALL.withAdded(Optional.of(new ImageQuery.Days(day, day)));
    }

    private static List<YearMonth> months(CatalogIndex index) {
        List<YearMonth> shown = index.search(ImageQuery.ALL).sections().stream()
                .map(section -> section.month().orElseThrow())
                .toList();
        assertEquals(List.of(), index.facets(ImageQuery.ALL).months(), "nothing says when it was taken");
        return shown;
    }

    @Test
    void aSnapshotOlderThanTheLogIsNotUsed() {
        CatalogIndex.open(catalog, snapshot);
        catalog.putAll(List.of(GENERATOR.image(5000), GENERATOR.image(5001)));
        catalog.trimChangeLog(1);
        assertSameAnswers(CatalogIndex.open(catalog, folder.resolve("none")), CatalogIndex.open(catalog, snapshot));
    }

    @Test
    void aDamagedSnapshotIsNotUsed() throws IOException {
        CatalogIndex fromRows = CatalogIndex.open(catalog, folder.resolve("none"));
        CatalogIndex.open(catalog, snapshot);
        byte[] good = Files.readAllBytes(snapshot);
        var random = new Random(11);
        for (int i = 0; i < 400; i++) {
            byte[] bad = good.clone();
            int at = i < 200 ? good.length * i / 200 : good.length - 1 - (i - 200);
            bad[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(snapshot, bad);
            assertEquals(Optional.empty(), snapshotOfToday(), "at " + at);
        }
        for (int length : List.of(0, 5, 100, good.length - 1)) {
            Files.write(snapshot, java.util.Arrays.copyOf(good, length));
            assertSameAnswers(fromRows, CatalogIndex.open(catalog, snapshot));
        }
    }

    /// The byte at 7 of a set of one run says, at its head, how many rows it has; that at 15 how long the run is,
    /// which only whoever reads the set itself sees.
    @ParameterizedTest
    @ValueSource(ints = {7, 15})
    void aSetThatIsNotWhatWasWrittenIsMadeOfTheRowsAgain(int at) throws IOException {
        catalog.putAll(IntStream.range(6000, 6500)
                .mapToObj(number -> GENERATOR.image(number).withDeletedAt(Optional.empty()))
                .map(image -> image.withUserId("consecutive", image.updatedAt()))
                .toList());
        CatalogIndex fromRows = CatalogIndex.open(catalog, folder.resolve("none"));
        CatalogIndex.open(catalog, snapshot);
        var set = RoaringBitmap.bitmapOfRange(3001, 3501);
        set.runOptimize();
        ByteBuffer bytes = ByteBuffer.allocate(set.serializedSizeInBytes());
        set.serialize(bytes);
        SnapshotDamage.in(snapshot, bytes.array(), at);

        CatalogIndex damaged = CatalogIndex.open(catalog, snapshot);
        ImageQuery theirs = ImageQuery.ALL.withUsers(Set.of("consecutive"));
        assertEquals(fromRows.facets(ImageQuery.ALL), damaged.facets(ImageQuery.ALL));
        assertEquals(500, damaged.search(theirs).size());
        assertSameAnswers(fromRows, damaged);
        assertEquals(500, CatalogIndex.open(catalog, snapshot).search(theirs).size(), "it is kept as it is now");
    }

    @ParameterizedTest
    @ValueSource(longs = {Integer.MAX_VALUE, 1L << 36})
    void aSnapshotLargerThanTheMemoryIsNotUsed(long length) throws IOException {
        CatalogIndex.open(catalog, snapshot);
        SnapshotDamage.withColumnOf(length, snapshot);
        var reasons = new ArrayList<Throwable>();
        Logger log = Logger.getLogger(IndexSnapshot.class.getName());
        log.setLevel(Level.INFO);
        log.setFilter(line -> !reasons.add(line.getThrown()));
        try {
            assertEquals(Optional.empty(), snapshotOfToday());
        } finally {
            log.setFilter(null);
            log.setLevel(null);
        }
        assertInstanceOf(OutOfMemoryError.class, reasons.getLast());
    }

    private Optional<IndexVersion> snapshotOfToday() {
        return read(snapshot);
    }

    private Optional<IndexVersion> read(Path kept) {
        return new IndexSnapshot(kept, Attribute.searched(), ZoneId.systemDefault())
                .read(new CatalogReader(catalog.database()).identity());
    }

    /// Another start replaces the file.
    @Test
    void anIndexOutlivesTheSnapshotThatItCameFrom() throws IOException {
        CatalogIndex.open(catalog, snapshot);
        CatalogIndex fromSnapshot = CatalogIndex.open(catalog, snapshot);
        ImageRecord added = GENERATOR.image(5000);
        catalog.putAll(List.of(added));
        fromSnapshot.refresh();
        new IndexSnapshot(snapshot, Attribute.searched(), ZoneId.systemDefault())
                .write(new CatalogReader(catalog.database()).identity(), fromSnapshot.current());
        CatalogIndex fromNext = CatalogIndex.open(catalog, snapshot);
        Files.delete(snapshot);
        assertSameAnswers(CatalogIndex.open(catalog, folder.resolve("none")), fromSnapshot);
        assertSameAnswers(fromSnapshot, fromNext);
        assertTrue(fromNext.search(ImageQuery.ALL).contains(added.imageId()));
    }

    @Test
    void nothingIsLostWhenTheSnapshotIsCutMeanwhile() throws IOException {
        CatalogIndex.open(catalog, snapshot);
        CatalogIndex index = CatalogIndex.open(catalog, snapshot);
        ImageResult handedOut = index.search(ImageQuery.ALL);
        try (FileChannel channel = FileChannel.open(snapshot, StandardOpenOption.WRITE)) {
            channel.truncate(10);
        }
        CatalogIndex fromRows = CatalogIndex.open(catalog, folder.resolve("none"));
        ImageResult expected = fromRows.search(ImageQuery.ALL);
        assertEquals(expected.ids(0, expected.size()), handedOut.ids(0, handedOut.size()));
        assertEquals(expected.sections(), handedOut.sections());
        assertSameAnswers(fromRows, index);
        catalog.putAll(IntStream.range(5000, 5300).mapToObj(GENERATOR::image).toList());
        assertTrue(index.refresh());
        index.close();
        assertSameAnswers(CatalogIndex.open(catalog, folder.resolve("none")), CatalogIndex.open(catalog, snapshot));
    }

    @Test
    void aSnapshotThatMayOnlyBeReadIsUsed() throws IOException {
        CatalogIndex.open(catalog, snapshot);
        Path archive = folder.resolve("read-only.zip");
        try (FileSystem files = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Files.copy(snapshot, files.getPath("index.bin"));
        }
        try (FileSystem files = FileSystems.newFileSystem(archive, Map.of("accessMode", "readOnly"))) {
            assertTrue(read(files.getPath("index.bin")).isPresent());
        }
    }

    @Test
    void aSnapshotOfAnotherCatalogOrAnotherPastIsNotUsed() throws IOException {
        CatalogIndex.open(catalog, snapshot);
        Path copy = folder.resolve("copy.db");
        catalog.close();
        Files.copy(file, copy);
        catalog = SqliteCatalog.open(file);
        catalog.putAll(List.of(GENERATOR.image(5000), GENERATOR.image(5001)));
        new IndexSnapshot(snapshot, List.of(), ZoneId.systemDefault())
                .write(
                        new CatalogReader(catalog.database()).identity(),
                        CatalogIndex.open(catalog, snapshot).current());
        try (SqliteCatalog restored = SqliteCatalog.open(copy);
                SqliteCatalog other = SqliteCatalog.open(folder.resolve("other.db"))) {
            restored.putAll(List.of(GENERATOR.image(6000), GENERATOR.image(6001), GENERATOR.image(6002)));
            other.putAll(GENERATOR.images(10));
            assertSameAnswers(
                    CatalogIndex.open(restored, folder.resolve("none")), CatalogIndex.open(restored, snapshot));
            assertEquals(
                    10,
                    CatalogIndex.open(other, snapshot).facets(ImageQuery.ALL).all()
                            + CatalogIndex.open(other, snapshot)
                                    .facets(ImageQuery.ALL)
                                    .trash());
        }
    }

    @Test
    @StandardError.Says("The snapshot of the search index could not be kept")
    void aSnapshotOfAnotherPastIsNotUsedEitherWhereNoneCanBeKept() throws IOException {
        var disk = new SimulatedDisk(Files.createDirectory(folder.resolve("disk")));
        Path kept = disk.folder().resolve("index.bin");
        Path backup = folder.resolve("backup.db");
        catalog.close();
        Files.copy(file, backup);
        catalog = SqliteCatalog.open(file);
        catalog.putAll(
                IntStream.range(10_000, 10_250).mapToObj(GENERATOR::image).toList());
        CatalogIndex ofOtherPast = CatalogIndex.open(catalog, kept);
        try (SqliteCatalog restored = SqliteCatalog.open(backup)) {
            restored.putAll(
                    IntStream.range(20_000, 20_600).mapToObj(GENERATOR::image).toList());
            CatalogIndex fromRows = CatalogIndex.open(restored, folder.resolve("none"));
            FailingAct.Below failing = disk.failing(SimulatedDisk.Failure.FULL, 1);
            boolean isOver = false;
            for (int call = 1; !isOver; call++) {
                new IndexSnapshot(kept, Attribute.searched(), ZoneId.systemDefault())
                        .write(new CatalogReader(catalog.database()).identity(), ofOtherPast.current());
                failing.fail(call);
                CatalogIndex index = CatalogIndex.open(restored, kept);
                isOver = failing.calls() < call;
                failing.recover();
                assertSameAnswers(fromRows, index);
            }
        }
    }

    @Test
    void anAnswerDoesNotChangeWhenTheLibraryDoes() {
        CatalogIndex index = CatalogIndex.open(catalog, snapshot);
        ImageResult before = index.search(ImageQuery.ALL.withOrder(Order.TITLE));
        List<String> ids = before.ids(0, before.size());
        catalog.putAll(List.of(GENERATOR.image(5000)));
        catalog.deleteAll(List.of(ids.getFirst()));
        assertTrue(index.refresh());
        assertFalse(index.refresh());
        assertEquals(ids, before.ids(0, before.size()));
        assertEquals(
                ids.subList(1, 100),
                before.images(0, 100).stream().map(ImageRecord::imageId).toList());
        ImageResult after = index.search(ImageQuery.ALL.withOrder(Order.TITLE));
        assertTrue(after.indexOf(ids.getFirst()).isEmpty());
        assertTrue(after.indexOf(GENERATOR.image(5000).imageId()).isPresent());
    }

    @Test
    void manyChangesOneByOneGiveWhatReadingEverythingGives() {
        CatalogIndex index = CatalogIndex.open(catalog, snapshot);
        for (int i = 0; i < 100; i++) {
            ImageRecord image = GENERATOR.image(3000 + i);
            catalog.putAll(List.of(image, GENERATOR.image(i).withCaption(image.caption(), image.updatedAt())));
            if (i % 3 == 0) {
                catalog.deleteAll(List.of(GENERATOR.image(1000 + i).imageId()));
            }
            index.refresh();
        }
        assertSameAnswers(CatalogIndex.open(catalog, folder.resolve("none")), index);
    }

    @Test
    void pagesOutsideTheResultAreRefused() {
        ImageResult result = CatalogIndex.open(catalog, snapshot).search(ImageQuery.ALL);
        assertThrows(IndexOutOfBoundsException.class, () -> result.ids(0, result.size() + 1));
        assertEquals(List.of(), result.ids(result.size(), result.size()));
    }

    @Test
    void aPageOverAnEndIsNotFilledWithOtherImages() {
        CatalogIndex index = CatalogIndex.open(catalog, snapshot);
        for (Order order : Order.values()) {
            ImageResult result = index.search(ImageQuery.ALL.withOrder(order));
            int size = result.size();
            assertThrows(IndexOutOfBoundsException.class, () -> result.ids(-1, 1), order::name);
            assertThrows(IndexOutOfBoundsException.class, () -> result.ids(size - 1, size + 1), order::name);
        }
    }

    /// Whoever scrolls reads page after page.
    @Test
    void anAnswerIsPutInOrderOnce() {
        ImageResult result = CatalogIndex.open(catalog, snapshot).search(ImageQuery.ALL);
        result.ids(0, 1);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
            result.ids(i, i + 1);
        }
        long bytesAPage = (threads.getCurrentThreadAllocatedBytes() - before) / 100;
        assertTrue(bytesAPage < 2000, bytesAPage + " bytes a page");
    }

    @Test
    void twoProcessesOnOneLibrarySeeEachOther() throws Exception {
        try (SqliteCatalog other = SqliteCatalog.open(file);
                CatalogIndex index = CatalogIndex.open(catalog, snapshot);
                CatalogFeed feed = new CatalogFeed(index)) {
            var seen = new CountDownLatch(1);
            ImageRecord image = GENERATOR.image(7000).withDeletedAt(Optional.empty());
            try (AutoCloseable _ = feed.subscribe(() -> {
                if (index.search(ImageQuery.ALL).indexOf(image.imageId()).isPresent()) {
                    seen.countDown();
                }
            })) {
                other.put(image);
                assertTrue(seen.await(20, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    @StandardError.Says("The catalog could not be followed")
    void theFeedTellsSomethingUnexpectedAndGoesOn() {
        var version = new AtomicLong();
        var heard = new AtomicLong();
        var sound = new AtomicBoolean();
        try (var feed = new CatalogFeed(
                () -> {
                    if (!sound.get()) {
                        throw new IllegalStateException("not foreseen");
                    }
                },
                version::get)) {
            feed.subscribe(heard::incrementAndGet);
            feed.nudge();
            Eventually.await(feed::isFailing);
            feed.nudge();
            sound.set(true);
            version.set(7);
            feed.nudge();
            Eventually.await(() -> !feed.isFailing() && heard.get() > 0);
        }
    }

    @Test
    void aListenerThatFailsOrLeftDoesNotKeepTheOthersFromHearing() throws Exception {
        try (CatalogIndex index = CatalogIndex.open(catalog, snapshot);
                CatalogFeed feed = new CatalogFeed(index)) {
            var heard = new CountDownLatch(1);
            var wrong = new CountDownLatch(1);
            feed.subscribe(wrong::countDown).close();
            java.util.logging.Logger log = java.util.logging.Logger.getLogger(CatalogFeed.class.getName());
            log.setLevel(java.util.logging.Level.OFF);
            feed.subscribe(() -> {
                throw new IllegalStateException("on purpose");
            });
            feed.subscribe(heard::countDown);
            catalog.putAll(List.of(GENERATOR.image(8000)));
            feed.nudge();
            assertTrue(heard.await(20, TimeUnit.SECONDS));
            assertEquals(1, wrong.getCount());
            log.setLevel(null);
        }
    }

    private static void assertSameAnswers(CatalogIndex expected, CatalogIndex actual) {
        for (Order order : Order.values()) {
            ImageQuery query = ImageQuery.ALL.withOrder(order);
            for (ImageQuery each : List.of(
                    query,
                    query.withScope(ImageQuery.Scope.TRASH),
                    query.withUsers(Set.of("user0", "user2")),
                    query.withWords(List.of(new Word("su", false, false), new Word("golden gate", true, true))),
                    query.withNoTags(Set.of("sunset")))) {
                ImageResult result = expected.search(each);
                ImageResult other = actual.search(each);
                assertEquals(result.ids(0, result.size()), other.ids(0, other.size()), each::toString);
                assertEquals(result.sections(), other.sections());
                assertArrayEquals(result.aspects().halves(), other.aspects().halves());
                assertEquals(result.sizeBytes(), other.sizeBytes());
                assertEquals(expected.facets(each), actual.facets(each));
            }
        }
    }
}
