package dev.vitrine.ui.shell;

import dev.vitrine.connection.CloudFeatures;
import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.service.Progress;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.UploadSnapshot;
import dev.vitrine.ui.actions.BackgroundJobs;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.actions.CorrectionActions;
import dev.vitrine.ui.actions.FlagActions;
import dev.vitrine.ui.actions.LargeActionConfirmation;
import dev.vitrine.ui.actions.LibraryRights;
import dev.vitrine.ui.actions.Problems;
import dev.vitrine.ui.actions.Problems.ReportedProblem;
import dev.vitrine.ui.actions.RatingActions;
import dev.vitrine.ui.actions.UndoStack;
import dev.vitrine.ui.actions.UndoableJobs;
import dev.vitrine.ui.desktop.ExportedCopies;
import dev.vitrine.ui.desktop.FileBrowser;
import dev.vitrine.ui.download.DownloadListViewModel;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Dialogs.FollowedAnswer;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Preferences;
import dev.vitrine.ui.support.Toasts;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.util.Subscription;

/// One open library and all that goes on in it, whatever build of the window shows it: what changes its images, what
/// can be taken back of that, downloads, and copies that other programs got.
final class LibrarySession implements AutoCloseable {
    private final Library library;
    private final Background background;
    private final SessionToasts toasts;
    private final LibraryRights rights;
    private final BackgroundJobs jobs;
    private final UndoStack undo = new UndoStack();
    private final LargeActionConfirmation confirmation;
    private final CaptionActions captions;
    private final RatingActions ratings;
    private final FlagActions flags;
    private final CorrectionActions corrections;
    private final TrashActions trash;
    private final MoveActions moves;
    private final DownloadListViewModel downloads;
    private final ExportedCopies exportedCopies;
    private final Subscription uploadLimits;
    private BiConsumer<String, String> onTagRenamed = (_, _) -> {};
    private final Problems problems;
    private boolean isAsking;

    LibrarySession(Library library, Program program) {
        this.library = library;
        background = program.background().within(library.underWay());
        problems = program.problems();
        toasts = new SessionToasts(program.toasts(), program.problems());
        rights = new LibraryRights(
                library.rights(), library.cloud().map(CloudFeatures::lookAgain).orElse(() -> {}), background, toasts);
        jobs = new BackgroundJobs(background);
        jobs.reportSkipped(toasts, program.problems());
        var preferences = new Preferences(program.settings());
        confirmation = new LargeActionConfirmation(program.dialogs(), preferences);
        captions = new CaptionActions(new BulkEdits(library.images()), jobs, undo, toasts, confirmation::agreed);
        ratings = new RatingActions(library.images(), background, captions, toasts);
        flags = new FlagActions(captions, jobs);
        corrections = new CorrectionActions(captions);
        var undoableJobs = new UndoableJobs(jobs, undo, toasts);
        moves = new MoveActions(library.images(), library.moves(), undoableJobs);
        trash = new TrashActions(
                library.images(),
                background,
                undoableJobs,
                confirmation,
                program.settings().text("trash.latest." + library.name(), ""));
        trash.rememberLatest();
        downloads = new DownloadListViewModel(
                library.downloads(), background, toasts, new FileBrowser(background, toasts)::show);
        sayWhetherRowsAreLost();
        library.cutElsewhere().ifPresent(toasts::failure);
        exportedCopies = new ExportedCopies(program.copiesFolder(), library.downloads(), preferences::copies);
        uploadLimits = preferences
                .uploadsAtOnceProperty()
                .subscribe(max -> library.uploads().setMostAtOnce(Math.max(1, max.intValue())))
                .and(preferences
                        .uploadLimitProperty()
                        .subscribe(bytes -> library.uploads().limit(bytes.longValue())));
    }

    /// An empty gallery over originals that no row knows would say that there are no pictures.
    private void sayWhetherRowsAreLost() {
        background.run(
                () -> library.images().search(ImageQuery.ALL).size() == 0
                        && library.doctor().hasUnknownOriginals(),
                isLost -> {
                    if (isLost) {
                        toasts.failure(new ImageException.NotFound(
                                Messages.text(library.cloud().isPresent() ? "library.lost.cloud" : "library.lost")));
                    }
                },
                failure -> {
                    // Nobody asked for this; of what passes the status bar tells.
                    if (!failure.passes()) {
                        toasts.failure(failure);
                    }
                });
    }

