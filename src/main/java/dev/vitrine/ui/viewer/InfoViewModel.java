package dev.vitrine.ui.viewer;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.picture.OriginalFacts;
import dev.vitrine.picture.pixels.Histogram;
import dev.vitrine.service.ImageService;
import dev.vitrine.ui.controls.Preview;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FactSheet;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the overlay tells about the active picture. The file is read for it only while the overlay shows.
final class InfoViewModel {
    private static final System.Logger LOG = System.getLogger(InfoViewModel.class.getName());

    private static final int HISTOGRAM_EDGE = 400;

    private final ImageService images;
    private final Background.Lane originalLane;
    private final Background.Lane histogramLane;
    private final BooleanProperty showing;
    private final ReadOnlyObjectWrapper<Optional<ImageRecord>> image = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<FactSheet.Fact>> facts = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Histogram>> histogram = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Preview preview = new Preview.Nothing();

    InfoViewModel(ImageService images, Background background, BooleanProperty showing) {
        this.images = images;
        this.showing = showing;
        originalLane = background.lane();
        histogramLane = background.lane();
        showing.subscribe((_, _) -> {
            readOriginal();
            count();
        });
    }

    BooleanProperty showingProperty() {
        return showing;
    }

    ReadOnlyObjectProperty<Optional<ImageRecord>> imageProperty() {
        return image.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<FactSheet.Fact>> factsProperty() {
        return facts.getReadOnlyProperty();
    }

    /// Empty until it is counted.
    ReadOnlyObjectProperty<Optional<Histogram>> histogramProperty() {
        return histogram.getReadOnlyProperty();
    }

    /// Of a picture that moves, its first frame is counted; of one that becomes sharper, its preview.
    void show(Preview reached) {
        boolean counted = preview instanceof Preview.Ready && reached instanceof Preview.Ready;
        preview = reached;
        if (!counted) {
            count();
        }
    }

    private void count() {
        histogramLane.cancel();
        histogram.set(Optional.empty());
        if (showing.get() && preview instanceof Preview.Ready ready) {
            histogramLane.run(
                    () -> Histogram.of(ready.levels().forEdge(HISTOGRAM_EDGE)),
                    counted -> histogram.set(Optional.of(counted)),
                    failure -> LOG.log(Level.WARNING, "No histogram: {0}", failure.getMessage()));
        }
    }

    void show(Optional<ImageRecord> shown) {
        if (!shown.equals(image.get())) {
            image.set(shown);
            facts.set(shown.map(row -> FactSheet.ofPicture(row, OriginalFacts.NONE))
                    .orElse(List.of()));
            readOriginal();
        }
    }

    private void readOriginal() {
        originalLane.cancel();
        if (showing.get() && image.get().isPresent()) {
            ImageRecord row = image.get().get();
            originalLane.run(
                    () -> FactSheet.ofPicture(row, OriginalFacts.read(images.original(row), row.facts())),
                    facts::set,
                    failure -> LOG.log(
                            Level.INFO,
                            "Nothing is known of the bytes of {0}: {1}",
                            row.imageId(),
                            failure.getMessage()));
        }
    }
}
