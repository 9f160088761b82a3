package dev.vitrine.ui.viewer;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ShownImage;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.thumbnail.Thumbnails;
import dev.vitrine.ui.controls.Preview;
import dev.vitrine.ui.controls.PreviewLoader;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FailureText;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// One place of the filmstrip: an image by its id, with its thumbnail as it comes.
final class FilmFrame {
    private final ImageService images;
    private final Background.Lane rowLane;
    private final PreviewLoader loader;
    private final ReadOnlyObjectWrapper<Preview> preview = new ReadOnlyObjectWrapper<>(new Preview.Nothing());
    private String imageId = "";
    private Optional<ShownImage> pixels = Optional.empty();

    FilmFrame(ImageService images, Thumbnails thumbnails, Background background) {
        this.images = images;
        rowLane = background.lane();
        loader = new PreviewLoader(thumbnails, background, PreviewLoader.THUMBNAIL, preview::set);
    }

    ReadOnlyObjectProperty<Preview> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    /// @param shown `""` for an empty place
    void show(String shown) {
        if (!shown.equals(imageId)) {
            imageId = shown;
            pixels = Optional.empty();
            loader.clear();
            preview.set(new Preview.Nothing());
        }
        if (shown.isEmpty()) {
            rowLane.cancel();
        } else { // of the same image, too: it may have been turned
            rowLane.run(
                    () -> images.findAll(List.of(shown)),
                    this::found,
                    reason -> preview.set(new Preview.Missing(FailureText.text(reason))));
        }
    }

    private void found(List<ImageRecord> rows) {
        for (ImageRecord row : rows) {
            var now = Optional.of(ShownImage.of(row));
            if (!now.equals(pixels)) {
                pixels = now;
                loader.show(row);
            }
        }
    }
}
