package dev.vitrine.ui.gallery;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.MouseEvent;

/// Beside the thumb of the scroll bar, while that is dragged: where one is.
final class ScrollBubble extends Label {
    private static final double AWAY = 8;

    private final ScrollBar bar;

    ScrollBubble(ScrollBar bar) {
        this.bar = bar;
        getStyleClass().add("gallery-bubble");
        setManaged(false);
        setVisible(false);
        setMouseTransparent(true);
        bar.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> setVisible(!getText().isEmpty()));
        bar.addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> setVisible(false));
    }

    /// @param where what is at the top of the screen; `""` when that is not known yet
    void show(String where) {
        if (!where.isEmpty()) {
            setText(where);
        }
        Node thumb = bar.lookup(".thumb");
        if (isVisible() && thumb != null) {
            double width = prefWidth(-1);
            double height = prefHeight(-1);
            double middle = bar.getLayoutY() + thumb.getBoundsInParent().getCenterY();
            resizeRelocate(
                    Math.round(bar.getLayoutX() - AWAY - width),
                    Math.round(Math.clamp(middle - height / 2, AWAY, Math.max(AWAY, bar.getHeight() - height - AWAY))),
                    width,
                    height);
        }
    }
}
