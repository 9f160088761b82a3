package dev.vitrine.ui.actions;

import dev.vitrine.ui.actions.ImageAction.Surface;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.util.Subscription;

/// Does what can be done with images, wherever it was asked for: menu, key or button.
///
/// Everything that can be undone is done at once and offers Undo; only permanent deletion, and very many at once, asks
/// first. Belongs to the FX thread, and never blocks it.
public interface ImageCommands {
    /// False for what makes no sense in this library: an image in a folder has a path, one in a bucket an address.
    boolean offers(ImageAction action);

    /// Calls back when [#offers(ImageAction)] answers otherwise for some action.
    default Subscription whenOffersChange(Runnable changed) {
        return Subscription.EMPTY;
    }

    /// Does nothing when the action is not for these images.
    void run(ImageAction action, ImageTargets targets);

    /// Takes back what was done last.
    default void undo() {}

    /// Does again what was taken back last.
    default void redo() {}

    /// Whether to show a way to do this with these images.
    default boolean offers(ImageAction action, ImageTargets targets) {
        return offers(action) && action.isFor(targets);
    }

    /// Lets a person choose among all of them.
    void showMenu(Node owner, Point2D onScreen, ImageTargets targets, Surface place);
}
