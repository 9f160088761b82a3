package dev.vitrine.ui.viewer;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Rating;
import java.util.Optional;

/// What keys and buttons of the viewer both do, beyond the view model's verbs.
final class ViewerCommands {
    private final ViewerViewModel viewModel;
    private final ViewerActions actions;
    private final FullScreen fullScreen;

    ViewerCommands(ViewerViewModel viewModel, ViewerActions actions, FullScreen fullScreen) {
        this.viewModel = viewModel;
        this.actions = actions;
        this.fullScreen = fullScreen;
    }

    /// One picture pixel on one device pixel, around the middle.
    static ZoomPan wholePixels(ZoomPan zoom) {
        return zoom.scaledTo(1, zoom.viewWidth() / 2, zoom.viewHeight() / 2);
    }

    /// Out of the slideshow, out of the comparison, out of the viewer.
    void stepBack() {
        if (viewModel.playingProperty().get()) {
            viewModel.togglePlaying();
        } else if (viewModel.comparingProperty().get()) {
            viewModel.toggleComparison();
        } else {
            back();
        }
    }

    void back() {
        String viewed = viewModel.currentImageIdProperty().get();
        fullScreen.leave();
        viewModel.close();
        actions.back(viewed);
    }

    void toggleFullScreen() {
        fullScreen.toggle();
    }

    void copy() {
        viewModel.active().imageProperty().get().ifPresent(actions::copy);
    }

    void share() {
        viewModel.active().imageProperty().get().filter(image -> image.deletedAt().isEmpty()).ifPresent(actions::share);
    }

    void download() {
        viewModel.active().imageProperty().get().ifPresent(actions::download);
    }

    /// What is in the trash is not edited.
    void rate(int stars) {
        editable().ifPresent(image -> actions.rate(image, stars));
    }

    void toggleFavourite() {
        editable().ifPresent(image -> actions.favourite(image, !Rating.isFavourite(image.tags())));
    }

    private Optional<ImageRecord> editable() {
        return viewModel.active().imageProperty().get().filter(image -> image.deletedAt().isEmpty());
    }

    void delete(boolean permanently) {
        viewModel.active().imageProperty().get().ifPresent(image -> actions.delete(image, permanently || image.deletedAt().isPresent()));
    }
}
