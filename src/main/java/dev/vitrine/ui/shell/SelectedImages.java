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
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
    private final Consumer<Runnable> afterFrame;
    private final LatestTask<ImageSelection> reads;
    private final ReadOnlyObjectWrapper<ImageSelection> selected = new ReadOnlyObjectWrapper<>(ImageSelection.NONE);
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper("");

    /// How many times the mark has moved, and in how many of them it has been drawn.
    private int moves;
    private int drawn;
    private Optional<ImageSelection> held = Optional.empty();

    /// @param afterFrame runs something once the frame that shows the present state is drawn
    SelectedImages(GalleryViewModel gallery, Background background, Consumer<Runnable> afterFrame) {
        this.gallery = gallery;
        this.afterFrame = afterFrame;
        this.reads = new LatestTask<>(background, this::reading, this::answered, _ -> show(ImageSelection.NONE));
        gallery.selection().revisionProperty().subscribe(_ -> {
            moved(++moves);
            read(reads::now);
        });
        gallery.resultProperty().subscribe(_ -> read(reads::again));
    }

    ReadOnlyObjectProperty<ImageSelection> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    private void moved(int move) {
        held = Optional.empty();
        afterFrame.accept(() -> {
            drawn = move;
            Optional<ImageSelection> waiting = moves == move ? held : Optional.empty();
            waiting.ifPresent(this::show);
        });
    }

    /// On a slow machine a moment may be over before a frame is.
    private void answered(ImageSelection read) {
        if (drawn == moves) {
            show(read);
        } else {
            held = Optional.of(read);
        }
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
        held = Optional.empty();
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
