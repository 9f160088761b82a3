package dev.vitrine.ui.shell;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageTime;
import dev.vitrine.image.SeenImage;
import dev.vitrine.service.BulkOutcome;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import dev.vitrine.ui.actions.BackgroundJobs;
import dev.vitrine.ui.actions.LargeActionConfirmation;
import dev.vitrine.ui.actions.UndoStack;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Toasts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.StringProperty;

/// Moves images to the trash, restores them, and deletes them permanently. The first two can be undone; what went into
/// the trash last, also after a restart.
final class TrashActions {
    private final ImageService images;
    private final Background background;
    private final TrashContext trashContext;
    private final StringProperty latest;
    private Consumer<List<String>> onLeaving = _ -> {};
    private Consumer<List<String>> onUndone = _ -> {};

    /// Where jobs run, are confirmed, reported and remembered.
    record TrashContext(
            BackgroundJobs backgroundJobs,
            LargeActionConfirmation largeActionConfirmation,
            Toasts toasts,
            UndoStack undo) {}

    /// @param latest remembers between runs when this library's latest action moved something to the trash; `""`
    ///   when that was undone
    TrashActions(ImageService images, Background background, TrashContext trashContext, StringProperty latest) {
        this.images = images;
        this.background = background;
        this.trashContext = trashContext;
        this.latest = latest;
    }

    /// @param leaving is called with what is going to leave where it is shown
    /// @param undone is called with what came back because its deletion was undone
    void setFollowers(Consumer<List<String>> leaving, Consumer<List<String>> undone) {
        onLeaving = leaving;
        onUndone = undone;
    }

    /// Offers to undo what an earlier run moved to the trash last, as far as it still is in the trash.
    void rememberLatest() {
        ImageTime.parse(latest.get())
                .ifPresent(deletedAt -> background.run(
                        () -> images.trashedAt(deletedAt),
                        ids -> {
                            if (!ids.isEmpty()) {
                                trashContext.undo().didBefore(new TrashStep(true, ids));
                            }
                        },
                        this::fail));
    }

    /// Where a library keeps no trash this deletes permanently, and asks.
    void trash(List<String> ids) {
        if (!ids.isEmpty()) {
            UndoStack.Begun begun = begin("actions.trash.label", ids);
            background.run(
                    images::trash,
                    trash -> {
                        switch (trash) {
                            case THERE -> moveToTrash(ids, begun);
                            case ABSENT -> deleteWithoutTrash("actions.deletePermanently.noTrash", ids, begun);
                            case FORBIDDEN -> deleteWithoutTrash("actions.deletePermanently.hiddenTrash", ids, begun);
                        }
                    },
                    begun.failed(this::fail));
        }
    }

    private void deleteWithoutTrash(String why, List<String> ids, UndoStack.Begun begun) {
        begun.cameToNothing();
        deletePermanently(ids, Messages.text(why, ids.size()), false);
    }

    private UndoStack.Begun begin(String key, List<String> ids) {
        return trashContext.undo().begin(() -> Messages.text(key, ids.size()));
    }

    private void moveToTrash(List<String> ids, UndoStack.Begun begun) {
        String label = Messages.text("actions.trash.label", ids.size());
        if (!trashContext.largeActionConfirmation().agreed(ids.size(), label)) {
            begun.cameToNothing();
            return;
        }
        onLeaving.accept(ids);
        move(true, ids, label, begun.failed(this::fail), outcome -> {
            if (outcome.done().isEmpty()) {
                begun.cameToNothing();
            } else {
                var step = new TrashStep(true, outcome.done());
                begun.did(step);
                offerUndo(step, reported("actions.trashed", outcome, ids));
            }
        });
    }

    void restore(List<String> ids) {
        String label = Messages.text("actions.restore.label", ids.size());
        if (!ids.isEmpty() && trashContext.largeActionConfirmation().agreed(ids.size(), label)) {
            onLeaving.accept(ids);
            UndoStack.Begun begun = begin("actions.restore.label", ids);
            move(false, ids, label, begun.failed(this::fail), outcome -> {
                if (outcome.done().isEmpty()) {
                    begun.cameToNothing();
                } else {
                    begun.did(new TrashStep(false, outcome.done()));
                    trashContext.toasts().show(reported("actions.restored", outcome, ids));
                }
            });
        }
    }

    /// Images are new in the library: taking that back moves them to the trash, where there is one.
    ///
    /// @param name what was done, for the menu
    /// @param said the same, for the notice
    void added(List<String> ids, Supplier<String> name, String said) {
        background.run(
                images::keepsTrash,
                keeps -> {
                    if (keeps && !ids.isEmpty()) {
                        var step = new TrashStep(false, ids, Optional.of(name));
                        trashContext.undo().did(step);
                        offerUndo(step, said);
                    } else {
                        trashContext.toasts().show(said);
                    }
                },
                this::fail);
    }

    private void offerUndo(TrashStep step, String said) {
        trashContext
                .toasts()
                .show(
                        said,
                        Messages.text("actions.undo"),
                        () -> trashContext.undo().undo(step),
                        trashContext.undo().canUndo(step));
    }

    /// Asks first, naming the number: nothing brings these back. What is deleted is what was shown when the
    /// question was asked, however long it stands there.
    void deletePermanently(List<String> ids) {
        deletePermanently(ids, Messages.text("actions.deletePermanently.text", ids.size()), true);
    }

    private void deletePermanently(List<String> ids, String explanation, boolean isExpected) {
        background.run(() -> images.seenInCatalog(ids), seen -> deleteSeen(seen, explanation, isExpected), this::fail);
    }

    private record Trashed(List<SeenImage> seen, boolean isPart) {}

