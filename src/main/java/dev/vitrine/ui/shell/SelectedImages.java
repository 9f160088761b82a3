package dev.vitrine.ui.shell;

import dev.vitrine.ui.gallery.GalleryViewModel;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.ImageSelection;
import dev.vitrine.ui.support.Messages;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// What is selected in the gallery, kept up to date, and the sentence about it in the status bar.
final class SelectedImages {
    private final GalleryViewModel gallery;
    private final Background.Lane reads;
    private final ReadOnlyObjectWrapper<ImageSelection> selected = new ReadOnlyObjectWrapper<>(ImageSelection.NONE);
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper("");

    SelectedImages(GalleryViewModel gallery, Background background) {
        this.gallery = gallery;
        this.reads = background.lane();
        gallery.selection().revisionProperty().subscribe(_ -> read());
        gallery.resultProperty().subscribe(_ -> read());
    }

    ReadOnlyObjectProperty<ImageSelection> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    private void read() {
        if (gallery.selection().size() == 0) {
            reads.cancel();
            show(ImageSelection.NONE);
        } else {
            List<String> ids = gallery.selection().ids();
            reads.run(() -> gallery.read(ids), this::show, _ -> show(ImageSelection.NONE));
        }
    }

    private void show(ImageSelection read) {
        if (!read.equals(selected.get())) {
            selected.set(read);
        }
        sentence.set(
                read.isEmpty()
                        ? sentence(
                                "status.images",
                                gallery.resultProperty().get().size(),
                                gallery.resultProperty().get().sizeBytes())
                        : sentence("status.selected", read.size(), read.tally().sizeBytes()));
    }

    /// Rows of other programs do not tell the size of their images.
    private static String sentence(String key, int images, long bytes) {
        String count = Messages.text(key, images);
        return bytes == 0 ? count : Messages.text("status.size", count, Format.bytes(bytes));
    }
}
