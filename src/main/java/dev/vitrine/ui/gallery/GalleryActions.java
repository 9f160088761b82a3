package dev.vitrine.ui.gallery;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseEvent;

/// What the gallery asks the window for.
public interface GalleryActions {
    /// Look at the image at this position of the result.
    void open(int index);

    /// Show the menu for these images.
    void showMenu(Node owner, List<String> imageIds, ContextMenuEvent event);

    /// The selected images begin to be dragged.
    void startDrag(Node source, MouseEvent event);
}
