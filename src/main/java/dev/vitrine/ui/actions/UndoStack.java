package dev.vitrine.ui.actions;

import dev.vitrine.image.ImageException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.value.ObservableValue;

/// What was done and can be taken back, newest first; what was taken back can be done again until something else is
/// done.
///
/// Bounded: the oldest steps are forgotten when there are too many, or when together they touch too many images. The
/// newest always stays.
public final class UndoStack {
    private static final int REMEMBERED = 100;
    private static final int MAX_IMAGES = 500_000;

    private final Deque<UndoStep> done = new ArrayDeque<>();
    private final Deque<UndoStep> undone = new ArrayDeque<>();
    private final Deque<Begun> begun = new ArrayDeque<>();
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();
    private int wanted;

    /// Something that was done.
    public interface UndoStep {
        /// What it was, for the menu: “Delete 3 images”, in the language of now.
        String label();

        /// How many images it keeps in mind.
        int images();

        void undo();

        void redo();

        static UndoStep of(Supplier<String> name, int images, Runnable undo, Runnable redo) {
            return new Plain(name, images, undo, redo);
        }
    }

    private record Plain(Supplier<String> name, int images, Runnable undoing, Runnable redoing) implements UndoStep {
        @Override
        public String label() {
            return name.get();
        }

        @Override
        public void undo() {
            undoing.run();
        }

        @Override
        public void redo() {
            redoing.run();
        }
    }

    /// Something that is being done: a step once it has ended, unless it came to nothing. Whoever takes back until
    /// then means it, and not what was done before.
    public final class Begun {
        private final Supplier<String> name;

        private Begun(Supplier<String> name) {
            this.name = name;
        }

        public void did(UndoStep step) {
            begun.remove(this);
            UndoStack.this.did(step);
            undoWanted();
        }

        /// To take that back is done with it.
        public void cameToNothing() {
            if (begun.remove(this)) {
                wanted = Math.max(0, wanted - 1);
                publish();
                undoWanted();
            }
        }

        /// @param tell of what kept it from coming to anything
        public <T> Consumer<T> failed(Consumer<? super T> tell) {
            return failure -> {
                cameToNothing();
                tell.accept(failure);
            };
        }
    }

    /// @param name what it will be, for the menu
    public Begun begin(Supplier<String> name) {
        var something = new Begun(name);
        begun.addLast(something);
        publish();
        return something;
    }

    private void undoWanted() {
        while (begun.isEmpty() && wanted > 0) {
            wanted--;
            undo();
        }
    }

    /// What the next undo takes back, or `""`; each who asks follows it anew, in the language of then.
    public ObservableValue<String> undoLabel() {
        return changes.map(
                _ -> begun.isEmpty() ? labelOf(done) : begun.getLast().name.get());
    }

    public ObservableValue<String> redoLabel() {
        return changes.map(_ -> begun.isEmpty() ? labelOf(undone) : "");
    }

    private static String labelOf(Deque<UndoStep> steps) {
        return steps.isEmpty() ? "" : steps.getFirst().label();
    }

    public void did(UndoStep step) {
        undone.clear();
        remember(step);
    }

    /// A part of something could not be taken back yet: it can be tried again, and what was taken back can still be
    /// done again.
    public void stillDone(UndoStep rest) {
        remember(rest);
    }

    /// Those of what failed that are dealt with all the same: trying again would come to the same.
    ///
    /// @return may be changed
    public static Set<String> settled(Map<String, ImageException> failed) {
        var settled = new HashSet<String>();
        failed.forEach((id, failure) -> {
            if (!failure.passes()) {
                settled.add(id);
            }
        });
        return settled;
    }

    /// A part of something could not be done again yet: it can be tried again.
    public void stillUndone(UndoStep rest) {
        undone.push(rest);
        publish();
    }

    /// Nothing came of taking a step back, or of doing it again: there is nothing to turn round.
    public void cameToNothing(UndoStep step) {
        done.remove(step);
        undone.remove(step);
        publish();
    }

    /// Whether a step can be taken back now.
    public ObservableValue<Boolean> canUndo(UndoStep step) {
        return changes.map(_ -> done.contains(step));
    }

    /// Something from before everything else that is remembered here.
    public void didBefore(UndoStep step) {
        done.addLast(step);
        publish();
    }

    private void remember(UndoStep step) {
        done.push(step);
        long images = done.stream().mapToLong(UndoStep::images).sum();
        while (done.size() > 1 && (done.size() > REMEMBERED || images > MAX_IMAGES)) {
            images -= done.removeLast().images();
        }
        publish();
    }

    public void undo() {
        if (!begun.isEmpty()) {
            wanted++;
        } else if (!done.isEmpty()) {
            UndoStep step = done.pop();
            undone.push(step);
            publish();
            step.undo();
        }
    }

    /// Takes back one certain step, wherever it stands: the button of its notice.
    public void undo(UndoStep step) {
        if (done.remove(step)) {
            undone.push(step);
            publish();
            step.undo();
        }
    }

    public void redo() {
        if (begun.isEmpty() && !undone.isEmpty()) {
            UndoStep step = undone.pop();
            done.push(step);
            publish();
            step.redo();
        }
    }

    private void publish() {
        changes.set(changes.get() + 1);
    }
}
