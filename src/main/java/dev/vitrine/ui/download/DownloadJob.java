package dev.vitrine.ui.download;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.ErrorCode;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.download.DownloadProgress;
import dev.vitrine.service.download.DownloadRequest;
import dev.vitrine.service.download.DownloadRequest.Destination;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Format;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/// One order on the screen: how far it is, and what did not work. Belongs to the FX thread; changed by the list that it
/// is in.
final class DownloadJob {
    /// RUNNING and then gone, or TROUBLED until the person has dealt with it.
    enum JobState {
        RUNNING,
        TROUBLED,
        HANDLED
    }

    /// What did not work, with its code; `name` is `""` where it is about all of them.
    record DownloadTrouble(String name, String sentence, String code) {
        static DownloadTrouble of(String name, ImageException failure) {
            return new DownloadTrouble(name, FailureText.text(failure), ErrorCode.of(failure));
        }
    }

    private final DownloadRequest order;
    private final ReadOnlyObjectWrapper<JobState> state = new ReadOnlyObjectWrapper<>(JobState.RUNNING);
    private final ReadOnlyObjectWrapper<DownloadProgress> progress;
    private final ReadOnlyObjectWrapper<List<DownloadTrouble>> troubles = new ReadOnlyObjectWrapper<>(List.of());
    private DownloadRequest again;

    DownloadJob(DownloadRequest order, DownloadProgress start) {
        this.order = order;
        this.again = order;
        progress = new ReadOnlyObjectWrapper<>(start);
    }

    void show(DownloadProgress now) {
        progress.set(now);
    }

    void endWith(List<DownloadTrouble> reasons, DownloadRequest retry) {
        troubles.set(List.copyOf(reasons));
        again = retry;
        state.set(JobState.TROUBLED);
    }

    /// It is tried again, or was seen.
    void handled() {
        state.set(JobState.HANDLED);
    }

    ObservableValue<Boolean> stands() {
        return state.map(JobState.TROUBLED::equals);
    }

    /// What is left to do.
    DownloadRequest again() {
        return again;
    }

    DownloadRequest order() {
        return order;
    }

    ReadOnlyObjectProperty<JobState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<DownloadProgress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<DownloadTrouble>> troublesProperty() {
        return troubles.getReadOnlyProperty();
    }

    /// `12 images to Pictures`
    String label() {
        return switch (order.place()) {
            case Destination.Folder(Path folder) ->
                text("download.job.folder", order.images().size(), name(folder));
            case Destination.Zip(Path file, var _) ->
                text("download.job.file", order.images().size(), name(file));
            case Destination.File(Path file) -> text("download.job.one", name(file));
        };
    }

    private static String name(Path path) {
        return path.getFileName() == null ? path.toString() : path.getFileName().toString();
    }

    /// `37 of 120 · 12 MB/s · 8 s left`
    String progressText() {
        DownloadProgress now = progress.get();
        if (state.get() == JobState.TROUBLED) {
            return isStopped()
                    ? text("download.job.stopped", now.handled(), now.images())
                    : text("download.job.troubled", troubles.get().size());
        }
        var parts = new ArrayList<String>();
        parts.add(text("download.job.progress", now.handled(), now.images()));
        if (now.bytesPerSecond() > 0) {
            parts.add(text("format.perSecond", Format.bytes(now.bytesPerSecond())));
            if (now.secondsLeft() > 0) {
                parts.add(text("download.job.left", Format.duration(now.secondsLeft())));
            }
        }
        return String.join(" · ", parts);
    }

    /// Whether what went wrong kept all the others from being saved.
    private boolean isStopped() {
        return troubles.get().stream().anyMatch(trouble -> trouble.name().isEmpty());
    }

    static String nameOf(ImageRecord image) {
        return Downloads.safeName(image);
    }
}
