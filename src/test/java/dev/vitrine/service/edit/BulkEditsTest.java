package dev.vitrine.service.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.Correction;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.Samples;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.TestCatalog;
import dev.vitrine.service.edit.BulkEdits.EditOutcome;
import dev.vitrine.service.fill.TakenTimes;
import dev.vitrine.store.ForwardingMetadataStore;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.local.FolderObjectStore;
import java.awt.Color;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BulkEditsTest {
    private static final Progress TO_THE_END = (_, _) -> true;

    @TempDir
    private Path folder;

    @AutoClose
    private TestCatalog catalog;

    @BeforeEach
    void open() {
        catalog = new TestCatalog(folder);
    }

    @Test
    void everyPartOfACaptionIsRewrittenInTheOrderAskedAndTakenBack() {
        put(600);
        BulkEdits edits = new BulkEdits(images(catalog.rows()));
        List<String> backwards = ids(600).reversed();
        EditOutcome outcome = edits.edit(
                backwards,
                (image, place) -> new Caption("Trip " + (place + 1), image.title(), List.of("x")),
                TO_THE_END);
        assertTrue(outcome.whole());
        assertEquals(new Caption("Trip 1", "title 599", List.of("x")), caption("599"));
        assertEquals(new Caption("Trip 600", "title 0", List.of("x")), caption("0"));
        assertEquals(600, edits.apply(outcome.inverse(), TO_THE_END).changed().size());
        assertEquals(new Caption("title 599", "", List.of("a", "b")), caption("599"));
    }

    @Test
    void anEditOfOnePartLeavesTheOthersToOtherEditors() {
        put(1);
        ImageService images = images(catalog.rows());
        BulkEdits edits = new BulkEdits(images);
        EditOutcome outcome = edits.edit(ids(1), (image, _) -> image.caption().withTag("new"), TO_THE_END);
        images.edit(new ImageEdit(
                images.find("0").orElseThrow(), caption("0").withTitle("Theirs").withTag("late")));
        edits.apply(outcome.inverse(), TO_THE_END);
        assertEquals(new Caption("Theirs", "", List.of("a", "b", "late")), caption("0"));
    }

    @Test
    void aMomentIsShiftedOfThoseThatHaveOneAndTakenBack() {
        put(3);
        ImageService images = images(catalog.rows());
        BulkEdits edits = new BulkEdits(images);
        LocalDateTime taken = LocalDateTime.parse("2019-01-01T00:00:00");
        edits.correct(List.of("0", "1"), image -> image.correction().withTakenAt(taken), TO_THE_END);
        EditOutcome outcome = edits.correct(
                ids(3),
                image -> image.correction().withTakenAt(image.facts().takenAt().map(time -> time.plusMinutes(90))),
                TO_THE_END);
        assertEquals(2, outcome.changed().size());
        assertEquals(Optional.of(taken.plusMinutes(90)), correction("1").takenAt());
        edits.apply(outcome.inverse(), TO_THE_END);
        assertEquals(Optional.of(taken), correction("1").takenAt());
        assertEquals(Optional.empty(), correction("2").takenAt());
    }

    @Test
    void aTurnIsMadeOfTheNewestRowAndTakenBackBelowTheTurnOfSomebodyElse() {
        put(1);
        ImageService images = images(catalog.rows());
        BulkEdits edits = new BulkEdits(images);
        EditOutcome outcome = edits.correct(
                ids(1),
                image -> {
                    if (image.correction().equals(Correction.NONE)) {
                        images.edit(new ImageEdit(image, image.correction().turned(Orientation.MIRRORED)));
                    }
                    return image.correction().turned(Orientation.TURN_RIGHT);
                },
                TO_THE_END);
        assertEquals(
                Orientation.MIRRORED.then(Orientation.TURN_RIGHT),
                correction("0").turned());
        edits.apply(outcome.inverse(), TO_THE_END);
        assertEquals(Orientation.MIRRORED, correction("0").turned());
    }

    @Test
    void aPictureTurnedBackByTwoAtOnceLiesUpright() {
        put(1);
        ImageService images = images(catalog.rows());
        lay(images, Orientation.TURN_RIGHT);
        EditOutcome outcome = new BulkEdits(images)
                .correct(
                        ids(1),
                        image -> {
                            lay(images, Orientation.UPRIGHT);
                            return Correction.NONE;
                        },
                        TO_THE_END);
        assertEquals(Orientation.UPRIGHT, correction("0").turned());
        assertEquals(List.of(), outcome.changed());
    }

    @Test
    void aTurnIsNotTakenBackWhereSomebodyElseTurnedThePictureSince() {
        put(2);
        ImageService images = images(catalog.rows());
        BulkEdits edits = new BulkEdits(images);
        EditOutcome turned =
                edits.correct(ids(2), image -> image.correction().turned(Orientation.TURN_RIGHT), TO_THE_END);
        lay(images, Orientation.UPSIDE_DOWN);
        EditOutcome undone = edits.apply(turned.inverse(), TO_THE_END);
        assertEquals(Orientation.UPSIDE_DOWN, correction("0").turned());
        assertInstanceOf(ImageException.Conflict.class, undone.failed().get("0"));
        assertEquals(Orientation.UPRIGHT, correction("1").turned());
    }

    @Test
    void aPictureThatSomebodyElseSetUprightStaysSoWhenTheTurnIsTakenBack() {
        put(1);
        ImageService images = images(catalog.rows());
        BulkEdits edits = new BulkEdits(images);
        EditOutcome turned =
                edits.correct(ids(1), image -> image.correction().turned(Orientation.TURN_RIGHT), TO_THE_END);
        lay(images, Orientation.UPRIGHT);
        edits.apply(turned.inverse(), TO_THE_END);
        assertEquals(Orientation.UPRIGHT, correction("0").turned());
    }

    /// As somebody else does it.
    private static void lay(ImageService images, Orientation how) {
        ImageRecord now = images.find("0").orElseThrow();
        images.edit(new ImageEdit(now, new Correction(now.correction().takenAt(), how)));
    }

    @Test
    void aTurnWhoseAnswerIsLostIsMadeOnce() {
        put(1);
        var lost = new AtomicInteger(1);
        MetadataStore losing = new ForwardingMetadataStore() {
            @Override
            public MetadataStore store() {
                return catalog.rows();
            }

            @Override
            public ImageRecord update(ImageEdit edit, Instant now) {
                ImageRecord row = catalog.rows().update(edit, now);
                if (lost.getAndDecrement() > 0) {
                    throw new ImageException.Throttled("The answer was lost.", null);
                }
                return row;
            }
        };
        EditOutcome outcome = new BulkEdits(images(losing))
                .correct(ids(1), image -> image.correction().turned(Orientation.TURN_RIGHT), TO_THE_END);
        assertEquals(1, outcome.changed().size());
        assertEquals(Orientation.TURN_RIGHT, correction("0").turned());
    }

    private Correction correction(String id) {
        return catalog.rows().find(id).orElseThrow().correction();
    }

    @Test
    void aConflictIsToldByImageAndTheOthersAreDone() {
        put(3);
        ImageService images = images(catalog.rows());
        EditOutcome outcome = new BulkEdits(images)
                .edit(
                        ids(3),
                        (image, _) -> {
                            if (image.imageId().equals("1")) {
                                images.edit(new ImageEdit(image, image.caption().withTitle("Theirs")));
                            }
                            return image.caption().withTitle("Mine");
                        },
                        TO_THE_END);
        assertEquals(Set.of("1"), outcome.failed().keySet());
        assertInstanceOf(ImageException.Conflict.class, outcome.failed().get("1"));
        assertEquals(
                List.of("Mine", "Theirs", "Mine"),
                ids(3).stream().map(id -> caption(id).title()).toList());
    }

    @Test
    void imagesThatNeedNoChangeAreNotTakenBackEither() {
        put(3);
        BulkEdits edits = new BulkEdits(images(catalog.rows()));
        edits.edit(List.of("1"), (image, _) -> image.caption().withTag("new"), TO_THE_END);
        EditOutcome outcome = edits.edit(ids(3), (image, _) -> image.caption().withTag("new"), TO_THE_END);
        assertEquals(
                Set.of("0", "2"),
                Set.copyOf(outcome.changed().stream()
                        .map(BulkEdits.CaptionChange::imageId)
                        .toList()));
        edits.apply(outcome.inverse(), TO_THE_END);
        assertEquals(List.of("a", "b", "new"), caption("1").tags());
        assertEquals(List.of("a", "b"), caption("2").tags());
    }

    @Test
    void severalHandsDoEverythingOnce() {
        put(1_000);
        var busy = new AtomicInteger();
        var max = new AtomicInteger();
        var rows = new Tables(catalog.rows()) {
            @Override
            public ImageRecord update(ImageEdit edit, Instant now) {
                max.accumulateAndGet(busy.incrementAndGet(), Math::max);
                try {
                    Thread.yield();
                    return super.update(edit, now);
                } finally {
                    busy.decrementAndGet();
                }
            }
        };
        var reported = new ArrayList<Integer>();
        EditOutcome outcome = new BulkEdits(images(rows))
                .edit(ids(1_000), (image, _) -> image.caption().withTag("new"), (done, _) -> reported.add(done));
        assertEquals(
                new HashSet<>(ids(1_000)),
                new HashSet<>(outcome.changed().stream()
                        .map(BulkEdits.CaptionChange::imageId)
                        .toList()));
        assertEquals(IntStream.rangeClosed(0, 1_000).boxed().toList(), reported);
        assertTrue(max.get() > 1 && max.get() <= 8, max + " at once");
    }

    @Test
    void aStopIsPromptAndLeavesWhatIsDoneToBeTakenBack() {
        put(1_000);
        BulkEdits edits = new BulkEdits(images(new Tables(catalog.rows())));
        EditOutcome outcome =
                edits.edit(ids(1_000), (image, _) -> image.caption().withTag("new"), (done, _) -> done < 300);
        assertFalse(outcome.whole());
        assertTrue(
                outcome.changed().size() >= 300 && outcome.changed().size() < 300 + 8,
                outcome.changed().size() + " were changed");
        edits.apply(outcome.inverse(), TO_THE_END);
        catalog.index().refresh();
        assertEquals(0, catalog.index().tally(ids(1_000)).having("new"));
    }

    @Test
    void aStoreThatAsksToSlowDownIsAskedAgainLater() {
        put(40);
        Map<String, Integer> attempts = new ConcurrentHashMap<>();
        var rows = new Tables(catalog.rows()) {
            @Override
            public ImageRecord update(ImageEdit edit, Instant now) {
                if (attempts.merge(edit.seen().imageId(), 1, Integer::sum) == 1
                        && edit.seen().imageId().endsWith("7")) {
                    throw new ImageException.Throttled("Slow down.", null);
                }
                return super.update(edit, now);
            }
        };
        EditOutcome outcome = new BulkEdits(images(rows))
                .edit(ids(40), (image, _) -> image.caption().withTag("new"), TO_THE_END);
        assertEquals(Map.of(), outcome.failed());
        assertEquals(40, outcome.changed().size());
        assertEquals(2, attempts.get("17"));
    }

    @Test
    void aCorrectedRowThatSaysNoTimeKeepsWhatItsFileSays() {
        put(3);
        store("0", Samples.withExif(SampleImages.jpeg(40, 30, Color.RED), Samples.camera()));
        store("1", SampleImages.jpeg(40, 30, Color.BLUE));
        ImageService images = images(catalog.rows());
        BulkEdits edits = new BulkEdits(images);
        EditOutcome shifted =
                edits.correctTimes(ids(3), image -> image.correction().shifted(Duration.ofHours(-1)), TO_THE_END);
        assertEquals(Map.of(), shifted.failed());
        assertEquals(List.of("2024-02-29T22:59:58 2024-02-29T23:59:58", " ", " "), times());
        edits.apply(shifted.inverse(), TO_THE_END);
        assertEquals(List.of("2024-02-29T23:59:58 ", " ", " "), times());
        LocalDateTime set = LocalDateTime.parse("2024-05-01T10:00");
        edits.correctTimes(ids(3), image -> image.correction().withTakenAt(set), TO_THE_END);
        assertEquals(
                List.of(
                        "2024-05-01T10:00:00 2024-02-29T23:59:58",
                        "2024-05-01T10:00:00 unknown",
                        "2024-05-01T10:00:00 unknown"),
                times());
    }

    @Test
    void aRowThatWasSeenIsMergedThoughItsFileWasReadMeanwhile() {
        put(1);
        store("0", Samples.withExif(SampleImages.jpeg(40, 30, Color.RED), Samples.camera()));
        ImageService images = images(catalog.rows());
        ImageRecord seen = catalog.rows().find("0").orElseThrow();
        images.edit(new ImageEdit(seen, seen.caption().withTitle("theirs")));
        ImageRecord known = new TakenTimes(images).stored(seen);
        assertEquals(
                "2024-02-29T23:59:58",
                catalog.rows().find("0").orElseThrow().facts().text(Attribute.TAKEN_AT));
        var moved = new Correction(Optional.of(LocalDateTime.parse("2024-05-01T10:00")), Orientation.UPRIGHT);
        assertThrows(
                ImageException.Conflict.class, () -> images.edit(new ImageEdit(known, seen.caption(), moved, true)));
        assertEquals(
                "theirs",
                images.edit(new ImageEdit(known, seen.caption(), moved, false)).title());
    }

    private List<String> times() {
        return ids(3).stream()
                .map(id -> catalog.rows().find(id).orElseThrow().facts())
                .map(facts -> facts.text(Attribute.TAKEN_AT) + " " + facts.text(Attribute.CAMERA_TAKEN_AT))
                .toList();
    }

    private void store(String id, byte[] jpeg) {
        new FolderObjectStore(folder.resolve("objects"))
                .put(
                        catalog.rows().find(id).orElseThrow().key(),
                        ImageSource.ofBytes(id + ".jpg", jpeg),
                        "image/jpeg",
                        "",
                        _ -> {});
    }

    @Test
    void theTallyCountsTagsAndSizesOfWhatItIsGiven() {
        put(3);
        ImageService images = images(catalog.rows());
        new BulkEdits(images).edit(List.of("1"), (image, _) -> image.caption().withTags(List.of("a", "c")), TO_THE_END);
        images.trash(List.of("2"));
        var tally = images.tally(List.of("0", "1", "2", "nobody"));
        assertEquals(3, tally.images());
        assertEquals(1, tally.trashed());
        assertEquals(
                List.of(3, 2, 1, 0),
                List.of(tally.having("a"), tally.having("b"), tally.having("c"), tally.having("d")));
        assertEquals(
                images.findAll(ids(3)).stream()
                        .mapToLong(image -> image.facts().sizeBytes())
                        .sum(),
                tally.sizeBytes());
    }

    private void put(int count) {
        catalog.rows()
                .putAll(ids(count).stream()
                        .map(id -> {
                            ImageRecord row = SampleImages.row(id, "title " + id);
                            return row.withCaption(row.caption().withTags(List.of("a", "b")), row.updatedAt());
                        })
                        .toList());
        catalog.index().refresh();
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    private Caption caption(String id) {
        return catalog.rows().find(id).orElseThrow().caption();
    }

    private ImageService images(MetadataStore rows) {
        return catalog.images(rows, new FolderObjectStore(folder.resolve("objects")));
    }

    /// Rows that are requests to somewhere else, several at once.
    private static class Tables implements ForwardingMetadataStore {
        private final SqliteCatalog catalog;

        Tables(SqliteCatalog catalog) {
            this.catalog = catalog;
        }

        @Override
        public MetadataStore store() {
            return catalog;
        }

        @Override
        public int writesAtOnce() {
            return 8;
        }
    }
}
