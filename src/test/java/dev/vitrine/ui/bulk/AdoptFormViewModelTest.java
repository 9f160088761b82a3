package dev.vitrine.ui.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.adopt.AdoptCost;
import dev.vitrine.service.adopt.AdoptOutcome;
import dev.vitrine.service.adopt.AdoptOutcome.AdoptResult;
import dev.vitrine.service.adopt.AdoptReport;
import dev.vitrine.service.adopt.AdoptReport.ObjectCount;
import dev.vitrine.service.adopt.AdoptRequest;
import dev.vitrine.service.adopt.FolderTree;
import dev.vitrine.store.SourceBucket;
import dev.vitrine.store.SourceBucket.SourceObject;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.SlowAnswers;
import java.io.InputStream;
import java.math.BigDecimal;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdoptFormViewModelTest {
    private final FakeBuckets buckets = new FakeBuckets();
    private final AdoptFormViewModel form = new AdoptFormViewModel(buckets, List.of("alice"), Background.immediate());

    /// Knows what it was asked, and two images in one folder.
    private static final class FakeBuckets implements AdoptFormViewModel.Buckets {
        private final List<AdoptRequest> tried = new ArrayList<>();
        private final List<String> looked = new ArrayList<>();
        private final List<AdoptReport> priced = new ArrayList<>();
        private Optional<ImageException> failure = Optional.empty();
        private Optional<AdoptCost> cost = Optional.empty();
        private long images = 2;
        private Consumer<Predicate<AdoptOutcome>> during = _ -> {};

        @Override
        public FolderTree look(String bucket, String prefix) {
            failure.ifPresent(each -> {
                throw each;
            });
            looked.add(bucket);
            return FolderTree.of(new FakeBucket(bucket), prefix);
        }

        @Override
        public AdoptReport plan(String bucket, AdoptRequest request, Predicate<AdoptOutcome> listener) {
            tried.add(request);
            during.accept(listener);
            return new AdoptReport(
                    Map.of(
                            AdoptResult.ADOPTED, new ObjectCount(images, 3_000_000),
                            AdoptResult.NO_IMAGE, new ObjectCount(1, 10)),
                    failure);
        }

        @Override
        public Optional<AdoptCost> cost(AdoptReport plan) {
            priced.add(plan);
            return cost;
        }
    }

    private record FakeBucket(String name) implements SourceBucket {
        @Override
        public boolean isOfLibrary() {
            return false;
        }

        @Override
        public void list(String prefix, Consumer<SourceObject> found) {
            for (String path : name.equals("empty")
                    ? List.<String>of()
                    : List.of("2024/05/a.jpg", "2024/b.jpg", "c//d.jpg", "e.txt")) {
                found.accept(new SourceObject(path, 1000, "", Instant.EPOCH));
            }
        }

        @Override
        public InputStream open(SourceObject object, long offset, long length) {
            return InputStream.nullInputStream();
        }

        @Override
        public boolean isSame(SourceObject object, ObjectKey original) {
            return false;
        }

        @Override
        public Copied copy(SourceObject object, ObjectKey original, String contentType) {
            throw new ImageException.Invalid("nobody asks for it");
        }

        @Override
        public void close() {}
    }

    @Test
    void whatIsTooMuchToTakeBackIsSaidBefore() {
        form.placeProperty().set("photos");
        form.user().userProperty().set("alice");
        buckets.images = 200_000;
        form.tryOut();
        assertFalse(
                form.toldProperty().get().contains("taken back"),
                form.toldProperty().get());
        buckets.images = 200_001;
        form.tryOut();
        assertTrue(
                form.toldProperty()
                        .get()
                        .endsWith("More than 200,000 cannot be taken back in one step: adopt folder "
                                + "by folder if you may want that."),
                form.toldProperty().get());
    }

    @Test
    void aBucketIsLookedAtAsATreeOfFolders() {
        assertFalse(form.lookableProperty().get());
        form.placeProperty().set("s3://photos");
        assertTrue(form.lookableProperty().get());
        form.look();
        FolderTree tree = form.foldersProperty().get().orElseThrow();
        assertEquals(4, tree.objects());
        assertEquals(4000, tree.bytes());
        assertEquals(
                List.of("2024/", "c/"),
                tree.folders().stream().map(FolderTree::path).toList());
        FolderTree year = tree.folders().iterator().next();
        assertEquals(2, year.objects());
        assertEquals(
                List.of("2024/05/"),
                year.folders().stream().map(FolderTree::path).toList());
        form.choose(year);
        assertEquals("photos/2024/", form.placeProperty().get());
    }

    @Test
    void itIsTriedBeforeItIsDone() {
        form.placeProperty().set("photos/2024/");
        assertFalse(form.triableProperty().get(), "nobody is named");
        form.user().userProperty().set("alice ");
        form.tags().add("attic");
        form.tagsFoldersProperty().set(true);
        form.sinceProperty().set("2024-05-31");
        assertTrue(form.triableProperty().get());
        assertFalse(form.readyProperty().get());
        form.tryOut();
        var since =
                LocalDate.of(2024, 5, 31).atStartOfDay(ZoneId.systemDefault()).toInstant();
        assertEquals(
                List.of(new AdoptRequest("2024/", "alice", List.of("attic"), true, Optional.of(since))), buckets.tried);
        assertTrue(form.readyProperty().get());
        assertTrue(
                form.toldProperty().get().startsWith("2 images would be adopted (3.0 MB)."),
                form.toldProperty().get());
        form.close();
        assertEquals(3, form.objects(), "what goes on is counted by it");
    }

    @Test
    void aChangeAsksForAnotherTry() {
        form.placeProperty().set("photos/2024/");
        form.user().userProperty().set("alice");
        for (Runnable change : List.<Runnable>of(
                () -> form.placeProperty().set("photos"),
                () -> form.user().userProperty().set("bob"),
                () -> form.tags().add("x"),
                () -> form.tagsFoldersProperty().set(true),
                () -> form.sinceProperty().set("2024-01-01"))) {
            form.tryOut();
            assertTrue(form.readyProperty().get());
            change.run();
            assertFalse(form.readyProperty().get());
            assertEquals("", form.toldProperty().get());
        }
    }

    @Test
    void whatItCostsIsSaidWhereItIsKnown() {
        buckets.cost =
                Optional.of(new AdoptCost(new BigDecimal("0.0123"), new BigDecimal("1.5"), "eu-central-1", "2026-05"));
        form.placeProperty().set("photos");
        form.user().userProperty().set("alice");
        form.tryOut();
        assertTrue(
                form.toldProperty().get().contains("about 0.02 dollars"),
                form.toldProperty().get());
        assertTrue(
                form.toldProperty().get().contains("1.50 dollars a month"),
                form.toldProperty().get());
        assertTrue(
                form.toldProperty().get().contains("list prices of eu-central-1 as known in 2026-05"),
                form.toldProperty().get());
    }

    @Test
    void whatGoesWrongIsSaidInTheForm() {
        form.placeProperty().set("photos");
        form.user().userProperty().set("alice");
        form.sinceProperty().set("yesterday");
        form.tryOut();
        assertEquals(
                "“yesterday” is not a date. A date looks like 2024-05-31.",
                form.problemProperty().get());
        form.sinceProperty().set("");
        assertEquals("", form.problemProperty().get());
        buckets.failure = Optional.of(new ImageException.Failed("There is no bucket."));
        form.tryOut();
        assertEquals("There is no bucket.", form.problemProperty().get());
        assertFalse(form.readyProperty().get());
        assertEquals("", form.busyProperty().get());
        form.look();
        assertEquals("There is no bucket.", form.problemProperty().get());
    }

    /// A click in the tree of one bucket must not name a folder in another.
    @Test
    void foldersAreThoseOfTheBucketThatIsNamed() {
        form.placeProperty().set("photos");
        form.look();
        form.placeProperty().set("photos/2024/");
        assertTrue(form.foldersProperty().get().isPresent(), "the same bucket");
        form.placeProperty().set("archive");
        assertEquals(Optional.empty(), form.foldersProperty().get());
        assertEquals("", form.toldProperty().get());
    }

    @Test
    void anotherLookBeginsWithoutFolders() {
        var slow = new SlowAnswers();
        var waiting = new AdoptFormViewModel(buckets, List.of(), slow.background());
        waiting.placeProperty().set("photos");
        waiting.look();
        slow.answerAll();
        assertTrue(waiting.foldersProperty().get().isPresent());
        waiting.look();
        assertEquals(Optional.empty(), waiting.foldersProperty().get());
    }

    @Test
    void enterWithoutABucketLooksAtNothing() {
        for (String place : List.of("", " ", "s3://", "/2024/")) {
            form.placeProperty().set(place);
            form.look();
        }
        assertEquals(List.of(), buckets.looked);
        assertEquals("", form.busyProperty().get());
    }

    @Test
    void aTryThatNobodyWaitsForStopsAndSaysNothingMore() {
        var slow = new SlowAnswers();
        var waiting = new AdoptFormViewModel(buckets, List.of("alice"), slow.background());
        waiting.placeProperty().set("photos");
        waiting.user().userProperty().set("alice");
        var outcome = new AdoptOutcome(new SourceObject("a.jpg", 1000, "", Instant.EPOCH), AdoptResult.ADOPTED, "", "");
        var continues = new ArrayList<Boolean>();
        buckets.during = listener -> {
            continues.add(listener.test(outcome));
            continues.add(waiting.busyProperty().get().contains("1 object so far"));
            waiting.placeProperty().set("archive");
            waiting.look();
            continues.add(listener.test(outcome));
        };
        waiting.tryOut();
        assertEquals("Looking what would come of it…", waiting.busyProperty().get());
        slow.answer(0);
        assertTrue(Thread.interrupted(), "the one that works for nobody");
        assertEquals(List.of(true, true, false), continues);
        assertEquals("Looking at archive…", waiting.busyProperty().get());
    }

    @Test
    void thePriceIsAskedForOffTheScreen() {
        var work = new ArrayList<Runnable>();
        var screen = new ArrayList<Runnable>();
        var waiting = new AdoptFormViewModel(buckets, List.of("alice"), Background.with(work::add, screen::add));
        waiting.placeProperty().set("photos");
        waiting.user().userProperty().set("alice");
        waiting.tryOut();
        work.removeFirst().run();
        assertEquals(1, buckets.priced.size());
        screen.forEach(Runnable::run);
        assertEquals(1, buckets.priced.size());
        assertTrue(waiting.readyProperty().get());
    }

    @Test
    void anEmptyBucketSaysSoAndOffersNoFolder() {
        form.placeProperty().set("empty");
        form.look();
        assertEquals("Nothing is there.", form.toldProperty().get());
        assertEquals(Optional.empty(), form.foldersProperty().get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "de"})
    void nothingIsNotCalledOne(String language) {
        ResourceBundle texts = ResourceBundle.getBundle("dev.vitrine.ui.messages", Locale.of(language));
        for (String key : List.of("adopt.trying", "adopt.found", "adopt.folder")) {
            Object[] none = key.equals("adopt.folder") ? new Object[] {"All", 0, "0"} : new Object[] {0, "0"};
            String text = new MessageFormat(texts.getString(key), Locale.of(language)).format(none);
            assertFalse(text.contains("1"), text);
        }
    }
}
