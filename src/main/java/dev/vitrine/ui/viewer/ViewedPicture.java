package dev.vitrine.ui.viewer;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.Orientation;
import dev.vitrine.image.ShownImage;
import dev.vitrine.image.StorageState;
import dev.vitrine.picture.LargePicture;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.picture.pixels.Picture;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.thumbnail.Thumbnails;
import dev.vitrine.ui.controls.PictureLevels;
import dev.vitrine.ui.controls.Preview;
import dev.vitrine.ui.controls.PreviewLoader;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Motion;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// One picture being looked at: how far it has come and how it lies in its view.
///
/// Thumbnail, preview, then every pixel as far as memory allows; the last step waits until somebody stays with the
/// picture.
final class ViewedPicture {
    private static final System.Logger LOG = System.getLogger(ViewedPicture.class.getName());

    /// Long enough to tell staying from leafing through.
    private static final Duration STAYING = Duration.ofMillis(200);

    private final ImageService images;
    private final PictureReader pictures;
    private final PixelBudget budget = PixelBudget.ofHeap(Runtime.getRuntime().maxMemory());
    private final UnaryOperator<ZoomPan> arrival;
    private final Background background;
    private final Background.Lane fullLane;
    private final PreviewLoader loader;
    private final Map<String, Integer> turns = new HashMap<>();
    private final ReadOnlyObjectWrapper<Optional<ImageRecord>> image = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Preview> preview = new ReadOnlyObjectWrapper<>(new Preview.Nothing());
    private final ReadOnlyObjectWrapper<ZoomPan> zoom = new ReadOnlyObjectWrapper<>(ZoomPan.fitted(1, 1, 1, 1, 1));
    private final VisiblePart visiblePart;
    private final ReadOnlyBooleanWrapper sharpening = new ReadOnlyBooleanWrapper();
    private final Background.Lane storageLane;
    private final ReadOnlyObjectWrapper<StorageState> storage = new ReadOnlyObjectWrapper<>(StorageState.UNKNOWN);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private int question;
    /// For who makes pictures of the size of the view, on other threads.
    private volatile ZoomPan view = zoom.get();

    /// @param arrival how a picture that arrives lies, given that it is fitted
    ViewedPicture(
            ImageService images,
            Thumbnails thumbnails,
            PictureReader pictures,
            Background background,
            UnaryOperator<ZoomPan> arrival) {
        this.images = images;
        this.pictures = pictures;
        this.arrival = arrival;
        this.background = background;
        fullLane = background.lane();
        storageLane = background.lane();
        visiblePart = new VisiblePart(background, this::notSharpened);
        zoom.subscribe(visiblePart::look);
        zoom.subscribe(now -> view = now);
        visiblePart.readingProperty().subscribe(sharpening::set);
        loader = new PreviewLoader(thumbnails, background, PreviewLoader.PREVIEW, this::reach)
                .finishing(this::fitted)
                .whenNothingBetter(this::sharpen);
    }

