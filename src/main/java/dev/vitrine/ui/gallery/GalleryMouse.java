package dev.vitrine.ui.gallery;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// Clicks, the rubber band, drags out of the gallery, the wheel and the context menu.
final class GalleryMouse {
    private final GalleryViewModel viewModel;
    private final GalleryView view;
    private final GalleryActions actions;
    private final Region band = new Region();
    private boolean banding;
    private double bandX;
    private double bandY;
    private Set<String> keptByBand = Set.of();
    private boolean bandToggles;
    private Optional<String> pressedSelected = Optional.empty();

    GalleryMouse(GalleryViewModel viewModel, GalleryView view, Pane wall, GalleryActions actions) {
        this.viewModel = viewModel;
        this.view = view;
        this.actions = actions;
        band.getStyleClass().add("gallery-band");
        band.setManaged(false);
        band.setVisible(false);
        band.setMouseTransparent(true);
        band.setViewOrder(-1);
        wall.getChildren().add(band);
        wall.setOnMousePressed(this::pressed);
        wall.setOnMouseDragged(this::dragged);
        wall.setOnMouseReleased(this::released);
        wall.setOnDragDetected(this::dragDetected);
        wall.setOnContextMenuRequested(this::menu);
        view.setOnContextMenuRequested(this::menu);
        view.addEventHandler(ScrollEvent.SCROLL, this::wheel);
    }

    private void pressed(MouseEvent event) {
        view.requestFocus();
        Optional<String> under = idAt(event.getX(), event.getY());
        pressedSelected = Optional.empty();
        if (event.getButton() == MouseButton.SECONDARY) {
            return;
        }
        if (under.isEmpty()) {
            startBand(event);
            return;
        }
        String id = under.get();
        if (event.getClickCount() == 2 && !event.isShortcutDown() && !event.isShiftDown()) {
            viewModel.resultProperty().get().indexOf(id).ifPresent(actions::open);
        } else if (event.isShiftDown()) {
            viewModel.selection().extendTo(id, viewModel.resultProperty().get(), event.isShortcutDown());
        } else if (event.isShortcutDown()) {
            viewModel.selection().toggle(id);
        } else if (viewModel.selection().contains(id) && viewModel.selection().size() > 1) {
            // May become a drag of all of them; a plain click selects the one on release.
            pressedSelected = under;
        } else {
            viewModel.selection().selectOnly(id);
        }
    }

    private void startBand(MouseEvent event) {
        banding = true;
        bandX = event.getX();
        bandY = event.getY() + view.scrollProperty().get();
        bandToggles = event.isShortcutDown();
        keptByBand = event.isShortcutDown() || event.isShiftDown() ? Set.copyOf(viewModel.selection().ids()) : Set.of();
        if (keptByBand.isEmpty()) {
            viewModel.selection().clear();
        }
    }

    private void dragged(MouseEvent event) {
        if (!banding) {
            return;
        }
        if (event.getY() < 24) {
            view.scrollBy(event.getY() - 24);
        } else if (event.getY() > view.getHeight() - 24) {
            view.scrollBy(event.getY() - view.getHeight() + 24);
        }
        double scroll = view.scrollProperty().get();
        double y = event.getY() + scroll;
        band.setVisible(true);
        band.resizeRelocate(Math.min(bandX, event.getX()), Math.min(bandY, y) - scroll, Math.abs(event.getX() - bandX), Math.abs(y - bandY));
        List<String> touched = view.galleryLayout().indexesIn(bandX, bandY, event.getX(), y).stream()
                .map(index -> viewModel.resultProperty().get().ids(index, index + 1).getFirst()).toList();
        viewModel.selection().selectBand(keptByBand, touched, bandToggles);
    }

    private void released(MouseEvent event) {
        banding = false;
        band.setVisible(false);
        pressedSelected.filter(_ -> event.isStillSincePress()).ifPresent(viewModel.selection()::selectOnly);
    }

    private void dragDetected(MouseEvent event) {
        if (!banding && event.getButton() == MouseButton.PRIMARY && viewModel.selection().size() > 0 && idAt(event.getX(), event.getY()).isPresent()) {
            actions.startDrag(view, event);
            event.consume();
        }
    }

    private void menu(ContextMenuEvent event) {
        Optional<String> under = event.isKeyboardTrigger() ? viewModel.selection().lead() : idAt(event.getX(), event.getY());
        if (under.isPresent()) {
            actions.showMenu(view, viewModel.idsToActOn(under), event);
        }
        event.consume();
    }

    private void wheel(ScrollEvent event) {
        if (event.isShortcutDown()) {
            viewModel.resizeTiles(event.getDeltaY() > 0 ? 1 : -1);
        } else {
            view.scrollBy(-event.getDeltaY() * 2);
        }
        event.consume();
    }

    private Optional<String> idAt(double x, double y) {
        int index = view.indexAt(x, y);
        return index < 0 ? Optional.empty() : Optional.of(viewModel.resultProperty().get().ids(index, index + 1).getFirst());
    }
}
