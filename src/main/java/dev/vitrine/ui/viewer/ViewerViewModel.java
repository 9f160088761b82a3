package dev.vitrine.ui.viewer;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.thumbnail.Thumbnails;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Settings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// Leafing through a result one picture at a time, or two side by side of which one is active and changes.
public final class ViewerViewModel {
    /// Where a picture is when two are compared; alone, it is on the left.
    public enum Side {
        LEFT,
        RIGHT
    }

    private static final int AROUND = 2;

    private final ImageService images;
    private final Map<Side, Background.Lane> rowLanes = new EnumMap<>(Side.class);
    private final Neighbors neighbors;
    private final Supplier<FilmFrame> filmFrames;
    private final ViewedPicture left;
    private final ViewedPicture right;
    private final InfoViewModel info;
    private final Map<String, ImageRecord> rows = new HashMap<>();
    private final ReadOnlyObjectWrapper<List<String>> ids = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper comparing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Side> side = new ReadOnlyObjectWrapper<>(Side.LEFT);
    private final ReadOnlyIntegerWrapper index = new ReadOnlyIntegerWrapper(-1);
    private final ReadOnlyStringWrapper currentImageId = new ReadOnlyStringWrapper("");
    private final BooleanProperty filmstrip;
    private final DoubleProperty slideSeconds;
    private int otherIndex = -1;
    private boolean following;

    public ViewerViewModel(
            ImageService images,
            Thumbnails thumbnails,
            PictureReader pictures,
            Background background,
            Settings settings) {
        this.images = images;
        for (Side each : Side.values()) {
            rowLanes.put(each, background.lane());
        }
        neighbors = new Neighbors(thumbnails, background);
        filmFrames = () -> new FilmFrame(images, thumbnails, background);
        left = new ViewedPicture(images, thumbnails, pictures, background, fitted -> arriving(fitted, Side.LEFT));
        right = new ViewedPicture(images, thumbnails, pictures, background, fitted -> arriving(fitted, Side.RIGHT));
        info = new InfoViewModel(images, background, settings.flag("viewer.info", false));
        filmstrip = settings.flag("viewer.filmstrip", true);
        slideSeconds = settings.number("viewer.slideSeconds", 5);
        left.zoomProperty().subscribe((_, _) -> follow(left, right));
        right.zoomProperty().subscribe((_, _) -> follow(right, left));
        left.previewProperty().subscribe((_, _) -> prefetchWhenSettled());
        right.previewProperty().subscribe((_, _) -> prefetchWhenSettled());
    }

    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /// The ids leafed through, in order; read when asked for.
    public ReadOnlyObjectProperty<List<String>> idsProperty() {
        return ids.getReadOnlyProperty();
    }

    /// Position of the active picture, -1 when there is none.
    public ReadOnlyIntegerProperty indexProperty() {
        return index.getReadOnlyProperty();
    }

