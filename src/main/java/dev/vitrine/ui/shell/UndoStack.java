package dev.vitrine.ui.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// What was done and can be taken back, newest first; what was taken back can be done again until something else is done.
final class UndoStack {
    private static final int REMEMBERED = 100;

    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();
    private final ReadOnlyStringWrapper undoLabel = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper redoLabel = new ReadOnlyStringWrapper("");

    /// @param label what was done, for the menu: “Delete 3 images”
    record Step(String label, Runnable undo, Runnable redo) {
    }

    /// What the next undo takes back, or `""`.
    ReadOnlyStringProperty undoLabelProperty() {
        return undoLabel.getReadOnlyProperty();
    }

    ReadOnlyStringProperty redoLabelProperty() {
        return redoLabel.getReadOnlyProperty();
    }

    void did(Step step) {
        done.push(step);
        undone.clear();
        if (done.size() > REMEMBERED) {
            done.removeLast();
        }
        publish();
    }

    void undo() {
        if (!done.isEmpty()) {
            Step step = done.pop();
            undone.push(step);
            publish();
            step.undo().run();
        }
    }

    /// Takes back one certain step, wherever it stands: the button of its notice.
    void undo(Step step) {
        if (done.remove(step)) {
            undone.push(step);
            publish();
            step.undo().run();
        }
    }

    void redo() {
        if (!undone.isEmpty()) {
            Step step = undone.pop();
            done.push(step);
            publish();
            step.redo().run();
        }
    }

    private void publish() {
        undoLabel.set(done.isEmpty() ? "" : done.peek().label());
        redoLabel.set(undone.isEmpty() ? "" : undone.peek().label());
    }
}
