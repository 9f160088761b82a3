package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.Progress;
import dev.vitrine.ui.actions.BackgroundJobs;
import dev.vitrine.ui.actions.LargeActionConfirmation;
import dev.vitrine.ui.actions.UndoStack;
import dev.vitrine.ui.actions.UndoableJobs;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.PictureLibraryTest;
import dev.vitrine.ui.support.Preferences;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.support.SlowAnswers;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrashActionsTest extends PictureLibraryTest {
    private final AnsweringDialogs dialogs = new AnsweringDialogs();
    private final HeardToasts toasts = new HeardToasts();
    private final StringProperty latest = new SimpleStringProperty("");
    private final List<String> ids = new ArrayList<>();
    private Settings settings;
    private BackgroundJobs backgroundJobs;
    private UndoStack undo;
    private TrashActions trash;

    @BeforeEach
    void open() {
        settings = new Settings(folder.resolve("settings.json"));
        for (String title : List.of("a", "b", "c")) {
            ids.add(library.add(title, 30, 20, Color.BLUE).imageId());
        }
        start();
    }

    @Test
    void theLatestDeletionCanBeTakenBackAfterARestart() {
        trash.trash(ids.subList(0, 1));
        trash.trash(ids.subList(1, 3));
        start();
        assertEquals("Move 2 images to trash", undo.undoLabel().getValue());
        undo.undo();
        assertEquals(1, images.tally(ids).trashed());
        undo.redo();
        assertEquals(3, images.tally(ids).trashed());
        start();
        assertEquals("Move 2 images to trash", undo.undoLabel().getValue());
    }

    @Test
    void whatWasTakenBackOrIsGoneIsNotOfferedAgain() {
        trash.trash(ids);
        undo.undo();
        assertEquals(0, images.tally(ids).trashed());
        start();
        assertEquals("", undo.undoLabel().getValue());
        trash.trash(ids);
        images.deletePermanently(images.seen(ids.subList(0, 2)), Progress.UNSEEN);
        start();
        assertEquals("Move 1 image to trash", undo.undoLabel().getValue());
    }

    @Test
    void aDeletionIsTakenBackThatHasNotEndedYet() {
        trash.trash(ids.subList(0, 1));
        UndoStack.UndoStep before = UndoStack.UndoStep.of(() -> "before", 1, () -> ids.clear(), () -> {});
        var slow = new SlowAnswers();
        start(slow.background());
        slow.answerAll();
        undo.did(before);
        trash.trash(ids.subList(1, 2));
        trash.trash(ids.subList(2, 3));
        assertEquals("Move 1 image to trash", undo.undoLabel().getValue());
        undo.undo();
        undo.undo();
        slow.answerAll();
        assertEquals(1, images.tally(ids).trashed());
        assertEquals("before", undo.undoLabel().getValue());
    }

    @Test
    void aRestoreCanBeTakenBackToo() {
        trash.trash(ids);
        trash.restore(ids.subList(0, 2));
        assertEquals("Restore 2 images", undo.undoLabel().getValue());
        undo.undo();
        assertEquals(3, images.tally(ids).trashed());
    }

    @Test
    void whoFollowsHearsWhatLeavesBeforeItDoes() {
        var trashed = new ArrayList<Integer>();
        trash.setFollowers(
                leaving -> trashed.add(images.tally(leaving).trashed()),
                back -> trashed.add(images.tally(back).trashed()));
        trash.trash(ids);
        trash.restore(ids);
        assertEquals(List.of(0, 3), trashed);
    }

    @Test
    void aStoppedDeletionIsTakenBackAsFarAsItCame() {
        backgroundJobs.runningProperty().subscribe(running -> {
            if (running.done() == 2) {
                backgroundJobs.stop();
            }
        });
        trash.trash(ids);
        assertEquals(2, images.tally(ids).trashed());
        assertEquals(List.of("Stopped. 2 images moved to the trash."), toasts.reported);
        assertEquals("Move 2 images to trash", undo.undoLabel().getValue());
    }

    @Test
    void anUndoThatIsStoppedCanGoOn() {
        trash.trash(ids);
        Subscription stopping = backgroundJobs.runningProperty().subscribe(running -> {
            if (running.done() == 1) {
                backgroundJobs.stop();
            }
        });
        undo.undo();
        stopping.unsubscribe();
        assertEquals(2, images.tally(ids).trashed());
        assertEquals("Move 2 images to trash", undo.undoLabel().getValue());
        undo.undo();
        assertEquals(0, images.tally(ids).trashed());
    }

    @Test
    void veryManyAreAskedForByNumber() {
        new Preferences(settings).manyProperty().set(2);
        dialogs.answer(false);
        trash.trash(ids);
        assertEquals(List.of("Move 3 images to trash?"), dialogs.asked());
        assertEquals(0, images.tally(ids).trashed());
        trash.trash(ids.subList(0, 2));
        assertEquals(2, images.tally(ids).trashed());
    }

    @Test
    void deletingForGoodAsksAndLeavesNothingToUndo() {
        dialogs.answer(true);
        trash.deletePermanently(ids);
        assertEquals(List.of("Delete 3 images permanently?"), dialogs.asked());
        assertEquals(0, images.tally(ids).images());
        assertEquals("", undo.undoLabel().getValue());
    }

    @Test
    void whatSomebodyRestoredWhileItWasAskedIsNotSaidToBeDeleted() {
        trash.trash(ids.subList(0, 1));
        toasts.reported.clear();
        dialogs.answer(true);
        dialogs.whileAsked(() -> images.restore(ids.subList(0, 1), Progress.UNSEEN));
        trash.deletePermanently(ids.subList(0, 1));
        assertEquals(3, images.tally(ids).images());
        assertEquals(List.of(), toasts.reported);
        assertEquals(
                Set.of(ids.getFirst()),
                backgroundJobs.skippedProperty().get().orElseThrow().reasons().keySet());
    }

    @Test
    void theTrashIsEmptiedAfterAQuestionWithTheNumberAndNothingElse() {
        trash.trash(ids.subList(0, 2));
        dialogs.answer(false);
        trash.deleteAllPermanently();
        assertEquals(2, images.tally(ids).trashed());
        dialogs.answer(true);
        trash.deleteAllPermanently();
        assertEquals(List.of("Delete 2 images permanently?", "Delete 2 images permanently?"), dialogs.asked());
        assertEquals(
                List.of(ids.get(2)),
                images.findAll(ids).stream().map(ImageRecord::imageId).toList());
        trash.deleteAllPermanently();
        assertEquals("The trash is empty", toasts.reported.getLast());
        assertEquals(2, dialogs.asked().size());
    }

    /// A window on the same library, as after a restart.
    private void start() {
        start(Background.immediate());
    }

    private void start(Background background) {
        backgroundJobs = new BackgroundJobs(background);
        undo = new UndoStack();
        var largeActionConfirmation = new LargeActionConfirmation(dialogs, new Preferences(settings));
        trash = new TrashActions(
                images, background, new UndoableJobs(backgroundJobs, undo, toasts), largeActionConfirmation, latest);
        trash.rememberLatest();
    }
}
