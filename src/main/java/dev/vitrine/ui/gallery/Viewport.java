package dev.vitrine.ui.gallery;

import dev.vitrine.catalog.ImageResult;
import java.util.List;
import java.util.Optional;
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
    private GalleryLayout layout = new GalleryLayout(List.of(), 1, 1, false);
    private ImageResult laidOut = NoResult.INSTANCE;
    private double laidOutWidth;

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

    int indexAt(double x, double y) {
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
        GalleryLayout.TilePlace place = layout.placeOf(index);
        return new Point2D(place.x() + layout.tile() / 2, place.y() - scroll.get() + layout.tile() / 2);
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
        double top = layout.placeOf(index).y() - GalleryLayout.header();
        double bottom = layout.placeOf(index).y() + layout.rowHeight();
        if (top < scroll.get()) {
            scroll.set(Math.max(0, top));
        } else if (bottom > scroll.get() + height()) {
            scroll.set(Math.min(max(), bottom - height()));
        }
    }

    /// Tiles have another size: the next layout is a new one.
    void forget() {
        laidOutWidth = -1;
    }

    /// Keeps the first image on screen where it is when others arrive, leave or change size.
    void layOut() {
        ImageResult result = viewModel.resultProperty().get();
        if (result == laidOut && width.get() == laidOutWidth) {
            stayInside();
            return;
        }
        boolean sameQuestion = laidOut.query().equals(result.query());
        Optional<Held> held = sameQuestion && scroll.get() > 0 ? firstStillThere(result) : Optional.empty();
        layout = new GalleryLayout(
                result.sections(),
                width.get(),
                viewModel.tileSizeProperty().get(),
                viewModel.captionsProperty().get());
        laidOut = result;
        laidOutWidth = width.get();
        stayInside();
        if (!sameQuestion) {
            scroll.set(0);
        }
        held.ifPresent(anchor -> {
            int now = result.indexOf(anchor.imageId()).orElseThrow();
            scroll.set(Math.clamp(layout.placeOf(now).y() - anchor.below(), 0, max()));
            if (now > anchor.index()) {
                viewModel.arrivedAbove(now - anchor.index());
            }
        });
    }

    /// The image that stands still, and how far below the top of the screen.
    private record Held(String imageId, int index, double below) {}

    private Optional<Held> firstStillThere(ImageResult result) {
        return layout.tilesBetween(scroll.get(), scroll.get() + height()).stream()
                .map(place -> new Held(
                        laidOut.ids(place.index(), place.index() + 1).getFirst(),
                        place.index(),
                        place.y() - scroll.get()))
                .filter(held -> result.indexOf(held.imageId()).isPresent())
                .findFirst();
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
