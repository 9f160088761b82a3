package dev.vitrine.service.mirror;

import static dev.vitrine.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.StandardError;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.simulation.ImpatientWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A mirror of some users, or of their newest years.
class PartialMirrorTest {
    private static final MirrorScope ADA = MirrorScope.of(List.of("ada"), Optional.empty());
    private static final MirrorScope BOB = MirrorScope.of(List.of("bob"), Optional.empty());
    private static final MirrorScope ADA_AND_BOB = MirrorScope.of(List.of("bob", "ada"), Optional.empty());
    private static final MirrorScope ADA_SINCE_2024 = MirrorScope.of(List.of("ada"), Optional.of(Year.of(2024)));
    private static final Instant LONG_AGO = Instant.parse("2019-05-05T05:05:05Z");

    @TempDir
    private Path folder;

    private final MemoryRows rows = new MemoryRows().withFeed().withSize(50_000_000, 35_000_000_000L);

    @BeforeEach
    void putRows() {
        for (int i = 0; i < 25; i++) {
            rows.put(image("ada-" + i, "ada", MemoryRows.NOW));
            rows.put(image("bob-" + i, "bob", MemoryRows.NOW));
            rows.put(image("eve-" + i, "eve", MemoryRows.NOW));
        }
        rows.put(image("ada-old", "ada", LONG_AGO));
        rows.put(image("ada-trash", "ada", MemoryRows.NOW).withDeletedAt(Optional.of(MemoryRows.NOW)));
        rows.put(image("eve-trash", "eve", MemoryRows.NOW).withDeletedAt(Optional.of(MemoryRows.NOW)));
    }

    @Test
    void onlyTheChosenUsersAreRead() {
        try (Mirrored part = live(ADA)) {
            assertEquals(ADA, part.sync().scope());
            assertEquals(Set.of("ada"), Set.copyOf(rows.spans()));
            assertTrue(part.catalog().findTrashed("ada-trash").isPresent());
            assertTrue(part.catalog().findTrashed("eve-trash").isEmpty());
            assertEquals(27, part.catalog().count());
        }
    }

    @Test
    void onlyTheNewestYearsAreRead() {
        try (Mirrored part = live(ADA_SINCE_2024)) {
            assertEquals(26, part.catalog().count());
            assertTrue(part.catalog().find("ada-old").isEmpty());
        }
    }

    @Test
    void whatOthersChangeElsewhereIsPassedOver() {
        try (Mirrored part = live(ADA)) {
            rows.put(image("eve-new", "eve", MemoryRows.NOW));
            rows.put(image("ada-new", "ada", MemoryRows.NOW));
            rows.remove("ada-3");
            await(() -> part.catalog().find("ada-new").isPresent()
                    && part.catalog().find("ada-3").isEmpty());
            assertTrue(part.catalog().find("eve-new").isEmpty());
        }
    }

    /// Whoever uploads for somebody else sees it.
    @Test
    void ownWritesElsewhereShowAndAreKeptUpToDate() {
        try (Mirrored part = live(ADA)) {
            part.sync().rows(new Tables(rows)).put(image("eve-own", "eve", MemoryRows.NOW));
            assertTrue(part.catalog().find("eve-own").isPresent());
        }
        try (Mirrored part = live(ADA)) {
            rows.put(image("eve-own", "eve", MemoryRows.NOW)
                    .withCaption(new Caption("Theirs", "", List.of()), MemoryRows.NOW.plusSeconds(5)));
            await(() -> part.catalog().find("eve-own").stream()
                    .anyMatch(image -> image.title().equals("Theirs")));
        }
    }

    /// The feed, which is followed from there on, does not tell of it.
    @Test
    void whatShowsInTheIndexOnlyLaterIsWaitedFor() {
        new ImpatientWorld().run(() -> {
            rows.putLate(image("ada-late", "ada", MemoryRows.NOW), Duration.ofSeconds(60));
            try (Mirrored part = live(ADA)) {
                assertTrue(part.has("ada-late"));
            }
        });
    }

    @Test
    void whatKilledProcessesLeftInAPartGoesWhenItIsOpened() throws IOException {
        live(ADA).close();
        Path left = Files.createFile(parts().getFirst().resolve("killed.lock"));
        try (Mirrored _ = begun(ADA)) {
            assertFalse(Files.exists(left));
        }
    }

    @Test
    void theSameChoiceAgainReadsNothing() {
        live(ADA).close();
        int before = rows.spans().size();
        try (Mirrored _ = live(ADA)) {
            assertEquals(before, rows.spans().size());
        }
    }

