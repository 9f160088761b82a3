package dev.vitrine.ui.support;

import javafx.beans.value.ObservableValue;
import javafx.css.Styleable;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// How nodes look and take room, whatever they are.
public final class Nodes {
    private Nodes() {}

    /// The same, with these style classes in addition.
    public static <T extends Styleable> T styled(T styleable, String... styleClasses) {
        styleable.getStyleClass().addAll(styleClasses);
        return styleable;
    }

    /// What is not shown takes no room.
    public static <T extends Node> T showWhen(T node, ObservableValue<Boolean> shown) {
        node.visibleProperty().bind(shown);
        node.managedProperty().bind(shown);
        return node;
    }

    /// The same for once.
    public static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /// Whether a node is this one, or somewhere in it.
    public static boolean isWithin(Node around, @Nullable Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == around) {
                return true;
            }
        }
        return false;
    }

    /// Takes the room that is left in a row.
    public static Region spacer() {
        var spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }
}
