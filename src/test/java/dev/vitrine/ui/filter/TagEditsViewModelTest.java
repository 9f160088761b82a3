package dev.vitrine.ui.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.service.edit.TagEdits.Uses;
import dev.vitrine.ui.actions.BackgroundJobs;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.actions.UndoStack;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.PictureLibrary;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TagEditsViewModelTest {
    @TempDir
    private Path folder;

    @AutoClose
    private PictureLibrary pictures;

    private final UndoStack undo = new UndoStack();
    private final HeardToasts toasts = new HeardToasts();
    private final List<String> followed = new ArrayList<>();
    private final Deque<Runnable> work = new ArrayDeque<>();
    private BackgroundJobs backgroundJobs;
    private TagEditsViewModel edits;

    @BeforeEach
    void open() {
        pictures = new PictureLibrary(folder);
        pictures.add("a", 40, 30, Color.RED, "sea", "nature");
        pictures.add("b", 40, 30, Color.BLUE, "nature", "wild", "sea");
        edits = model(Background.immediate());
    }

    @Test
    void renamingIsToldTakenBackAndDoneAgain() {
        edits.rename("nature", new TagName("outdoors", false));
        assertEquals(List.of("sea outdoors", "outdoors wild sea"), tags());
        assertEquals("Rename tag “nature” to “outdoors”", undo.undoLabel().getValue());
        undo.undo();
        assertEquals(List.of("sea nature", "nature wild sea"), tags());
        undo.redo();
        assertEquals(List.of("sea outdoors", "outdoors wild sea"), tags());
        assertEquals(
                List.of("Renamed “nature” to “outdoors” on 2 images.", "Undone on 2 images.", "Redone on 2 images."),
                toasts.reported);
        assertEquals(List.of("nature outdoors", "outdoors nature", "nature outdoors"), followed);
    }

    @Test
    void aMergeIsTakenBackOnlyWhereItChangedSomething() {
        edits.rename("nature", new TagName("sea", true));
        assertEquals(List.of("sea", "sea wild"), tags());
        assertEquals(List.of("Merged “nature” into “sea” on 2 images."), toasts.reported);
        undo.undo();
        assertEquals(List.of("sea nature", "nature wild sea"), tags());
    }

    @Test
    void severalTagsBecomeOneAndAreTakenBack() {
        edits.merge(Set.of("nature", "wild"), "sea");
        assertEquals(List.of("sea", "sea"), tags());
        assertEquals(List.of("Merged 2 tags into “sea” on 2 images."), toasts.reported);
        undo.undo();
        assertEquals(List.of("sea nature", "nature wild sea"), tags());
    }

    @Test
    void removingLeavesOtherTags() {
        edits.remove("sea");
        assertEquals(List.of("nature", "nature wild"), tags());
        assertEquals(List.of("Removed “sea” from 2 images."), toasts.reported);
    }

    @Test
    void stoppingKeepsWhatIsDoneAndOffersToTakeItBack() {
        backgroundJobs.runningProperty().subscribe(running -> {
            if (running.done() == 1) {
                backgroundJobs.stop();
            }
        });
        edits.remove("sea");
        assertEquals(List.of("Stopped. Removed “sea” from 1 image."), toasts.reported);
        assertEquals(
                1,
                pictures.library()
                        .images()
                        .search(ImageQuery.ALL.withAllTags(Set.of("sea")))
                        .size());
        assertEquals(
                BackgroundJobs.RunningJob.NONE, backgroundJobs.runningProperty().get());
    }

    @Test
    void oneEditWaitsForTheOther() {
        edits = model(Background.with(work::add, Runnable::run));
        edits.remove("sea");
        edits.rename("nature", new TagName("outdoors", false));
        assertEquals(1, work.size());
        assertEquals("Remove tag “sea”", backgroundJobs.runningProperty().get().label());
        work.remove().run();
        assertEquals(
                "Rename tag “nature” to “outdoors”",
                backgroundJobs.runningProperty().get().label());
        work.remove().run();
        assertEquals(List.of("outdoors", "outdoors wild"), tags());
    }

    @Test
    void whatFailedIsSaidWithItsReason() {
        backgroundJobs.runningProperty().subscribe(running -> {
            if (running.done() == 1) {
                pictures.library()
                        .images()
                        .trash(records().stream()
                                .filter(image -> image.tags().contains("nature"))
                                .map(ImageRecord::imageId)
                                .toList());
            }
        });
        edits.remove("nature");
        assertEquals(
                1,
                backgroundJobs.skippedProperty().get().orElseThrow().reasons().size());
        backgroundJobs.forgetSkipped();
        assertTrue(backgroundJobs.skippedProperty().get().isEmpty());
    }

    @Test
    void whatIsAskedBeforeIsOfTheWholeLibrary() {
        pictures.library().images().trash(List.of(records().getFirst().imageId()));
        var known = new ArrayList<TagEditsViewModel.KnownTags>();
        edits.ask("nature", known::add);
        assertEquals(new Uses(1, 1), known.getFirst().uses());
        assertEquals(3, known.getFirst().tags().size());
    }

    private TagEditsViewModel model(Background background) {
        backgroundJobs = new BackgroundJobs(background);
        var captions = new CaptionActions(
                new BulkEdits(pictures.library().images()), backgroundJobs, undo, toasts, (_, _) -> true);
        return new TagEditsViewModel(
                pictures.library().images(),
                background,
                captions,
                toasts,
                (tag, name) -> followed.add(tag + " " + name));
    }

    private List<ImageRecord> records() {
        return pictures.library().images().search(pictures.byTitle()).images(0, 2);
    }

    private List<String> tags() {
        return records().stream().map(image -> String.join(" ", image.tags())).toList();
    }
}