    @Test
    void anotherChoiceIsReadAnewAndTheFormerOneGoes() throws IOException {
        live(ADA_AND_BOB).close();
        try (Mirrored part = live(ADA_SINCE_2024)) {
            assertEquals(List.of(part.opened().rows()), parts());
            assertEquals(Map.of("ada", 26), part.users());
        }
        try (Mirrored part = live(ADA_AND_BOB)) {
            assertEquals(Map.of("ada", 27, "bob", 25), part.users());
        }
        new MirrorFolders(folder).choose(MirrorScope.ALL);
        assertEquals(List.of(), parts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ff0a", "0a0a2e2e"})
    @StandardError.Says("Which images are kept on this computer cannot be read")
    void whatWasChosenCannotBeReadAndAllIsThere(String damaged) throws IOException {
        live(ADA).close();
        Files.write(folder.resolve("parts").resolve("chosen"), HexFormat.of().parseHex(damaged));
        try (var opened = new MirrorFolders(folder).open(Optional.empty())) {
            assertEquals(MirrorScope.ALL, opened.scope());
        }
        try (var opened = new MirrorFolders(folder).open(Optional.of(ADA))) {
            assertEquals(ADA, opened.scope());
        }
    }

    /// Rows of a choice are never looked for in what another one left.
    @Test
    void aChoiceThatWasCutShortLeavesNothingToTheNext() {
        live(ADA).close();
        rows.failWith(new ImageException.Unreachable("Nothing answers.", null), 1);
        try (Mirrored part = begun(ADA_AND_BOB)) {
            await(() -> part.sync().status().state() == SyncState.OFFLINE);
        }
        rows.work();
        try (Mirrored part = live(ADA)) {
            assertEquals(Map.of("ada", 27), part.users());
        }
        try (Mirrored part = live(ADA_AND_BOB)) {
            assertEquals(Map.of("ada", 27, "bob", 25), part.users());
        }
    }

    /// The same choice again goes on with its catalog.
    @Test
    void aReadingThatWasCutShortIsGoneOnWith() {
        rows.failWith(new ImageException.Unreachable("Nothing answers.", null), 2);
        try (Mirrored part = begun(ADA_AND_BOB)) {
            await(() -> part.sync().status().state() == SyncState.OFFLINE);
        }
        rows.work();
        try (Mirrored part = live(ADA_AND_BOB)) {
            assertEquals(Map.of("ada", 27, "bob", 25), part.users());
        }
    }

    @Test
    void whoeverHasAnotherPartOpenGoesOnWithIt() throws IOException {
        try (Mirrored window = live(ADA_AND_BOB)) {
            try (Mirrored part = live(ADA)) {
                rows.put(image("bob-new", "bob", MemoryRows.NOW));
                rows.put(image("ada-new", "ada", MemoryRows.NOW));
                await(() -> window.has("bob-new") && part.has("ada-new"));
                assertEquals(Map.of("ada", 28), part.users());
                assertEquals(2, parts().size());
            }
            // And back, while that window has a part of the same users open.
            try (Mirrored part = live(ADA_AND_BOB)) {
                assertEquals(Map.of("ada", 28, "bob", 26), part.users());
                rows.put(image("ada-last", "ada", MemoryRows.NOW));
                await(() -> window.has("ada-last") && part.has("ada-last"));
            }
        }
        live(ADA_AND_BOB).close();
        assertEquals(1, parts().size());
    }

    /// Counting costs as much as reading.
    @Test
    void aPartIsCountedOnceHoweverLongTheQuestionStands() {
        rows.withEach(3_000_000);
        for (int i = 0; i < 2; i++) {
            try (Mirrored part = begun(ADA_AND_BOB)) {
                for (int j = 0; j < 3; j++) {
                    int before = rows.sizes();
                    part.sync().wake();
                    await(() -> rows.sizes() > before + 1
                            && part.sync().status().asks().isPresent());
                }
                assertEquals(
                        6_000_000,
                        part.sync().status().asks().orElseThrow().size().rows());
            }
        }
        assertEquals(2, rows.counts(), "one for each user");
    }

    /// Some may be deleted. Not at each opening: it takes minutes.
    @Test
    void whatWasTooManyIsCountedAgainADayLater() {
        rows.withEach(20_000_001);
        try (Mirrored part = begun(ADA)) {
            await(() -> part.sync().status().asks().stream().anyMatch(FirstReading::isTooLarge));
        }
        rows.withEach(100);
        try (Mirrored part = begun(ADA)) {
            await(() -> part.sync().status().asks().stream().anyMatch(FirstReading::isTooLarge));
        }
        try (Mirrored part = begun(ADA, Clock.offset(Clock.systemUTC(), Duration.ofDays(2)))) {
            await(() -> part.sync().status().state() == SyncState.LIVE);
        }
    }

    @Test
    void whoeverIsTooManyAlreadyIsCountedNoFurther() {
        rows.withEach(20_000_001);
        try (Mirrored part = begun(ADA_AND_BOB)) {
            await(() -> part.sync().status().asks().stream().anyMatch(FirstReading::isTooLarge));
            assertEquals(1, rows.counts());
        }
    }

    /// What is left behind takes no room from what is chosen instead.
    @Test
    void aPartInPlaceOfAnotherIsCountedByItself() {
        rows.withEach(10);
        live(ADA).close();
        rows.withEach(19_999_990);
        try (Mirrored part = begun(BOB)) {
            await(() -> part.sync().status().asks().isPresent());
            assertFalse(part.sync().status().asks().orElseThrow().isTooLarge());
        }
    }

    @Test
    void aSmallPartOfALargeOneIsNotAskedAbout() {
        rows.withSize(50_000_000, 35_000_000_000_000_000L); // 52 images are asked about, 27 are not
        try (Mirrored part = begun(ADA_AND_BOB)) {
            await(() -> part.sync().status().asks().isPresent());
            part.sync().agree();
            await(() -> part.sync().status().state() == SyncState.LIVE);
        }
        live(ADA).close();
    }

    /// The trash is read whole, as texts: those of others are not read a second time.
    @Test
    void whatOthersHaveInTheTrashIsNotAskedForByName() {
        for (int i = 0; i < 200; i++) {
            rows.put(image("trash-" + i, "eve", MemoryRows.NOW).withDeletedAt(Optional.of(MemoryRows.NOW)));
        }
        live(ADA).close();
        int asked = rows.askedIds();
        int reads = rows.reads();
        comeBack();
        assertEquals(reads, rows.reads());
        assertEquals(asked, rows.askedIds());
    }

    @Test
    void whoeverWasAwayForLongComparesThePartAlone() {
        live(ADA).close();
        rows.remove("ada-1");
        rows.put(image("ada-new", "ada", MemoryRows.NOW));
        rows.put(image("eve-new", "eve", MemoryRows.NOW));
        List<String> found = comeBack();
        assertTrue(rows.textReads() > 0);
        assertEquals(Set.of("ada"), Set.copyOf(rows.spans()));
        var expected = new TreeSet<>(rows.all().stream()
                .filter(image -> image.userId().equals("ada"))
                .map(ImageRecord::imageId)
                .toList());
        assertEquals(expected, new TreeSet<>(found));
    }

    @Test
    void aLargePartIsAskedAboutAndAVeryLargeOneRefused() {
        rows.withEach(3_000_000);
        try (Mirrored part = begun(ADA)) {
            await(() -> part.sync().status().asks().isPresent());
            FirstReading asks = part.sync().status().asks().get();
            assertEquals(3_000_000, asks.size().rows());
            assertEquals(3_000_000L * 700, asks.size().bytes());
            assertFalse(asks.isTooLarge());
            assertEquals(0, part.catalog().count());
            part.sync().agree();
            await(() -> part.sync().status().state() == SyncState.LIVE);
        }
        rows.withEach(20_000_001);
        try (Mirrored part = begun(ADA_AND_BOB)) {
            await(() -> part.sync().status().asks().isPresent());
            assertTrue(part.sync().status().asks().get().isTooLarge());
            assertTrue(
                    part.sync().status().reason().contains("no more can be searched on a computer. Choose fewer users"),
                    part.sync().status().reason());
        }
    }

    @Test
    void nothingFollowsFromWhatIsNotThere() {
        try (Mirrored part = live(ADA)) {
            assertFalse(part.sync().isProven());
            assertEquals(Optional.empty(), part.sync().header("bucket"));
            assertThrows(ImageException.Invalid.class, () -> part.sync().awaitProven(_ -> {}));
            assertTrue(part.catalog().isPart());
        }
    }

    /// After three days, in which the feed forgot what was.
    private List<String> comeBack() {
        rows.trimFeed();
        var later = Clock.offset(Clock.systemUTC(), Duration.ofDays(3));
        try (Mirrored part = begun(ADA, later)) {
            part.sync().await(later.instant(), _ -> {});
            return part.catalog().idsAfter("", 1000);
        }
    }

    private List<Path> parts() throws IOException {
        try (var found = Files.list(folder.resolve("parts"))) {
            return found.filter(Files::isDirectory).toList();
        }
    }

    private Mirrored live(MirrorScope scope) {
        Mirrored part = begun(scope);
        await(() -> part.sync().status().state() == SyncState.LIVE);
        return part;
    }

    private Mirrored begun(MirrorScope scope) {
        return begun(scope, Clock.systemUTC());
    }

    private Mirrored begun(MirrorScope scope, Clock clock) {
        MirrorFolders.Opened opened = new MirrorFolders(folder).open(Optional.of(scope));
        SqliteCatalog catalog = SqliteCatalog.openMirror(opened.rows());
        MirrorSync.keepOnly(opened.scope(), catalog);
        return new Mirrored(opened, catalog, MirrorSync.start(rows, catalog, MemoryRows.PACE, clock, () -> {}));
    }

    private record Mirrored(MirrorFolders.Opened opened, SqliteCatalog catalog, MirrorSync sync)
            implements AutoCloseable {
        boolean has(String imageId) {
            return catalog.find(imageId).isPresent();
        }

        /// With the number of their images.
        Map<String, Integer> users() {
            var users = new TreeMap<String, Integer>();
            catalog.findAll(catalog.idsAfter("", 1000)).forEach(image -> users.merge(image.userId(), 1, Integer::sum));
            return users;
        }

        @Override
        public void close() {
            sync.close();
            catalog.close();
            opened.close();
        }
    }

    private static ImageRecord image(String id, String user, Instant created) {
        return new ImageRecord(id, user, new Caption("Title of " + id, "", List.of()), ImageFacts.UNKNOWN, created);
    }
}
