package dev.vitrine.service.mirror;

import static dev.vitrine.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.store.RowSource.TableSize;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person is asked before a large table is read for the first time.
class FirstReadingTest {

    @TempDir
    private Path folder;

    private final MemoryRows rows = new MemoryRows().with(50).withFeed();

    @AutoClose
    private SqliteCatalog catalog;

    @BeforeEach
    void open() {
        catalog = SqliteCatalog.openMirror(folder);
    }

    @Test
    void upToTwoMillionRowsAreReadInSilence() {
        rows.withSize(2_000_000, 1_400_000_000L);
        try (MirrorSync sync = start()) {
            await(() -> sync.status().state() == SyncState.LIVE);
        }
        assertEquals(50, catalog.count());
    }

    @Test
    void ofMoreNothingIsReadUntilSomebodyAgrees() {
        rows.withSize(2_000_001, 1_400_000_000L);
        try (MirrorSync sync = start()) {
            await(() -> sync.status().asks().isPresent());
            assertEquals(SyncState.OFFLINE, sync.status().state());
            assertFalse(sync.status().asks().get().isTooLarge());
            assertEquals(0, catalog.count());
            assertEquals(0, rows.reads());
            var refusal = assertThrows(ImageException.Invalid.class, () -> sync.await(Instant.now(), _ -> {}));
            assertTrue(refusal.getMessage().contains("open it and agree"), "the way out: " + refusal.getMessage());
            sync.agree();
            sync.await(Instant.now(), _ -> {});
            assertTrue(sync.status().asks().isEmpty());
        }
        assertEquals(50, catalog.count());
    }

    @Test
    void whoeverIsStoppedWhileWaitingStaysStopped() {
        try (MirrorSync sync = start()) {
            Thread.currentThread().interrupt();
            assertThrows(ImageException.Cancelled.class, () -> sync.await(Instant.MAX, _ -> {}));
            assertTrue(Thread.interrupted());
        }
    }

    /// It looks again every half minute, or more often.
    @Test
    void aYesWhileTheSizeIsLookedAtAgainIsNotAnsweredWithARefusal() {
        rows.withSize(3_000_000, 2_100_000_000L);
        var seen = new CopyOnWriteArrayList<SyncState>();
        try (MirrorSync sync = start()) {
            await(() -> sync.status().asks().isPresent());
            rows.whileSized(() -> {
                var _ = sync.subscribe(() -> seen.add(sync.status().state()));
                sync.agree();
            });
            await(() -> sync.status().state() == SyncState.LIVE);
        }
        assertFalse(seen.contains(SyncState.OFFLINE), seen::toString);
    }

    /// It is the same disk and the same money.
    @Test
    void fewRowsThatAreLongAreAskedAbout() {
        rows.withSize(1_000_000, 30_000_000_000L);
        try (MirrorSync sync = start()) {
            await(() -> sync.status().asks().isPresent());
        }
    }

    @Test
    void whatWasAgreedToIsNotAskedAgain() {
        rows.withSize(3_000_000, 2_100_000_000L);
        try (MirrorSync sync = start()) {
            await(() -> sync.status().asks().isPresent());
            rows.breakFeed(new ImageException.Denied("not yet", null));
            sync.agree();
        }
        try (MirrorSync sync = start()) {
            await(() -> sync.status().asOf().isPresent());
            assertTrue(sync.status().asks().isEmpty());
        }
        assertEquals(50, catalog.count());
    }

    @Test
    void whatWasReadOnceIsKeptUpToDateHoweverLargeItGrows() {
        try (MirrorSync sync = start()) {
            await(() -> sync.status().state() == SyncState.LIVE);
        }
        rows.withSize(30_000_000, 21_000_000_000L);
        rows.put(MemoryRows.image("image-new"));
        try (MirrorSync sync = start()) {
            await(() -> sync.status().state() == SyncState.LIVE
                    && catalog.find("image-new").isPresent());
            assertTrue(sync.status().asks().isEmpty());
        }
    }

    @Test
    void whatIsTooLargeIsRefusedAndSaysWhatToDo() {
        rows.withSize(20_000_001, 14_000_000_000L);
        try (MirrorSync sync = start()) {
            await(() -> sync.status().asks().isPresent());
            assertTrue(sync.status().asks().get().isTooLarge());
            assertTrue(
                    sync.status().reason().matches(".*20,000,001 images.* 20,000,000 can.*--read-users.*"),
                    sync.status().reason());
        }
    }

    @Test
    void diskAndPriceFollowTheSize() {
        var reading = new FirstReading(new TableSize(10_000_000, 7_000_000_000L));
        assertEquals(10_000_000_000L, reading.disk());
        double dollars = reading.dollars(AwsPrices.of("us-east-1")).doubleValue();
        assertTrue(dollars > 0.2 && dollars < 0.3, () -> dollars + " dollars");
    }

    private MirrorSync start() {
        return MirrorSync.start(rows, catalog, MemoryRows.PACE, Clock.systemUTC(), () -> {});
    }
}
