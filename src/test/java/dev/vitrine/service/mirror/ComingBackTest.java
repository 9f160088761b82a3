package dev.vitrine.service.mirror;

import static dev.vitrine.Eventually.await;
import static dev.vitrine.service.mirror.MemoryRows.NOW;
import static dev.vitrine.service.mirror.MemoryRows.image;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.Correction;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Orientation;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever was away longer than the feed reaches back reads what is different, and ends with the same rows.
class ComingBackTest {
    private static final int ROWS = 600;
    /// Of ten rows, and one of the trash.
    private static final int PAGES = 61;
    private static final Instant LEFT = NOW.plus(Duration.ofDays(10));
    private static final Instant LATER = LEFT.plus(Duration.ofDays(1));
    private static final Instant BACK = LEFT.plus(Duration.ofDays(7));

    @TempDir
    private Path folder;

    private static final LocalDateTime LEARNED = LocalDateTime.parse("2024-05-01T10:00:00");
    private final MemoryRows rows = new MemoryRows().with(ROWS).withFeed();

    @AutoClose
    private SqliteCatalog catalog;

    @BeforeEach
    void fillAndLeave() {
        catalog = SqliteCatalog.openMirror(folder);
        for (int i = 1; i < 10; i++) {
            rows.put(trashed("image-0000" + i));
        }
        visit(LEFT);
    }

    @Test
    void onlyWhatSaysThatItChangedIsReadAndTheRestCounted() {
        int whole = rows.reads();
        rows.put(retitled("image-00400-new", LATER));
        rows.put(retitled("image-00100", LATER));
        rows.put(trashed("image-00200"));
        rows.put(image("image-00001")); // back from the trash
        rows.remove("image-00002"); // out of the trash
        visit(BACK);
        assertSame();
        assertEquals(whole, rows.reads());
        assertEquals(PAGES - 1, rows.countedReads());
        assertEquals(2, rows.changedRows());
        assertEquals(1, rows.textReads(), "the trash");
        assertTrue(rows.askedIds() <= 5, () -> rows.askedIds() + " rows");
        assertFalse(new MirrorState(catalog).isUntimed(), "the trash has times of its own");
    }

    /// Their number tells that one is gone, and the times when they were made which one.
    @Test
    void whereAnotherProgramRemovedARowTheTimesOfAllAreRead() {
        rows.put(madeAt("image-00400-new", LEFT));
        visit(LEFT.plusSeconds(1));
        rows.remove("image-00400-new");
        int asked = rows.askedIds();
        visit(BACK);
        assertSame();
        assertEquals(PAGES - 1, rows.countedReads());
        assertEquals(PAGES - 1, rows.timeReads());
        assertEquals(1, rows.textReads(), "the trash");
        assertEquals(1, rows.askedIds() - asked);
    }

