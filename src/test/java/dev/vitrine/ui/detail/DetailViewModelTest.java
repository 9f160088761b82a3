package dev.vitrine.ui.detail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.ui.actions.BackgroundJobs;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.actions.UndoStack;
import dev.vitrine.ui.controls.Preview;
import dev.vitrine.ui.detail.DetailViewModel.Mode;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FactSheet;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.ImageSelection;
import dev.vitrine.ui.support.PictureLibrary;
import dev.vitrine.ui.support.TestScreen;
import java.awt.Color;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DetailViewModelTest {
    @TempDir
    Path folder;

    private final TestScreen screen = new TestScreen();
    private final HeardToasts toasts = new HeardToasts();

    @AutoClose
    private PictureLibrary library;

    private ImageService images;
    private BackgroundJobs backgroundJobs;
    private DetailViewModel detail;
    private final UndoStack undo = new UndoStack();
    private CaptionViewModel caption;

    @BeforeEach
    void open() {
        library = new PictureLibrary(folder);
        images = library.library().images();
        backgroundJobs =
                new BackgroundJobs(screen.background().within(library.library().underWay()));
        detail = new DetailViewModel(
                images,
                library.library().thumbnails(),
                screen.background(),
                new CaptionActions(new BulkEdits(images), backgroundJobs, undo, toasts, (_, _) -> true),
                toasts);
        caption = detail.caption();
    }

    @Test
    void nothingSelectedShowsNothing() {
        assertEquals(Mode.NOTHING, detail.modeProperty().get());
        assertEquals(new Preview.Nothing(), detail.previewProperty().get());
        assertEquals(List.of(), detail.facts());
    }

    @Test
    void oneImageShowsWhatIsKnownAndItsPicture() {
        ImageRecord sea = library.add("Sea", 900, 600, Color.BLUE, "water");
        show(sea);
        assertEquals(Mode.ONE, detail.modeProperty().get());
        assertEquals("Sea", caption.titleProperty().get());
        assertEquals(List.of("water"), caption.tags());
        assertEquals(
                List.of("User", "Dimensions", "Size", "Type", "Added", "File name", "Image ID", "SHA-256"),
                detail.facts().stream().map(FactSheet.Fact::label).toList());
        assertEquals("900 × 600 · 0.5 MP", detail.facts().get(1).text());
        assertTrue(
                detail.previewProperty().get() instanceof Preview.Coming coming && coming.width() == 900,
                "its place is kept");
        screen.await(() -> detail.previewProperty().get() instanceof Preview.Ready
                && detail.histogramProperty().get().isPresent());
        assertTrue(detail.histogramProperty().get().orElseThrow().blue()[255] > 0);
    }

    @Test
    void factsThatStayAreNotShownAgain() {
        var shown = new ArrayList<List<FactSheet.Fact>>();
        detail.facts().addListener((ListChangeListener<FactSheet.Fact>) _ -> shown.add(List.copyOf(detail.facts())));
        ImageRecord sea = library.add("Sea", 30, 20, Color.BLUE);
        show(sea);
        show(images.edit(new ImageEdit(sea, sea.caption().withTag("blue"))));
        screen.await(() -> detail.histogramProperty().get().isPresent());
        for (int i = 1; i < shown.size(); i++) {
            assertNotEquals(shown.get(i - 1), shown.get(i));
        }
    }

    @Test
    void anImageThatCannotBeShownSaysWhy() {
        show(library.addDamaged("Broken"));
        screen.await(() -> detail.previewProperty().get() instanceof Preview.Missing);
        assertTrue(
                detail.previewProperty().get() instanceof Preview.Missing(String reason) && reason.contains("Broken"),
                detail.previewProperty().get().toString());
    }

    @Test
    void aTitleIsSaved() {
        ImageRecord sea = library.add("Sea", 30, 20, Color.BLUE);
        show(sea);
        caption.titleProperty().set("  North Sea ");
        caption.save();
        assertEquals(new SaveState.Saving(), caption.stateProperty().get());
        awaitSaved();
        assertEquals("North Sea", caption.titleProperty().get());
        assertEquals("North Sea", images.find(sea.imageId()).orElseThrow().title());
    }

    @Test
    void savingWhatIsStoredAlreadySendsNothing() {
        show(library.add("Sea", 30, 20, Color.BLUE));
        caption.save();
        assertEquals(new SaveState.Unchanged(), caption.stateProperty().get());
    }

    @Test
    void anEmptiedTitleComesBack() {
        show(library.add("Sea", 30, 20, Color.BLUE));
        caption.titleProperty().set(" ");
        caption.save();
        assertEquals("Sea", caption.titleProperty().get());
        assertEquals(new SaveState.Unchanged(), caption.stateProperty().get());
    }

    @Test
    void revertingBringsBackWhatIsStored() {
        show(library.add("Sea", 30, 20, Color.BLUE));
        caption.titleProperty().set("typo");
        caption.descriptionProperty().set("typo");
        caption.revertTitle();
        caption.revertDescription();
        assertEquals("Sea", caption.titleProperty().get());
        assertEquals("", caption.descriptionProperty().get());
    }

    @Test
    void editsThatFollowEachOtherQuicklyAllArrive() {
        ImageRecord sea = library.add("Sea", 30, 20, Color.BLUE, "water");
        show(sea);
        caption.titleProperty().set("One");
        caption.save();
        caption.titleProperty().set("Two");
        caption.save();
        caption.addTag("wide");
        caption.removeTag("water");
        screen.await(() ->
                images.find(sea.imageId()).orElseThrow().caption().equals(new Caption("Two", "", List.of("wide"))));
        awaitSaved();
        assertEquals(List.of("wide"), caption.tags());
    }

    @Test
    void aClosingLibraryWaitsForWhatWasTypedDuringAnEdit() {
        ImageRecord sea = library.add("Sea", 30, 20, Color.BLUE);
        show(sea);
        caption.titleProperty().set("North Sea");
        caption.save();
        caption.titleProperty().set("South Sea");
        detail.close();
        backgroundJobs.close();
        library.library().underWay().close();
        assertEquals("South Sea", images.find(sea.imageId()).orElseThrow().title());
    }

    @Test
    void whatIsTypedSurvivesNewsFromElsewhere() {
        ImageRecord sea = library.add("Sea", 30, 20, Color.BLUE);
        show(sea);
        caption.titleProperty().set("half typ");
        show(images.edit(new ImageEdit(sea, sea.caption().withDescription("from elsewhere"))));
        assertEquals("half typ", caption.titleProperty().get());
        caption.save();
        awaitSaved();
        assertEquals(
                new Caption("half typ", "from elsewhere", List.of()),
                images.find(sea.imageId()).orElseThrow().caption());
        assertEquals("from elsewhere", caption.descriptionProperty().get());
    }

    @Test
    void newsFromElsewhereAreShownWhenNothingIsTyped() {
        ImageRecord sea = library.add("Sea", 30, 20, Color.BLUE);
        show(sea);
        show(images.edit(new ImageEdit(sea, new Caption("Ocean", "deep", List.of("blue")))));
        assertEquals("Ocean", caption.titleProperty().get());
        assertEquals("deep", caption.descriptionProperty().get());
        assertEquals(List.of("blue"), caption.tags());
    }

    @Test
    void aConflictKeepsWhatIsTypedAndSavingAgainReplacesTheOther() {
        ImageRecord sea = library.add("Sea", 30, 20, Color.BLUE);
        show(sea);
        images.edit(new ImageEdit(sea, sea.caption().withTitle("Theirs")));
        caption.titleProperty().set("Mine");
        caption.save();
        screen.await(() -> caption.stateProperty().get() instanceof SaveState.Failed);
        assertTrue(caption.stateProperty().get() instanceof SaveState.Failed failed
                && failed.reason().contains("Theirs"));
        assertEquals("Mine", caption.titleProperty().get());
        assertEquals("Theirs", images.find(sea.imageId()).orElseThrow().title());
        caption.save();
        awaitSaved();
        assertEquals("Mine", images.find(sea.imageId()).orElseThrow().title());
    }

    @Test
    void savingAfterAConflictTakesNothingBackThatSomebodyElseAddedMeanwhile() {
        ImageRecord sea = library.add("Sea", 30, 20, Color.BLUE, "blue", "old");
        show(sea);
        images.edit(new ImageEdit(sea, new Caption("Theirs", "deep", List.of("blue", "wave"))));
        caption.titleProperty().set("Mine");
        awaitConflict();
        assertEquals("Mine", caption.titleProperty().get());
        assertEquals("deep", caption.descriptionProperty().get(), "what was not typed into says what it says now");
        assertEquals(List.of("blue", "wave"), caption.tags());
        caption.save();
        awaitSaved();
        assertEquals(
                new Caption("Mine", "deep", List.of("blue", "wave")),
                images.find(sea.imageId()).orElseThrow().caption());
    }

    /// Neither a tag nor the way to another image says that one's own text is to replace the other's.
    @Test
    void onlySavingAgainReplacesTheTextOfAnother() {
        ImageRecord sea = library.add("Sea", 30, 20, Color.BLUE);
        show(sea);
        images.edit(new ImageEdit(sea, sea.caption().withTitle("Theirs")));
        caption.titleProperty().set("Mine");
        awaitConflict();
        caption.leave();
        caption.addTag("boat");
        screen.await(() -> images.find(sea.imageId()).orElseThrow().tags().equals(List.of("boat")) && isSaid("Theirs"));
        assertEquals("Mine", caption.titleProperty().get());
        show(library.add("Sun", 30, 20, Color.YELLOW));
        assertTrue(toasts.failures.getFirst().endsWith("\nYou typed: Mine"), "what was typed is not lost");
        backgroundJobs.close();
        assertEquals("Theirs", images.find(sea.imageId()).orElseThrow().title());
    }

    private boolean isSaid(String other) {
        return caption.stateProperty().get() instanceof SaveState.Failed failed
                && failed.reason().contains(other);
    }

    @Test
    void whatCannotBeReadAfterAConflictIsNotToldWhileItIsSavedAgain() {
        ImageRecord sea = library.add("Sea", 30, 20, Color.BLUE);
        var work = new ArrayDeque<Runnable>();
        var edits = new CaptionEdits(
                sea,
                images,
                new CaptionActions(
                        new BulkEdits(images),
                        new BackgroundJobs(Background.with(work::add, Runnable::run)),
                        undo,
                        toasts,
                        (_, _) -> true),
                _ -> {},
                _ -> {});
        images.edit(new ImageEdit(sea, sea.caption().withTitle("Theirs")));
        edits.save(sea.caption().withTitle("Mine"));
        work.remove().run();
        edits.save(sea.caption().withTitle("Mine after all"));
        library.close();
        work.remove().run();
        assertEquals(new SaveState.Saving(), edits.state());
    }

    @Test
    void aConflictIsOverWhenTheOtherTextIsTakenOver() {
        ImageRecord sea = library.add("Sea", 30, 20, Color.BLUE);
        show(sea);
        ImageRecord theirs = images.edit(new ImageEdit(sea, sea.caption().withTitle("Theirs")));
        caption.titleProperty().set("Mine");
        awaitConflict();
        caption.revertTitle();
        assertEquals("Theirs", caption.titleProperty().get());
        assertEquals(new SaveState.Unchanged(), caption.stateProperty().get());
        show(images.edit(new ImageEdit(theirs, theirs.caption().withTitle("Again theirs"))));
        assertEquals("Again theirs", caption.titleProperty().get(), "news are shown again");
    }

    private void awaitConflict() {
        caption.save();
        screen.await(() -> caption.stateProperty().get() instanceof SaveState.Failed);
    }

    @Test
    void whatIsTypedIsSavedWhenAnotherImageIsShown() {
        ImageRecord sea = library.add("Sea", 30, 20, Color.BLUE);
        ImageRecord sun = library.add("Sun", 30, 20, Color.YELLOW);
        show(sea);
        caption.titleProperty().set("Seaside");
        show(sun);
        assertEquals("Sun", caption.titleProperty().get());
        screen.await(() -> images.find(sea.imageId()).orElseThrow().title().equals("Seaside"));
        assertEquals("Sun", caption.titleProperty().get());
    }

    @Test
    void aFailureIsToldEvenWhenItsImageIsNoLongerShown() {
        ImageRecord sea = library.add("Sea", 30, 20, Color.BLUE);
        show(sea);
        images.trash(Set.of(sea.imageId()));
        caption.titleProperty().set("Seaside");
        show();
        screen.await(() -> !toasts.failures.isEmpty());
        assertTrue(
                toasts.failures.getFirst().startsWith("The change to “Sea” was not saved: "),
                toasts.failures.toString());
        assertTrue(toasts.failures.getFirst().endsWith("\nYou typed: Seaside"), "what was typed is not lost");
    }

    @Test
    void aFailureTellsNothingAsTypedThatWasNot() {
        ImageRecord sea = library.add("Sea", 30, 20, Color.BLUE);
        show(sea);
        images.edit(new ImageEdit(sea, new Caption("Theirs", "deep", List.of())));
        caption.descriptionProperty().set("mine");
        show();
        screen.await(() -> !toasts.failures.isEmpty());
        assertTrue(toasts.failures.getFirst().endsWith("\nYou typed: mine"), toasts.failures.toString());
    }

    @Test
    void whatIsTypedBackDuringAnEditStays() {
        show(library.add("Sea", 30, 20, Color.BLUE));
        caption.titleProperty().set("North Sea");
        caption.save();
        caption.titleProperty().set("Sea");
        awaitSaved();
        assertEquals("Sea", caption.titleProperty().get());
    }

    @Test
    void tagsOfSeveralSayWhichAreOnAllAndWhichOnSome() {
        showSeveral();
        assertEquals(Mode.SEVERAL, detail.modeProperty().get());
        assertEquals(List.of("a", "b", "c"), detail.sharedTags().tags());
        assertEquals(Set.of("b", "c"), detail.sharedTags().partial());
        assertEquals(3, detail.sample().size());
        long bytes = detail.selectionProperty().get().few().stream()
                .mapToLong(image -> image.facts().sizeBytes())
                .sum();
        assertEquals(Format.bytes(bytes) + " in all", detail.totalSize());
        screen.await(() -> detail.sample().stream().allMatch(Preview.Ready.class::isInstance));
    }

    @Test
    void ofSeveralNoneStandsOutAndAnUnknownSizeIsNotTold() {
        ImageRecord one = new ImageRecord("x", "alice", Caption.EMPTY, ImageFacts.UNKNOWN, Instant.EPOCH);
        ImageRecord other = new ImageRecord("y", "alice", Caption.EMPTY, ImageFacts.UNKNOWN, Instant.EPOCH);
        show(one, other);
        assertEquals("", detail.totalSize());
        assertEquals(Optional.empty(), detail.targets().lead());
        show(one);
        assertEquals(Optional.of("x"), detail.targets().lead());
    }

    @Test
    void albumsStandApartFromTagsAndAreNamedWithoutTheirPrefix() {
        ImageRecord one = library.add("One", 30, 20, Color.BLUE, "sea", "album:Iceland");
        ImageRecord other = library.add("Other", 30, 20, Color.RED, "sea");
        show(one, other);
        assertEquals(List.of("sea"), detail.sharedTags().tags());
        assertEquals(List.of("Iceland"), detail.albums().tags());
        assertEquals(Set.of("Iceland"), detail.albums().partial());
        detail.albums().addToAll("Iceland");
        screen.await(() -> images.find(other.imageId()).orElseThrow().tags().contains("album:Iceland"));
        show(images.find(one.imageId()).orElseThrow());
        assertEquals(List.of("sea"), caption.tags());
        caption.removeTag("sea");
        screen.await(() -> images.find(one.imageId()).orElseThrow().tags().equals(List.of("album:Iceland")));
    }

    @Test
    void aTagIsAddedToAllAndRemovedFromAll() {
        List<ImageRecord> three = showSeveral();
        detail.sharedTags().addToAll("c");
        detail.sharedTags().removeFromAll("b");
        screen.await(() -> toasts.reported.size() == 2);
        assertEquals(List.of("Added “c” to 2 images.", "Removed “b” from 2 images."), toasts.reported);
        for (ImageRecord image : three) {
            assertEquals(
                    Set.of("a", "c"),
                    Set.copyOf(images.find(image.imageId()).orElseThrow().tags()));
        }
        undo.undo();
        undo.undo();
        screen.await(() -> toasts.reported.size() == 4);
        assertEquals(
                three.stream().map(ImageRecord::tags).toList(),
                three.stream()
                        .map(image -> images.find(image.imageId()).orElseThrow().tags())
                        .toList());
    }

    @Test
    void imagesThatCouldNotBeChangedAreListedAndTheOthersAreChanged() {
        List<ImageRecord> three = showSeveral();
        images.trash(Set.of(three.get(1).imageId()));
        detail.sharedTags().addToAll("new");
        screen.await(() -> backgroundJobs.skippedProperty().get().isPresent());
        assertEquals(
                Set.of(three.get(1).imageId()),
                backgroundJobs.skippedProperty().get().orElseThrow().reasons().keySet());
        assertEquals(
                Set.of("a", "new"),
                Set.copyOf(images.find(three.get(2).imageId()).orElseThrow().tags()));
    }

    @Test
    void anEditInThePaneCanBeTakenBack() {
        ImageRecord sea = library.add("Sea", 30, 20, Color.BLUE, "water");
        show(sea);
        caption.titleProperty().set("North Sea");
        caption.save();
        awaitSaved();
        assertEquals("Change “Sea”", undo.undoLabel().getValue());
        undo.undo();
        screen.await(() -> images.find(sea.imageId()).orElseThrow().title().equals("Sea"));
        show(images.find(sea.imageId()).orElseThrow());
        assertEquals("Sea", caption.titleProperty().get());
    }

    private List<ImageRecord> showSeveral() {
        List<ImageRecord> three = List.of(
                library.add("1", 30, 20, Color.BLUE, "a", "b"),
                library.add("2", 30, 20, Color.RED, "a", "b", "c"),
                library.add("3", 30, 20, Color.GREEN, "a"));
        show(three.toArray(ImageRecord[]::new));
        return three;
    }

    private void show(ImageRecord... selected) {
        detail.selectionProperty().set(ImageSelection.of(List.of(selected)));
    }

    private void awaitSaved() {
        screen.await(() -> caption.stateProperty().get() instanceof SaveState.Saved);
    }
}
