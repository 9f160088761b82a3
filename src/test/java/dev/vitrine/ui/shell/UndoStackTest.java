package dev.vitrine.ui.shell;

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
        assertEquals("b", stack.undoLabelProperty().get());
        stack.undo();
        stack.undo();
        stack.undo();
        stack.redo();
        assertEquals(List.of("undo b", "undo a", "redo a"), played);
        assertEquals("a", stack.undoLabelProperty().get());
        assertEquals("b", stack.redoLabelProperty().get());
    }

    @Test
    void somethingNewEndsRedo() {
        stack.did(step("a"));
        stack.undo();
        stack.did(step("b"));
        stack.redo();
        assertEquals(List.of("undo a"), played);
        assertEquals("", stack.redoLabelProperty().get());
    }

    @Test
    void theButtonOfANoticeUndoesItsOwnStepOnce() {
        UndoStack.Step first = step("a");
        stack.did(first);
        stack.did(step("b"));
        stack.undo(first);
        stack.undo(first);
        assertEquals(List.of("undo a"), played);
        assertEquals("b", stack.undoLabelProperty().get());
    }

    private UndoStack.Step step(String name) {
        return new UndoStack.Step(name, () -> played.add("undo " + name), () -> played.add("redo " + name));
    }
}
