package dev.vitrine.ui.shell;

import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import dev.vitrine.service.similar.LookAlikeGroups;
import dev.vitrine.service.similar.LookAlikeMerge;
import dev.vitrine.service.similar.LookAlikeMerge.MergeOutcome;
import dev.vitrine.service.similar.LookAlikes;
import dev.vitrine.ui.actions.LibraryAct;
import dev.vitrine.ui.actions.UndoStack;
import dev.vitrine.ui.actions.UndoableJobs;
import dev.vitrine.ui.actions.UndoableJobs.JobOutcome;
import dev.vitrine.ui.actions.UndoableJobs.UndoableJob;
import dev.vitrine.ui.bulk.LookAlikesSheet;
import dev.vitrine.ui.bulk.LookAlikesViewModel;
import dev.vitrine.ui.controls.PreviewLoader;
import dev.vitrine.ui.support.Messages;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        new UndoableJobs(session.jobs(), session.undo(), session.toasts())
                .run(new Merge(going), label, begun, progress -> done(merge.merge(othersByKept, progress)));
    }

    private static String label(int merged) {
        return Messages.text("looks.merge.label", merged);
    }

    private static JobOutcome<MergeOutcome> done(MergeOutcome outcome) {
        return new JobOutcome<>(outcome, outcome.failed(), true);
    }

    private final class Merge implements UndoableJob<MergeOutcome> {
        private final int going;

        /// @param going how many look-alikes go at first
        Merge(int going) {
            this.going = going;
        }

        @Override
        public JobOutcome<MergeOutcome> run(MergeOutcome merged, Progress progress) {
            return done(merge.doAgain(merged, progress));
        }

        @Override
        public JobOutcome<MergeOutcome> takeBack(MergeOutcome merged, Progress progress) {
            return done(merge.takeBack(merged, progress));
        }

        @Override
        public String label(MergeOutcome merged) {
            return LookAlikeActions.label(going);
        }

        @Override
        public int count(MergeOutcome merged) {
            return merged.keptByTrashed().size() + merged.edits().size();
        }

        @Override
        public MergeOutcome rest(MergeOutcome tried, JobOutcome<MergeOutcome> outcome, Set<String> settled) {
            return tried.rest(outcome.changed(), settled);
        }

        @Override
        public String said(MergeOutcome merged) {
            return Messages.text("looks.merged", merged.keptByTrashed().size());
        }

        @Override
        public String saidTakenBack(MergeOutcome merged) {
            return Messages.text("actions.restored", merged.keptByTrashed().size());
        }

        @Override
        public String saidAgain(MergeOutcome merged) {
            return said(merged);
        }
    }
}
