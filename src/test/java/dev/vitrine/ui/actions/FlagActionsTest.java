package dev.vitrine.ui.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.StandardError;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.Flag;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.TestCatalog;
import dev.vitrine.service.WorkUnderWay;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.store.ForwardingMetadataStore;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.local.FolderObjectStore;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.TestScreen;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FlagActionsTest {
    private static final List<String> IDS =
            IntStream.range(0, 20).mapToObj(String::valueOf).toList();

    @TempDir
    private Path folder;

    private final TestScreen screen = new TestScreen();
    private final WorkUnderWay underWay = new WorkUnderWay();
    private final BackgroundJobs jobs = new BackgroundJobs(screen.background().within(underWay));
    private final UndoStack undo = new UndoStack();
    private final HeardToasts toasts = new HeardToasts();

    @AutoClose
    private TestCatalog catalog;

    private SlowTable table;
    private ImageService images;
    private FlagActions flags;

    @BeforeEach
    void open() {
        catalog = new TestCatalog(folder);
        catalog.put(IDS.stream()
                .map(id -> SampleImages.row(id, "title " + id))
                .map(row -> row.withCaption(row.caption().withTags(List.of("sea")), row.updatedAt()))
                .toList());
        table = new SlowTable(catalog.rows());
        images = catalog.images(table, new FolderObjectStore(folder.resolve("objects")));
        var captions = new CaptionActions(new BulkEdits(images), jobs, undo, toasts, (_, _) -> true);
        flags = new FlagActions(captions, jobs);
    }

    @Test
    void ofAHundredKeysAgainstASlowTableTheLastWordOnEachImageHolds() {
        var random = new Random(7);
        var last = new HashMap<String, Flag>();
        for (int key = 0; key < 100; key++) {
            String id = IDS.get(random.nextInt(IDS.size()));
            Flag flag = Flag.values()[random.nextInt(3)];
            flags.flag(List.of(id), flag);
            last.put(id, flag);
            assertEquals(Optional.of(flag), flags.said(id), "at once");
            if (key % 10 == 9) {
                table.answers.release(3);
            }
        }
        table.answers.release(1000);
        awaitStored();
        last.forEach((id, flag) -> assertEquals(flag, stored(id), id));
        assertEquals(Optional.empty(), flags.said("0"));
        assertTrue(table.writes.get() < 100, table.writes + " writes");
    }

    @Test
    void whatIsRefusedIsAsItWasAndToldOnceForAllOfIt() {
        table.answers.release(1000);
        table.refused.addAll(List.of("1", "2", "3"));
        for (int key = 0; key < 5; key++) {
            flags.flag(List.of(IDS.get(key)), Flag.REJECT);
        }
        awaitStored();
        screen.await(() -> jobs.skippedProperty().get().isPresent());
        assertEquals(
                List.of(Flag.REJECT, Flag.NONE, Flag.NONE, Flag.NONE, Flag.REJECT),
                IDS.subList(0, 5).stream().map(this::stored).toList());
        Map<String, ImageException> reasons = new HashMap<>();
        screen.await(() -> {
            jobs.skippedProperty().get().ifPresent(skipped -> reasons.putAll(skipped.reasons()));
            return reasons.size() == 3;
        });
        assertEquals(Set.of("1", "2", "3"), reasons.keySet());
        undo.undo();
        screen.await(() -> stored("4") == Flag.NONE);
        undo.undo();
        screen.await(() -> stored("0") == Flag.NONE);
        assertEquals("", undo.undoLabel().getValue(), "what was refused cannot be taken back");
    }

    @Test
    void aKeyCanBeTakenBackBeforeItIsStoredAndEachByItself() {
        flags.flag(List.of("0"), Flag.PICK);
        flags.flag(List.of("0"), Flag.REJECT);
        flags.flag(List.of("1"), Flag.PICK);
        undo.undo();
        undo.undo();
        table.answers.release(1000);
        screen.await(() -> stored("1") == Flag.NONE && stored("0") == Flag.PICK && jobsAreDone());
        undo.redo();
        screen.await(() -> stored("0") == Flag.REJECT && jobsAreDone());
        assertEquals(Flag.NONE, stored("1"));
    }

    @Test
    void twoKeysOnOneImageTakenBackBeforeTheAnswerLeaveItAsItWas() {
        flags.flag(List.of("0"), Flag.REJECT);
        flags.flag(List.of("0"), Flag.PICK);
        undo.undo();
        undo.undo();
        table.answers.release(1000);
        awaitStored();
        assertEquals(List.of("sea"), catalog.rows().find("0").orElseThrow().tags());
        undo.redo();
        undo.redo();
        awaitStored();
        assertEquals(
                List.of("sea", "pick"), catalog.rows().find("0").orElseThrow().tags());
    }

    @Test
    void anyMixOfKeysAndUndoBeforeTheAnswersComesToWhatTheKeysSay() {
        for (int seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            var before = new ArrayDeque<>(List.of(stored("0")));
            for (int key = 0; key < 30; key++) {
                Flag flag = other(before.element(), random);
                if (random.nextBoolean()) {
                    flags.flag(List.of("0"), flag);
                    before.push(flag);
                } else if (before.size() > 1) {
                    undo.undo();
                    before.pop();
                }
                table.answers.release(random.nextInt(2));
            }
            table.answers.release(1000);
            awaitStored();
            assertEquals(before.peek(), stored("0"), "seed " + seed);
        }
    }

    @Test
    void whatIsTakenBackBeforeTheAnswerIsNotSaidAnyMore() {
        flags.flag(List.of("0"), Flag.PICK);
        flags.flag(List.of("0"), Flag.REJECT);
        undo.undo();
        assertEquals(Optional.of(Flag.PICK), flags.said("0"));
        undo.undo();
        assertEquals(Optional.empty(), flags.said("0"));
        undo.redo();
        assertEquals(Map.of("0", Flag.PICK), flags.saidNow());
        table.answers.release(1000);
        awaitStored();
        assertEquals(Flag.PICK, stored("0"));
    }

    @Test
    void whoeverWaitsForTheStoreWaitsForWhatWasTakenBackToo() {
        flags.flag(List.of("0"), Flag.REJECT);
        undo.undo();
        var seen = new ArrayList<Flag>();
        flags.whenStored(() -> seen.add(stored("0")));
        table.answers.release(1000);
        screen.await(() -> !seen.isEmpty());
        assertEquals(List.of(Flag.NONE), seen, "else it would go to the trash");
    }

    @Test
    void whoeverGoesIsToldWhatIsNotStored() {
        assertEquals("", flags.leaving());
        flags.flag(List.of("0"), Flag.REJECT);
        assertEquals(
                "One decision is still on the way to the library. What does not arrive within a few seconds is lost.",
                flags.leaving());
        table.answers.release(1000);
        awaitStored();
        assertEquals("", flags.leaving());
    }

    @Test
    void aLibraryThatClosesTakesBackWhatWasTakenBack() {
        flags.flag(List.of("0"), Flag.REJECT);
        flags.flag(List.of("1"), Flag.REJECT);
        undo.undo();
        undo.undo();
        table.answers.release(1000);
        jobs.close();
        underWay.close();
        assertEquals(List.of(Flag.NONE, Flag.NONE), List.of(stored("0"), stored("1")));
    }

    @Test
    void whatCanBeTakenBackIsCalledByTheImagesThatWereChanged() {
        table.answers.release(1000);
        flags.flag(List.of("0"), Flag.REJECT);
        awaitStored();
        flags.flag(List.of("0", "1"), Flag.REJECT);
        awaitStored();
        assertEquals("Reject 1 image", undo.undoLabel().getValue());
    }

    @Test
    void whatTheLibraryRefusesToTakeBackStandsAndCanBeTriedAgain() {
        table.answers.release(1000);
        flags.flag(List.of("0", "1"), Flag.REJECT);
        awaitStored();
        table.full.add("1");
        undo.undo();
        awaitStored();
        assertEquals(List.of(Flag.NONE, Flag.REJECT), List.of(stored("0"), stored("1")));
        table.full.clear();
        undo.undo();
        awaitStored();
        assertEquals(Flag.NONE, stored("1"));
        assertEquals("", undo.undoLabel().getValue());
    }

    @Test
    @StandardError.Says("OutOfMemoryError: no memory")
    void anErrorIsToldAsARefusalAndTheNextKeyIsStored() {
        table.answers.release(1000);
        table.broken.add("0");
        flags.flag(List.of("0"), Flag.PICK);
        awaitStored();
        assertEquals(Optional.empty(), flags.said("0"));
        screen.await(() -> jobs.skippedProperty().get().isPresent());
        flags.flag(List.of("1"), Flag.PICK);
        awaitStored();
        assertEquals(List.of(Flag.NONE, Flag.PICK), List.of(stored("0"), stored("1")));
    }

    @Test
    @StandardError.Says("Nobody hears of what was written: no screen")
    void whatWaitsIsStoredThoughThereIsNoScreenAnyMore() {
        var reported = new AtomicInteger();
        var closing =
                new BackgroundJobs(Background.with(work -> Thread.ofVirtual().start(work), _ -> {
                            if (reported.getAndIncrement() == 0) {
                                throw new IllegalStateException("no screen");
                            }
                        })
                        .within(underWay));
        var keys = new FlagActions(
                new CaptionActions(new BulkEdits(images), closing, undo, toasts, (_, _) -> true), closing);
        keys.flag(List.of("0"), Flag.PICK);
        while (!table.answers.hasQueuedThreads()) {
            Thread.onSpinWait();
        }
        keys.flag(List.of("1"), Flag.REJECT);
        table.answers.release(1000);
        closing.close();
        underWay.close();
        assertEquals(List.of(Flag.PICK, Flag.REJECT), List.of(stored("0"), stored("1")));
    }

    @Test
    void aLibraryThatClosesStoresWhatWaits() {
        for (String id : IDS) {
            flags.flag(List.of(id), Flag.PICK);
        }
        table.answers.release(1000);
        jobs.close();
        underWay.close(); // nothing is shown meanwhile
        assertEquals(
                IDS.stream().map(_ -> Flag.PICK).toList(),
                IDS.stream().map(this::stored).toList());
    }

    @Test
    void whatALibraryThatClosesStopsIsTold() {
        underWay.close();
        flags.flag(List.of("0"), Flag.PICK);
        awaitStored();
        screen.await(() -> jobs.skippedProperty().get().isPresent());
        assertEquals(
                List.of("The library was closed before this was stored."),
                jobs.skippedProperty().get().orElseThrow().reasons().values().stream()
                        .map(ImageException::getMessage)
                        .toList());
        assertEquals(Flag.NONE, stored("0"));
    }

    @Test
    void whatIsAsItIsToBeIsNotSaidToBeCut() {
        var answers = new ArrayList<EditQueue.Answer>();
        var queue = new EditQueue(new BulkEdits(images), jobs);
        BulkEdits.Rewriting stoppedAtTheSecond = (image, _) -> {
            if (image.imageId().equals("0")) {
                return image.caption();
            }
            Thread.currentThread().interrupt();
            return Flag.PICK.on(image.caption());
        };
        table.answers.release(1000);
        queue.add(new EditQueue.Request("", List.of("0", "1"), stoppedAtTheSecond, answers::add));
        screen.await(() -> !answers.isEmpty());
        assertEquals(Set.of("1"), answers.getFirst().failed().keySet());
    }

    @Test
    void manyAreOneEditThatIsToldAndLeavesOtherTags() {
        table.answers.release(1000);
        flags.flag(IDS, Flag.PICK);
        awaitStored();
        assertEquals(List.of("Picked 20 images."), toasts.reported);
        assertEquals(
                List.of("sea", "pick"), catalog.rows().find("3").orElseThrow().tags());
        toasts.offered.run();
        screen.await(() -> IDS.stream().allMatch(id -> stored(id) == Flag.NONE));
    }

    @Test
    void hundredsShowHowFarTheyAreAndCanBeStopped() {
        List<String> many = many();
        flags.flag(List.of("0"), Flag.REJECT);
        flags.flag(many, Flag.PICK);
        assertTrue(jobsAreDone(), "first what was said before");
        table.answers.release(30);
        screen.await(
                () -> stored("0") == Flag.REJECT && jobs.runningProperty().get().done() > 0);
        assertEquals(many.size(), jobs.runningProperty().get().all());
        jobs.stop();
        table.answers.release(1000);
        screen.await(this::jobsAreDone);
        long picked = many.stream().filter(id -> stored(id) == Flag.PICK).count();
        assertTrue(picked > 0 && picked < many.size(), picked + " are picked");
        screen.await(() -> !undo.undoLabel().getValue().isEmpty());
        undo.undo();
        screen.await(() -> many.stream().allMatch(id -> stored(id) == Flag.NONE));
        assertEquals(Flag.REJECT, stored("0"));
    }

    @Test
    void aWordOnOneHoldsAfterAWordOnManyThatWaits() {
        List<String> many = many();
        flags.flag(List.of("0"), Flag.REJECT);
        flags.flag(many, Flag.REJECT);
        flags.flag(List.of("1000"), Flag.PICK);
        assertEquals(Optional.of(Flag.REJECT), flags.said("1199"));
        assertEquals(Optional.of(Flag.PICK), flags.said("1000"));
        table.answers.release(10_000);
        awaitStored();
        assertEquals(List.of(Flag.PICK, Flag.REJECT), List.of(stored("1000"), stored("1199")));
    }

    @Test
    void aWordOnOneHoldsWhileManyAreWrittenAndOthersGoOn() {
        flags.flag(many(), Flag.REJECT);
        table.answers.release(5);
        screen.await(() -> jobs.runningProperty().get().done() > 0);
        flags.flag(List.of("1199"), Flag.PICK);
        flags.flag(List.of("1199"), Flag.NONE);
        flags.flag(List.of("0"), Flag.PICK);
        table.answers.release(100);
        screen.await(() -> stored("0") == Flag.PICK);
        assertTrue(jobs.runningProperty().get().done() < 200, "others do not wait for many");
        table.answers.release(10_000);
        awaitStored();
        assertEquals(List.of(Flag.NONE, Flag.REJECT), List.of(stored("1199"), stored("1198")));
    }

    @Test
    void whoeverWaitsForTheStoreWaitsForManyAndTheirUndo() {
        flags.flag(List.of("0"), Flag.REJECT);
        flags.flag(many(), Flag.REJECT);
        var seen = new ArrayList<Flag>();
        flags.whenStored(() -> seen.add(stored("1199")));
        table.answers.release(10_000);
        screen.await(() -> !seen.isEmpty());
        assertEquals(List.of(Flag.REJECT), seen);
        undo.undo();
        flags.flag(List.of("1000"), Flag.REJECT);
        awaitStored();
        assertEquals(List.of(Flag.NONE, Flag.REJECT), List.of(stored("1199"), stored("1000")));
    }

    @Test
    void takingBackManyCanBeStoppedAndGoneOnWith() {
        List<String> many = many();
        table.answers.release(200);
        flags.flag(many, Flag.REJECT);
        awaitStored();
        undo.undo();
        table.answers.release(20);
        screen.await(() -> jobs.runningProperty().get().done() > 0);
        jobs.stop();
        table.answers.release(10_000);
        awaitStored();
        assertTrue(many.stream().anyMatch(id -> stored(id) == Flag.REJECT));
        undo.undo();
        awaitStored();
        assertTrue(many.stream().allMatch(id -> stored(id) == Flag.NONE));
    }

    @Test
    void aLibraryThatClosesStopsManyAndStoresWhatWasSaidOfOneOfThem() {
        List<String> many = many();
        flags.flag(many, Flag.REJECT);
        table.answers.release(5);
        screen.await(() -> jobs.runningProperty().get().done() > 0);
        flags.flag(List.of("1199"), Flag.PICK);
        flags.flag(many.subList(0, 150), Flag.PICK);
        flags.flag(List.of("1000"), Flag.NONE);
        table.answers.release(10_000);
        jobs.close();
        underWay.close();
        assertEquals(List.of(Flag.PICK, Flag.NONE), List.of(stored("1199"), stored("1000")));
    }

    private List<String> many() {
        List<String> many =
                IntStream.range(1000, 1200).mapToObj(String::valueOf).toList();
        catalog.put(many.stream().map(id -> SampleImages.row(id, id)).toList());
        return many;
    }

    private static Flag other(Flag flag, Random random) {
        return Flag.values()[(flag.ordinal() + 1 + random.nextInt(2)) % 3];
    }

    private boolean jobsAreDone() {
        return jobs.runningProperty().get().equals(BackgroundJobs.RunningJob.NONE);
    }

    private void awaitStored() {
        var stored = new ArrayList<String>();
        flags.whenStored(() -> stored.add("stored"));
        screen.await(() -> !stored.isEmpty());
    }

    private Flag stored(String id) {
        return Flag.of(catalog.rows().find(id).orElseThrow().tags());
    }

    /// Answers only as often as it is let, and refuses some.
    private static final class SlowTable implements ForwardingMetadataStore {
        final Semaphore answers = new Semaphore(0);
        final Set<String> refused = ConcurrentHashMap.newKeySet();
        final Set<String> broken = ConcurrentHashMap.newKeySet();
        final Set<String> full = ConcurrentHashMap.newKeySet();
        private final SqliteCatalog catalog;
        final AtomicInteger writes = new AtomicInteger();

        SlowTable(SqliteCatalog catalog) {
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

        @Override
        public ImageRecord update(ImageEdit edit, Instant now) {
            answers.acquireUninterruptibly();
            writes.incrementAndGet();
            if (broken.remove(edit.seen().imageId())) {
                throw new OutOfMemoryError("no memory");
            }
            if (full.contains(edit.seen().imageId())) {
                throw ImageException.Failed.untilThereIsRoom("Not now.", null);
            }
            if (refused.contains(edit.seen().imageId())) {
                throw new ImageException.Invalid("Not this one.");
            }
            return catalog.update(edit, now);
        }
    }
}
