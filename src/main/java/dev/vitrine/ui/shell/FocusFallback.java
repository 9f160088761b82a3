package dev.vitrine.ui.shell;

import dev.vitrine.ui.controls.Modal;
import javafx.scene.Node;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/// Where the focus goes when the node that had it is taken away, hidden or disabled. The toolkit would give it to
/// whatever comes first in the window, and the next key would mean something there that nobody meant.
final class FocusFallback {
    private final Runnable fallback;
    private boolean lost;

    private FocusFallback(Runnable fallback) {
        this.fallback = fallback;
    }

    static void in(Node page, Runnable fallback) {
        var focus = new FocusFallback(fallback);
        page.sceneProperty().flatMap(Scene::focusOwnerProperty).subscribe(focus::moved);
    }

    /// The toolkit takes it away first, and gives it to another one then. What lies over the window keeps it by
    /// itself.
    private void moved(@Nullable Node before, @Nullable Node now) {
        lost |= before != null && !canHaveFocus(before);
        if (lost && now != null) {
            lost = false;
            if (!Modal.isOpen(now.getScene())) {
                fallback.run();
            }
        }
    }

    private static boolean canHaveFocus(Node node) {
        if (node.getScene() == null || node.isDisabled()) {
            return false;
        }
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
