package dev.vitrine.ui.viewer;

import dev.vitrine.image.ImageException;
import dev.vitrine.picture.LargePicture;
import dev.vitrine.picture.pixels.Picture;
import dev.vitrine.picture.pixels.Place;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.LatestTask;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Of a picture too large for memory, what is in view with all the pixels that the screen can show: decoded with some
/// room around, and again when the view moves beyond that or closer.
final class VisiblePart {
    /// In memory at once; 48 MB.
    private static final int MAX_PIXELS = 12 << 20;
    private static final double[] ROOM = {0.5, 0.25, 0};

    /// @param place in pixels of the picture, upright
    /// @param shrink how many times smaller than that the part is
    record Part(Picture picture, Place place, int shrink) {
        private boolean serves(Place visible, int requested) {
            return shrink == requested
                    && place.left() <= visible.left()
                    && place.top() <= visible.top()
                    && place.left() + place.width() >= visible.left() + visible.width()
                    && place.top() + place.height() >= visible.top() + visible.height();
        }
    }

    private final LatestTask<Optional<Part>> decoding;
    private final ReadOnlyObjectWrapper<Optional<Part>> part = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();
    private @Nullable LargePicture picture;
    private ZoomPan zoom = ZoomPan.fitted(1, 1, 1, 1, 1);
    private int previewEdge;
    private boolean begun;

    VisiblePart(Background background, Consumer<ImageException> onFailure) {
        decoding = new LatestTask<>(background, this::question, this::decoded, failure -> {
            reading.set(false);
            onFailure.accept(failure);
        });
    }

    /// Empty while a smaller picture is as sharp as the screen can show it.
    ReadOnlyObjectProperty<Optional<Part>> partProperty() {
        return part.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty readingProperty() {
        return reading.getReadOnlyProperty();
    }

    /// @param largePicture to be looked at
    /// @param edge of the smaller one that is there already
    void open(LargePicture largePicture, int edge) {
        picture = largePicture;
        previewEdge = edge;
        follow();
    }

    void close() {
        picture = null;
        decoding.stop();
        begun = false;
        reading.set(false);
        part.set(Optional.empty());
    }

    /// The view moved.
    void look(ZoomPan moved) {
        zoom = moved;
        follow();
    }

    private void follow() {
        if (!isNeeded()) {
            part.set(Optional.empty());
        } else if (part.get()
                .filter(shown -> shown.serves(visible(), shrink(visible())))
                .isEmpty()) {
            reading.set(true);
            if (begun) {
                decoding.again();
            } else {
                begun = true;
                decoding.now();
            }
        }
    }

    private boolean isNeeded() {
        return picture != null && zoom.drawnEdge() > previewEdge;
    }

    private Place visible() {
        return zoom.visible();
    }

    /// As large as the screen can show it and memory can hold it.
    private int shrink(Place visible) {
        int shrink = 1;
        while (shrink < 8
                && (zoom.scale() * shrink * 2 <= 1 || pixels(visible.width(), visible.height(), shrink) > MAX_PIXELS)) {
            shrink *= 2;
        }
        return shrink;
    }

    private static long pixels(long width, long height, int shrink) {
        return (width / shrink + 1) * (height / shrink + 1);
    }

    private Callable<Optional<Part>> question() {
        LargePicture large = picture;
        if (large == null || !isNeeded()) {
            return Optional::empty;
        }
        int shrink = shrink(visible());
        Optional<Part> shown = part.get();
        if (shown.filter(there -> there.serves(visible(), shrink)).isPresent()) {
            return () -> shown;
        }
        Place place = withRoom(visible(), shrink, large);
        return () -> Optional.of(new Part(large.part(place, shrink), place, shrink));
    }

    private static Place withRoom(Place visible, int shrink, LargePicture large) {
        for (double room : ROOM) {
            int across = (int) (visible.width() * room);
            int down = (int) (visible.height() * room);
            int left = Math.max(0, visible.left() - across) / shrink * shrink;
            int top = Math.max(0, visible.top() - down) / shrink * shrink;
            int right = Math.min(large.width(), visible.left() + visible.width() + across);
            int bottom = Math.min(large.height(), visible.top() + visible.height() + down);
            if (room == 0 || pixels(right - left, bottom - top, shrink) <= MAX_PIXELS) {
                return new Place(left, top, right - left, bottom - top);
            }
        }
        return visible;
    }

    private void decoded(Optional<Part> found) {
        reading.set(false);
        part.set(found);
        follow(); // the view may have moved meanwhile
    }
}
