package dev.vitrine.ui.gallery;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.ui.gallery.TileRows.TilePlace;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableDoubleValue;
import javafx.geometry.Point2D;

/// Where every image lies on the wall, and which part of the wall is on screen.
final class Viewport {
    private final GalleryViewModel viewModel;
    private final ObservableDoubleValue width;
    private final ObservableDoubleValue height;
    private final DoubleProperty scroll = new SimpleDoubleProperty();
    private GalleryLayout layout = GalleryLayout.squares(List.of(), 1, 1, false);
    private ImageResult laidOut = NoResult.INSTANCE;
    private double laidOutWidth = -1;

    Viewport(GalleryViewModel viewModel, ObservableDoubleValue width, ObservableDoubleValue height) {
        this.viewModel = viewModel;
        this.width = width;
        this.height = height;
    }

    /// Pixels from the top of the wall to the top of the screen.
    DoubleProperty scrollProperty() {
        return scroll;
    }

    GalleryLayout layout() {
        return layout;
    }

    /// What the layout is of.
    ImageResult laidOut() {
        return laidOut;
    }

    double height() {
        return height.get();
    }

    /// As far as one can scroll.
    double max() {
        return Math.max(0, layout.height() - height());
    }

    private int indexAt(double x, double y) {
        return layout.indexAt(x, y + scroll.get());
    }

    Optional<String> idAt(double x, double y) {
        int index = indexAt(x, y);
        return index < 0
                ? Optional.empty()
                : Optional.of(laidOut.ids(index, index + 1).getFirst());
    }

    /// A point on the tile at this position.
    Point2D placeOf(int index) {
        TilePlace place = layout.placeOf(index);
        return new Point2D(place.centerX(), place.centerY() - scroll.get());
    }

    int rowsOnScreen() {
        return Math.max(1, (int) (height() / layout.rowHeight()));
    }

    void scrollBy(double pixels) {
        scroll.set(Math.clamp(scroll.get() + pixels, 0, max()));
    }

    /// Brings a position on screen, moving as little as needed.
    void reveal(int index) {
        layOut();
        if (index < 0 || index >= layout.size()) {
            return;
        }
        TilePlace place = layout.placeOf(index);
        double top = place.y() - Spacing.GAP;
        double bottom = place.y() + place.height() + layout.below() + Spacing.GAP;
        if (top < scroll.get()) {
            scroll.set(Math.max(0, top));
        } else if (bottom > scroll.get() + height()) {
            scroll.set(Math.min(max(), bottom - height()));
        }
    }

    /// Scrolls so far that a position is at the top.
    void toTop(int index) {
        layOut();
        scroll.set(Math.clamp(layout.placeOf(index).y() - Spacing.GAP, 0, max()));
    }

    /// The position of the first tile on screen; -1 when there is none.
    int firstOnScreen() {
        return onScreen().mapToInt(TilePlace::index).findFirst().orElse(-1);
    }

    /// Tiles have another size: the next layout is a new one.
    void forget() {
        laidOutWidth = -1;
    }

    /// Keeps what is on screen where it is: the first image when others arrive or leave, the one on which the
    /// keyboard stands, or else that in the middle, when tiles take other places.
    void layOut() {
        ImageResult result = viewModel.resultProperty().get();
        if (result == laidOut && width.get() == laidOutWidth) {
            stayInside();
            return;
        }
        boolean sameResult = result == laidOut;
        boolean sameQuestion = laidOut.query().equals(result.query());
        Optional<Held> held =
                sameResult ? keyboardOrMiddle() : sameQuestion ? firstStillThere(result) : Optional.empty();
        layout = layoutOf(result);
        laidOut = result;
        laidOutWidth = width.get();
        stayInside();
        if (!sameQuestion) {
            scroll.set(0);
        }
        held.ifPresent(anchor -> {
            int now = result.indexOf(anchor.imageId()).orElseThrow();
            scroll.set(Math.clamp(layout.placeOf(now).centerY() - anchor.below(), 0, max()));
            if (sameResult) { // of what grows in its place nothing is cut off above
                scroll.set(Math.clamp(layout.placeOf(now).y() - Spacing.GAP, 0, scroll.get()));
            }
            if (now > anchor.index()) {
                viewModel.arrivedAbove(now - anchor.index());
            }
        });
    }

    private GalleryLayout layoutOf(ImageResult result) {
        double size = viewModel.tileSizeProperty().get();
        boolean captions = viewModel.captionsProperty().get();
        return viewModel.wholePicturesProperty().get()
                ? GalleryLayout.wholePictures(result.sections(), result.aspects(), width.get(), size, captions)
                : GalleryLayout.squares(result.sections(), width.get(), size, captions);
    }

    /// The image that stands still, and how far its middle is below the top of the screen.
    private record Held(String imageId, int index, double below) {}

    private Optional<Held> firstStillThere(ImageResult result) {
        return scroll.get() == 0
                ? Optional.empty()
                : onScreen()
                        .map(this::held)
                        .filter(held -> result.indexOf(held.imageId()).isPresent())
                        .findFirst();
    }

    /// At the very top one stays there, unless the keyboard stands on something.
    private Optional<Held> keyboardOrMiddle() {
        OptionalInt lead = viewModel.leadIndex();
        double middle = scroll.get() + height() / 2;
        return onScreen()
                .filter(place -> lead.isPresent() && place.index() == lead.getAsInt())
                .findFirst()
                .or(() -> onScreen()
                        .filter(_ -> scroll.get() > 0)
                        .min(Comparator.comparingDouble(place -> Math.abs(place.centerY() - middle))))
                .map(this::held);
    }

    private Stream<TilePlace> onScreen() {
        return layout.tilesBetween(scroll.get(), scroll.get() + height()).stream();
    }

    private Held held(TilePlace place) {
        return new Held(
                laidOut.ids(place.index(), place.index() + 1).getFirst(),
                place.index(),
                place.centerY() - scroll.get());
    }

    private void stayInside() {
        if (scroll.get() > max()) {
            scroll.set(max());
        }
        if (scroll.get() == 0) {
            viewModel.seenTop();
        }
    }
}
