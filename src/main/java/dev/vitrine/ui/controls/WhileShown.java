package dev.vitrine.ui.controls;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/// For values that live longer than what shows them.
public final class WhileShown {
    private WhileShown() {}

    /// The value as long as the node is in a window; after that it references neither the node nor what belongs to
    /// it.
    public static <T> ObservableValue<T> of(ObservableValue<T> value, Node node) {
        return value.when(node.sceneProperty().map(_ -> true));
    }
}