    ReadOnlyObjectProperty<Optional<ImageRecord>> imageProperty() {
        return image.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Preview> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<ZoomPan> zoomProperty() {
        return zoom.getReadOnlyProperty();
    }

    /// What lies over the picture with more pixels than it has, where it is too large to be in memory as a whole.
    ReadOnlyObjectProperty<Optional<VisiblePart.Part>> visiblePartProperty() {
        return visiblePart.partProperty();
    }

    /// True while the picture is shown with fewer pixels than there will be.
    ReadOnlyBooleanProperty sharpeningProperty() {
        return sharpening.getReadOnlyProperty();
    }

    /// Why only a preview is shown, `""` when all is well.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Whether the original can be read at once: of one in an archive only the preview is shown.
    ReadOnlyObjectProperty<StorageState> storageProperty() {
        return storage.getReadOnlyProperty();
    }

    /// The view has this size, in logical pixels.
    void resize(double width, double height, double density) {
        if (width > 0 && height > 0) {
            zoom.set(zoom.get().inView(width, height, density));
        }
    }

    void zoom(UnaryOperator<ZoomPan> gesture) {
        zoom.set(gesture.apply(zoom.get()));
    }

    /// Turns the view, not the image; remembered as long as the viewer is open.
    void turn(int quarters) {
        zoom.set(zoom.get().turned(quarters));
        image.get().ifPresent(shown -> turns.put(shown.imageId(), zoom.get().turns()));
    }

    /// @param ready what a prefetch has brought already
    void show(ImageRecord shown, Optional<Preview.Ready> ready) {
        forget();
        image.set(Optional.of(shown));
        storage.set(storageOf(shown));
        lookAgain(shown);
        reach(Preview.coming(shown));
        if (ready.isPresent()) {
            reach(ready.get());
        } else {
            loader.show(shown);
        }
    }

    /// The row was read again: another person may have edited it.
    void refresh(ImageRecord row) {
        boolean looksTheSame = image.get()
                .map(ShownImage::of)
                .filter(ShownImage.of(row)::equals)
                .isPresent();
        if (looksTheSame) {
            image.set(Optional.of(row));
            known(row);
        } else {
            show(row, Optional.empty());
        }
    }

    /// What is archived may be on its way by now, or there.
    private void lookAgain(ImageRecord shown) {
        if (StorageState.isArchive(shown.facts().storage().storageClass())
                && !storage.get().equals(StorageState.UNKNOWN)) {
            storageLane.run(
                    () -> images.withStorage(shown),
                    this::known,
                    reason -> LOG.log(
                            Level.INFO, "Where {0} lies is not known: {1}", shown.imageId(), reason.getMessage()));
        }
    }

    private void known(ImageRecord row) {
        boolean wasReadable = storage.get().isReadable();
        storage.set(storageOf(row));
        if (!wasReadable && storage.get().isReadable()) {
            loader.show(row);
        }
    }

    /// What this machine keeps is there, wherever the library has it.
    private StorageState storageOf(ImageRecord row) {
        StorageState state = row.facts().storage().asOf(images.now());
        return !state.isReadable() && images.isReadable(row) ? StorageState.UNKNOWN : state;
    }

    boolean shows(String imageId) {
        return image.get().isPresent() && image.get().get().imageId().equals(imageId);
    }

    /// As it is shown as a whole here; for any thread.
    Preview.Ready fitted(Preview.Ready ready) {
        return view.fitted(ready);
    }

    /// True when nothing better is to come soon.
    boolean isSettled() {
        return switch (preview.get()) {
            case Preview.Ready ready ->
                ready.levels().edge() >= Math.min(PreviewLoader.PREVIEW, Math.max(ready.width(), ready.height()));
            case Preview.Missing _ -> true;
            case Preview.Coming _, Preview.Nothing _ -> false;
        };
    }

    /// Nothing can be shown, for this reason.
    void miss(String reason) {
        clear();
        preview.set(new Preview.Missing(reason));
    }

    void clear() {
        forget();
        image.set(Optional.empty());
        preview.set(new Preview.Nothing());
    }

    private void forget() {
        loader.clear();
        fullLane.cancel();
        visiblePart.close();
        storageLane.cancel();
        storage.set(StorageState.UNKNOWN);
        question++;
        sharpening.set(false);
        problem.set("");
    }

    private void reach(Preview reached) {
        switch (reached) {
            case Preview.Coming coming
            when coming.width() > 0 && coming.height() > 0 -> adopt(coming.width(), coming.height());
            case Preview.Ready ready -> adopt(ready.width(), ready.height());
            case Preview.Coming _, Preview.Missing _, Preview.Nothing _ -> {}
        }
        preview.set(reached);
        if (reached instanceof Preview.Ready && isSettled() && storage.get().isReadable()) {
            sharpen();
        }
    }

    /// A picture of another size lies fitted, turned as it was left.
    private void adopt(double width, double height) {
        ZoomPan now = zoom.get();
        boolean sameAgain =
                preview.get() instanceof Preview.Ready && now.pictureWidth() == width && now.pictureHeight() == height;
        if (!sameAgain) {
            int turned = image.get()
                    .map(ImageRecord::imageId)
                    .map(id -> turns.getOrDefault(id, 0))
                    .orElse(0);
            zoom.set(arrival.apply(ZoomPan.fitted(width, height, now.viewWidth(), now.viewHeight(), now.density())
                    .turned(turned)));
        }
    }

    /// Previews are compressed once more and at most 2048 pixels long; these are the original's own pixels, moving
    /// if they move.
    private void sharpen() {
        if (!storage.get().isReadable()) {
            return;
        }
        ImageRecord shown = image.get().orElseThrow();
        int asked = question;
        Consumer<Preview.Ready> frames = background.toScreen(frame -> {
            if (asked == question) {
                sharpened(frame);
            }
        });
        int width = shown.facts().width();
        int height = shown.facts().height();
        Orientation turned = shown.facts().orientationFix();
        sharpening.set(true);
        fullLane.run(
                () -> {
                    Thread.sleep(STAYING);
                    ImageSource original = images.original(shown);
                    if (!budget.holds(width, height)) {
                        // a raw file's row tells the size of its sensor, not of what can be shown
                        Optional<LargePicture> large = pictures.large(original)
                                .map(found -> found.turned(turned))
                                .filter(found -> found.width() == width && found.height() == height);
                        if (large.isPresent()) {
                            return new Sharp.Parts(large.get());
                        }
                    }
                    if (shown.facts().animated() && !Motion.isReduced()) {
                        Optional<Picture> resting = Playback.play(
                                original, PreviewLoader.PREVIEW, picture -> frames.accept(ready(shown, picture)));
                        if (resting.isPresent()) {
                            return new Sharp.Whole(ready(shown, resting.get()));
                        }
                    }
                    int edge = budget.edge(width, height);
                    return new Sharp.Whole(fitted(ready(shown, pictures.read(original, edge))));
                },
                this::reached,
                this::notSharpened);
    }

    private static Preview.Ready ready(ImageRecord shown, Picture fromFile) {
        return Preview.ready(
                shown, PictureLevels.of(fromFile.turned(shown.facts().orientationFix())));
    }

    private void reached(Sharp sharp) {
        switch (sharp) {
            case Sharp.Whole(var full) -> sharpened(full);
            case Sharp.Parts(var large) -> {
                sharpening.set(false);
                visiblePart.open(
                        large,
                        preview.get() instanceof Preview.Ready ready
                                ? ready.levels().edge()
                                : 0);
            }
        }
    }

    /// All pixels of the picture, or of what is in view.
    private sealed interface Sharp {
        record Whole(Preview.Ready full) implements Sharp {}

        record Parts(LargePicture large) implements Sharp {}
    }

    private void sharpened(Preview.Ready full) {
        sharpening.set(false);
        adopt(full.width(), full.height());
        preview.set(full);
    }

    private void notSharpened(ImageException reason) {
        sharpening.set(false);
        problem.set(FailureText.coded(reason));
    }
}
