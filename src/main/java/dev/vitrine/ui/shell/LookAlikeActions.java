package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import dev.vitrine.service.similar.LookAlikeGroups;
import dev.vitrine.service.similar.LookAlikeMerge;
import dev.vitrine.service.similar.LookAlikeMerge.MergeOutcome;
import dev.vitrine.service.similar.LookAlikes;
import dev.vitrine.ui.actions.LibraryAct;
import dev.vitrine.ui.actions.UndoStack;
import dev.vitrine.ui.bulk.LookAlikesSheet;
import dev.vitrine.ui.bulk.LookAlikesViewModel;
import dev.vitrine.ui.controls.PreviewLoader;
import dev.vitrine.ui.support.Messages;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// Finds all images that look alike, shows them, and makes one of those that are chosen: one step that can be taken
/// back.
final class LookAlikeActions {
    /// Groups that are shown at once.
    private static final int PAGE = 200;

    private final ShellContext context;
    private final LibrarySession session;
    private final LookAlikeMerge merge;

    LookAlikeActions(ShellContext context) {
        this.context = context;
        session = context.session();
        merge = new LookAlikeMerge(session.library().images());
    }

    /// @param first those groups that are shown first
    private record Review(LookAlikeGroups found, List<LookAlikes> first, boolean keepsTrash) {}

    void review() {
        if (!context.rights().allowsOrTells(LibraryAct.EDIT)
                || !context.rights().allowsOrTells(LibraryAct.TRASH)) {
            return;
        }
        session.runJob(Messages.text("looks.looking"), this::find, this::show);
    }

    private Review find(Progress progress) {
        ImageService images = session.library().images();
        LookAlikeGroups found = LookAlikeGroups.of(images, progress);
        return new Review(found, found.groups(0, Math.min(PAGE, found.size())), images.keepsTrash());
    }

    private void show(Review review) {
        if (!review.keepsTrash()) {
            session.toasts().show(Messages.text("looks.noTrash"));
            return;
        }
        var left = session.library().profile().key();
        var alike = new LookAlikesViewModel(context.settings().text("looks.left." + left, ""));
        alike.add(review.first(), Math.max(0, review.found().size() - PAGE));
        new LookAlikesSheet(
                        alike,
                        changed -> new PreviewLoader(
                                session.library().thumbnails(), session.background(), PreviewLoader.THUMBNAIL, changed),
                        () -> showMore(review.found(), alike),
                        this::merge)
                .show(context.program().stage());
    }

    private void showMore(LookAlikeGroups found, LookAlikesViewModel alike) {
        int unread = alike.unreadProperty().get();
        int from = found.size() - unread;
        int to = Math.min(from + PAGE, found.size());
        session.run(() -> found.groups(from, to), groups -> {
            if (alike.unreadProperty().get() == unread) { // else it was asked for twice
                alike.add(groups, found.size() - to);
            }
        });
    }

    private void merge(Map<String, List<String>> othersByKept) {
        int going = othersByKept.values().stream().mapToInt(List::size).sum();
        String label = label(going);
        if (!session.confirmation().agreed(going, label)) {
            return;
        }
        UndoStack.Begun begun = session.undo().begin(() -> label(going));
        run(
                label,
                progress -> merge.merge(othersByKept, progress),
                done -> {
                    if (done.isNothing()) {
                        begun.cameToNothing();
                    } else {
                        var step = new MergeStep(going, done);
                        begun.did(step);
                        session.toasts()
                                .show(
                                        Messages.text(
                                                "looks.merged", done.trashed().size()),
                                        Messages.text("actions.undo"),
                                        () -> session.undo().undo(step),
                                        session.undo().canUndo(step));
                    }
                },
                begun.failed(session.toasts()::failure));
    }

    private static String label(int merged) {
        return Messages.text("looks.merge.label", merged);
    }

    private void run(
            String label,
            Function<Progress, MergeOutcome> work,
            Consumer<MergeOutcome> then,
            Consumer<ImageException> onFailure) {
        session.jobs()
                .run(
                        label,
                        work,
                        outcome -> {
                            then.accept(outcome);
                            session.jobs().skip(label, outcome.failed());
                        },
                        onFailure);
    }

    private final class MergeStep implements UndoStack.UndoStep {
        private final int merged;
        /// What of it stands now, or what of it would be done again.
        private MergeOutcome done;

        /// @param merged how many look-alikes went at first
        MergeStep(int merged, MergeOutcome done) {
            this.merged = merged;
            this.done = done;
        }

        @Override
        public String label() {
            return LookAlikeActions.label(merged);
        }

        @Override
        public int images() {
            return done.keptByTrashed().size() + done.edits().size();
        }

        @Override
        public void undo() {
            run(
                    Messages.text("edits.undo.label", label()),
                    progress -> merge.takeBack(done, progress),
                    back -> turned(back, "actions.restored", session.undo()::stillDone),
                    failure -> failed(failure, session.undo()::stillDone));
        }

        @Override
        public void redo() {
            run(
                    label(),
                    progress -> merge.doAgain(done, progress),
                    again -> turned(again, "looks.merged", session.undo()::stillUndone),
                    failure -> failed(failure, session.undo()::stillUndone));
        }

        /// What a stop, or a failure that passes, left as it was can be tried again.
        private void turned(MergeOutcome outcome, String key, Consumer<UndoStack.UndoStep> again) {
            MergeOutcome rest = done.rest(outcome, UndoStack.settled(outcome.failed()));
            if (!rest.isNothing()) {
                again.accept(new MergeStep(merged, rest));
            }
            done = outcome;
            if (outcome.isNothing()) {
                session.undo().cameToNothing(this);
            } else {
                session.toasts().show(Messages.text(key, outcome.keptByTrashed().size()));
            }
        }

        private void failed(ImageException failure, Consumer<UndoStack.UndoStep> again) {
            again.accept(new MergeStep(merged, done));
            session.undo().cameToNothing(this);
            session.toasts().failure(failure);
        }
    }
}
