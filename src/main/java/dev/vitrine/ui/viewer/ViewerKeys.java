package dev.vitrine.ui.viewer;

import dev.vitrine.ui.viewer.ViewerViewModel.Side;
import java.util.function.UnaryOperator;
import javafx.scene.input.KeyEvent;

/// Does what the keys of the [ViewerKey] table stand for.
final class ViewerKeys {
    private static final double PAN = 80;

    private final ViewerViewModel viewModel;
    private final ViewerCommands commands;

    ViewerKeys(ViewerViewModel viewModel, ViewerCommands commands) {
        this.viewModel = viewModel;
        this.commands = commands;
    }

    void onKey(KeyEvent event) {
        ViewerKey.of(event).filter(this::does).ifPresent(_ -> event.consume());
    }

    /// @return false when the key means nothing now
    private boolean does(ViewerKey key) {
        switch (key) {
            case BACK -> commands.stepBack();
            case NEXT -> panOr(-PAN, viewModel::next);
            case NEXT_PAGE -> viewModel.next();
            case PREVIOUS -> panOr(PAN, viewModel::previous);
            case PREVIOUS_PAGE -> viewModel.previous();
            case FIRST -> viewModel.first();
            case LAST -> viewModel.last();
            case PAN_UP -> pan(0, PAN);
            case PAN_DOWN -> pan(0, -PAN);
            case ZOOM_IN -> zoom(ZoomPan::stepIn);
            case ZOOM_OUT -> zoom(ZoomPan::stepOut);
            case FIT -> zoom(ZoomPan::fit);
            case FILL -> zoom(ZoomPan::fill);
            case WHOLE_PIXELS -> zoom(ViewerCommands::wholePixels);
            case TURN_RIGHT -> viewModel.active().turn(1);
            case TURN_LEFT -> viewModel.active().turn(-1);
            case PLAY -> viewModel.togglePlaying();
            case COMPARE -> viewModel.toggleComparison();
            case OTHER_SIDE -> {
                if (!viewModel.comparingProperty().get()) {
                    return false;
                }
                viewModel.activate(viewModel.sideProperty().get() == Side.LEFT ? Side.RIGHT : Side.LEFT);
            }
            case INFO -> viewModel.info().showingProperty().set(!viewModel.info().showingProperty().get());
            case FILMSTRIP -> viewModel.filmstripProperty().set(!viewModel.filmstripProperty().get());
            case FULL_SCREEN -> commands.toggleFullScreen();
            case RATE_0, RATE_1, RATE_2, RATE_3, RATE_4, RATE_5 -> commands.rate(key.compareTo(ViewerKey.RATE_0));
            case FAVOURITE -> commands.toggleFavourite();
            case COPY -> commands.copy();
            case DOWNLOAD -> commands.download();
            case SHARE -> commands.share();
            case DELETE -> commands.delete(false);
            case DELETE_PERMANENTLY -> commands.delete(true);
        }
        return true;
    }

    /// A picture that is larger than the window is moved; leafing through needs Page up and down then.
    private void panOr(double dx, Runnable otherwise) {
        if (!pan(dx, 0)) {
            otherwise.run();
        }
    }

    private boolean pan(double dx, double dy) {
        boolean can = viewModel.active().zoomProperty().get().canPan();
        if (can) {
            zoom(zoom -> zoom.panned(dx, dy));
        }
        return can;
    }

    private void zoom(UnaryOperator<ZoomPan> gesture) {
        viewModel.active().zoom(gesture);
    }
}
