package dev.vitrine.ui.viewer;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.thumbnail.Thumbnails;
import dev.vitrine.ui.controls.Preview;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Messages;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What the sides of a comparison show: pictures that zoom together, by rows that are read when they are asked for.
/// Belongs to the FX thread.
final class ViewedSides {
    private final ImageService images;
    private final Comparison comparison;
    private final InfoViewModel info;
    private final Neighbors neighbors;
    private final Map<Side, ViewedPicture> pictures = new EnumMap<>(Side.class);
    private final Map<Side, Background.Lane> rowLanes = new EnumMap<>(Side.class);
    private final Map<String, ImageRecord> rows = new HashMap<>();
    private List<String> around = List.of();
    private UnaryOperator<ImageRecord> asSaid = UnaryOperator.identity();
    private boolean following;

    /// @param info of the active picture
    ViewedSides(
            ImageService images,
            Thumbnails thumbnails,
            PictureReader pictureReader,
            Background background,
            Comparison comparison,
            InfoViewModel info) {
        this.images = images;
        this.comparison = comparison;
        this.info = info;
        neighbors = new Neighbors(
                thumbnails, background, ready -> picture(Side.LEFT).fitted(ready));
        for (Side each : Side.values()) {
            var picture =
                    new ViewedPicture(images, thumbnails, pictureReader, background, fitted -> arriving(fitted, each));
            picture.zoomProperty().subscribe((_, _) -> follow(picture));
            picture.previewProperty().subscribe((_, reached) -> reached(each, reached));
            pictures.put(each, picture);
            rowLanes.put(each, background.lane());
        }
        comparison
                .activeProperty()
                .subscribe((_, active) ->
                        info.show(picture(active).previewProperty().get()));
    }

    /// @param rows as they will be once all that was said of them is stored
    void setAsSaid(UnaryOperator<ImageRecord> rows) {
        asSaid = rows;
    }

    ViewedPicture picture(Side asked) {
        return Objects.requireNonNull(pictures.get(asked));
    }

    ViewedPicture active() {
        return picture(activeSide());
    }

    private Side activeSide() {
        return comparison.activeProperty().get();
    }

    private Background.Lane rowLane(Side asking) {
        return Objects.requireNonNull(rowLanes.get(asking));
    }

    /// On the active side: at once where its row is known, and as the library has it.
    ///
    /// @param likely images that may be asked for next, this one first
    void show(String imageId, List<String> likely) {
        around = likely;
        Side asking = activeSide();
        Optional.ofNullable(rows.get(imageId)).ifPresent(row -> show(asking, row));
        rowLane(asking)
                .run(
                        () -> images.findAll(likely),
                        found -> {
                            rows.clear();
                            found.forEach(row -> rows.put(row.imageId(), asSaid.apply(row)));
                            Optional.ofNullable(rows.get(imageId))
                                    .ifPresentOrElse(
                                            row -> show(asking, row),
                                            () -> miss(asking, Messages.text("viewer.missing.gone")));
                            prefetchWhenSettled();
                        },
                        reason -> miss(asking, FailureText.coded(reason)));
    }

    private void show(Side there, ImageRecord stored) {
        ImageRecord row = asSaid.apply(stored);
        if (picture(there).shows(row.imageId())) {
            picture(there).refresh(row);
        } else {
            picture(there).show(row, neighbors.find(row));
        }
        if (there == activeSide()) {
            info.show(Optional.of(row));
        }
    }

    private void miss(Side there, String reason) {
        picture(there).miss(reason);
        if (there == activeSide()) {
            info.show(Optional.empty());
        }
    }

    /// Something was said of images, stored or refused: shown at once, and beside the active one read again.
    void saidOtherwise() {
        rows.replaceAll((_, row) -> asSaid.apply(row)); // for whoever leafs back before they are read again
        for (Side each : comparison.sidesProperty().get()) {
            picture(each).imageProperty().get().ifPresent(shown -> {
                picture(each).refresh(asSaid.apply(shown));
                if (each != activeSide()) {
                    readAgain(each, shown.imageId());
                }
            });
        }
    }

    private void readAgain(Side there, String imageId) {
        rowLane(there)
                .run(
                        () -> images.findAll(List.of(imageId)),
                        found -> found.stream()
                                .filter(row -> picture(there).shows(row.imageId()))
                                .forEach(row -> picture(there).refresh(asSaid.apply(row))),
                        _ -> {}); // the next look tells
    }

    void empty(Side gone) {
        rowLane(gone).cancel();
        picture(gone).clear();
    }

    void clear() {
        around = List.of();
        rows.clear();
        neighbors.clear();
        info.show(Optional.empty());
        pictures.keySet().forEach(this::empty);
    }

    private void reached(Side there, Preview preview) {
        if (there == activeSide()) {
            info.show(preview);
        }
        prefetchWhenSettled();
    }

    /// Only then, so that what is being looked at never waits for what may be looked at next.
    private void prefetchWhenSettled() {
        if (active().isSettled()) {
            neighbors.keep(around.stream()
                    .skip(1)
                    .filter(rows::containsKey)
                    .map(rows::get)
                    .toList());
        }
    }

    /// In a comparison a new picture is shown as the others are.
    private ZoomPan arriving(ZoomPan fitted, Side arrivingSide) {
        return comparison.sidesProperty().get().stream()
                .filter(each -> each != arrivingSide)
                .findFirst()
                .map(other -> fitted.like(picture(other).zoomProperty().get()))
                .orElse(fitted);
    }

    private void follow(ViewedPicture changed) {
        if (comparison.comparingProperty().get() && !following) {
            following = true;
            comparison.sidesProperty().get().stream()
                    .map(this::picture)
                    .filter(other -> other != changed)
                    .forEach(other ->
                            other.zoom(zoom -> zoom.like(changed.zoomProperty().get())));
            following = false;
        }
    }
}
