package dev.vitrine.ui.viewer;

import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Subscription;

/// The window, over the whole screen and back.
final class FullScreen {
    private final ReadOnlyBooleanWrapper on = new ReadOnlyBooleanWrapper();
    private final Consumer<Boolean> window;
    private boolean entered;

    /// @param on whether the window fills the screen
    /// @param window makes it do so, or not
    FullScreen(ObservableValue<Boolean> on, Consumer<Boolean> window) {
        this.window = window;
        this.on.bind(on);
    }

    /// Of the window that a node is in.
    static FullScreen of(Node node) {
        return new FullScreen(
                node.sceneProperty()
                        .flatMap(Scene::windowProperty)
                        .flatMap(FullScreen::onOf)
                        .orElse(false),
                on -> {
                    if (node.getScene() == null) {
                        lazyNode(node, on); // it is just being made
                    } else {
                        fill(node.getScene(), on);
                    }
                });
    }

    private static void lazyNode(Node node, boolean on) {
        var waiting = new Subscription[] {Subscription.EMPTY};
        waiting[0] = node.sceneProperty().subscribe((_, scene) -> {
            if (scene != null) {
                waiting[0].unsubscribe();
                fill(scene, on);
            }
        });
    }

    private static void fill(Scene scene, boolean on) {
        if (scene.getWindow() instanceof Stage stage) {
            // Esc belongs to the viewer: it leads back step by step.
            stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
            stage.setFullScreenExitHint("");
            stage.setFullScreen(on);
        }
    }

    private static ObservableValue<Boolean> onOf(Window window) {
        return window instanceof Stage stage ? stage.fullScreenProperty() : new ReadOnlyBooleanWrapper();
    }

    ReadOnlyBooleanProperty onProperty() {
        return on.getReadOnlyProperty();
    }

    void toggle() {
        entered = !on.get();
        window.accept(entered);
    }

    void enter() {
        if (!on.get()) {
            toggle();
        }
    }

    /// Back to a window, if it was the viewer that left it.
    ///
    /// @return whether it was
    boolean leave() {
        boolean left = entered && on.get();
        entered = false;
        if (left) {
            window.accept(false);
        }
        return left;
    }
}