    /// Empties the trash; what comes into it while the question stands there stays.
    void deleteAllPermanently() {
        background.run(
                () -> {
                    ImageResult trashed = images.search(ImageQuery.ALL.withScope(ImageQuery.Scope.TRASH));
                    return new Trashed(images.seenInCatalog(trashed.ids(0, trashed.size())), images.isPart());
                },
                trashed -> {
                    List<SeenImage> seen = trashed.seen();
                    if (seen.isEmpty()) {
                        trashContext.toasts().show(Messages.text("gallery.trash.title"));
                    } else {
                        String key = trashed.isPart() ? "actions.emptyTrash.part" : "actions.emptyTrash.text";
                        deleteSeen(seen, Messages.text(key, seen.size()), true);
                    }
                },
                this::fail);
    }

    private void deleteSeen(List<SeenImage> seen, String explanation, boolean isExpected) {
        List<String> ids = seen.stream().map(SeenImage::imageId).toList();
        int count = ids.size();
        String label = Messages.text("actions.deletePermanently.action", count);
        if (count > 0
                && trashContext
                        .largeActionConfirmation()
                        .agreedToDeletePermanently(
                                count,
                                Messages.text("actions.deletePermanently.title", count),
                                explanation,
                                label,
                                isExpected)) {
            onLeaving.accept(ids);
            run(label, progress -> images.deletePermanently(seen, progress), this::fail, outcome -> {
                if (!outcome.done().isEmpty()) {
                    trashContext.toasts().show(reported("actions.deletedPermanently", outcome, ids));
                }
            });
        }
    }

    private void move(
            boolean intoTrash,
            List<String> ids,
            String label,
            Consumer<ImageException> onFailure,
            Consumer<BulkOutcome> then) {
        Instant deletedAt = images.now();
        run(
                label,
                progress -> intoTrash ? images.trash(ids, deletedAt, progress) : images.restore(ids, progress),
                onFailure,
                outcome -> {
                    if (intoTrash && !outcome.done().isEmpty()) {
                        latest.set(ImageTime.format(deletedAt));
                    }
                    then.accept(outcome);
                });
    }

    private void run(
            String label,
            Function<Progress, BulkOutcome> work,
            Consumer<ImageException> onFailure,
            Consumer<BulkOutcome> then) {
        trashContext
                .backgroundJobs()
                .run(
                        label,
                        work,
                        outcome -> {
                            then.accept(outcome);
                            trashContext.backgroundJobs().skip(label, outcome.failed());
                        },
                        onFailure);
    }

    private static String reported(String key, BulkOutcome outcome, List<String> asked) {
        String text = Messages.text(key, outcome.done().size());
        boolean whole = outcome.done().size() + outcome.failed().size() == asked.size();
        return whole ? text : Messages.text("edits.stopped", text);
    }

    private void fail(ImageException failure) {
        trashContext.toasts().failure(failure);
    }

    /// Images that were moved to the trash or restored, or would be again.
    private final class TrashStep implements UndoStack.UndoStep {
        private final boolean intoTrash;
        private final Optional<Supplier<String>> name;
        private List<String> ids;

        TrashStep(boolean intoTrash, List<String> ids) {
            this(intoTrash, ids, Optional.empty());
        }

        /// @param name what it was, where it was something else than moving
        TrashStep(boolean intoTrash, List<String> ids, Optional<Supplier<String>> name) {
            this.intoTrash = intoTrash;
            this.ids = ids;
            this.name = name;
        }

        @Override
        public String label() {
            return name.map(Supplier::get)
                    .orElseGet(() ->
                            Messages.text(intoTrash ? "actions.trash.label" : "actions.restore.label", ids.size()));
        }

        @Override
        public int images() {
            return ids.size();
        }

        @Override
        public void undo() {
            List<String> asked = ids;
            move(
                    !intoTrash,
                    asked,
                    Messages.text("edits.undo.label", label()),
                    failure -> cameToNothing(failure, trashContext.undo()::stillDone),
                    outcome -> {
                        List<String> rest = rest(outcome, asked);
                        if (!rest.isEmpty()) {
                            trashContext.undo().stillDone(new TrashStep(intoTrash, rest, name));
                        } else if (intoTrash) {
                            latest.set("");
                        }
                        finish(!intoTrash, outcome, asked);
                    });
        }

        @Override
        public void redo() {
            List<String> asked = ids;
            move(
                    intoTrash,
                    asked,
                    label(),
                    failure -> cameToNothing(failure, trashContext.undo()::stillUndone),
                    outcome -> {
                        List<String> rest = rest(outcome, asked);
                        if (!rest.isEmpty()) {
                            trashContext.undo().stillUndone(new TrashStep(intoTrash, rest, name));
                        }
                        finish(intoTrash, outcome, asked);
                    });
        }

        private void cameToNothing(ImageException failure, Consumer<UndoStack.UndoStep> again) {
            again.accept(new TrashStep(intoTrash, ids, name));
            trashContext.undo().cameToNothing(this);
            fail(failure);
        }

        /// What a stop, or a failure that passes, left as it was.
        private static List<String> rest(BulkOutcome outcome, List<String> asked) {
            Set<String> dealtWith = UndoStack.settled(outcome.failed());
            dealtWith.addAll(outcome.done());
            return asked.stream().filter(id -> !dealtWith.contains(id)).toList();
        }

        private void finish(boolean nowInTrash, BulkOutcome outcome, List<String> asked) {
            ids = outcome.done();
            if (!nowInTrash && !ids.isEmpty()) {
                onUndone.accept(ids);
            }
            if (ids.isEmpty()) {
                trashContext.undo().cameToNothing(this);
            } else {
                trashContext
                        .toasts()
                        .show(reported(nowInTrash ? "actions.trashed" : "actions.restored", outcome, asked));
            }
        }
    }
}