    /// The active picture, `""` when there is none; the last one viewed once closed.
    public ReadOnlyStringProperty currentImageIdProperty() {
        return currentImageId.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty comparingProperty() {
        return comparing.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Side> sideProperty() {
        return side.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty playingProperty() {
        return playing.getReadOnlyProperty();
    }

    public BooleanProperty filmstripProperty() {
        return filmstrip;
    }

    /// How long the slideshow stays with each picture.
    public DoubleProperty slideSecondsProperty() {
        return slideSeconds;
    }

    public InfoViewModel info() {
        return info;
    }

    public ViewedPicture picture(Side asked) {
        return switch (asked) {
            case LEFT -> left;
            case RIGHT -> right;
        };
    }

    public ViewedPicture active() {
        return picture(side.get());
    }

    public FilmFrame newFilmFrame() {
        return filmFrames.get();
    }

    public void open(ImageResult result, int at) {
        leaveComparison();
        ids.set(new ResultIds(result));
        open.set(true);
        goTo(at);
    }

    /// Opens two side by side.
    public void compare(ImageResult result, int first, int second) {
        open(result, first);
        startComparison(second);
    }

    /// The result became another while leafing through it: stays with the picture, or with its place when it is
    /// gone.
    public void update(ImageResult result) {
        if (open.get()) {
            ids.set(new ResultIds(result));
            otherIndex = Math.min(otherIndex, result.size() - 1);
            if (result.size() == 0) {
                close();
            } else {
                goTo(result.indexOf(currentImageId.get()).orElse(index.get()));
            }
        }
    }

    public void close() {
        playing.set(false);
        leaveComparison();
        rowLanes.values().forEach(Background.Lane::cancel);
        neighbors.clear();
        rows.clear();
        info.show(Optional.empty());
        open.set(false);
        left.clear();
        ids.set(List.of());
        index.set(-1);
    }

    public void next() {
        goTo(index.get() + 1);
    }

    public void previous() {
        goTo(index.get() - 1);
    }

    public void first() {
        goTo(0);
    }

    public void last() {
        goTo(ids.get().size() - 1);
    }

    /// Positions beyond either end stand for the end.
    public void goTo(int requested) {
        if (ids.get().isEmpty()) {
            return;
        }
        index.set(Math.clamp(requested, 0, ids.get().size() - 1));
        currentImageId.set(ids.get().get(index.get()));
        Optional.ofNullable(rows.get(currentImageId.get())).ifPresent(row -> show(side.get(), row));
        readAround(side.get(), currentImageId.get(), around());
    }

    public void togglePlaying() {
        leaveComparison();
        playing.set(!playing.get());
    }

    /// The slideshow's time for this picture is over; after the last comes the first.
    public void tick() {
        goTo((index.get() + 1) % Math.max(1, ids.get().size()));
    }

    /// With the next picture, or back to the active one alone.
    public void toggleComparison() {
        if (comparing.get()) {
            int kept = index.get();
            leaveComparison();
            goTo(kept);
        } else if (ids.get().size() > 1) {
            startComparison(index.get() + 1 < ids.get().size() ? index.get() + 1 : index.get() - 1);
        }
    }

    /// The side that leafing through changes.
    public void activate(Side requested) {
        if (comparing.get() && requested != side.get()) {
            int becomesOther = index.get();
            side.set(requested);
            goTo(otherIndex);
            otherIndex = becomesOther;
        }
    }

    private void startComparison(int with) {
        playing.set(false);
        otherIndex = index.get();
        comparing.set(true);
        side.set(Side.RIGHT);
        goTo(with);
    }

    private void leaveComparison() {
        comparing.set(false);
        side.set(Side.LEFT);
        otherIndex = -1;
        Objects.requireNonNull(rowLanes.get(Side.RIGHT)).cancel();
        right.clear();
    }

    private List<String> around() {
        int at = index.get();
        var nearestFirst = new ArrayList<String>();
        for (int distance = 0; distance <= AROUND; distance++) {
            for (int position : distance == 0 ? new int[] {at} : new int[] {at + distance, at - distance}) {
                if (position >= 0 && position < ids.get().size()) {
                    nearestFirst.add(ids.get().get(position));
                }
            }
        }
        return nearestFirst;
    }

    private void readAround(Side asking, String imageId, List<String> around) {
        Objects.requireNonNull(rowLanes.get(asking))
                .run(
                        () -> images.findAll(around),
                        found -> {
                            rows.clear();
                            found.forEach(row -> rows.put(row.imageId(), row));
                            Optional.ofNullable(rows.get(imageId))
                                    .ifPresentOrElse(
                                            row -> show(asking, row),
                                            () -> miss(asking, Messages.text("viewer.missing.gone")));
                            prefetchWhenSettled();
                        },
                        reason -> miss(asking, FailureText.coded(reason)));
    }

    private void show(Side there, ImageRecord row) {
        if (picture(there).shows(row.imageId())) {
            picture(there).refresh(row);
        } else {
            picture(there).show(row, neighbors.find(row.imageId()));
        }
        if (there == side.get()) {
            info.show(Optional.of(row));
        }
    }

    private void miss(Side there, String reason) {
        picture(there).miss(reason);
        if (there == side.get()) {
            info.show(Optional.empty());
        }
    }

    /// Only then, so that what is being looked at never waits for what may be looked at next.
    private void prefetchWhenSettled() {
        if (open.get() && active().isSettled()) {
            neighbors.keep(around().stream()
                    .skip(1)
                    .filter(rows::containsKey)
                    .map(rows::get)
                    .toList());
        }
    }

    /// In a comparison a new picture is shown as the other one is.
    private ZoomPan arriving(ZoomPan fitted, Side arrivingSide) {
        return comparing.get()
                ? fitted.like(picture(arrivingSide == Side.LEFT ? Side.RIGHT : Side.LEFT)
                        .zoomProperty()
                        .get())
                : fitted;
    }

    private void follow(ViewedPicture changed, ViewedPicture other) {
        if (comparing.get() && !following) {
            following = true;
            other.zoom(zoom -> zoom.like(changed.zoomProperty().get()));
            following = false;
        }
    }
}
