package dev.vitrine.ui.shell;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageTime;
import dev.vitrine.image.SeenImage;
import dev.vitrine.service.BulkOutcome;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import dev.vitrine.ui.actions.LargeActionConfirmation;
import dev.vitrine.ui.actions.UndoStack;
import dev.vitrine.ui.actions.UndoableJobs;
import dev.vitrine.ui.actions.UndoableJobs.JobOutcome;
import dev.vitrine.ui.actions.UndoableJobs.UndoableJob;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Sentences;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.StringProperty;

/// Moves images to the trash, restores them, and deletes them permanently. The first two can be undone; what went into
/// the trash last, also after a restart.
final class TrashActions {
    private final ImageService images;
    private final Background background;
    private final UndoableJobs undoableJobs;
    private final LargeActionConfirmation largeActionConfirmation;
    private final StringProperty latest;
    private Consumer<List<String>> onLeaving = _ -> {};
    private Consumer<List<String>> onUndone = _ -> {};

    /// @param latest remembers between runs when this library's latest action moved something to the trash; `""`
    ///   when that was undone
    TrashActions(
            ImageService images,
            Background background,
            UndoableJobs undoableJobs,
            LargeActionConfirmation largeActionConfirmation,
            StringProperty latest) {
        this.images = images;
        this.background = background;
        this.undoableJobs = undoableJobs;
        this.largeActionConfirmation = largeActionConfirmation;
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
                                undoableJobs.undo().didBefore(undoableJobs.step(new Move(true), ids));
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
        return undoableJobs.undo().begin(() -> Messages.text(key, ids.size()));
    }

    private void moveToTrash(List<String> ids, UndoStack.Begun begun) {
        String label = Messages.text("actions.trash.label", ids.size());
        if (!largeActionConfirmation.agreed(ids.size(), label)) {
            begun.cameToNothing();
            return;
        }
        onLeaving.accept(ids);
        run(new Move(true), ids, begun);
    }

    void restore(List<String> ids) {
        String label = Messages.text("actions.restore.label", ids.size());
        if (!ids.isEmpty() && largeActionConfirmation.agreed(ids.size(), label)) {
            onLeaving.accept(ids);
            run(new Move(false), ids, begin("actions.restore.label", ids));
        }
    }

    private void run(Move move, List<String> ids, UndoStack.Begun begun) {
        undoableJobs.run(move, move.label(ids), begun, progress -> move.run(ids, progress));
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
                        UndoStack.UndoStep step = undoableJobs.step(new Move(false, Optional.of(name)), ids);
                        undoableJobs.undo().did(step);
                        undoableJobs.offerUndo(step, said);
                    } else {
                        undoableJobs.toasts().show(said);
                    }
                },
                this::fail);
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
                        undoableJobs.toasts().show(Messages.text("gallery.trash.title"));
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
                && largeActionConfirmation.agreedToDeletePermanently(
                        count,
                        Messages.text("actions.deletePermanently.title", count),
                        explanation,
                        label,
                        isExpected)) {
            onLeaving.accept(ids);
            undoableJobs
                    .jobs()
                    .run(
                            label,
                            progress -> images.deletePermanently(seen, progress),
                            outcome -> deleted(label, outcome, count),
                            this::fail);
        }
    }

    private void deleted(String label, BulkOutcome outcome, int tried) {
        int done = outcome.done().size();
        if (done > 0) {
            String said = (Messages.text("actions.deletedPermanently", done) + " " + Sentences.text(outcome.remark()))
                    .strip();
            undoableJobs.toasts().show(UndoableJobs.sentence(said, of(outcome, tried)));
        }
        undoableJobs.jobs().skip(label, outcome.failed());
    }

    private static JobOutcome<List<String>> of(BulkOutcome outcome, int tried) {
        boolean whole = outcome.done().size() + outcome.failed().size() == tried;
        return new JobOutcome<>(outcome.done(), outcome.failed(), whole);
    }

    private void fail(ImageException failure) {
        undoableJobs.toasts().failure(failure);
    }

    /// To the trash, or out of it.
    private final class Move implements UndoableJob<List<String>> {
        private final boolean intoTrash;
        private final Optional<Supplier<String>> name;
        /// When those went to the trash that went last.
        private Instant deletedAt = Instant.EPOCH;

        Move(boolean intoTrash) {
            this(intoTrash, Optional.empty());
        }

        /// @param name what it was, where it was something else than moving
        Move(boolean intoTrash, Optional<Supplier<String>> name) {
            this.intoTrash = intoTrash;
            this.name = name;
        }

        @Override
        public JobOutcome<List<String>> run(List<String> ids, Progress progress) {
            return moved(ids, intoTrash, progress);
        }

        @Override
        public JobOutcome<List<String>> takeBack(List<String> ids, Progress progress) {
            return moved(ids, !intoTrash, progress);
        }

        private JobOutcome<List<String>> moved(List<String> ids, boolean there, Progress progress) {
            deletedAt = images.now();
            return of(there ? images.trash(ids, deletedAt, progress) : images.restore(ids, progress), ids.size());
        }

        @Override
        public String label(List<String> ids) {
            return name.map(Supplier::get)
                    .orElseGet(() ->
                            Messages.text(intoTrash ? "actions.trash.label" : "actions.restore.label", ids.size()));
        }

        @Override
        public int count(List<String> ids) {
            return ids.size();
        }

        @Override
        public List<String> rest(List<String> tried, JobOutcome<List<String>> outcome, Set<String> settled) {
            Set<String> dealtWith = new HashSet<>(settled);
            dealtWith.addAll(outcome.changed());
            return tried.stream().filter(id -> !dealtWith.contains(id)).toList();
        }

        /// That something is back is said, and offers nothing.
        @Override
        public String said(List<String> ids) {
            return intoTrash ? saidAgain(ids) : "";
        }

        @Override
        public String saidAgain(List<String> ids) {
            return Messages.text(intoTrash ? "actions.trashed" : "actions.restored", ids.size());
        }

        @Override
        public String saidTakenBack(List<String> ids) {
            return Messages.text(intoTrash ? "actions.restored" : "actions.trashed", ids.size());
        }

        @Override
        public void onDone(JobOutcome<List<String>> outcome, boolean again) {
            if (!intoTrash && !again && counts(outcome)) {
                undoableJobs.toasts().show(UndoableJobs.sentence(saidAgain(outcome.changed()), outcome));
            }
            follow(intoTrash, outcome, again);
        }

        @Override
        public void onTakenBack(JobOutcome<List<String>> outcome, boolean wholly) {
            follow(!intoTrash, outcome, true);
            if (wholly && intoTrash) {
                latest.set("");
            }
        }

        private void follow(boolean there, JobOutcome<List<String>> outcome, boolean again) {
            if (there && counts(outcome)) {
                latest.set(ImageTime.format(deletedAt));
            } else if (again && counts(outcome)) {
                onUndone.accept(outcome.changed());
            }
        }
    }
}
