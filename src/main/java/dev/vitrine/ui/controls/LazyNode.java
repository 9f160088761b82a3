package dev.vitrine.ui.controls;

import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// A node that is made when it is first shown, and then stays: what nobody has asked for yet costs the start of the
/// window neither nodes nor their styles.
public final class LazyNode<N extends Node> {
    private final Supplier<N> make;
    private final Region place = new Region();
    private Subscription waiting = Subscription.EMPTY;
    private @Nullable N node;

    /// @param shown false for as long as the node is hidden
    public LazyNode(ObservableValue<Boolean> shown, Supplier<N> make) {
        this.make = make;
        place.setVisible(false);
        place.setManaged(false);
        place.setUserData(this); // whoever waits for a binding has to be kept: here, by the window that this stands in
        waiting = shown.subscribe(now -> {
            if (now) {
                node();
            }
        });
    }

    /// The same over all else in the window, which may live longer.
    public static void over(Pane window, ReadOnlyBooleanProperty open, Supplier<? extends Node> make) {
        var _ = new LazyNode<Node>(open, () -> {
            Node cover = make.get();
            window.getChildren().add(cover);
            return cover;
        });
    }

    /// What stands in a pane: the node, or what keeps its place there until it is made.
    public Node place() {
        return node == null ? place : node;
    }

    /// Makes it where it is not there yet.
    public N node() {
        if (node == null) {
            waiting.unsubscribe();
            node = make.get();
            if (place.getParent() instanceof Pane pane) {
                List<Node> siblings = pane.getChildren();
                siblings.set(siblings.indexOf(place), node);
            }
        }
        return node;
    }
}
