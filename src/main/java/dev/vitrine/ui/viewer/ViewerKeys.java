package dev.vitrine.ui.viewer;

import dev.vitrine.image.Flag;
import dev.vitrine.ui.actions.ImageAction;
import dev.vitrine.ui.actions.KeyBindings;
import dev.vitrine.ui.actions.Shortcut;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.event.EventHandler;
import javafx.scene.input.KeyEvent;

/// What the keys of the viewer do.
record ViewerKeys(ViewerViewModel viewModel, ViewerCommands commands) {
    private static final double PAN = 80;

    static EventHandler<KeyEvent> of(ViewerViewModel viewModel, ViewerCommands commands) {
        var keys = new ViewerKeys(viewModel, commands);
        var bindings = new KeyBindings(Shortcut.KeyScope.VIEWER).onImages(commands.images(), commands::target);
        keys.leaf(bindings);
        keys.zoom(bindings);
        keys.show(bindings);
        flag(bindings, commands);
        return bindings.on(Shortcut.LEAVE_VIEWER, commands::stepBack)
                .on(Shortcut.FULL_SCREEN, commands::toggleFullScreen)
                .on(Shortcut.TRASH, commands::delete)
                .on(Shortcut.UNDO, commands.images()::undo)
                .on(Shortcut.REDO, commands.images()::redo)
                .handler();
    }

    private static void flag(KeyBindings keys, ViewerCommands commands) {
        keys.on(Shortcut.PICK, () -> commands.flag(Flag.PICK, false));
        keys.on(Shortcut.REJECT, () -> commands.flag(Flag.REJECT, false));
        keys.on(Shortcut.UNFLAG, () -> commands.flag(Flag.NONE, false));
        keys.onEvent(Shortcut.FLAG_AND_STAY, event -> {
            event.consume();
            switch (event.getCode()) {
                case P -> commands.flag(Flag.PICK, true);
                case X -> commands.flag(Flag.REJECT, true);
                default -> commands.flag(Flag.NONE, true);
            }
        });
    }

    private void leaf(KeyBindings keys) {
        keys.on(Shortcut.NEXT_IMAGE, () -> panOr(-PAN, viewModel::next));
        keys.on(Shortcut.NEXT_IMAGE_ALWAYS, viewModel::next);
        keys.on(Shortcut.PREVIOUS_IMAGE, () -> panOr(PAN, viewModel::previous));
        keys.on(Shortcut.PREVIOUS_IMAGE_ALWAYS, viewModel::previous);
        keys.on(Shortcut.FIRST_IMAGE, viewModel::first);
        keys.on(Shortcut.LAST_IMAGE, viewModel::last);
    }

    private void zoom(KeyBindings keys) {
        keys.on(Shortcut.PAN_UP, () -> pan(0, PAN));
        keys.on(Shortcut.PAN_DOWN, () -> pan(0, -PAN));
        keys.on(Shortcut.ZOOM_IN, () -> zoom(ZoomPan::stepIn));
        keys.on(Shortcut.ZOOM_OUT, () -> zoom(ZoomPan::stepOut));
        keys.on(Shortcut.FIT, () -> zoom(ZoomPan::fit));
        keys.on(Shortcut.FILL, () -> zoom(ZoomPan::fill));
        keys.on(Shortcut.WHOLE_PIXELS, () -> zoom(ViewerCommands::wholePixels));
        keys.on(Shortcut.TURN_RIGHT, () -> commands.turn(ImageAction.TURN_RIGHT, 1));
        keys.on(Shortcut.TURN_LEFT, () -> commands.turn(ImageAction.TURN_LEFT, -1));
    }

    private void show(KeyBindings keys) {
        keys.on(Shortcut.PLAY, viewModel::togglePlaying);
        keys.on(Shortcut.COMPARE, viewModel::toggleComparison);
        keys.on(Shortcut.COMPARE_MORE, viewModel::compareMore);
        keys.onEvent(Shortcut.OTHER_SIDE, this::toOtherSide);
        keys.on(Shortcut.INFO, () -> flip(viewModel.info().showingProperty()));
        keys.on(Shortcut.FILMSTRIP, () -> flip(viewModel.filmstripProperty()));
    }

    /// Of a comparison; else the key goes through the buttons.
    private void toOtherSide(KeyEvent event) {
        if (viewModel.comparingProperty().get()) {
            if (event.isShiftDown()) {
                viewModel.activatePrevious();
            } else {
                viewModel.activateNext();
            }
            event.consume();
        }
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

    private static void flip(BooleanProperty flag) {
        flag.set(!flag.get());
    }
}
