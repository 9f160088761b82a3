package dev.vitrine.ui.actions;

import dev.vitrine.image.ImageException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.value.ObservableValue;

/// What was done and can be taken back, newest first; what was taken back can be done again until something else is
/// done.
///
/// Bounded: the oldest steps are forgotten when there are too many, or when together they touch too many images. The
/// one that ended last always stays, and what is still being done.
public final class UndoStack {
    private static final int REMEMBERED = 100;
    private static final int MAX_IMAGES = 500_000;

    private final Deque<Entry> done = new ArrayDeque<>();
    private final Deque<UndoStep> undone = new ArrayDeque<>();
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();

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

    /// What was done or is being done, in the order in which it was begun.
    private static final class Entry {
        private final Supplier<String> name;
        private Optional<UndoStep> step = Optional.empty();
        /// Somebody takes it back as soon as it and all that is newer and taken back, too, has ended.
        private boolean requested;

        private Entry(Supplier<String> name) {
            this.name = name;
        }

        private static Entry of(UndoStep step) {
            var entry = new Entry(step::label);
            entry.step = Optional.of(step);
            return entry;
        }

        private String label() {
            return step.map(UndoStep::label).orElseGet(name);
        }

        private boolean is(UndoStep other) {
            return step.filter(other::equals).isPresent();
        }
    }

    /// Something that is being done: a step once it has ended, unless it came to nothing. Whoever takes back until
    /// then means it, and not what was done before.
    public final class Begun {
        private final Entry entry;

        private Begun(Entry entry) {
            this.entry = entry;
        }

        public void did(UndoStep step) {
            undone.clear();
            entry.step = Optional.of(step);
            forgetOldest(entry);
            publish();
            takeBackWanted();
        }

        /// To take that back is done with it.
        public void cameToNothing() {
            if (done.remove(entry)) {
                publish();
                takeBackWanted();
            }
        }

        /// @param report of what kept it from coming to anything
        public <T> Consumer<T> failed(Consumer<? super T> report) {
            return failure -> {
                cameToNothing();
                report.accept(failure);
            };
        }
    }

    /// @param name what it will be, for the menu
    public Begun begin(Supplier<String> name) {
        var entry = new Entry(name);
        done.push(entry);
        publish();
        return new Begun(entry);
    }

    /// What the next undo takes back, or `""`; each who asks follows it anew, in the language of then.
    public ObservableValue<String> undoLabel() {
        return changes.map(_ -> next().map(Entry::label).orElse(""));
    }

    public ObservableValue<String> redoLabel() {
        return changes.map(
                _ -> undone.isEmpty() || isBusy() ? "" : undone.getFirst().label());
    }

    private Optional<Entry> next() {
        return done.stream().filter(entry -> !entry.requested).findFirst();
    }

    private boolean isBusy() {
        return done.stream().anyMatch(entry -> entry.step.isEmpty());
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
        removeDone(step);
        undone.remove(step);
        publish();
    }

    /// Whether a step can be taken back now.
    public ObservableValue<Boolean> canUndo(UndoStep step) {
        return changes.map(_ -> done.stream().anyMatch(entry -> entry.is(step)));
    }

    /// Something from before everything else that is remembered here.
    public void didBefore(UndoStep step) {
        done.addLast(Entry.of(step));
        publish();
    }

    private void remember(UndoStep step) {
        var entry = Entry.of(step);
        done.push(entry);
        forgetOldest(entry);
        publish();
    }

    private void forgetOldest(Entry latest) {
        int steps = 0;
        long images = 0;
        for (Entry entry : List.copyOf(done)) {
            if (entry.step.isPresent()) {
                steps++;
                images += entry.step.get().images();
                if (entry != latest && (steps > REMEMBERED || images > MAX_IMAGES)) {
                    done.remove(entry);
                }
            }
        }
    }

    public void undo() {
        next().ifPresent(entry -> {
            entry.requested = true;
            publish();
            takeBackWanted();
        });
    }

    private void takeBackWanted() {
        Optional<Entry> first = firstWanted();
        while (first.flatMap(entry -> entry.step).isPresent()) {
            done.remove(first.get());
            takeBack(first.get().step.orElseThrow());
            first = firstWanted();
        }
    }

    private Optional<Entry> firstWanted() {
        return done.stream().filter(entry -> entry.requested).findFirst();
    }

    /// Takes back one certain step, wherever it stands: the button of its notice.
    public void undo(UndoStep step) {
        if (removeDone(step)) {
            takeBack(step);
        }
    }

    private boolean removeDone(UndoStep step) {
        return done.stream()
                .filter(entry -> entry.is(step))
                .findFirst()
                .filter(done::remove)
                .isPresent();
    }

    private void takeBack(UndoStep step) {
        undone.push(step);
        publish();
        step.undo();
    }

    public void redo() {
        if (!undone.isEmpty() && !isBusy()) {
            UndoStep step = undone.pop();
            done.push(Entry.of(step));
            publish();
            step.redo();
        }
    }

    /// A step is called otherwise than when it was done.
    void renamed() {
        publish();
    }

    private void publish() {
        changes.set(changes.get() + 1);
    }
}
