package dev.vitrine.ui.actions;

import dev.vitrine.image.Album;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.Progress;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.service.edit.BulkEdits.CaptionChange;
import dev.vitrine.service.edit.BulkEdits.EditOutcome;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Toasts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// Edits of what people say of images, which can be taken back and done again, wholly or as far as they came.
public final class CaptionActions {
    private final BulkEdits edits;
    private final EditQueue queue;
    private final BackgroundJobs backgroundJobs;
    private final UndoStack undo;
    private final Toasts toasts;
    private final Agreement agreement;

    /// Asks before very many images are edited.
    @FunctionalInterface
    public interface Agreement {
        boolean agreed(int images, String what);
    }

    /// @param undo keeps what was done
    public CaptionActions(
            BulkEdits edits, BackgroundJobs backgroundJobs, UndoStack undo, Toasts toasts, Agreement agreement) {
        this.edits = edits;
        queue = new EditQueue(edits, backgroundJobs);
        this.backgroundJobs = backgroundJobs;
        this.undo = undo;
        this.toasts = toasts;
        this.agreement = agreement;
    }

    /// How an edit is spoken of.
    ///
    /// @param name what it does, for the menu and while it runs: in the language of when it is asked
    /// @param reported what was done, by the number of images; empty for no notice
    /// @param redo what follows the edit when all of it was done and nothing failed
    /// @param undo what follows when all of it was taken back
    /// @param isMore whether something beside the images is changed, so that it counts without any
    public record UndoableEdit(
            Supplier<String> name,
            Optional<IntFunction<String>> reported,
            Runnable redo,
            Runnable undo,
            boolean isMore) {
        public UndoableEdit(
                Supplier<String> name, Optional<IntFunction<String>> reported, Runnable redo, Runnable undo) {
            this(name, reported, redo, undo, false);
        }

        public String label() {
            return name.get();
        }

        /// What is seen where it is done and needs no notice.
        static UndoableEdit quiet(Supplier<String> name) {
            return new UndoableEdit(name, Optional.empty(), () -> {}, () -> {});
        }

        public static UndoableEdit of(Supplier<String> name, IntFunction<String> reported) {
            return new UndoableEdit(name, Optional.of(reported), () -> {}, () -> {});
        }

        private boolean counts(EditOutcome outcome) {
            return !outcome.changed().isEmpty() || isMore && isDone(outcome);
        }
    }

    private static boolean isDone(EditOutcome outcome) {
        return outcome.whole() && outcome.failed().isEmpty();
    }

    /// Rewrites the captions of these images; of very many only when that was meant.
    public void edit(UndoableEdit undoableEdit, List<String> imageIds, BulkEdits.Rewriting rewriting) {
        if (isMeant(undoableEdit, imageIds)) {
            run(undoableEdit, progress -> edits.edit(imageIds, rewriting, progress));
        }
    }

    boolean isMeant(UndoableEdit undoableEdit, List<String> imageIds) {
        return !imageIds.isEmpty() && agreement.agreed(imageIds.size(), undoableEdit.label());
    }

    /// For edits by keys.
    EditQueue queue() {
        return queue;
    }

    UndoStack undoStack() {
        return undo;
    }

    /// Corrects what the files of these say.
    void correct(UndoableEdit undoableEdit, List<String> imageIds, BulkEdits.Correcting correcting) {
        if (isMeant(undoableEdit, imageIds)) {
            run(undoableEdit, progress -> edits.correct(imageIds, correcting, progress));
        }
    }

    /// Corrects when these were taken.
    void correctTimes(UndoableEdit undoableEdit, List<String> imageIds, BulkEdits.Correcting correcting) {
        if (isMeant(undoableEdit, imageIds)) {
            run(undoableEdit, progress -> edits.correctTimes(imageIds, correcting, progress));
        }
    }

    /// A tag for all of these, which is told and can be taken back; that of an album puts them into it.
    public void addTag(List<String> imageIds, String tag) {
        edit(told("add", imageIds, tag), imageIds, (image, _) -> image.caption().withTag(tag));
    }

    public void removeTag(List<String> imageIds, String tag) {
        edit(
                told("remove", imageIds, tag),
                imageIds,
                (image, _) -> image.caption().withoutTag(tag));
    }

    private static UndoableEdit told(String act, List<String> imageIds, String tag) {
        return UndoableEdit.of(
                () -> labelOf(act, imageIds.size(), tag),
                changed -> Messages.text(keyOf(act, tag) + ".done", changed, nameOf(tag)));
    }

    /// What adding this tag to so many images is called.
    public static String addLabel(int images, String tag) {
        return labelOf("add", images, tag);
    }

    private static String labelOf(String act, int images, String tag) {
        return Messages.text(keyOf(act, tag) + ".label", images, nameOf(tag));
    }

    private static String keyOf(String act, String tag) {
        return "edits." + act + (Album.isAlbum(tag) ? "Album" : "Tag");
    }

