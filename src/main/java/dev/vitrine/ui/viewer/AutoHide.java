package dev.vitrine.ui.viewer;

import dev.vitrine.ui.support.Motion;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;

/// What lies around the picture goes away while the mouse rests, and the pointer with it. It stays while it is pointed
/// at or has the focus.
final class AutoHide {
    private static final Duration REST = Duration.seconds(2.5);

    private final Node viewer;
    private final List<Node> parts;
    private final PauseTransition rest = new PauseTransition(REST);
    private boolean shown = true;

    AutoHide(Node viewer, List<Node> parts) {
        this.viewer = viewer;
        this.parts = parts;
        rest.setOnFinished(_ -> restOver());
        viewer.addEventFilter(MouseEvent.MOUSE_MOVED, _ -> show());
        viewer.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> show());
        viewer.addEventFilter(
                KeyEvent.KEY_PRESSED,
                _ -> parts.stream().filter(Node::isFocusWithin).findAny().ifPresent(_ -> show()));
        parts.forEach(part -> part.focusWithinProperty().subscribe(within -> {
            if (within) {
                show();
            }
        }));
    }

    void show() {
        if (!shown) {
            shown = true;
            viewer.setCursor(null);
            parts.forEach(part -> Motion.fade(part, 1));
        }
        rest.playFromStart();
    }

    void stop() {
        rest.stop();
    }

    private void restOver() {
        if (parts.stream().anyMatch(part -> part.isHover() || part.isFocusWithin())) {
            rest.playFromStart();
        } else {
            shown = false;
            viewer.setCursor(Cursor.NONE);
            parts.forEach(part -> Motion.fade(part, 0));
        }
    }
}
