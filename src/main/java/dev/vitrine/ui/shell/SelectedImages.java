package dev.vitrine.ui.shell;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.ui.gallery.GalleryViewModel;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.ImageSelection;
import dev.vitrine.ui.support.LatestTask;
import dev.vitrine.ui.support.Messages;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// What is selected in the gallery, kept up to date, and the sentence about it in the status bar.
///
/// Follows the selection a moment later: what comes with it, a pane full of details, must not share a frame with the
/// mark that moves on the wall, nor be built for each image that somebody only passes.
final class SelectedImages {
    private static final Duration MOMENT = Duration.ofMillis(50);

    private final GalleryViewModel gallery;
    private final LatestTask<ImageSelection> reads;
    private final ReadOnlyObjectWrapper<ImageSelection> selected = new ReadOnlyObjectWrapper<>(ImageSelection.NONE);
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper("");

    SelectedImages(GalleryViewModel gallery, Background background) {
        this.gallery = gallery;
        this.reads = new LatestTask<>(background, this::reading, this::show, _ -> show(ImageSelection.NONE));
        gallery.selection().revisionProperty().subscribe(_ -> read(reads::now));
        gallery.resultProperty().subscribe(_ -> read(reads::again));
    }

    ReadOnlyObjectProperty<ImageSelection> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    private void read(Runnable ask) {
        if (gallery.selection().size() == 0) {
            reads.stop();
            show(ImageSelection.NONE);
        } else {
            ask.run();
        }
    }

    private Callable<ImageSelection> reading() {
        List<String> ids = gallery.selection().ids();
        return () -> {
            Thread.sleep(MOMENT);
            return gallery.read(ids);
        };
    }

    void show(ImageSelection read) {
        if (!read.equals(selected.get())) {
            selected.set(read);
        }
        sentence.set(
                read.isEmpty()
                        ? ofAll(gallery.resultProperty().get())
                        : sentence(
                                "status.selected",
                                read.size(),
                                read.tally().sizeBytes(),
                                read.tally().unsized()));
    }

    private String ofAll(ImageResult result) {
        return gallery.isAnswered()
                ? sentence("status.images", result.size(), result.sizeBytes(), result.unsized())
                : "";
    }

    /// Rows of other programs do not tell the size of their images.
    private static String sentence(String key, int images, long bytes, int unsized) {
        String count = Messages.text(key, images);
        String size = Format.totalBytes(bytes, unsized);
        return size.isEmpty() ? count : Messages.text("status.size", count, size);
    }
}
