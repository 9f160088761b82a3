package dev.vitrine.ui.actions;

import dev.vitrine.image.Album;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.Progress;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.service.edit.BulkEdits.CaptionChange;
import dev.vitrine.service.edit.BulkEdits.EditOutcome;
import dev.vitrine.ui.actions.UndoableJobs.JobOutcome;
import dev.vitrine.ui.actions.UndoableJobs.UndoableJob;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Toasts;
import java.util.HashSet;
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
    private final UndoableJobs undoableJobs;
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
        undoableJobs = new UndoableJobs(backgroundJobs, undo, toasts);
        this.agreement = agreement;
    }

    /// How an edit is spoken of.
    ///
    /// @param name what it does, for the menu and while it runs, by the number of images: at first those asked for,
    ///   then those that it changed; in the language of when it is asked
    /// @param reported what was done, by the number of images; empty for no notice
    /// @param redo what follows the edit when all of it was done and nothing failed
    /// @param undo what follows when all of it was taken back
    /// @param isMore whether something beside the images is changed, so that it counts without any
    public record UndoableEdit(
            IntFunction<String> name,
            Optional<IntFunction<String>> reported,
            Runnable redo,
            Runnable undo,
            boolean isMore) {
        public UndoableEdit(
                IntFunction<String> name, Optional<IntFunction<String>> reported, Runnable redo, Runnable undo) {
            this(name, reported, redo, undo, false);
        }

        public String label(int images) {
            return name.apply(images);
        }

        /// What is seen where it is done and needs no notice.
        static UndoableEdit quiet(IntFunction<String> name) {
            return new UndoableEdit(name, Optional.empty(), () -> {}, () -> {});
        }

        public static UndoableEdit of(IntFunction<String> name, IntFunction<String> reported) {
            return new UndoableEdit(name, Optional.of(reported), () -> {}, () -> {});
        }
    }

    /// Rewrites the captions of these images; of very many only when that was meant.
    public void edit(UndoableEdit undoableEdit, List<String> imageIds, BulkEdits.Rewriting rewriting) {
        if (isMeant(undoableEdit, imageIds)) {
            run(undoableEdit, imageIds.size(), progress -> edits.edit(imageIds, rewriting, progress));
        }
    }

    boolean isMeant(UndoableEdit undoableEdit, List<String> imageIds) {
        return !imageIds.isEmpty() && agreement.agreed(imageIds.size(), undoableEdit.label(imageIds.size()));
    }

    /// For edits by keys.
    EditQueue queue() {
        return queue;
    }

    UndoableJobs undoableJobs() {
        return undoableJobs;
    }

    /// Corrects what the files of these say.
    void correct(UndoableEdit undoableEdit, List<String> imageIds, BulkEdits.Correcting correcting) {
        if (isMeant(undoableEdit, imageIds)) {
            run(undoableEdit, imageIds.size(), progress -> edits.correct(imageIds, correcting, progress));
        }
    }

    /// Corrects when these were taken.
    void correctTimes(UndoableEdit undoableEdit, List<String> imageIds, BulkEdits.Correcting correcting) {
        if (isMeant(undoableEdit, imageIds)) {
            run(undoableEdit, imageIds.size(), progress -> edits.correctTimes(imageIds, correcting, progress));
        }
    }

    /// A tag for all of these, which is told and can be taken back; that of an album puts them into it.
    public void addTag(List<String> imageIds, String tag) {
        edit(tagEdit("add", tag), imageIds, (image, _) -> image.caption().withTag(tag));
    }

    public void removeTag(List<String> imageIds, String tag) {
        edit(tagEdit("remove", tag), imageIds, (image, _) -> image.caption().withoutTag(tag));
    }

    private static UndoableEdit tagEdit(String act, String tag) {
        return UndoableEdit.of(
                images -> labelOf(act, images, tag),
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

    /// Of what is called the same, however many images it changes.
    public void run(UndoableEdit undoableEdit, Function<Progress, EditOutcome> work) {
        run(undoableEdit, 0, work);
    }

    /// @param images how many are asked for
    public void run(UndoableEdit undoableEdit, int images, Function<Progress, EditOutcome> work) {
        UndoStack.Begun begun = undoableJobs.undo().begin(() -> undoableEdit.label(images));
        undoableJobs.run(
                new CaptionJob(undoableEdit),
                undoableEdit.label(images),
                begun,
                progress -> CaptionJob.done(work.apply(progress)));
    }

    /// Stores an edit of one image at once; a library that closes waits for it.
    public void save(Callable<ImageRecord> edit, Consumer<ImageRecord> then, Consumer<ImageException> onFailure) {
        undoableJobs.jobs().runAside(edit, then, onFailure);
    }

    /// Remembers an edit that was made already, one image at a time in the pane beside the gallery.
    public void did(Supplier<String> name, CaptionChange change) {
        var job = new CaptionJob(UndoableEdit.quiet(_ -> name.get()));
        undoableJobs.undo().did(undoableJobs.step(job, List.of(change)));
    }

    /// One edit. What it changes is known once it was made.
    private final class CaptionJob implements UndoableJob<List<CaptionChange>> {
        private final UndoableEdit undoableEdit;

        CaptionJob(UndoableEdit undoableEdit) {
            this.undoableEdit = undoableEdit;
        }

        @Override
        public JobOutcome<List<CaptionChange>> run(List<CaptionChange> changes, Progress progress) {
            return done(edits.apply(changes, progress));
        }

        private static JobOutcome<List<CaptionChange>> done(EditOutcome outcome) {
            return new JobOutcome<>(outcome.changed(), outcome.failed(), outcome.whole());
        }

        @Override
        public JobOutcome<List<CaptionChange>> takeBack(List<CaptionChange> changes, Progress progress) {
            EditOutcome outcome = edits.apply(
                    changes.reversed().stream().map(CaptionChange::inverse).toList(), progress);
            return new JobOutcome<>(outcome.inverse(), outcome.failed(), outcome.whole());
        }

        @Override
        public String label(List<CaptionChange> changes) {
            return undoableEdit.label(changes.size());
        }

        @Override
        public int count(List<CaptionChange> changes) {
            return changes.size();
        }

        @Override
        public List<CaptionChange> rest(
                List<CaptionChange> tried, JobOutcome<List<CaptionChange>> outcome, Set<String> settled) {
            Set<String> dealtWith = new HashSet<>(settled);
            outcome.changed().forEach(change -> dealtWith.add(change.imageId()));
            return tried.stream()
                    .filter(change -> !dealtWith.contains(change.imageId()))
                    .toList();
        }

        @Override
        public boolean counts(JobOutcome<List<CaptionChange>> outcome) {
            return !outcome.changed().isEmpty() || undoableEdit.isMore() && isDone(outcome);
        }

        private static boolean isDone(JobOutcome<List<CaptionChange>> outcome) {
            return outcome.whole() && outcome.failed().isEmpty();
        }

        @Override
        public String said(List<CaptionChange> changes) {
            return undoableEdit
                    .reported()
                    .map(sentence -> sentence.apply(changes.size()))
                    .orElse("");
        }

        @Override
        public void onDone(JobOutcome<List<CaptionChange>> outcome, boolean again) {
            if (isDone(outcome)) {
                undoableEdit.redo().run();
            }
        }

        @Override
        public void onTakenBack(JobOutcome<List<CaptionChange>> outcome, boolean wholly) {
            if (wholly) {
                undoableEdit.undo().run();
            }
        }
    }
}
