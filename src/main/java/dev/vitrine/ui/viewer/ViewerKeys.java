package dev.vitrine.ui.viewer;

import dev.vitrine.ui.viewer.ViewerViewModel.Side;
import java.util.function.UnaryOperator;
import javafx.scene.input.KeyEvent;

/// The keyboard of the viewer.
final class ViewerKeys {
    private static final double PAN = 80;

    private final ViewerViewModel viewModel;
    private final ViewerCommands commands;

    ViewerKeys(ViewerViewModel viewModel, ViewerCommands commands) {
        this.viewModel = viewModel;
        this.commands = commands;
    }

    void onKey(KeyEvent key) {
        boolean known = key.isShortcutDown() ? withShortcut(key) : key.isAltDown() ? false : plain(key);
        if (known) {
            key.consume();
        }
    }

    private boolean withShortcut(KeyEvent key) {
        return switch (key.getCode()) {
            case C -> does(commands::copy);
            case PLUS, ADD, EQUALS -> does(() -> zoom(ZoomPan::stepIn));
            case MINUS, SUBTRACT -> does(() -> zoom(ZoomPan::stepOut));
            case DIGIT0, NUMPAD0 -> does(() -> zoom(ZoomPan::fit));
            default -> false;
        };
    }

    private boolean plain(KeyEvent key) {
        return switch (key.getCode()) {
            case ESCAPE -> does(commands::stepBack);
            case LEFT -> does(() -> panOr(PAN, 0, viewModel::previous));
            case RIGHT -> does(() -> panOr(-PAN, 0, viewModel::next));
            case UP -> does(() -> panOr(0, PAN, () -> { }));
            case DOWN -> does(() -> panOr(0, -PAN, () -> { }));
            case PAGE_UP -> does(viewModel::previous);
            case PAGE_DOWN -> does(viewModel::next);
            case HOME -> does(viewModel::first);
            case END -> does(viewModel::last);
            case PLUS, ADD, EQUALS -> does(() -> zoom(ZoomPan::stepIn));
            case MINUS, SUBTRACT -> does(() -> zoom(ZoomPan::stepOut));
            case DIGIT0, NUMPAD0 -> does(() -> zoom(ZoomPan::fit));
            case DIGIT1, NUMPAD1 -> does(() -> zoom(ViewerCommands::wholePixels));
            case F -> does(() -> zoom(key.isShiftDown() ? ZoomPan::fill : ZoomPan::fit));
            case R -> does(() -> viewModel.active().turn(key.isShiftDown() ? -1 : 1));
            case SPACE, P -> does(viewModel::togglePlaying);
            case C -> does(viewModel::toggleComparison);
            case TAB -> viewModel.comparingProperty().get() && does(this::switchSide);
            case I -> does(() -> viewModel.info().showingProperty().set(!viewModel.info().showingProperty().get()));
            case T -> does(() -> viewModel.filmstripProperty().set(!viewModel.filmstripProperty().get()));
            case F11 -> does(commands::toggleFullScreen);
            case DELETE -> does(() -> commands.delete(key.isShiftDown()));
            default -> false;
        };
    }

    private static boolean does(Runnable action) {
        action.run();
        return true;
    }

    private void zoom(UnaryOperator<ZoomPan> gesture) {
        viewModel.active().zoom(gesture);
    }

    private void panOr(double dx, double dy, Runnable otherwise) {
        if (viewModel.active().zoomProperty().get().canPan()) {
            zoom(zoom -> zoom.panned(dx, dy));
        } else {
            otherwise.run();
        }
    }

    private void switchSide() {
        viewModel.activate(viewModel.sideProperty().get() == Side.LEFT ? Side.RIGHT : Side.LEFT);
    }
}
