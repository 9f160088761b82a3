package dev.vitrine.ui.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndoStackTest {
    private final UndoStack stack = new UndoStack();
    private final List<String> played = new ArrayList<>();

    @Test
    void undoAndRedoGoBackAndForth() {
        stack.did(step("a"));
        stack.did(step("b"));
        assertEquals("b", stack.undoLabel().getValue());
        stack.undo();
        stack.undo();
        stack.undo();
        stack.redo();
        assertEquals(List.of("undo b", "undo a", "redo a"), played);
        assertEquals("a", stack.undoLabel().getValue());
        assertEquals("b", stack.redoLabel().getValue());
    }

    @Test
    void whoTakesBackWhatIsStillBeingDoneMeansThat() {
        stack.did(step("a"));
        UndoStack.Begun first = stack.begin(() -> "b");
        UndoStack.Begun second = stack.begin(() -> "c");
        assertEquals("c", stack.undoLabel().getValue());
        stack.undo();
        stack.undo();
        first.did(step("b"));
        assertEquals(List.of(), played);
        second.did(step("c"));
        assertEquals(List.of("undo c", "undo b"), played);
        assertEquals("a", stack.undoLabel().getValue());
    }

    @Test
    void whatEarlierWorkComesToIsNothingToTheOneThatIsTakenBack() {
        stack.did(step("a"));
        UndoStack.Begun first = stack.begin(() -> "b");
        UndoStack.Begun second = stack.begin(() -> "c");
        stack.undo();
        assertEquals("b", stack.undoLabel().getValue());
        first.cameToNothing();
        second.did(step("c"));
        assertEquals(List.of("undo c"), played);
        assertEquals("a", stack.undoLabel().getValue());
    }

    @Test
    void workThatEndsLaterIsNotTakenBackInPlaceOfTheOneThatIsMeant() {
        UndoStack.Begun first = stack.begin(() -> "b");
        UndoStack.Begun second = stack.begin(() -> "c");
        stack.undo();
        second.did(step("c"));
        assertEquals(List.of("undo c"), played);
        first.did(step("b"));
        assertEquals(List.of("undo c"), played);
        assertEquals("b", stack.undoLabel().getValue());
    }

    @Test
    void whatWasDoneWhileOtherWorkGoesOnIsTakenBackAtOnce() {
        stack.did(step("a"));
        UndoStack.Begun begun = stack.begin(() -> "b");
        stack.did(step("c"));
        assertEquals("c", stack.undoLabel().getValue());
        stack.undo();
        assertEquals(List.of("undo c"), played);
        begun.did(step("b"));
        assertEquals(List.of("undo c"), played);
        assertEquals("b", stack.undoLabel().getValue());
    }

    @Test
    void whatWasDoneBeforeIsTakenBackAfterWhatIsStillBeingDone() {
        stack.did(step("a"));
        UndoStack.Begun begun = stack.begin(() -> "b");
        stack.undo();
        stack.undo();
        assertEquals("", stack.undoLabel().getValue());
        assertEquals(List.of(), played);
        begun.did(step("b"));
        assertEquals(List.of("undo b", "undo a"), played);
    }

    @Test
    void manyStepsDoNotPushOutWhatIsStillBeingDone() {
        UndoStack.Begun begun = stack.begin(() -> "a");
        for (int i = 0; i < 100; i++) {
            stack.did(step("b"));
        }
        begun.did(step("a"));
        for (int i = 0; i < 101; i++) {
            stack.undo();
        }
        assertEquals("undo a", played.getLast());
    }

    @Test
    void whatComesToNothingIsTakenBackWithThat() {
        stack.did(step("a"));
        UndoStack.Begun begun = stack.begin(() -> "b");
        stack.undo();
        begun.cameToNothing();
        begun.cameToNothing();
        assertEquals(List.of(), played);
        stack.undo();
        assertEquals(List.of("undo a"), played);
    }

    @Test
    void nothingIsDoneAgainWhileSomethingElseIsBeingDone() {
        stack.did(step("a"));
        stack.undo();
        UndoStack.Begun begun = stack.begin(() -> "b");
        stack.redo();
        begun.cameToNothing();
        assertEquals(List.of("undo a"), played);
        assertEquals("a", stack.redoLabel().getValue());
    }

    @Test
    void somethingNewEndsRedo() {
        stack.did(step("a"));
        stack.undo();
        stack.did(step("b"));
        stack.redo();
        assertEquals(List.of("undo a"), played);
        assertEquals("", stack.redoLabel().getValue());
    }

    @Test
    void theButtonOfANoticeUndoesItsOwnStepOnce() {
        UndoStack.UndoStep first = step("a");
        stack.did(first);
        stack.did(step("b"));
        stack.undo(first);
        assertEquals(List.of("undo a"), played);
        stack.undo(first);
        assertEquals(List.of("undo a"), played);
        assertEquals("b", stack.undoLabel().getValue());
    }

    @Test
    void whatCouldNotBeTakenBackYetLeavesTheRestToRedo() {
        stack.did(step("a"));
        stack.undo();
        stack.stillDone(step("rest of a"));
        assertEquals("rest of a", stack.undoLabel().getValue());
        assertEquals("a", stack.redoLabel().getValue());
    }

    @Test
    void whatCameToNothingIsNeitherTakenBackNorDoneAgain() {
        UndoStack.UndoStep first = step("a");
        stack.did(first);
        stack.cameToNothing(first);
        assertEquals("", stack.undoLabel().getValue());
        stack.did(first);
        stack.undo();
        stack.cameToNothing(first);
        assertEquals("", stack.redoLabel().getValue());
    }

    @Test
    void theOldestStepsGoWhenTheyHoldTooManyImagesAndTheNewestNever() {
        stack.did(UndoStack.UndoStep.of(() -> "a", 1, () -> played.add("a"), () -> {}));
        stack.did(UndoStack.UndoStep.of(() -> "b", 300_000, () -> played.add("b"), () -> {}));
        stack.did(UndoStack.UndoStep.of(() -> "c", 300_000, () -> played.add("c"), () -> {}));
        stack.undo();
        assertEquals("", stack.undoLabel().getValue());
        stack.did(UndoStack.UndoStep.of(() -> "d", 900_000, () -> played.add("d"), () -> {}));
        stack.undo();
        stack.undo();
        assertEquals(List.of("c", "d"), played);
    }

    private UndoStack.UndoStep step(String name) {
        return UndoStack.UndoStep.of(() -> name, 1, () -> played.add("undo " + name), () -> played.add("redo " + name));
    }
}
