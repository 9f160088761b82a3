package dev.vitrine.ui.gallery;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.actions.ImageDrop;
import dev.vitrine.ui.gallery.GalleryLayout.Gap;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.geometry.Point2D;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/// Images that are dragged within a wall whose order is given by hand: a line shows where they would come to stand.
/// Near an edge the wall scrolls.
final class GalleryReorder {
    private static final double EDGE = 48;
    private static final double LINE = 4;
    private static final Duration FRAME = Duration.millis(16);

    private final GalleryViewModel viewModel;
    private final Viewport viewport;
    private final Region line = styled(new Region(), "gallery-insertion");
    private final PauseTransition scrolling = new PauseTransition(FRAME);
    private Point2D pointer = Point2D.ZERO;

    GalleryReorder(GalleryViewModel viewModel, Viewport viewport) {
        this.viewModel = viewModel;
        this.viewport = viewport;
        line.setId("gallery-insertion");
        line.setManaged(false);
        line.setVisible(false);
        line.setMouseTransparent(true);
        line.setViewOrder(-1);
        scrolling.setOnFinished(_ -> scroll());
    }

    void on(Pane wall, ImageDrop.Source own) {
        wall.getChildren().add(line);
        wall.addEventHandler(DragEvent.DRAG_OVER, drag -> {
            if (isOurs(drag, own)) {
                drag.acceptTransferModes(TransferMode.COPY);
                pointer = new Point2D(drag.getX(), drag.getY());
                showLine();
                scrolling.play();
                drag.consume();
            }
        });
        wall.addEventHandler(DragEvent.DRAG_EXITED, _ -> hide());
        wall.addEventHandler(DragEvent.DRAG_DROPPED, drag -> {
            if (isOurs(drag, own)) {
                pointer = new Point2D(drag.getX(), drag.getY());
                gap().ifPresent(gap -> viewModel.placeSelected(gap.index()));
                drag.setDropCompleted(true);
                drag.consume();
                hide();
            }
        });
    }

    private boolean isOurs(DragEvent drag, ImageDrop.Source own) {
        return drag.getGestureSource() == own && viewModel.manualOrder().isPresent();
    }

    private Optional<Gap> gap() {
        return viewport.layout().size() == 0
                ? Optional.empty()
                : Optional.of(viewport.layout()
                        .gapAt(
                                pointer.getX(),
                                pointer.getY() + viewport.scrollProperty().get()));
    }

    private void showLine() {
        line.setVisible(gap().isPresent());
        gap().ifPresent(gap -> {
            double left = gap.behind()
                    ? gap.beside().x() + gap.beside().width() + Spacing.GAP / 2.0
                    : gap.beside().x() - Spacing.GAP / 2.0;
            line.resizeRelocate(
                    left - LINE / 2,
                    gap.beside().y() - viewport.scrollProperty().get(),
                    LINE,
                    gap.beside().height());
        });
    }

    private void scroll() {
        double beyond = Math.min(0, pointer.getY() - EDGE) + Math.max(0, pointer.getY() - viewport.height() + EDGE);
        if (beyond != 0) {
            viewport.scrollBy(beyond / 3);
            showLine();
            scrolling.playFromStart();
        }
    }

    private void hide() {
        scrolling.stop();
        line.setVisible(false);
    }
}
