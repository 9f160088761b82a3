package dev.vitrine.ui.upload;

import dev.vitrine.image.Subscription;
import dev.vitrine.service.upload.UploadCommands;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadSnapshot;
import dev.vitrine.ui.support.Background;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/// How far the uploads are, as the list and the status bar show it, and what one can do about it.
///
/// Belongs to the FX thread. The queue tells of changes from its own threads; the newest snapshot is published once per
/// pulse.
public final class UploadListViewModel implements AutoCloseable {
    private final UploadCommands queue;
    private final UploadRows rows;
    private final Subscription subscription;
    private final ReadOnlyObjectWrapper<UploadSnapshot> snapshot = new ReadOnlyObjectWrapper<>(UploadSnapshot.EMPTY);
    private final ReadOnlyObjectWrapper<Optional<Cancelled>> cancelled = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyIntegerWrapper rowCount = new ReadOnlyIntegerWrapper();
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();

    public UploadListViewModel(UploadCommands queue, Background background) {
        this.queue = queue;
        rows = new UploadRows(background, this::page, this::rowsChanged);
        subscription = queue.subscribe(background.oncePerPulse(this::publish));
        publish();
    }

    public ReadOnlyObjectProperty<UploadSnapshot> snapshotProperty() {
        return snapshot.getReadOnlyProperty();
    }

    /// `37 of 120 uploaded · 12 MB/s · 8 s left`.
    ObservableValue<String> progressTextProperty() {
        return snapshot.map(UploadTexts::progress);
    }

    /// What the title of the window says while uploads run or failed, and else only the program's name.
    public ObservableValue<String> titleProperty() {
        return snapshot.map(UploadTexts::title);
    }

    /// From 0 to 1.
    ObservableValue<Double> fractionProperty() {
        return snapshot.map(now -> now.totals().fraction());
    }

    /// Lines of the list, headings included.
    ReadOnlyIntegerProperty rowCountProperty() {
        return rowCount.getReadOnlyProperty();
    }

    /// Grows whenever [#row] may answer otherwise than before.
    ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    private List<UploadItem> page(UploadRows.PageKey place) {
        return place.kind() == UploadGroup.GroupKind.TROUBLE
                ? queue.troubles(place.cause(), place.first(), UploadRows.PAGE)
                : queue.items(place.kind().states(), place.first(), UploadRows.PAGE);
    }

    /// The line as far as it is known; asking for it brings it up to date.
    UploadRow row(int index) {
        return rows.row(index);
    }

    void pauseOrResume() {
        if (snapshot.get().paused()) {
            queue.resume();
        } else {
            queue.pause();
        }
    }

    void cancelAll() {
        long files = snapshot.get().totals().open().files();
        boolean whole = !snapshot.get().totals().walking(); // of a folder that was being read, the rest is not known
        Instant since = queue.cancelAll();
        if (whole && files > 0) {
            cancelled.set(Optional.of(new Cancelled(files, since)));
        }
    }

    /// Many uploads that were cancelled at once.
    public record Cancelled(long files, Instant since) {}

    /// What was cancelled at once last, and can be brought back.
    public ReadOnlyObjectProperty<Optional<Cancelled>> cancelledProperty() {
        return cancelled.getReadOnlyProperty();
    }

    /// What was cancelled waits again.
    public void restore(Cancelled what) {
        queue.restoreCancelled(what.since());
    }

    void retryFailed() {
        queue.retryFailed();
    }

    void clearFinished() {
        queue.dismissFinished();
    }

    /// Takes what was refused or failed from the list: the person has seen it.
    void clearTroubles() {
        queue.dismissTroubles();
    }

    void cancel(UploadItem item) {
        queue.cancel(item.id());
    }

    void retry(UploadItem item) {
        queue.retry(item.id());
    }

    void dismiss(UploadItem item) {
        queue.dismiss(item.id());
    }

    @Override
    public void close() {
        subscription.close();
    }

    private void publish() {
        UploadSnapshot newest = queue.snapshot();
        rows.show(UploadGroup.of(newest), newest.version());
        rowCount.set(rows.count());
        snapshot.set(newest);
        rowsChanged();
    }

    private void rowsChanged() {
        revision.set(revision.get() + 1);
    }
}
