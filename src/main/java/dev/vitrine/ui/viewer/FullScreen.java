package dev.vitrine.ui.viewer;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// The window of a node, over the whole screen and back.
final class FullScreen {
    private final ReadOnlyBooleanWrapper on = new ReadOnlyBooleanWrapper();
    private final Node node;
    private boolean entered;

    FullScreen(Node node) {
        this.node = node;
        on.bind(node.sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(FullScreen::onOf)
                .orElse(false));
    }

    private static ObservableValue<Boolean> onOf(Window window) {
        return window instanceof Stage stage ? stage.fullScreenProperty() : new ReadOnlyBooleanWrapper();
    }

    ReadOnlyBooleanProperty onProperty() {
        return on.getReadOnlyProperty();
    }

    void toggle() {
        if (window() instanceof Stage stage) {
            entered = !stage.isFullScreen();
            // Esc belongs to the viewer: it leads back step by step.
            stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
            stage.setFullScreenExitHint("");
            stage.setFullScreen(entered);
        }
    }

    /// Back to a window, if it was the viewer that left it.
    void leave() {
        if (entered && window() instanceof Stage stage) {
            stage.setFullScreen(false);
        }
        entered = false;
    }

    private @Nullable Window window() {
        return node.getScene() == null ? null : node.getScene().getWindow();
    }
}
