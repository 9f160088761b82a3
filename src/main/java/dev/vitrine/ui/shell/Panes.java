package dev.vitrine.ui.shell;

import dev.vitrine.ui.support.Nodes;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;

/// The panes of the window side by side, for the keys that walk from one to the next; a hidden or empty one is passed
/// over.
final class Panes {
    private final List<Node> panes;

    Panes(Node... panes) {
        this.panes = List.of(panes);
    }

    void walk(int direction, Node focused) {
        int at = 0;
        while (at < panes.size() && !Nodes.isWithin(panes.get(at), focused)) {
            at++;
        }
        for (int step = 1; step <= panes.size(); step++) {
            int next = Math.floorMod((at < panes.size() ? at : 0) + direction * step, panes.size());
            Optional<Node> first = firstToFocus(panes.get(next));
            if (first.isPresent()) {
                first.get().requestFocus();
                return;
            }
        }
    }

    private static Optional<Node> firstToFocus(Node node) {
        if (node.getScene() == null || !node.isVisible() || node.isDisabled()) {
            return Optional.empty();
        }
        if (node.isFocusTraversable()) {
            return Optional.of(node);
        }
        return node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream()
                        .map(Panes::firstToFocus)
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.empty();
    }
}
