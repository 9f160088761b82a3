package dev.vitrine.ui.download;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.download.DownloadOutcome;
import dev.vitrine.service.download.DownloadProgress;
import dev.vitrine.service.download.DownloadRequest;
import dev.vitrine.service.download.DownloadRequest.Destination;
import dev.vitrine.service.download.DownloadRun;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.ui.download.DownloadJob.DownloadTrouble;
import dev.vitrine.ui.download.DownloadJob.JobState;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Toasts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The downloads under way, and those that did not work until the person has dealt with them. One that worked tells so
/// and goes.
///
/// Belongs to the FX thread.
public final class DownloadListViewModel implements AutoCloseable {
    /// What the status bar tells.
    ///
    /// @param fraction of all that is running, from 0 to 1
    public record Summary(int running, int troubled, double fraction) {
        static final Summary IDLE = new Summary(0, 0, 0);
    }

    /// In a notice of two lines.
    private static final int LONGEST_PATH = 70;

    private final Downloads downloads;
    private final Background background;
    private final Toasts toasts;
    private final Consumer<Path> showInFolder;
    private final ObservableList<DownloadJob> jobs = FXCollections.observableArrayList();
    private final ObservableList<DownloadJob> readable = FXCollections.unmodifiableObservableList(jobs);
    private final Map<DownloadJob, Background.Ticket> running = new HashMap<>();
    private final ReadOnlyObjectWrapper<Summary> summary = new ReadOnlyObjectWrapper<>(Summary.IDLE);

    /// @param showInFolder shows a file or folder in the system's browser of files
    public DownloadListViewModel(
            Downloads downloads, Background background, Toasts toasts, Consumer<Path> showInFolder) {
        this.showInFolder = showInFolder;
        this.downloads = downloads;
        this.background = background;
        this.toasts = toasts;
    }

    public void start(DownloadRequest order) {
        var run = new DownloadRun(downloads, order);
        var job = new DownloadJob(order, run.progress());
        jobs.addFirst(job);
        Runnable changed = background.oncePerPulse(() -> {
            if (job.stateProperty().get() == JobState.RUNNING) {
                job.show(run.progress());
                summarize();
            }
        });
        // Before the answer can come: with an immediate background it has come when the call returns.
        running.put(job, () -> {});
        Background.Ticket ticket = background.run(
                () -> run.run(changed),
                outcome -> ended(job, outcome),
                failure -> failed(job, run.progress(), failure));
        running.computeIfPresent(job, (_, _) -> ticket);
        summarize();
    }

    private void ended(DownloadJob job, DownloadOutcome outcome) {
        running.remove(job);
        report(job, outcome);
        if (outcome.failed().isEmpty()) {
            jobs.remove(job);
        } else {
            List<DownloadTrouble> troubles = outcome.failed().entrySet().stream()
                    .map(each -> DownloadTrouble.of(DownloadJob.nameOf(each.getKey()), each.getValue()))
                    .toList();
            job.endWith(
                    troubles, job.order().onlyFor(List.copyOf(outcome.failed().keySet())));
            ImageException first = outcome.failed().values().iterator().next();
            toasts.failure(text("download.failedSome", troubles.size(), FailureText.text(first)), first, job.stands());
        }
        summarize();
    }

    private void report(DownloadJob job, DownloadOutcome outcome) {
        outcome.result()
                .filter(_ -> outcome.saved() + outcome.skipped() > 0)
                .ifPresent(result -> toasts.show(
                        text(
                                "download.saved.sidecars",
                                outcome.sidecars(),
                                switch (job.order().place()) {
                                    case Destination.Folder(Path folder) ->
                                        text(
                                                "download.saved.folder",
                                                outcome.saved(),
                                                Format.path(folder, LONGEST_PATH),
                                                outcome.skipped());
                                    case Destination.Zip _ ->
                                        text("download.saved.zip", outcome.saved(), Format.path(result, LONGEST_PATH));
                                    case Destination.File _ ->
                                        text("download.saved.one", Format.path(result, LONGEST_PATH));
                                }),
                        text("toast.showInFolder"),
                        () -> showInFolder.accept(result)));
    }

    private void failed(DownloadJob job, DownloadProgress reached, ImageException failure) {
        running.remove(job);
        job.show(reached);
        if (failure instanceof ImageException.Cancelled) {
            stopped(job);
        } else {
            job.endWith(List.of(DownloadTrouble.of("", failure)), job.order());
            toasts.failure(FailureText.text(failure), failure, job.stands());
        }
        summarize();
    }

    private void stopped(DownloadJob job) {
        jobs.remove(job);
        toasts.show(
                text(
                        "download.stopped",
                        job.progressProperty().get().handled(),
                        job.order().images().size()),
                text("download.goOn"),
                () -> start(job.order()));
    }

    /// Stops it; files that are complete stay.
    void cancel(DownloadJob job) {
        Background.Ticket ticket = running.remove(job);
        if (ticket != null) {
            ticket.cancel();
            stopped(job);
            summarize();
        }
    }

    /// Tries again what did not work.
    void retry(DownloadJob job) {
        if (handle(job)) {
            start(job.again());
        }
    }

    /// The person has seen what did not work.
    void dismiss(DownloadJob job) {
        if (handle(job)) {
            summarize();
        }
    }

    private boolean handle(DownloadJob job) {
        if (job.stateProperty().get() != JobState.TROUBLED) {
            return false;
        }
        job.handled();
        return jobs.remove(job);
    }

    ObservableList<DownloadJob> jobs() {
        return readable;
    }

    public ReadOnlyObjectProperty<Summary> summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /// What stops when the library is left now; `""` when nothing is being saved.
    public String leaving() {
        List<DownloadProgress> now =
                running().stream().map(job -> job.progressProperty().get()).toList();
        return now.isEmpty()
                ? ""
                : text(
                        "download.leave",
                        now.stream().mapToInt(DownloadProgress::handled).sum(),
                        now.stream().mapToInt(DownloadProgress::images).sum());
    }

    private List<DownloadJob> running() {
        return jobs.stream()
                .filter(job -> job.stateProperty().get() == JobState.RUNNING)
                .toList();
    }

    private void summarize() {
        List<DownloadJob> busy = running();
        double fraction = busy.stream()
                .mapToDouble(job -> job.progressProperty().get().fraction())
                .average()
                .orElse(0);
        summary.set(new Summary(busy.size(), jobs.size() - busy.size(), fraction));
    }

    @Override
    public void close() {
        List.copyOf(running.values()).forEach(Background.Ticket::cancel);
        running.clear();
    }
}