    /// One that is gone was made when others were, one that is new says that it is old.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereTimesDoNotTellWhichRowsAreOthersAllTextsAreRead(boolean isGone) {
        if (isGone) {
            rows.remove("image-00300");
        } else {
            rows.put(madeAt("image-00400-restored", NOW.minusSeconds(1)));
        }
        visit(BACK);
        assertSame();
        assertTrue(rows.textReads() >= PAGES - 1, () -> rows.textReads() + " pages");
        int texts = rows.textReads();
        visit(BACK.plus(Duration.ofDays(7)));
        assertEquals(texts + 1, rows.textReads(), "the trash");
    }

    /// Else it would stand for the image that another program removed.
    @Test
    void whereTheFeedNamedARowThatIsNotShownTheNumberIsNotBelieved() {
        rows.putHidden("hidden");
        visit(LEFT.plusSeconds(1));
        rows.remove("image-00300");
        visit(BACK);
        assertSame();
        int texts = rows.textReads();
        visit(BACK.plus(Duration.ofDays(7)));
        assertEquals(texts + 1, rows.textReads(), "the trash: it was counted by then");
    }

    /// Without a zone, twelve hours from here.
    @Test
    void theTimesOfOthersMayBeOfAnyZone() {
        rows.put(retitled("image-00100", LEFT.minus(Duration.ofHours(12))));
        visit(BACK);
        assertSame();
        assertEquals(1, rows.textReads());
    }

    /// All of it would come again.
    @Test
    void whoLeavesRightAfterManyChangesReadsTexts() {
        for (int i = 100; i < 220; i++) {
            rows.put(retitled("image-%05d".formatted(i), LEFT));
        }
        visit(LEFT.plusSeconds(1));
        visit(BACK);
        assertSame();
        assertEquals(0, rows.countedReads());
        assertEquals(PAGES, rows.textReads());
    }

    /// It knows nothing of `updated_at`, and changes the number of rows with it.
    @Test
    void whatAnotherProgramWroteWithoutSayingWhenIsSeen() {
        rows.put(retitled("image-00100", NOW));
        rows.put(new ImageRecord(
                "image-00101", "bob", image("image-00101").caption(), image("").facts(), NOW));
        rows.put(image("old").withFacts(image("old").facts().with(Attribute.WIDTH, 10L)));
        visit(BACK);
        assertSame();
    }

    @Test
    void whatAnotherProgramRewritesWithoutSayingWhenIsSeenAfterSomeWeeks() {
        rows.put(retitled("image-00100", NOW));
        visit(BACK);
        visit(LEFT.plus(Duration.ofDays(31)));
        assertSame();
    }

    /// As another program gives an image another id. The number says nothing.
    @Test
    void whereOneIsGoneAndOneWithItsTimesIsThereItIsSeenAfterSomeWeeks() {
        rows.remove("image-00300");
        rows.put(image("image-00300-again"));
        visit(BACK);
        visit(LEFT.plus(Duration.ofDays(31)));
        assertSame();
    }

    /// With the next reading of everything, or in the feed.
    @ParameterizedTest
    @ValueSource(strings = {"P31D", "PT2H"})
    void whereThatWasNoticedOnceTimesAreNotBelievedAnyMore(Duration noticed) {
        rows.put(retitled("image-00100", NOW));
        visit(LEFT.plus(noticed));
        assertSame();
        rows.put(retitled("image-00101", NOW));
        visit(LEFT.plus(noticed).plus(Duration.ofDays(7)));
        assertSame();
    }

    /// As seconds, say: such rows come whole, so that their texts are less.
    @Test
    void whereTheTimesOfManyCannotBeComparedTextsAreReadFromThenOn() {
        rows.timeOtherwise(
                IntStream.range(100, 250).mapToObj("image-%05d"::formatted).toList());
        visit(BACK);
        assertSame();
        assertEquals(150, rows.changedRows());
        visit(BACK.plus(Duration.ofDays(7)));
        assertEquals(150, rows.changedRows());
        assertEquals(PAGES + 1, rows.textReads(), "the trash");
    }

    @Test
    void onlyWhatIsDifferentIsReadWhole() {
        noticeUntimed();
        int whole = rows.reads();
        rows.put(image("image-00400-new"));
        rows.put(retitled("image-00100", NOW.plusSeconds(1)));
        rows.put(trashed("image-00200"));
        rows.put(image("image-00001")); // back from the trash
        rows.remove("image-00300");
        visit(BACK);
        assertSame();
        assertEquals(whole, rows.reads());
        assertEquals(PAGES, rows.textReads());
        assertTrue(rows.askedIds() <= 6, () -> rows.askedIds() + " rows");
    }

    @Test
    void aPageOfWhichMuchIsDifferentIsReadWhole() {
        noticeUntimed();
        for (int i = 100; i < 200; i++) {
            rows.put(retitled("image-%05d".formatted(i), NOW.plusSeconds(1)));
        }
        int whole = rows.reads();
        visit(BACK);
        assertSame();
        assertTrue(rows.reads() - whole <= 11, () -> rows.reads() - whole + " pages");
        assertTrue(rows.askedIds() <= 2, () -> rows.askedIds() + " rows");
    }

    @Test
    void howOftenCountingIsInterruptedDoesNotMatter() {
        rows.put(retitled("image-00100", LATER));
        rows.remove("image-00003");
        for (int interrupted = 0; interrupted < 8; interrupted++) {
            rows.failWith(new ImageException.Unreachable("gone", null), 5);
            try (MirrorSync sync = start(BACK.plusSeconds(interrupted))) {
                await(() -> sync.status().state() == SyncState.OFFLINE);
            }
            rows.work();
        }
        visit(BACK.plusSeconds(100));
        assertSame();
        assertEquals(PAGES - 1, rows.countedReads(), "each page once");
        assertEquals(1, rows.textReads());
    }

    /// The row was made when others were, so its number, the times and at last the texts are read.
    @Test
    void howOftenItIsInterruptedWhileItReadsMoreDoesNotMatter() {
        rows.remove("image-00300");
        for (int interrupted = 0; interrupted < 30; interrupted++) {
            rows.failWith(new ImageException.Unreachable("gone", null), 5);
            try (MirrorSync sync = start(BACK.plusSeconds(interrupted))) {
                await(() -> sync.status().state() == SyncState.OFFLINE);
            }
            assertTrue(catalog.find("image-00300").isPresent(), "what was not read yet is not removed");
            rows.work();
        }
        visit(BACK.plusSeconds(100));
        assertSame();
        assertEquals(
                List.of(59, 59, 60),
                List.of(rows.countedReads(), rows.timeReads(), rows.textReads()),
                "each page once, with that of the trash");
    }

    @Test
    void howOftenItIsInterruptedDoesNotMatter() {
        noticeUntimed();
        rows.put(retitled("image-00100", NOW.plusSeconds(1)));
        rows.remove("image-00300");
        for (int interrupted = 0; interrupted < 8; interrupted++) {
            rows.failWith(new ImageException.Unreachable("gone", null), 5);
            try (MirrorSync sync = start(BACK.plusSeconds(interrupted))) {
                await(() -> sync.status().state() == SyncState.OFFLINE);
            }
            assertTrue(catalog.find("image-00300").isPresent(), "what was not read yet is not removed");
            rows.work();
        }
        int whole = rows.reads();
        visit(BACK.plusSeconds(100));
        assertSame();
        assertEquals(whole, rows.reads());
        assertEquals(PAGES, rows.textReads(), "each page once");
        assertTrue(rows.askedIds() <= 3, () -> rows.askedIds() + " rows");
    }

    /// It is not asked for by name either what an interrupted first reading came across.
    @Test
    void theFirstReadingGoesOnWithoutAskingTwice() {
        catalog.close();
        catalog = SqliteCatalog.openMirror(folder.resolve("other"));
        rows.failWith(new ImageException.Unreachable("gone", null), 40);
        try (MirrorSync sync = start(LEFT)) {
            await(() -> sync.status().state() == SyncState.OFFLINE);
        }
        rows.work();
        visit(LEFT);
        assertSame();
        assertEquals(0, rows.askedIds());
    }

    @Test
    void theFactsOfAllRowsAreReadAgainAfterSomeWeeks() {
        rows.put(image("image-00100").withFacts(image("").facts().with(Attribute.WIDTH, 10L)));
        visit(LEFT.plus(Duration.ofDays(31)));
        assertSame();
        assertEquals(0, rows.textReads());
    }

    @Test
    void aVersionThatKnowsMoreOfARowReadsThemWhole() {
        Map<String, String> state = new HashMap<>(catalog.mirrorNotes().state());
        state.put("attributes", "width height");
        catalog.mirrorNotes().setState(state);
        int whole = rows.reads();
        visit(LEFT.plusSeconds(1));
        assertTrue(rows.reads() - whole >= PAGES);
        int complete = rows.reads();
        visit(BACK);
        assertEquals(complete, rows.reads());
    }

    /// It mirrored the row, and left out what it did not know.
    @Test
    void aMirrorOfAVersionThatKnewNoCorrectionsLearnsThem() {
        ImageRecord image = image("image-00100");
        var correction = new Correction(Optional.of(LEARNED), Orientation.TURN_RIGHT);
        ImageRecord corrected = image.withCorrection(correction, NOW);
        rows.put(corrected);
        Set<String> unknown = Set.of(Attribute.CAMERA_TAKEN_AT.field(), Attribute.ORIENTATION_FIX.field());
        Map<String, String> state = new HashMap<>(catalog.mirrorNotes().state());
        state.put(
                "attributes",
                Stream.of(Attribute.values())
                        .map(Attribute::field)
                        .filter(field -> !unknown.contains(field))
                        .collect(Collectors.joining(" ")));
        catalog.mirrorNotes().setState(state);
        visit(LEFT.plusSeconds(1));
        assertEquals(
                corrected.facts(), catalog.find("image-00100").orElseThrow().facts());
    }

    @Test
    void aMirrorOfAnEarlierVersionIsReadWholeOnce() {
        Map<String, String> state = new HashMap<>(catalog.mirrorNotes().state());
        state.keySet().removeAll(List.of("complete", "attributes"));
        catalog.mirrorNotes().setState(state);
        int whole = rows.reads();
        visit(BACK);
        assertTrue(rows.reads() - whole >= PAGES);
        int complete = rows.reads();
        visit(BACK.plus(Duration.ofDays(7)));
        assertEquals(complete, rows.reads());
    }

    /// It may know other facts, or have come across rows without writing down which.
    @Test
    void aReadingThatAnotherVersionBeganIsBegunAgain() {
        Map<String, String> state = new HashMap<>(catalog.mirrorNotes().state());
        state.putAll(Map.of("fill-started", BACK.toString(), "reads", BACK + " width height", "parts", "1"));
        state.putAll(Map.of("part.live.0", "done", "attributes", "width height"));
        catalog.mirrorNotes().setState(state);
        rows.put(image("image-00100").withFacts(image("").facts().with(Attribute.WIDTH, 10L)));
        int whole = rows.reads();
        visit(BACK);
        assertSame();
        assertTrue(rows.reads() - whole >= PAGES);
    }

    /// It never has to read everything, so nothing else would say which facts it knows.
    @Test
    void whoeverNeverWasAwayForLongKnowsWhichFactsWereRead() {
        Map<String, String> state = new HashMap<>(catalog.mirrorNotes().state());
        state.keySet().removeAll(List.of("complete", "attributes"));
        catalog.mirrorNotes().setState(state);
        visit(LEFT.plusSeconds(1));
        assertTrue(catalog.mirrorNotes().state().containsKey("attributes"));
    }

    /// The feed says nothing of what it has forgotten, and what was come across is not asked for again.
    @Test
    void aReadingThatGoesOnAfterLongerThanTheFeedReachesIsFollowedByAnother() {
        rows.failWith(new ImageException.Unreachable("gone", null), 40);
        try (MirrorSync sync = start(BACK)) {
            await(() -> sync.status().state() == SyncState.OFFLINE);
        }
        rows.work();
        rows.remove("image-00020");
        rows.put(retitled("image-00021", NOW.plusSeconds(1)));
        rows.trimFeed();
        visit(BACK.plus(Duration.ofHours(26)));
        assertSame();
    }

    private void noticeUntimed() {
        new MirrorState(catalog).meetUntimed();
    }

    private void visit(Instant when) {
        try (MirrorSync sync = start(when)) {
            await(() -> sync.status().state() == SyncState.LIVE);
        }
    }

    private MirrorSync start(Instant when) {
        return MirrorSync.start(rows, catalog, MemoryRows.PACE, Clock.fixed(when, ZoneOffset.UTC), () -> {});
    }

    private void assertSame() {
        List<ImageRecord> mirrored = catalog.findAll(catalog.idsAfter("", 10_000));
        var missing = new ArrayList<>(rows.all());
        missing.removeAll(mirrored);
        var wrong = new ArrayList<>(mirrored);
        wrong.removeAll(rows.all());
        assertEquals(List.of(), missing);
        assertEquals(List.of(), wrong);
    }

    private static ImageRecord retitled(String id, Instant at) {
        return image(id).withCaption(new Caption("another title", "", List.of("sea")), at);
    }

    private static ImageRecord madeAt(String id, Instant at) {
        ImageRecord image = image(id);
        return new ImageRecord(
                id, image.userId(), image.caption(), image.facts(), at, image.updatedAt(), image.deletedAt());
    }

    private static ImageRecord trashed(String id) {
        return image(id).withDeletedAt(Optional.of(NOW));
    }
}
