package dev.vitrine.service.mirror;

import static dev.vitrine.Eventually.await;
import static dev.vitrine.service.mirror.MemoryRows.NOW;
import static dev.vitrine.service.mirror.MemoryRows.image;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.FullDisk;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.FolderContent;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Subscription;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.store.ChangeBeacon;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.Purge;
import dev.vitrine.store.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MirrorSyncTest {
    private static final RetryPolicy REQUESTS = new RetryPolicy(8, Duration.ofMillis(5), Duration.ofMillis(20));
    private static final RetryPolicy RECONNECT = RetryPolicy.forever(Duration.ofMillis(5), Duration.ofMillis(20));
    private static final PollingPace QUICK =
            new PollingPace(4, Duration.ofMillis(5), Duration.ofMillis(20), REQUESTS, RECONNECT);
    private static final PollingPace SELDOM =
            new PollingPace(4, Duration.ofMillis(5), Duration.ofHours(1), REQUESTS, RECONNECT);

    @TempDir
    private Path folder;

    @AutoClose
    private SqliteCatalog catalog;

    @BeforeEach
    void openCatalog() {
        catalog = SqliteCatalog.openMirror(folder);
    }

    @Test
    void everyRowIsMirroredLiveOrInTheTrash() {
        MemoryRows rows = new MemoryRows().with(100);
        rows.put(image("image-00042").withDeletedAt(Optional.of(NOW)));

        try (MirrorSync sync = start(rows, SELDOM)) {
            await(() -> sync.status().state() == SyncState.WAITING);

            assertEquals(rows.readAll(catalog.idsAfter("", 1000)), catalog.findAll(catalog.idsAfter("", 1000)));
            assertEquals(100, catalog.idsAfter("", 1000).size());
            assertEquals(100, sync.status().read());
            assertTrue(sync.status().asOf().isPresent());
        }
    }

    @Test
    void aFirstReadingOfVeryManyRowsMakesTheIndexesAtItsEnd() {
        Set<String> before = indexes();
        assertFalse(before.isEmpty());
        MemoryRows rows = new MemoryRows().with(100).withRoughCount(Mirror.MANY);
        var meanwhile = new CopyOnWriteArrayList<Set<String>>();
        rows.afterNextAnswer(() -> meanwhile.add(indexes()));

        try (MirrorSync sync = start(rows, SELDOM)) {
            await(() -> sync.status().state() == SyncState.WAITING);
        }

        assertEquals(List.of(Set.of()), meanwhile);
        assertEquals(before, indexes());
        assertEquals(100, catalog.idsAfter("", 1000).size());
    }

    @Test
    void aFirstReadingThatGoesOnTakesTheIndexesAsTheyAre() {
        MemoryRows rows = new MemoryRows().with(100).withRoughCount(Mirror.MANY);
        rows.failWith(new ImageException.Unreachable("gone", null), 2);
        try (MirrorSync sync = start(rows, SELDOM)) {
            await(() -> sync.status().state() == SyncState.OFFLINE);
        }
        catalog.makeIndexes(); // as an earlier version did when it was opened
        Set<String> made = indexes();
        var meanwhile = new CopyOnWriteArraySet<Set<String>>();
        rows.work();

        try (MirrorSync sync =
                MirrorSync.start(rows, catalog, SELDOM, Clock.systemUTC(), () -> meanwhile.add(indexes()))) {
            await(() -> sync.status().state() == SyncState.WAITING);
        }

        assertEquals(Set.of(made), meanwhile);
        assertEquals(made, indexes());
    }

    /// Those that have a name.
    private Set<String> indexes() {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("catalog.sqlite"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")) {
            var names = new HashSet<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Timeout(60)
    void whoWaitsCanStopWhileNothingComes() {
        var asked = new AtomicInteger();
        try (MirrorSync silent = MirrorSync.idle(new MemoryRows(), catalog, SELDOM, Clock.systemUTC(), () -> {})) {
            assertThrows(
                    ImageException.Cancelled.class,
                    () -> silent.await(NOW, _ -> {
                        if (asked.incrementAndGet() == 2) {
                            throw new ImageException.Cancelled("Stopped.");
                        }
                    }));
        }
    }

    @Test
    void theFeedBringsWhatOthersAddChangeTrashAndDelete() {
        MemoryRows rows = new MemoryRows().with(30).withFeed();
        try (MirrorSync sync = start(rows, SELDOM)) {
            await(() -> sync.status().state() == SyncState.LIVE);
            ImageRecord changed = image("image-00001").withCaption(image("x").caption(), NOW.plusSeconds(1));

            rows.put(image("new"));
            rows.put(changed);
            rows.put(image("image-00002").withDeletedAt(Optional.of(NOW)));
            rows.remove("image-00003");

            await(() -> catalog.find("new").isPresent()
                    && catalog.find("image-00001").equals(Optional.of(changed))
                    && catalog.findTrashed("image-00002").isPresent()
                    && catalog.findAll(List.of("image-00003")).isEmpty());
        }
    }

    /// A lid was closed, and the feed has forgotten what happened meanwhile.
    @Test
    void whoSleptForLongerThanTheFeedReachesReadsEverythingAgain() {
        MemoryRows rows = new MemoryRows().with(30).withFeed();
        var slept = new AtomicReference<>(Duration.ZERO);
        var clock = InstantSource.system();
        InstantSource later = () -> clock.instant().plus(slept.get());
        try (MirrorSync sync = MirrorSync.start(rows, catalog, SELDOM, later.withZone(ZoneOffset.UTC), () -> {})) {
            await(() -> sync.status().state() == SyncState.LIVE);
            synchronized (rows) {
                rows.remove("image-00003");
                rows.trimFeed();
                slept.set(Duration.ofHours(26));
            }
            await(() -> catalog.findAll(List.of("image-00003")).isEmpty());
        }
    }

    private static Clock ahead(AtomicReference<Duration> by) {
        var clock = InstantSource.system();
        InstantSource wrong = () -> clock.instant().plus(by.get());
        return wrong.withZone(ZoneOffset.UTC);
    }

    /// It seems to be of later than now, for as long as the clock was ahead.
    @Test
    void whatAClockWroteThatWasAMonthAheadIsReadAgain() {
        MemoryRows rows = new MemoryRows().with(30).withFeed();
        var month = new AtomicReference<>(Duration.ofDays(30));
        try (MirrorSync sync = MirrorSync.start(rows, catalog, SELDOM, ahead(month), () -> {})) {
            await(() -> sync.status().state() == SyncState.LIVE);
        }
        rows.remove("image-00003");
        rows.trimFeed();
        try (MirrorSync sync = start(rows, SELDOM)) {
            await(() -> catalog.findAll(List.of("image-00003")).isEmpty());
            await(() -> sync.status().state() == SyncState.LIVE);
            assertFalse(sync.status().asOf().orElseThrow().isAfter(Instant.now()));
        }
    }

    @Test
    void aClockThatIsPutRightWhileTheFeedIsFollowedStopsNothing() {
        MemoryRows rows = new MemoryRows().with(30).withFeed();
        var ahead = new AtomicReference<>(Duration.ofDays(30));
        try (MirrorSync sync = MirrorSync.start(rows, catalog, SELDOM, ahead(ahead), () -> {})) {
            await(() -> sync.status().state() == SyncState.LIVE);
            synchronized (rows) {
                rows.remove("image-00003");
                rows.trimFeed();
                ahead.set(Duration.ZERO);
            }
            await(() -> catalog.findAll(List.of("image-00003")).isEmpty());
        }
    }

    /// Who asks wants to know what is there now, not what a clock that was ahead saw.
    @Test
    void whoAsksAfterAClockWasAheadGetsWhatIsThereNow() {
        MemoryRows rows = new MemoryRows().with(25);
        var hour = new AtomicReference<>(Duration.ofHours(1));
        try (MirrorSync sync = MirrorSync.start(rows, catalog, SELDOM, ahead(hour), () -> {})) {
            await(() -> sync.status().state() == SyncState.WAITING);
        }
        rows.remove("image-00007");
        try (MirrorSync sync = start(rows, SELDOM)) {
            sync.await(Instant.now(), _ -> {});
            assertEquals(24, catalog.idsAfter("", 100).size());
        }
    }

    static Stream<ImageException> uselessFeeds() {
        return Stream.of(
                new ImageException.Denied("no right", null),
                new ImageException.NotFound("trimmed", null),
                new ImageException.Unreachable("500", null),
                new ImageException.Failed("odd", null),
                new ImageException.Throttled("slower", null, 1));
    }

    /// Rows that can be read are not out of reach, and are not read again and again without a pause either.
    @ParameterizedTest
    @MethodSource("uselessFeeds")
    void aFeedThatIsOfNoUseIsDoneWithout(ImageException trouble) {
        MemoryRows rows = new MemoryRows().with(30).withFeed();
        rows.breakFeed(trouble);
        var states = new CopyOnWriteArrayList<SyncState>();
        try (MirrorSync sync = start(rows, SELDOM)) {
            var _ = sync.subscribe(() -> states.add(sync.status().state()));
            await(() -> sync.status().state() == SyncState.WAITING);
            assertEquals(30, catalog.idsAfter("", 1000).size());
            rows.put(image("new"));
            int before = rows.reads();
            sync.wake();
            await(() -> catalog.find("new").isPresent());
            await(() -> sync.status().state() == SyncState.WAITING);
            assertTrue(rows.reads() - before <= 10, "one complete reading");
            assertFalse(states.contains(SyncState.OFFLINE), states.toString());
        }
    }

    /// One lost answer is no reason to read a whole library, nor to do so for an hour.
    @Test
    void aFeedThatDoesNotAnswerOnceIsFollowedOn() {
        MemoryRows rows = new MemoryRows().with(30).withFeed();
        try (MirrorSync sync = start(rows, SELDOM)) {
            await(() -> sync.status().state() == SyncState.LIVE);
            int before = rows.reads();
            rows.breakFeed(new ImageException.Unreachable("The connection broke.", null));
            await(() -> sync.status().slowed());
            rows.mendFeed();
            rows.put(image("new"));
            await(() -> catalog.find("new").isPresent());
            assertEquals(SyncState.LIVE, sync.status().state());
            assertEquals(before, rows.reads());
        }
    }

    /// Beside it, a beacon shows what windows change, and nothing of what other programs do.
    @ParameterizedTest
    @MethodSource("uselessFeeds")
    @Timeout(20)
    void whoAsksGetsAnAnswerThoughTheFeedBreaksBesideABeacon(ImageException trouble) {
        MemoryRows rows = new MemoryRows().with(30).withFeed().withBeacon(new QuietBeacon());
        try (MirrorSync sync = start(rows, SELDOM)) {
            await(() -> sync.status().state() == SyncState.LIVE);
            rows.breakFeed(trouble);
            rows.put(image("new"));
            sync.await(Instant.now(), _ -> {});
            assertTrue(catalog.find("new").isPresent());
        }
    }

    private static final class QuietBeacon implements ChangeBeacon {
        @Override
        public Optional<Signal> look() {
            return Optional.of(new Signal(1, List.of(), 1));
        }

        @Override
        public void report(Collection<String> imageIds) {}

        @Override
        public void close() {}
    }

    /// Whoever asks must not hear that the service is out of reach.
    @Test
    void aFullDiskIsToldAndTheFillingGoesOnWhenThereIsRoom() {
        MemoryRows rows = new MemoryRows();
        for (int i = 0; i < 60; i++) {
            rows.put(longImage("image-" + i));
        }
        FullDisk.begin(catalog);
        try (MirrorSync sync = start(rows, SELDOM)) {
            await(() -> sync.status().state() == SyncState.OFFLINE);
            assertTrue(sync.status().reason().contains("is full"), sync.status().reason());
            assertTrue(sync.failure().orElseThrow() instanceof ImageException.Failed failed && failed.passes());
            FullDisk.end(catalog);
            sync.wake();
            await(() -> sync.status().state() == SyncState.WAITING);
            assertEquals(60, catalog.idsAfter("", 1000).size());
        }
    }

    private static ImageRecord longImage(String id) {
        return image(id).withCaption(new Caption(id, "x".repeat(100_000), List.of()), NOW);
    }

    @Test
    void whatChangesWhileReadingIsFoundInTheFeedAfterwards() {
        MemoryRows rows = new MemoryRows().with(300).withFeed();
        rows.failWith(new ImageException.Unreachable("gone", null), 20);
        try (MirrorSync sync = start(rows, SELDOM)) {
            await(() -> sync.status().state() == SyncState.OFFLINE);
            List<String> already = catalog.idsAfter("", 1000);
            assertTrue(!already.isEmpty() && already.size() < 300, "read " + already.size());
            rows.remove(already.getFirst());
            rows.work();
            sync.wake();
            await(() -> sync.status().state() == SyncState.LIVE
                    && catalog.findAll(List.of(already.getFirst())).isEmpty());
            assertEquals(299, catalog.idsAfter("", 1000).size());
        }
    }

    @Test
    void withoutAFeedDeletedRowsAreFoundByReadingAgain() {
        MemoryRows rows = new MemoryRows().with(25);
        try (MirrorSync sync = start(rows, QUICK)) {
            await(() -> catalog.idsAfter("", 100).size() == 25);
            rows.remove("image-00007");
            await(() -> catalog.idsAfter("", 100).size() == 24);
            assertTrue(sync.status().asOf().isPresent());
        }
    }

    @Test
    void aReadingGoesOnAfterARestart() {
        MemoryRows rows = new MemoryRows().with(400);
        rows.failWith(new ImageException.Unreachable("gone", null), 20);
        try (MirrorSync sync = start(rows, SELDOM)) {
            await(() -> sync.status().state() == SyncState.OFFLINE);
        }
        rows.work();
        try (MirrorSync sync = start(rows, SELDOM)) {
            await(() -> sync.status().state() == SyncState.WAITING);
        }
        assertEquals(400, catalog.idsAfter("", 1000).size());
        // 40 pages and at most one more for each part, instead of 20 and then all again.
        assertTrue(rows.reads() <= 50, "reads: " + rows.reads());
    }

    @Test
    void noPageIsReadTwiceBecauseOfARestart() {
        var oneByOne = new PollingPace(1, Duration.ofMillis(5), Duration.ofHours(1), REQUESTS, RECONNECT);
        MemoryRows rows = new MemoryRows().with(400);
        rows.failWith(new ImageException.Unreachable("gone", null), 20);
        try (MirrorSync sync = start(rows, oneByOne)) {
            await(() -> sync.status().state() == SyncState.OFFLINE);
        }
        rows.work();
        try (MirrorSync sync = start(rows, oneByOne)) {
            await(() -> sync.status().state() == SyncState.WAITING);
        }
        assertEquals(40 + 1, rows.reads(), "pages, and that of the empty trash");
    }

    @Test
    void aReadingThatWentOnAfterARestartRemovesWhatIsGoneToo() {
        MemoryRows rows = new MemoryRows().with(400);
        try (MirrorSync sync = start(rows, SELDOM)) {
            await(() -> sync.status().state() == SyncState.WAITING);
        }
        rows.remove("image-00003");
        rows.failWith(new ImageException.Unreachable("gone", null), 20);
        var later = new MirrorState(catalog);
        later.lose();
        try (MirrorSync sync = start(rows, SELDOM)) {
            await(() -> sync.status().state() == SyncState.OFFLINE);
        }
        rows.work();
        try (MirrorSync sync = start(rows, SELDOM)) {
            await(() -> sync.status().state() == SyncState.WAITING);
        }
        assertEquals(399, catalog.idsAfter("", 1000).size());
        assertEquals(List.of(), catalog.findAll(List.of("image-00003")));
    }

    @Test
    void aCatalogThatWasTakenAwayIsFilledAgain() throws IOException {
        MemoryRows rows = new MemoryRows().with(40).withFeed();
        try (MirrorSync sync = start(rows, SELDOM)) {
            await(() -> sync.status().state() == SyncState.LIVE);
        }
        catalog.close();
        for (Path file : FolderContent.in(folder).stream()
                .filter(each -> each.getFileName().toString().startsWith("catalog"))
                .toList()) {
            Files.delete(file);
        }
        openCatalog();
        try (MirrorSync sync = start(rows, SELDOM)) {
            await(() -> sync.status().state() == SyncState.LIVE);
            assertEquals(40, catalog.idsAfter("", 1000).size());
        }
    }

    /// It says what a row was before it went to the trash: only asking again tells which came first. It is in no
    /// feed, and a page that is behind does not show it.
    @Test
    void whatChangedRightBeforeTheFirstReadingIsNotMissed() {
        MemoryRows rows = new MemoryRows().with(20).withFeed();
        rows.fallBehind();
        rows.put(image("new"));
        rows.remove("image-00004");
        try (MirrorSync sync = start(rows, SELDOM)) {
            await(() -> sync.status().state() == SyncState.LIVE);
            assertEquals(Optional.of(image("new")), catalog.find("new"));
            assertEquals(Optional.empty(), catalog.find("image-00004"));
        }
    }

    @Test
    void aStalePageDoesNotBringATrashedRowBack() {
        MemoryRows rows = new MemoryRows().with(20);
        rows.freezeReadings();
        var trashed = image("image-00004").withDeletedAt(Optional.of(NOW));
        rows.put(trashed);
        catalog.putAll(List.of(trashed));
        try (MirrorSync sync = start(rows, SELDOM)) {
            await(() -> sync.status().state() == SyncState.WAITING);
            assertEquals(Optional.of(trashed), catalog.findTrashed("image-00004"));
        }
    }

    @Test
    void aStalePageDoesNotUndoANewerChange() {
        MemoryRows rows = new MemoryRows().with(20);
        rows.freezeReadings();
        var changed = image("image-00004").withCaption(image("x").caption(), NOW.plusSeconds(1));
        rows.put(changed);
        catalog.putAll(List.of(changed));
        var shown = new CopyOnWriteArrayList<Optional<ImageRecord>>();
        try (MirrorSync sync = MirrorSync.start(
                rows, catalog, SELDOM, Clock.systemUTC(), () -> shown.add(catalog.find("image-00004")))) {
            await(() -> sync.status().state() == SyncState.WAITING);
            assertEquals(Set.of(Optional.of(changed)), Set.copyOf(shown));
        }
    }

    @Test
    void aMirrorThatIsCompleteDoesNotReadEverythingAtTheNextStart() {
        MemoryRows rows = new MemoryRows().with(40).withFeed();
        try (MirrorSync sync = start(rows, SELDOM)) {
            await(() -> sync.status().state() == SyncState.LIVE);
        }
        int reads = rows.reads();
        rows.put(image("new"));
        try (MirrorSync _ = start(rows, SELDOM)) {
            await(() -> catalog.find("new").isPresent());
        }
        assertEquals(reads, rows.reads());
    }

    @Test
    void ownWritesShowAtOnceAndNoStaleReadingUndoesThem() {
        MemoryRows rows = new MemoryRows().with(20);
        rows.freezeReadings();
        try (MirrorSync sync = start(rows, QUICK);
                MetadataStore own = sync.rows(new Tables(rows))) {
            await(() -> catalog.idsAfter("", 100).size() == 20);

            own.put(image("new"));
            own.update(
                    new ImageEdit(
                            image("image-00001"), image("image-00001").caption().withTitle("Mine")),
                    NOW.plusSeconds(5));
            own.trash("image-00002", NOW);
            Purge.row(own, "image-00003");

            assertOwnWritesShow();
            var asOf = sync.status().asOf();
            await(() ->
                    sync.status().asOf().isPresent() && !sync.status().asOf().equals(asOf));
            var next = sync.status().asOf();
            await(() -> !sync.status().asOf().equals(next));
            assertOwnWritesShow();
        }
    }

    private void assertOwnWritesShow() {
        assertTrue(catalog.find("new").isPresent());
        assertEquals("Mine", catalog.find("image-00001").orElseThrow().title());
        assertTrue(catalog.findTrashed("image-00002").isPresent());
        assertEquals(List.of(), catalog.findAll(List.of("image-00003")));
    }

    @Test
    void offlineItSaysWhyKeepsWhatItHasAndReconnectsByItself() {
        MemoryRows rows = new MemoryRows().with(10).withFeed();
        try (MirrorSync sync = start(rows, SELDOM)) {
            await(() -> sync.status().state() == SyncState.LIVE);
            rows.failWith(new ImageException.Unreachable("Nothing answers.", null), 0);
            await(() -> sync.status().state() == SyncState.OFFLINE);
            assertEquals("Nothing answers.", sync.status().reason());
            assertEquals(10, catalog.idsAfter("", 100).size());

            rows.work();
            rows.put(image("new"));
            await(() -> sync.status().state() == SyncState.LIVE
                    && catalog.find("new").isPresent());
        }
    }

    /// It tries again every second, and an outage may last for hours.
    @Test
    void anOutageIsLoggedOnce() {
        MemoryRows rows = new MemoryRows().with(10).withFeed();
        var logged = new CopyOnWriteArrayList<String>();
        try (var _ = heard(logged);
                MirrorSync sync = start(rows, SELDOM)) {
            for (int outages = 1; outages <= 2; outages++) {
                await(() -> sync.status().state() == SyncState.LIVE);
                rows.failWith(new ImageException.Unreachable("Nothing answers.", null), 0);
                await(() -> sync.status().state() == SyncState.OFFLINE);
                int before = rows.failed();
                await(() -> rows.failed() > before + 20);
                assertEquals(outages, logged.size(), logged.toString());
                rows.work();
                sync.wake();
            }
        }
    }

    /// What an outage does to requests that only save time is part of it.
    @Test
    void anOutageAtTheStartIsLoggedOnceToo() {
        MemoryRows rows = new MemoryRows().with(10).withFeed();
        rows.breakFeed(new ImageException.Denied("No feed for you.", null));
        rows.failWith(new ImageException.Unreachable("Nothing answers.", null), 0);
        var logged = new CopyOnWriteArrayList<String>();
        try (var _ = heard(logged);
                MirrorSync sync = start(rows, SELDOM)) {
            await(() -> sync.status().state() == SyncState.OFFLINE);
            int before = rows.failed();
            await(() -> rows.failed() > before + 20);
            assertEquals(Set.copyOf(logged).size(), logged.size(), logged.toString());
        }
    }

    private static Subscription heard(List<String> logged) {
        Logger log = Logger.getLogger(StatusReport.class.getName());
        var handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getThrown() != null) {
                    logged.add(line.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Level level = log.getLevel();
        log.setLevel(Level.INFO);
        log.addHandler(handler);
        log.setUseParentHandlers(false);
        return () -> {
            log.removeHandler(handler);
            log.setUseParentHandlers(true);
            log.setLevel(level);
        };
    }

    @Test
    void whoHearsThatItIsOfflineCanAskWhy() {
        MemoryRows rows = new MemoryRows().with(10).withFeed();
        var reasons = new CopyOnWriteArrayList<Optional<ImageException>>();
        try (MirrorSync sync = start(rows, SELDOM)) {
            await(() -> sync.status().state() == SyncState.LIVE);
            sync.subscribe(() -> {
                if (sync.status().state() == SyncState.OFFLINE) {
                    reasons.add(sync.failure());
                }
            });
            var gone = new ImageException.Unreachable("Nothing answers.", null);
            rows.failWith(gone, 0);
            await(() -> !reasons.isEmpty());
            assertEquals(Optional.of(gone), reasons.getFirst());
        }
    }

    @Test
    void throttlingSlowsTheReadingAndShows() {
        MemoryRows rows = new MemoryRows().with(300);
        rows.failWith(new ImageException.Throttled("slow down", null), 10);
        try (MirrorSync sync = start(rows, SELDOM)) {
            await(() -> sync.status().slowed());
            rows.work();
            await(() -> sync.status().state() == SyncState.WAITING);
            assertEquals(300, catalog.idsAfter("", 1000).size());
            assertTrue(!sync.status().slowed());
        }
    }

    /// An index runs behind, and an empty catalog knows nothing newer.
    @Test
    void theFirstLookDoesNotShowWhatWasDeletedBefore() {
        MemoryRows rows = new MemoryRows().with(2).withFeed();
        rows.fallBehind();
        rows.remove("image-00001");
        var shown = new CopyOnWriteArraySet<String>();
        try (MirrorSync sync = MirrorSync.start(
                rows, catalog, MemoryRows.PACE, Clock.systemUTC(), () -> shown.addAll(catalog.idsAfter("", 10)))) {
            await(() -> sync.status().state() == SyncState.LIVE);
        }
        assertEquals(Set.of("image-00000"), shown);
    }

    private MirrorSync start(MemoryRows rows, PollingPace pace) {
        return MirrorSync.start(rows, catalog, pace, Clock.systemUTC(), () -> {});
    }
}
