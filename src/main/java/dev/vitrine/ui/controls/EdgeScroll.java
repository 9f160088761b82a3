package dev.vitrine.ui.controls;

import javafx.animation.PauseTransition;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.DragEvent;
import javafx.util.Duration;

/// Scrolls up or down while something is dragged near to the edge of a pane, also while the hand rests there.
public final class EdgeScroll {
    /// This near to the edge.
    private static final double EDGE = 28;

    /// Pixels in a frame.
    private static final double FASTEST = 12;

    private final ScrollPane pane;
    private final PauseTransition frame = new PauseTransition(Duration.millis(16));
    private double speed;

    private EdgeScroll(ScrollPane pane) {
        this.pane = pane;
        frame.setOnFinished(_ -> scroll());
    }

    public static void of(ScrollPane pane) {
        var scroll = new EdgeScroll(pane);
        pane.addEventFilter(
                DragEvent.DRAG_OVER,
                drag -> scroll.at(
                        pane.sceneToLocal(drag.getSceneX(), drag.getSceneY()).getY()));
        pane.addEventFilter(DragEvent.DRAG_DROPPED, _ -> scroll.stop());
        pane.addEventHandler(DragEvent.DRAG_EXITED, _ -> scroll.stop());
    }

    private void at(double y) {
        double beyond = Math.min(0, y - EDGE) + Math.max(0, y - pane.getHeight() + EDGE);
        speed = Math.clamp(beyond / 2, -FASTEST, FASTEST);
        if (speed == 0) {
            stop();
        } else if (frame.getStatus() != PauseTransition.Status.RUNNING) {
            frame.playFromStart();
        }
    }

    private void scroll() {
        double range = pane.getContent().getLayoutBounds().getHeight()
                - pane.getViewportBounds().getHeight();
        if (range > 0 && pane.getScene() != null) {
            pane.setVvalue(Math.clamp(pane.getVvalue() + speed / range, 0, 1));
            frame.playFromStart();
        }
    }

    private void stop() {
        speed = 0;
        frame.stop();
    }
}