    private static String nameOf(String tag) {
        return Album.ofTag(tag).map(Album::name).orElse(tag);
    }

    public void run(UndoableEdit undoableEdit, Function<Progress, EditOutcome> work) {
        UndoStack.Begun begun = undo.begin(undoableEdit::label);
        backgroundJobs.run(
                undoableEdit.label(),
                work,
                outcome -> {
                    if (isDone(outcome)) {
                        undoableEdit.redo().run();
                    }
                    if (!undoableEdit.counts(outcome)) {
                        begun.cameToNothing();
                    } else {
                        var step = new EditStep(undoableEdit, outcome.changed());
                        begun.did(step);
                        tell(
                                step,
                                text -> reported(
                                        outcome, text.apply(outcome.changed().size())));
                    }
                    backgroundJobs.skip(undoableEdit.label(), outcome.failed());
                },
                begun.failed(toasts::failure));
    }

    private void tell(EditStep step, Function<IntFunction<String>, String> sentence) {
        tell(step, step.undoableEdit, sentence);
    }

    /// Says what was done, with the button that takes it back.
    void tell(UndoStack.UndoStep step, UndoableEdit undoableEdit, Function<IntFunction<String>, String> sentence) {
        undoableEdit
                .reported()
                .ifPresent(reported -> toasts.show(
                        sentence.apply(reported),
                        Messages.text("actions.undo"),
                        () -> undo.undo(step),
                        undo.canUndo(step)));
    }

    void tell(String sentence) {
        toasts.show(sentence);
    }

    /// Stores an edit of one image at once; a library that closes waits for it.
    public void save(Callable<ImageRecord> edit, Consumer<ImageRecord> then, Consumer<ImageException> onFailure) {
        backgroundJobs.runAside(edit, then, onFailure);
    }

    /// Remembers an edit that was made already, one image at a time in the pane beside the gallery.
    public void did(Supplier<String> name, CaptionChange change) {
        undo.did(new EditStep(UndoableEdit.quiet(name), List.of(change)));
    }

    private static String reported(EditOutcome outcome, String reported) {
        return outcome.whole() ? reported : Messages.text("edits.stopped", reported);
    }

    /// One edit: what of it stands now, or what of it would be made again.
    private final class EditStep implements UndoStack.UndoStep {
        private final UndoableEdit undoableEdit;
        private List<CaptionChange> changes;

        EditStep(UndoableEdit undoableEdit, List<CaptionChange> changes) {
            this.undoableEdit = undoableEdit;
            this.changes = changes;
        }

        @Override
        public String label() {
            return undoableEdit.label();
        }

        @Override
        public int images() {
            return changes.size();
        }

        @Override
        public void undo() {
            backgroundJobs.run(
                    Messages.text("edits.undo.label", undoableEdit.label()),
                    progress -> edits.apply(inverse(), progress),
                    outcome -> {
                        List<CaptionChange> rest = rest(outcome);
                        if (rest.isEmpty()) {
                            undoableEdit.undo().run();
                        } else {
                            undo.stillDone(new EditStep(undoableEdit, rest));
                        }
                        changes = outcome.inverse();
                        finish("edits.undone", outcome);
                    },
                    failure -> {
                        undo.stillDone(new EditStep(undoableEdit, changes));
                        undo.cameToNothing(this);
                        toasts.failure(failure);
                    });
        }

        @Override
        public void redo() {
            backgroundJobs.run(
                    undoableEdit.label(),
                    progress -> edits.apply(changes, progress),
                    outcome -> {
                        List<CaptionChange> rest = rest(outcome);
                        if (isDone(outcome)) {
                            undoableEdit.redo().run();
                        }
                        if (!rest.isEmpty()) {
                            undo.stillUndone(new EditStep(undoableEdit, rest));
                        }
                        changes = outcome.changed();
                        finish("edits.redone", outcome);
                    },
                    failure -> {
                        undo.stillUndone(new EditStep(undoableEdit, changes));
                        undo.cameToNothing(this);
                        toasts.failure(failure);
                    });
        }

        private List<CaptionChange> inverse() {
            return changes.reversed().stream().map(CaptionChange::inverse).toList();
        }

        /// What a stop, or a failure that passes, left as it was.
        private List<CaptionChange> rest(EditOutcome outcome) {
            Set<String> dealtWith = UndoStack.settled(outcome.failed());
            outcome.changed().forEach(change -> dealtWith.add(change.imageId()));
            return changes.stream()
                    .filter(change -> !dealtWith.contains(change.imageId()))
                    .toList();
        }

        private void finish(String key, EditOutcome outcome) {
            if (!undoableEdit.counts(outcome)) {
                undo.cameToNothing(this);
            } else if (!outcome.changed().isEmpty()) {
                toasts.show(
                        reported(outcome, Messages.text(key, outcome.changed().size())));
            }
            backgroundJobs.skip(undoableEdit.label(), outcome.failed());
        }
    }
}
