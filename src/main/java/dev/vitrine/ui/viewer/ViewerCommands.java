package dev.vitrine.ui.viewer;

import dev.vitrine.image.Flag;
import dev.vitrine.ui.actions.ImageAction;
import dev.vitrine.ui.actions.ImageCommands;
import dev.vitrine.ui.actions.ImageTargets;
import java.util.Optional;
import java.util.function.Consumer;

/// What keys and buttons of the viewer both do, beyond the view model's verbs.
final class ViewerCommands {
    private final ViewerViewModel viewModel;
    private final ImageCommands images;
    private final Consumer<String> onBack;
    private final FullScreen fullScreen;

    /// @param onBack goes back to the gallery, where the image with this id should be selected and in sight
    ViewerCommands(ViewerViewModel viewModel, ImageCommands images, Consumer<String> onBack, FullScreen fullScreen) {
        this.viewModel = viewModel;
        this.images = images;
        this.onBack = onBack;
        this.fullScreen = fullScreen;
        viewModel.openProperty().subscribe(open -> {
            if (!open) {
                fullScreen.leave(); // also when the last picture is gone
            }
        });
        viewModel.cullingProperty().subscribe(culling -> {
            if (culling.isPresent()) {
                fullScreen.enter();
            }
        });
    }

    ImageCommands images() {
        return images;
    }

    /// The picture that is looked at.
    ImageTargets target() {
        return viewModel.target();
    }

    /// Picks, rejects or neither.
    ///
    /// @param stays with the picture, also while culling
    void flag(Flag flag, boolean stays) {
        ImageAction action = ImageAction.flagging(flag);
        boolean offered = images.offers(action, target());
        run(action);
        if (offered && !stays && !viewModel.goOn()) {
            back();
        }
    }

    void run(ImageAction action) {
        images.run(action, target());
    }

    /// The image where that is possible, else only how it is looked at.
    void turn(ImageAction turn, int quarters) {
        if (images.offers(turn, target())) {
            run(turn);
        } else {
            viewModel.active().turn(quarters);
        }
    }

    /// One picture pixel on one device pixel, around the middle.
    static ZoomPan wholePixels(ZoomPan zoom) {
        return zoom.scaledTo(1, zoom.viewWidth() / 2, zoom.viewHeight() / 2);
    }

    /// Out of the slideshow, out of the comparison, out of full screen, out of the viewer; out of a culling at
    /// once.
    void stepBack() {
        if (viewModel.playingProperty().get()) {
            viewModel.togglePlaying();
        } else if (viewModel.comparingProperty().get()) {
            viewModel.toggleComparison();
        } else if (viewModel.cullingProperty().get().isPresent() || !fullScreen.leave()) {
            back();
        }
    }

    void back() {
        String viewed = viewModel.currentImageIdProperty().get();
        Optional<Culling> culling = viewModel.cullingProperty().get();
        viewModel.close();
        onBack.accept(viewed);
        culling.ifPresent(viewModel::culled);
    }

    void toggleFullScreen() {
        fullScreen.toggle();
    }

    /// What is in the trash can only be deleted permanently.
    void delete() {
        run(target().inTrash() ? ImageAction.DELETE_PERMANENTLY : ImageAction.TRASH);
    }
}
