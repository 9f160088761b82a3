package dev.vitrine.service.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.AtOnce;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.service.published.RowsHeader;
import dev.vitrine.store.RowSource.RowPart;
import dev.vitrine.text.NameList;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MirrorStateTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private static final RowPart PART = new RowPart(false, 0, 1);

    @TempDir
    private Path folder;

    /// However deep it is looked for, and of a copy nobody knows how many of its hidden rows are live.
    @Test
    void whatIsHiddenIsCountedOnce() {
        try (SqliteCatalog catalog = SqliteCatalog.openMirror(folder)) {
            var state = new MirrorState(catalog);
            state.beginFill(NOW, 1, Optional.of("feed 1"), Depth.WHOLE);
            state.reading().reached(PART, Optional.empty(), 3, 10, new byte[0]);
            state.endFill();
            state.beginFill(NOW, 1, Optional.of("feed 2"), Depth.CHANGED);
            state.reading().reached(PART, Optional.empty(), 0, 10, new byte[0]);
            assertEquals(
                    List.of(3L, 7L),
                    List.of((long) state.reading().hidden(), state.reading().liveRows()));
            state.reading().deepen(Depth.TEXTS);
            state.reading().reached(PART, Optional.empty(), 3, 10, new byte[0]);
            state.endFill();
            assertEquals(3, state.reading().hidden());
            assertTrue(state.reading().knowsHidden());
            state.beginFill(NOW, 1, Optional.of("feed 3"), Depth.CHANGED);
            state.distrust(Mirror.Unreliable.HIDDEN);
            assertTrue(state.reading().knowsHidden(), "the reading counts by it");
            state.endFill();
            state.distrust(Mirror.Unreliable.HIDDEN);
            assertFalse(state.reading().knowsHidden());
            state.startFrom(new RowsHeader("table", "bucket", NOW, NOW, "feed 3", 5, RowsHeader.ATTRIBUTES), NOW);
            assertFalse(state.reading().knowsHidden());
        }
    }

    @Test
    void whatOneRunReachedTheNextOneKnows() {
        try (SqliteCatalog catalog = SqliteCatalog.openMirror(folder)) {
            new MirrorState(catalog).beginFill(NOW, 4, Optional.of("feed 1"), Depth.WHOLE);
            new MirrorState(catalog).reading().reached(PART, Optional.of("token"), 0, 1, new byte[0]);
            var next = new MirrorState(catalog);
            assertEquals(NOW.toString(), next.reading().started());
            assertEquals(Optional.of("token"), next.reading().token(PART));
            next.endFill();
            assertEquals(Optional.of(NOW), new MirrorState(catalog).asOf());
        }
    }

    @Test
    void rowsOfAnotherTrashAreReadAgainAndThoseOfTheSameAreNot() {
        try (SqliteCatalog catalog = SqliteCatalog.openMirror(folder)) {
            MirrorSync.follow("trash", true, catalog);
            new MirrorState(catalog).followed("feed 1", NOW);
            MirrorSync.follow("trash", false, catalog);
            assertFalse(new MirrorState(catalog).isStale());
            MirrorSync.follow("", false, catalog);
            var state = new MirrorState(catalog);
            assertTrue(state.isStale());
            assertEquals(Optional.empty(), state.feedPosition());
            assertEquals(Optional.of(NOW), state.asOf());
        }
    }

    /// Versions that had one mirror for each spelling wrote down no trash.
    @Test
    void aTrashThatWasNotWrittenDownIsTheUsualOneOrReadAgain() {
        try (SqliteCatalog catalog = SqliteCatalog.openMirror(folder)) {
            new MirrorState(catalog).followed("feed 1", NOW);
            var state = new MirrorState(catalog);
            state.follow("trash", true);
            assertFalse(state.isStale());
        }
        try (SqliteCatalog catalog = SqliteCatalog.openMirror(folder.resolve("other"))) {
            new MirrorState(catalog).followed("feed 1", NOW);
            var state = new MirrorState(catalog);
            state.follow("trash", false);
            assertTrue(state.isStale());
        }
    }

    /// Two processes on one mirror.
    @Test
    void whoeverReadsWhileSeveralSaveSeesAWholeState() throws Exception {
        try (SqliteCatalog first = SqliteCatalog.openMirror(folder)) {
            new MirrorState(first).followed("position 0", NOW);
            AtOnce.run(4, process -> () -> {
                try (SqliteCatalog catalog = SqliteCatalog.openMirror(folder)) {
                    var state = new MirrorState(catalog);
                    for (int i = 0; i < 50; i++) {
                        state.followed(String.valueOf(process).repeat(20_000 * (process + 1)), NOW);
                        String position =
                                new MirrorState(catalog).feedPosition().orElse("");
                        assertTrue(
                                position.matches("0{20000}|1{40000}|2{60000}|3{80000}"),
                                position.length() + " characters");
                        assertEquals(Optional.of(NOW), new MirrorState(catalog).asOf());
                    }
                }
            });
        }
    }

    /// The list tells how many rows of the whole library are none of ours.
    @ParameterizedTest
    @CsvSource({"ada, 3", "'', 500"})
    void aListOfChangesTellsNothingOfWhatAPartCameAcross(String users, int hidden) {
        try (SqliteCatalog catalog = SqliteCatalog.openMirror(folder)) {
            MirrorSync.keepOnly(MirrorScope.of(NameList.parse(users), Optional.empty()), catalog);
            var state = new MirrorState(catalog);
            state.beginFill(NOW, 1, Optional.of("feed 1"), Depth.WHOLE);
            state.reading().reached(PART, Optional.empty(), 3, 1, new byte[0]);
            state.endFill();
            var header = new RowsHeader("table", "bucket", NOW, NOW, "feed 2", 500, RowsHeader.ATTRIBUTES);
            state.haveCaughtUp(header, NOW.plusSeconds(1));
            assertEquals(hidden, state.reading().hidden());
            assertEquals(Optional.of("feed 2"), state.feedPosition());
        }
    }

    @ParameterizedTest
    @CsvSource({"PT1H59M, false", "PT2H, false", "PT2H1S, true", "PT100H, true"})
    void aClockThatWasAheadByMoreThanAnHourOrTwoMeansThatAllIsCompared(Duration ahead, boolean isStale) {
        try (SqliteCatalog catalog = SqliteCatalog.openMirror(folder)) {
            var state = new MirrorState(catalog);
            state.followed("feed 1", NOW.plus(ahead));
            state.mistrust(NOW);
            assertEquals(isStale, state.isStale());
            assertEquals(Optional.of(NOW.minus(Duration.ofHours(2))), state.asOf());
        }
    }
}
