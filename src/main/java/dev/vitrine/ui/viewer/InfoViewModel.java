package dev.vitrine.ui.viewer;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.picture.CameraFacts;
import dev.vitrine.service.ImageService;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FactSheet;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the overlay tells about the active picture. The file is read for it only while the overlay shows.
public final class InfoViewModel {
    private static final System.Logger LOG = System.getLogger(InfoViewModel.class.getName());

    private final ImageService images;
    private final Background.Lane cameraLane;
    private final BooleanProperty showing;
    private final ReadOnlyObjectWrapper<Optional<ImageRecord>> image = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<FactSheet.Fact>> facts = new ReadOnlyObjectWrapper<>(List.of());

    InfoViewModel(ImageService images, Background background, BooleanProperty showing) {
        this.images = images;
        this.showing = showing;
        cameraLane = background.lane();
        showing.subscribe((_, _) -> readCamera());
    }

    public BooleanProperty showingProperty() {
        return showing;
    }

    public ReadOnlyObjectProperty<Optional<ImageRecord>> imageProperty() {
        return image.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<FactSheet.Fact>> factsProperty() {
        return facts.getReadOnlyProperty();
    }

    void show(Optional<ImageRecord> shown) {
        if (!shown.equals(image.get())) {
            image.set(shown);
            facts.set(
                    shown.map(row -> FactSheet.ofPicture(row, CameraFacts.NONE)).orElse(List.of()));
            readCamera();
        }
    }

    private void readCamera() {
        cameraLane.cancel();
        if (showing.get() && image.get().isPresent()) {
            ImageRecord row = image.get().get();
            cameraLane.run(
                    () -> FactSheet.ofPicture(row, CameraFacts.read(images.original(row))),
                    facts::set,
                    failure -> LOG.log(Level.INFO, "No camera facts of {0}: {1}", row.imageId(), failure.getMessage()));
        }
    }
}
