package dev.vitrine.service.mirror;

import static dev.vitrine.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.Year;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A mirror of some users, or of their newest years.
class PartialMirrorTest {
    private static final MirrorScope ADA = MirrorScope.of(List.of("ada"), Optional.empty());
    private static final MirrorScope ADA_AND_BOB = MirrorScope.of(List.of("bob", "ada"), Optional.empty());
    private static final MirrorScope ADA_SINCE_2024 = MirrorScope.of(List.of("ada"), Optional.of(Year.of(2024)));
    private static final Instant LONG_AGO = Instant.parse("2019-05-05T05:05:05Z");

    @TempDir
    private Path folder;

    private final MemoryRows rows = new MemoryRows().withFeed().withSize(50_000_000, 35_000_000_000L);
    private SqliteCatalog catalog;

    @BeforeEach
    void open() {
        catalog = SqliteCatalog.openMirror(folder);
        for (int i = 0; i < 25; i++) {
            rows.put(image("ada-" + i, "ada", MemoryRows.NOW));
            rows.put(image("bob-" + i, "bob", MemoryRows.NOW));
            rows.put(image("eve-" + i, "eve", MemoryRows.NOW));
        }
        rows.put(image("ada-old", "ada", LONG_AGO));
        rows.put(image("ada-trash", "ada", MemoryRows.NOW).withDeletedAt(Optional.of(MemoryRows.NOW)));
        rows.put(image("eve-trash", "eve", MemoryRows.NOW).withDeletedAt(Optional.of(MemoryRows.NOW)));
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void onlyTheChosenUsersAreRead() {
        try (MirrorSync sync = live(ADA)) {
            assertEquals(ADA, sync.scope());
            assertEquals(Set.of("ada"), Set.copyOf(rows.spans()));
            assertTrue(catalog.findTrashed("ada-trash").isPresent());
            assertTrue(catalog.findTrashed("eve-trash").isEmpty());
        }
        assertEquals(27, catalog.count());
    }

    @Test
    void onlyTheNewestYearsAreRead() {
        try (MirrorSync _ = live(ADA_SINCE_2024)) {
            assertEquals(26, catalog.count());
            assertTrue(catalog.find("ada-old").isEmpty());
        }
    }

    @Test
    void whatOthersChangeElsewhereIsPassedOver() {
        try (MirrorSync _ = live(ADA)) {
            rows.put(image("eve-new", "eve", MemoryRows.NOW));
            rows.put(image("ada-new", "ada", MemoryRows.NOW));
            rows.remove("ada-3");
            await(() ->
                    catalog.find("ada-new").isPresent() && catalog.find("ada-3").isEmpty());
            assertTrue(catalog.find("eve-new").isEmpty());
        }
    }

    /// Whoever uploads for somebody else sees it.
    @Test
    void ownWritesElsewhereShowAndAreKeptUpToDate() {
        try (MirrorSync sync = live(ADA)) {
            sync.rows(new Tables(rows)).put(image("eve-own", "eve", MemoryRows.NOW));
            assertTrue(catalog.find("eve-own").isPresent());
        }
        try (MirrorSync _ = live(ADA)) {
            rows.put(image("eve-own", "eve", MemoryRows.NOW)
                    .withCaption(new Caption("Theirs", "", List.of()), MemoryRows.NOW.plusSeconds(5)));
            await(() -> catalog.find("eve-own").stream()
                    .anyMatch(image -> image.title().equals("Theirs")));
        }
    }

    @Test
    void aWiderChoiceReadsOnlyWhatIsMissing() {
        live(ADA_SINCE_2024).close();
        int before = rows.spans().size();
        try (MirrorSync sync = live(ADA_AND_BOB)) {
            assertEquals(0, rows.textReads());
            List<String> added = rows.spans().subList(before, rows.spans().size());
            assertEquals(
                    List.of("ada", "bob", "bob", "bob"), added.stream().sorted().toList(), "a page of what is old");
            assertEquals(SyncState.LIVE, sync.status().state());
        }
        assertEquals(52, catalog.count());
    }

    @Test
    void aNarrowerChoiceReadsNothingAndLeavesOutTheRest() {
        live(ADA_AND_BOB).close();
        int before = rows.spans().size();
        live(ADA_SINCE_2024).close();
        assertEquals(before, rows.spans().size());
        assertEquals(26, catalog.count());
        assertTrue(catalog.idsAfter("", 100).stream().allMatch(id -> id.startsWith("ada")));
    }

    /// Between the two anything may have stopped the reading.
    @Test
    void aWiderChoiceThatWasCutShortIsReadToItsEnd() {
        live(ADA).close();
        rows.failWith(new ImageException.Unreachable("Nothing answers.", null), 1);
        try (MirrorSync sync = start(ADA_AND_BOB)) {
            await(() -> sync.status().state() == SyncState.OFFLINE);
        }
        rows.work();
        live(ADA_AND_BOB).close();
        assertEquals(52, catalog.count());
    }

    @Test
    void whoeverWasAwayForLongComparesThePartAlone() {
        live(ADA).close();
        rows.remove("ada-1");
        rows.put(image("ada-new", "ada", MemoryRows.NOW));
        rows.put(image("eve-new", "eve", MemoryRows.NOW));
        rows.trimFeed();
        var later = Clock.offset(Clock.systemUTC(), java.time.Duration.ofDays(3));
        try (MirrorSync sync = MirrorSync.start(rows, catalog, MemoryRows.PACE, later, () -> {})) {
            sync.await(later.instant(), _ -> {});
        }
        assertTrue(rows.textReads() > 0);
        assertEquals(Set.of("ada"), Set.copyOf(rows.spans()));
        var expected = new TreeSet<>(rows.all().stream()
                .filter(image -> image.userId().equals("ada"))
                .map(ImageRecord::imageId)
                .toList());
        assertEquals(expected, new TreeSet<>(catalog.idsAfter("", 100)));
    }

    @Test
    void aLargePartIsAskedAboutAndAVeryLargeOneRefused() {
        rows.withEach(3_000_000);
        try (MirrorSync sync = start(ADA)) {
            await(() -> sync.status().asks().isPresent());
            FirstReading asks = sync.status().asks().get();
            assertEquals(3_000_000, asks.size().rows());
            assertEquals(3_000_000L * 700, asks.size().bytes());
            assertFalse(asks.isTooLarge());
            assertEquals(0, catalog.count());
            sync.agree();
            await(() -> sync.status().state() == SyncState.LIVE);
        }
        rows.withEach(19_000_000);
        try (MirrorSync sync = start(ADA_AND_BOB)) {
            await(() -> sync.status().asks().isPresent());
            assertFalse(sync.status().asks().get().isTooLarge(), "bob's, and the few that are here");
        }
        rows.withEach(20_000_001);
        try (MirrorSync sync = start(ADA_AND_BOB)) {
            await(() -> sync.status().asks().isPresent());
            assertTrue(sync.status().asks().get().isTooLarge());
            assertTrue(
                    sync.status().reason().contains("Choose fewer users"),
                    sync.status().reason());
        }
    }

    @Test
    void nothingFollowsFromWhatIsNotThere() {
        try (MirrorSync sync = live(ADA)) {
            assertFalse(sync.isProven());
            assertEquals(Optional.empty(), sync.header("bucket"));
            assertThrows(ImageException.Invalid.class, () -> sync.awaitProven(_ -> {}));
        }
        assertTrue(catalog.isPart());
    }

    /// Another process has these rows open, and would go on writing down how far it is.
    @Test
    void whoeverKeepsAnotherPartStops() {
        try (MirrorSync sync = live(ADA)) {
            MirrorSync.choose(ADA_AND_BOB, catalog);
            rows.put(image("ada-new", "ada", MemoryRows.NOW));
            await(() -> sync.status().state() == SyncState.OFFLINE);
            assertTrue(
                    sync.status().reason().contains("Open it again"),
                    sync.status().reason());
        }
        try (MirrorSync _ = live(ADA_AND_BOB)) {
            assertTrue(catalog.find("bob-1").isPresent());
            assertTrue(catalog.find("ada-new").isPresent());
        }
    }

    private MirrorSync live(MirrorScope scope) {
        MirrorSync sync = start(scope);
        await(() -> sync.status().state() == SyncState.LIVE);
        return sync;
    }

    private MirrorSync start(MirrorScope scope) {
        MirrorSync.choose(scope, catalog);
        return MirrorSync.start(rows, catalog, MemoryRows.PACE, Clock.systemUTC(), () -> {});
    }

    private static ImageRecord image(String id, String user, Instant created) {
        return new ImageRecord(
                id,
                user,
                new Caption("Title of " + id, "", List.of()),
                ImageFacts.UNKNOWN,
                created,
                created,
                Optional.empty());
    }
}
