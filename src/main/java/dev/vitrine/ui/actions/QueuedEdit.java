package dev.vitrine.ui.actions;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.ui.actions.CaptionActions.UndoableEdit;
import dev.vitrine.ui.support.Messages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An edit by a key that may be pressed again before the library has answered. To take it back, and to make it
/// again, is asked for as the edit itself is: at once, and in the order of the keys. So nothing waits for an
/// answer, and a library that closes has all of them to write. What the last of them came to decides whether
/// something is left to turn round. Belongs to the FX thread.
final class QueuedEdit implements UndoStack.UndoStep {
    private final CaptionActions captions;
    private final UndoableJobs jobs;
    private final UndoableEdit undoableEdit;
    private final List<String> imageIds;
    private final BulkEdits.Rewriting rewriting;
    private final RequestListener listener;
    private EditQueue.@Nullable Request forth;
    private int asked;
    private int images; // those asked for, until it is known which of them it changed

    /// Follows what is asked for.
    @FunctionalInterface
    interface RequestListener {
        /// It is asked for, or taken back.
        ///
        /// @param forth false when it is taken back
        /// @return notified once that is written, with what could not be
        Consumer<Map<String, ImageException>> asked(List<String> imageIds, boolean forth);
    }

    QueuedEdit(
            CaptionActions captions,
            UndoableEdit undoableEdit,
            List<String> imageIds,
            BulkEdits.Rewriting rewriting,
            RequestListener listener) {
        this.captions = captions;
        jobs = captions.undoableJobs();
        this.undoableEdit = undoableEdit;
        this.imageIds = List.copyOf(imageIds);
        images = imageIds.size();
        this.rewriting = rewriting;
        this.listener = listener;
    }

    void begin() {
        jobs.undo().did(this);
        ask(answer -> undoableEdit
                .reported()
                .ifPresent(sentence -> jobs.offerUndo(
                        this, answer.reported(sentence.apply(answer.changed().size())))));
    }

    @Override
    public String label() {
        return undoableEdit.label(images);
    }

    @Override
    public int images() {
        return images;
    }

    @Override
    public void redo() {
        ask(answer -> report("edits.redone", answer));
    }

    private void ask(Consumer<EditQueue.Answer> reported) {
        int number = ++asked;
        Consumer<Map<String, ImageException>> then = listener.asked(imageIds, true);
        forth = new EditQueue.Request(label(), imageIds, rewriting, answer -> {
            answered(number, answer, reported);
            then.accept(answer.failed());
        });
        captions.queue().add(forth);
    }

    @Override
    public void undo() {
        EditQueue.Request done = forth;
        if (done != null) {
            takeBack(done);
        }
    }

    private void takeBack(EditQueue.Request done) {
        int number = ++asked;
        Consumer<Map<String, ImageException>> then = listener.asked(imageIds, false);
        captions.queue().add(done.takenBack(imageIds, answer -> {
            if (number == asked) {
                remember(done, answer);
            }
            answered(number, answer, undone -> report("edits.undone", undone));
            then.accept(answer.failed());
        }));
    }

    private void report(String key, EditQueue.Answer answer) {
        jobs.toasts().show(answer.reported(Messages.text(key, answer.changed().size())));
    }

    /// What could not be taken back yet, and what a stop left, can be tried again.
    private void remember(EditQueue.Request done, EditQueue.Answer answer) {
        List<String> rest = imageIds.stream()
                .filter(id -> done.changed(id) && !answer.changed().contains(id))
                .filter(id -> Optional.ofNullable(answer.failed().get(id))
                        .map(ImageException::passes)
                        .orElse(!answer.whole()))
                .toList();
        if (!rest.isEmpty()) {
            var step = new QueuedEdit(captions, undoableEdit, rest, rewriting, listener);
            step.forth = done;
            jobs.undo().stillDone(step);
        }
    }

    /// Of what was asked for before that, the last one tells.
    private void answered(int number, EditQueue.Answer answer, Consumer<EditQueue.Answer> reported) {
        if (number == asked && answer.changed().isEmpty()) {
            jobs.undo().cameToNothing(this);
        } else if (number == asked) {
            images = answer.changed().size();
            jobs.undo().renamed();
            reported.accept(answer);
        }
    }
}
