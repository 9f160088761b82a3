package dev.vitrine.ui.controls;

import dev.vitrine.ui.support.Nodes;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import org.jspecify.annotations.Nullable;

/// Scrolls a pane just so far that what has the focus in it can be seen, also when the pane becomes lower.
public final class FocusScroll {
    private final ScrollPane pane;

    private FocusScroll(ScrollPane pane) {
        this.pane = pane;
    }

    public static void of(ScrollPane pane) {
        var scroll = new FocusScroll(pane);
        pane.sceneProperty().flatMap(scene -> scene.focusOwnerProperty()).subscribe(scroll::reveal);
        pane.viewportBoundsProperty().subscribe((before, now) -> {
            if (now.getHeight() < before.getHeight() && pane.getScene() != null) {
                scroll.reveal(pane.getScene().getFocusOwner());
            }
        });
    }

    private void reveal(@Nullable Node focused) {
        Node content = pane.getContent();
        if (focused == null || !Nodes.isWithin(content, focused)) {
            return;
        }
        Bounds place = content.sceneToLocal(focused.localToScene(focused.getBoundsInLocal()));
        double view = pane.getViewportBounds().getHeight();
        double range = content.getLayoutBounds().getHeight() - view;
        if (range <= 0) {
            return;
        }
        double top = pane.getVvalue() * range;
        if (place.getMinY() < top) {
            pane.setVvalue(place.getMinY() / range);
        } else if (place.getMaxY() > top + view) {
            pane.setVvalue((place.getMaxY() - view) / range);
        }
    }
}
