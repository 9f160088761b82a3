package dev.vitrine.ui.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Orientation;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.ui.actions.CaptionActions.UndoableEdit;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.PictureLibraryTest;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CaptionActionsTest extends PictureLibraryTest {
    private final BackgroundJobs backgroundJobs = new BackgroundJobs(Background.immediate());
    private final UndoStack undo = new UndoStack();
    private final HeardToasts toasts = new HeardToasts();
    private final List<String> asked = new ArrayList<>();
    private boolean agrees = true;
    private CaptionActions captions;
    private final List<String> ids = new ArrayList<>();

    @BeforeEach
    void open() {
        captions = new CaptionActions(new BulkEdits(images), backgroundJobs, undo, toasts, (count, what) -> {
            asked.add(what);
            return agrees;
        });
        for (String title : List.of("a", "b", "c")) {
            ids.add(library.add(title, 30, 20, Color.BLUE, "old").imageId());
        }
    }

    @Test
    void anEditIsToldTakenBackAndDoneAgain() {
        addNew();
        assertEquals(List.of("Added to 3"), toasts.reported);
        assertEquals(3, having("new"));
        undo.undo();
        assertEquals(0, having("new"));
        assertEquals("Add", undo.redoLabel().getValue());
        undo.redo();
        assertEquals(3, having("new"));
    }

    @Test
    void anUndoThatIsStoppedCanGoOnAndWhatItTookBackCanBeDoneAgain() {
        addNew();
        stopAfter(1);
        undo.undo();
        assertEquals(2, having("new"));
        assertEquals("Add", undo.undoLabel().getValue());
        assertEquals("Add", undo.redoLabel().getValue());
        undo.undo();
        assertEquals(0, having("new"));
        undo.redo();
        undo.redo();
        assertEquals(3, having("new"));
    }

    @Test
    void anEditThatIsStoppedIsTakenBackAsFarAsItCame() {
        stopAfter(2);
        addNew();
        assertEquals(List.of("Stopped. Added to 2"), toasts.reported);
        undo.undo();
        assertEquals(0, having("new"));
    }

    @Test
    void whatSomebodyElseChangedIsLeftAndListedByImage() {
        ImageRecord first = images.find(ids.getFirst()).orElseThrow();
        captions.edit(UndoableEdit.of(_ -> "Name", count -> "Named " + count), ids, (image, _) -> {
            if (image.imageId().equals(first.imageId())) {
                images.edit(new ImageEdit(first, first.caption().withTitle("theirs")));
            }
            return image.caption().withTitle("mine");
        });
        assertEquals(List.of("Named 2"), toasts.reported);
        assertEquals(
                Set.of(first.imageId()),
                backgroundJobs.skippedProperty().get().orElseThrow().reasons().keySet());
        assertEquals("theirs", images.find(first.imageId()).orElseThrow().title());
    }

    @Test
    void whoDoesNotAgreeChangesNothing() {
        agrees = false;
        addNew();
        assertEquals(List.of("Add"), asked);
        assertEquals(0, having("new"));
        assertTrue(toasts.reported.isEmpty());
    }

    @Test
    void turnsAddUpAndAreTakenBackOneByOne() {
        var corrections = new CorrectionActions(captions);
        corrections.turn(ids, Orientation.TURN_RIGHT);
        corrections.turn(ids.subList(0, 1), Orientation.TURN_RIGHT);
        assertEquals(List.of("Turned 3 images right."), toasts.reported);
        assertEquals(Orientation.UPSIDE_DOWN, turned(0));
        undo.undo();
        assertEquals(Orientation.TURN_RIGHT, turned(0));
        undo.undo();
        assertEquals(Orientation.UPRIGHT, turned(0));
        undo.redo();
        assertEquals(Orientation.TURN_RIGHT, turned(2));
    }

    private Orientation turned(int at) {
        return images.find(ids.get(at)).orElseThrow().facts().orientationFix();
    }

    @Test
    void ratingOneIsSilentAndratingSeveralIsReported() {
        var ratings = new RatingActions(images, Background.immediate(), captions, toasts);
        ratings.rate(ids.subList(0, 1), 4);
        assertEquals(List.of(), toasts.reported);
        assertEquals("Give 4 stars to 1 image", undo.undoLabel().getValue());
        ratings.rate(ids, 5);
        assertEquals(List.of("Gave 5 stars to 3 images."), toasts.reported);
        undo.undo();
        assertEquals(1, having("rating:4"));
        ratings.toggleFavorite(ids);
        assertEquals(3, having("favourite"));
    }

    @Test
    void whatCanBeTakenBackIsCalledByTheImagesThatItChanged() {
        captions.addTag(ids.subList(0, 1), "sea");
        captions.removeTag(ids, "sea");
        assertEquals("Remove “sea” from 1 image", undo.undoLabel().getValue());
        undo.undo();
        assertEquals("Remove “sea” from 1 image", undo.redoLabel().getValue());
        var ratings = new RatingActions(images, Background.immediate(), captions, toasts);
        ratings.rate(ids.subList(0, 2), 5);
        ratings.rate(ids, 5);
        assertEquals("Give 5 stars to 1 image", undo.undoLabel().getValue());
    }

    private void addNew() {
        captions.edit(
                UndoableEdit.of(_ -> "Add", count -> "Added to " + count),
                ids,
                (image, _) -> image.caption().withTag("new"));
    }

    private void stopAfter(int done) {
        boolean[] stopped = {false};
        backgroundJobs.runningProperty().subscribe(running -> {
            if (running.done() == done && !stopped[0]) {
                stopped[0] = true;
                backgroundJobs.stop();
            }
        });
    }

    private int having(String tag) {
        return images.tally(ids).having(tag);
    }
}
