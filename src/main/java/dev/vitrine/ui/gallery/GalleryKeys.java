package dev.vitrine.ui.gallery;

import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Does what the keys of the [GalleryKey] table stand for; letters go to the image whose title begins with them.
final class GalleryKeys {
    private final GalleryViewModel viewModel;
    private final GalleryView view;
    private final GalleryActions actions;

    GalleryKeys(GalleryViewModel viewModel, GalleryView view, GalleryActions actions) {
        this.viewModel = viewModel;
        this.view = view;
        this.actions = actions;
        view.setOnKeyPressed(this::pressed);
        view.setOnKeyTyped(this::typed);
    }

    private void pressed(KeyEvent event) {
        if (event.isAltDown() || event.isMetaDown()) {
            return;
        }
        if (viewModel.typeAhead().takes(event)) {
            event.consume();
            return;
        }
        // Not every keyboard has the key for menus.
        boolean asksForMenu = event.getCode() == KeyCode.F10 && event.isShiftDown();
        (asksForMenu ? Optional.of(GalleryKey.MENU) : GalleryKey.of(event.getCode())).ifPresent(key -> does(key, event));
    }

    private void does(GalleryKey key, KeyEvent event) {
        int at = viewModel.leadIndex().orElse(-1);
        int last = viewModel.resultProperty().get().size() - 1;
        GalleryLayout layout = view.galleryLayout();
        switch (key) {
            case LEFT -> move(event, at < 0 ? last : at - 1);
            case RIGHT -> move(event, at + 1);
            case UP -> move(event, at < 0 ? last : layout.vertically(at, -1));
            case DOWN -> move(event, at < 0 ? 0 : layout.vertically(at, 1));
            case PAGE_UP -> move(event, at < 0 ? 0 : layout.vertically(at, -view.rowsOnScreen()));
            case PAGE_DOWN -> move(event, at < 0 ? 0 : layout.vertically(at, view.rowsOnScreen()));
            case HOME -> move(event, 0);
            case END -> move(event, last);
            case ENTER -> open(event, at);
            case SPACE -> space(event, at);
            case MENU -> menu(event, at);
        }
    }

    private void menu(KeyEvent event, int at) {
        if (at >= 0) {
            view.reveal(at);
            Point2D place = view.placeOf(at);
            Point2D onScreen = view.localToScreen(place);
            actions.showMenu(view, viewModel.idsToActOn(viewModel.selection().lead()),
                    new ContextMenuEvent(ContextMenuEvent.CONTEXT_MENU_REQUESTED, place.getX(), place.getY(), onScreen.getX(), onScreen.getY(), true, null));
            event.consume();
        }
    }

    private void typed(KeyEvent event) {
        if (viewModel.typeAhead().typed(event)) {
            event.consume();
        }
    }

    private void move(KeyEvent event, int index) {
        viewModel.moveTo(index, event.isShiftDown(), event.isShortcutDown());
        viewModel.leadIndex().ifPresent(view::reveal);
        event.consume();
    }

    private void open(KeyEvent event, int at) {
        if (at >= 0 && !event.isShortcutDown()) {
            actions.open(at);
            event.consume();
        }
    }

    /// Space opens, as in a file manager's preview; Ctrl+Space toggles the lead.
    private void space(KeyEvent event, int at) {
        if (at >= 0 && event.isShortcutDown()) {
            viewModel.selection().lead().ifPresent(viewModel.selection()::toggle);
            event.consume();
        } else {
            open(event, at);
        }
    }
}
