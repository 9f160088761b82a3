package dev.vitrine.ui.gallery;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.actions.ImageAction;
import dev.vitrine.ui.actions.ImageAction.Surface;
import dev.vitrine.ui.actions.ImageCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/// Clicks, the rubber band, drags out of the gallery, the wheel and the context menu.
final class GalleryMouse {
    /// This near to the edge a rubber band scrolls.
    private static final double EDGE = 24;
    /// Pixels in a frame.
    private static final double FASTEST = 60;

    private static final Duration FRAME = Duration.millis(16);

    private static final double NOTCH = 40;

    private final GalleryViewModel viewModel;
    private final Viewport viewport;
    private final Node view;
    private final ImageCommands commands;
    private final Consumer<Point2D> onSpaceMenu;
    private final Region band = styled(new Region(), "gallery-band");
    private double turned; // of the next step of the size: a touchpad turns by parts of a notch
    private boolean banding;
    private double bandX;
    private double bandY;
    private Set<String> keptByBand = Set.of();
    private boolean bandToggles;
    private Optional<String> pressedOn = Optional.empty();
    private Optional<String> pressedSelected = Optional.empty();
    private double pointerX;
    private double pointerY;
    private final PauseTransition scrolling = new PauseTransition(FRAME);

    /// @param onSpaceMenu is called with the place on the screen where a menu is asked for over no image
    GalleryMouse(
            GalleryViewModel viewModel,
            Viewport viewport,
            Node view,
            ImageCommands commands,
            Consumer<Point2D> onSpaceMenu) {
        this.onSpaceMenu = onSpaceMenu;
        this.viewModel = viewModel;
        this.viewport = viewport;
        this.view = view;
        this.commands = commands;
        band.setManaged(false);
        band.setVisible(false);
        band.setMouseTransparent(true);
        band.setViewOrder(-1);
        scrolling.setOnFinished(_ -> scrollWithBand());
    }

    /// @param onDrag is notified that the selected images begin to be dragged, with the one under the pointer
    void on(Pane wall, BiConsumer<String, MouseEvent> onDrag) {
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
        pressedOn = under;
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
        if (banding) {
            pointerX = event.getX();
            pointerY = event.getY();
            drawBand();
            scrolling.play();
        }
    }

    /// Goes on while the pointer rests at an edge, or beyond it.
    private void scrollWithBand() {
        scrolling.playFromStart();
        double beyond = Math.min(0, pointerY - EDGE) + Math.max(0, pointerY - viewport.height() + EDGE);
        if (beyond != 0) {
            viewport.scrollBy(Math.clamp(beyond / 3, -FASTEST, FASTEST));
            drawBand();
        }
    }

    private void drawBand() {
        double scroll = viewport.scrollProperty().get();
        double y = pointerY + scroll;
        band.setVisible(true);
        band.resizeRelocate(
                Math.min(bandX, pointerX),
                Math.min(bandY, y) - scroll,
                Math.abs(pointerX - bandX),
                Math.abs(y - bandY));
        List<String> touched = idsAt(viewport.layout().indexesIn(bandX, bandY, pointerX, y));
        viewModel.selection().selectBand(keptByBand, touched, bandToggles);
    }

    /// Of positions that ascend, asked for in runs: there may be very many.
    private List<String> idsAt(List<Integer> positions) {
        var ids = new ArrayList<String>(positions.size());
        for (int from = 0, to; from < positions.size(); from = to) {
            int first = positions.get(from);
            to = from + 1;
            while (to < positions.size() && positions.get(to) == first + to - from) {
                to++;
            }
            ids.addAll(viewport.laidOut().ids(first, first + to - from));
        }
        return ids;
    }

    private void released(MouseEvent event) {
        banding = false;
        scrolling.stop();
        band.setVisible(false);
        pressedSelected.filter(_ -> event.isStillSincePress()).ifPresent(viewModel.selection()::selectOnly);
    }

    /// The pointer may be elsewhere by now.
    private void dragDetected(MouseEvent event, BiConsumer<String, MouseEvent> onDrag) {
        if (!banding && event.getButton() == MouseButton.PRIMARY) {
            pressedOn.filter(viewModel.selection()::contains).ifPresent(pressed -> {
                onDrag.accept(pressed, event);
                event.consume();
            });
        }
    }

    private void menu(ContextMenuEvent event) {
        Optional<String> under =
                event.isKeyboardTrigger() ? viewModel.selection().lead() : viewport.idAt(event.getX(), event.getY());
        var onScreen = new Point2D(event.getScreenX(), event.getScreenY());
        if (under.isPresent()) {
            commands.showMenu(view, onScreen, viewModel.targetsAt(under), Surface.MENU);
        } else {
            onSpaceMenu.accept(onScreen);
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