    /// Work away from the screen; a failure is shown as a toast.
    <T> void run(Callable<T> work, Consumer<? super T> then) {
        background.run(work, then, toasts::failure);
    }

    /// The same as a job on many images.
    <T> void runJob(String label, Function<Progress, T> work, Consumer<T> then) {
        jobs.run(label, work, then, toasts::failure);
    }

    Library library() {
        return library;
    }

    Background background() {
        return background;
    }

    Toasts toasts() {
        return toasts;
    }

    LibraryRights rights() {
        return rights;
    }

    BackgroundJobs jobs() {
        return jobs;
    }

    UndoStack undo() {
        return undo;
    }

    LargeActionConfirmation confirmation() {
        return confirmation;
    }

    CaptionActions captions() {
        return captions;
    }

    RatingActions ratings() {
        return ratings;
    }

    CorrectionActions corrections() {
        return corrections;
    }

    FlagActions flags() {
        return flags;
    }

    MoveActions moves() {
        return moves;
    }

    TrashActions trash() {
        return trash;
    }

    DownloadListViewModel downloads() {
        return downloads;
    }

    ExportedCopies exportedCopies() {
        return exportedCopies;
    }

    /// Whether the library may be left: at once when nothing goes on there, else when the person, told what ends
    /// and what waits, agrees. While that question is open, nobody leaves in another way.
    ///
    /// @param action the label of the button that leaves
    boolean mayEnd(Dialogs dialogs, String action) {
        if (isAsking) {
            return false;
        }
        isAsking = true;
        try {
            return isAgreedToEnd(dialogs, action);
        } finally {
            isAsking = false;
        }
    }

    /// What ends meanwhile asks no more; where it went wrong, the person stays and sees that.
    private boolean isAgreedToEnd(Dialogs dialogs, String action) {
        String title = Messages.text("leave.title");
        Optional<ReportedProblem> latest = latestProblem();
        FollowedAnswer answer =
                dialogs.confirmWhile(title, () -> ends().isEmpty() ? "" : lines(List.of(waits(), ends())), action);
        if (answer == FollowedAnswer.OVER) {
            answer = dialogs.agreeWhile(title, this::waits, action);
        }
        return answer == FollowedAnswer.YES || answer == FollowedAnswer.OVER && latest.equals(latestProblem());
    }

    /// `""` when nothing is lost.
    private String ends() {
        return lines(List.of(downloads.leaving(), jobs.leaving(), flags.leaving()));
    }

    /// `""` when no upload does.
    private String waits() {
        UploadSnapshot uploads = library.uploads().snapshot();
        if (uploads.paused() || uploads.totals().isIdle()) { // paused ones stay so, whether open or not
            return "";
        }
        return Messages.text(
                "upload.leave",
                uploads.totals().files(UploadState.DONE) + uploads.totals().files(UploadState.DUPLICATE),
                uploads.totals().all().files());
    }

    private static String lines(List<String> sentences) {
        return sentences.stream().filter(sentence -> !sentence.isEmpty()).collect(Collectors.joining("\n"));
    }

    private Optional<ReportedProblem> latestProblem() {
        return problems.all().stream().findFirst();
    }

    /// A tag has another name from now on; also when that is taken back, long after the window was built again.
    void tagRenamed(String tag, String name) {
        onTagRenamed.accept(tag, name);
    }

    /// @param follow what filters by tags in the window that is built now
    void setOnTagRenamed(BiConsumer<String, String> follow) {
        onTagRenamed = follow;
    }

    /// Ends what goes on, except for what was written a moment ago: for that, the library waits when it closes.
    /// What is answered later is not shown any more. The library stays open.
    @Override
    public void close() {
        uploadLimits.unsubscribe();
        rights.close();
        downloads.close();
        jobs.close();
        toasts.close();
    }
}
