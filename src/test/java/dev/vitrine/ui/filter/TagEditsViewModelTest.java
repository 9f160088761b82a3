package dev.vitrine.ui.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.TagEdits.Uses;
import dev.vitrine.ui.filter.TagEditsViewModel.Done;
import dev.vitrine.ui.filter.TagEditsViewModel.Running;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.PictureLibrary;
import dev.vitrine.ui.support.Toasts;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TagEditsViewModelTest {
    @TempDir
    private Path folder;
    private PictureLibrary pictures;
    private final List<Done> done = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Deque<Runnable> work = new ArrayDeque<>();
    private TagEditsViewModel edits;

    @BeforeEach
    void open() {
        pictures = new PictureLibrary(folder);
        pictures.add("a", 40, 30, Color.RED, "sea", "nature");
        pictures.add("b", 40, 30, Color.BLUE, "nature", "wild", "sea");
        edits = model(Background.immediate());
    }

    @AfterEach
    void close() {
        pictures.close();
    }

    @Test
    void renamingIsToldTakenBackAndDoneAgain() {
        edits.rename("nature", new TagName("outdoors", false));
        assertEquals(List.of("sea outdoors", "outdoors wild sea"), tags());
        assertEquals("Rename tag “nature” to “outdoors”", done.getFirst().label());
        assertEquals("Renamed “nature” to “outdoors” on 2 images.", done.getFirst().told());
        done.getFirst().undo().run();
        assertEquals(List.of("sea nature", "nature wild sea"), tags());
        done.getFirst().redo().run();
        assertEquals(List.of("sea outdoors", "outdoors wild sea"), tags());
        assertEquals(List.of("follow nature outdoors", "follow outdoors nature", "Took that back on 2 images.",
                "follow nature outdoors", "Did that again on 2 images."), told);
    }

    @Test
    void aMergeIsTakenBackOnlyWhereItChangedSomething() {
        edits.rename("nature", new TagName("sea", true));
        assertEquals(List.of("sea", "sea wild"), tags());
        assertEquals("Merged “nature” into “sea” on 2 images.", done.getFirst().told());
        done.getFirst().undo().run();
        assertEquals(List.of("sea nature", "nature wild sea"), tags());
    }

    @Test
    void removingLeavesOtherTags() {
        edits.remove("sea");
        assertEquals(List.of("nature", "nature wild"), tags());
        assertEquals("Removed “sea” from 2 images.", done.getFirst().told());
    }

    @Test
    void stoppingKeepsWhatIsDoneAndOffersToTakeItBack() {
        edits.runningProperty().subscribe(running -> {
            if (running.done() == 1) {
                edits.stop();
            }
        });
        edits.remove("sea");
        assertEquals("Stopped. Removed “sea” from 1 image.", done.getFirst().told());
        assertEquals(1, pictures.library().images().search(ImageQuery.ALL.withAllTags(Set.of("sea"))).size());
        assertEquals(Running.NONE, edits.runningProperty().get());
    }

    @Test
    void oneEditWaitsForTheOther() {
        edits = model(Background.with(work::add, Runnable::run));
        edits.remove("sea");
        edits.rename("nature", new TagName("outdoors", false));
        assertEquals(1, work.size());
        assertEquals("Remove tag “sea”", edits.runningProperty().get().label());
        work.remove().run();
        assertEquals("Rename tag “nature” to “outdoors”", edits.runningProperty().get().label());
        work.remove().run();
        assertEquals(List.of("outdoors", "outdoors wild"), tags());
    }

    @Test
    void whatFailedIsSaidWithItsReason() {
        edits.runningProperty().subscribe(running -> {
            if (running.done() == 1) {
                pictures.library().images().trash(records().stream().filter(image -> image.tags().contains("nature")).map(ImageRecord::imageId).toList());
            }
        });
        edits.remove("nature");
        assertEquals(1, told.size());
        assertTrue(told.getFirst().startsWith("failure: 1 image keeps the tags as they were: "), told.getFirst());
    }

    @Test
    void whatIsAskedBeforeIsOfTheWholeLibrary() {
        pictures.library().images().trash(List.of(records().getFirst().imageId()));
        var known = new ArrayList<TagEditsViewModel.Known>();
        edits.ask("nature", known::add);
        assertEquals(new Uses(1, 1), known.getFirst().uses());
        assertEquals(3, known.getFirst().tags().size());
    }

    private TagEditsViewModel model(Background background) {
        return new TagEditsViewModel(pictures.library().images(), background, new Toasts() {
            @Override
            public void show(String text) {
                told.add(text);
            }

            @Override
            public void show(String text, String actionLabel, Runnable action) {
                told.add(text);
            }

            @Override
            public void failure(String text) {
                told.add("failure: " + text);
            }
        }, new TagEditsViewModel.Owner() {
            @Override
            public void did(Done step) {
                done.add(step);
            }

            @Override
            public void follow(String tag, String name) {
                told.add("follow " + tag + " " + name);
            }
        });
    }

    private List<ImageRecord> records() {
        return pictures.library().images().search(pictures.byTitle()).images(0, 2);
    }

    private List<String> tags() {
        return records().stream().map(image -> String.join(" ", image.tags())).toList();
    }
}
