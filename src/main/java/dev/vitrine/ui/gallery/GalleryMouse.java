package dev.vitrine.ui.gallery;

import dev.vitrine.ui.actions.ImageAction;
import dev.vitrine.ui.actions.ImageAction.Surface;
import dev.vitrine.ui.actions.ImageCommands;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// Clicks, the rubber band, drags out of the gallery, the wheel and the context menu.
final class GalleryMouse {
    private static final double NOTCH = 40;

    private final GalleryViewModel viewModel;
    private final Viewport viewport;
    private final Node view;
    private final ImageCommands commands;
    private final Region band = new Region();
    private double turned; // of the next step of the size: a touchpad turns by parts of a notch
    private boolean banding;
    private double bandX;
    private double bandY;
    private Set<String> keptByBand = Set.of();
    private boolean bandToggles;
    private Optional<String> pressedSelected = Optional.empty();

    GalleryMouse(GalleryViewModel viewModel, Viewport viewport, Node view, ImageCommands commands) {
        this.viewModel = viewModel;
        this.viewport = viewport;
        this.view = view;
        this.commands = commands;
        band.getStyleClass().add("gallery-band");
        band.setManaged(false);
        band.setVisible(false);
        band.setMouseTransparent(true);
        band.setViewOrder(-1);
    }

    /// @param onDrag is notified that the selected images begin to be dragged
    void on(Pane wall, BiConsumer<Node, MouseEvent> onDrag) {
        wall.getChildren().add(band);
        wall.setOnMousePressed(this::pressed);
        wall.setOnMouseDragged(this::dragged);
        wall.setOnMouseReleased(this::released);
        wall.setOnDragDetected(event -> dragDetected(event, onDrag));
        wall.setOnContextMenuRequested(this::menu);
        view.setOnContextMenuRequested(this::menu);
        view.addEventHandler(ScrollEvent.SCROLL, this::wheel);
    }

    private void pressed(MouseEvent event) {
        view.requestFocus();
        Optional<String> under = viewport.idAt(event.getX(), event.getY());
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
            commands.run(ImageAction.OPEN, viewModel.target(id));
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
        bandY = event.getY() + viewport.scrollProperty().get();
        bandToggles = event.isShortcutDown();
        keptByBand = event.isShortcutDown() || event.isShiftDown()
                ? Set.copyOf(viewModel.selection().ids())
                : Set.of();
        if (keptByBand.isEmpty()) {
            viewModel.selection().clear();
        }
    }

    private void dragged(MouseEvent event) {
        if (!banding) {
            return;
        }
        if (event.getY() < 24) {
            viewport.scrollBy(event.getY() - 24);
        } else if (event.getY() > viewport.height() - 24) {
            viewport.scrollBy(event.getY() - viewport.height() + 24);
        }
        double scroll = viewport.scrollProperty().get();
        double y = event.getY() + scroll;
        band.setVisible(true);
        band.resizeRelocate(
                Math.min(bandX, event.getX()),
                Math.min(bandY, y) - scroll,
                Math.abs(event.getX() - bandX),
                Math.abs(y - bandY));
        List<String> touched = viewport.layout().indexesIn(bandX, bandY, event.getX(), y).stream()
                .map(index -> viewport.laidOut().ids(index, index + 1).getFirst())
                .toList();
        viewModel.selection().selectBand(keptByBand, touched, bandToggles);
    }

    private void released(MouseEvent event) {
        banding = false;
        band.setVisible(false);
        pressedSelected.filter(_ -> event.isStillSincePress()).ifPresent(viewModel.selection()::selectOnly);
    }

    private void dragDetected(MouseEvent event, BiConsumer<Node, MouseEvent> onDrag) {
        if (!banding
                && event.getButton() == MouseButton.PRIMARY
                && viewModel.selection().size() > 0
                && viewport.idAt(event.getX(), event.getY()).isPresent()) {
            onDrag.accept(view, event);
            event.consume();
        }
    }

    private void menu(ContextMenuEvent event) {
        Optional<String> under =
                event.isKeyboardTrigger() ? viewModel.selection().lead() : viewport.idAt(event.getX(), event.getY());
        if (under.isPresent()) {
            commands.showMenu(
                    view,
                    new Point2D(event.getScreenX(), event.getScreenY()),
                    viewModel.targetsAt(under),
                    Surface.MENU);
        }
        event.consume();
    }

    private void wheel(ScrollEvent event) {
        if (event.isShortcutDown()) {
            turned += event.getDeltaY() / NOTCH;
            int steps = (int) turned;
            turned -= steps;
            viewModel.resizeTiles(steps);
        } else {
            viewport.scrollBy(-event.getDeltaY() * 2);
        }
        event.consume();
    }
}
