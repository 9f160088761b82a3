package dev.vitrine.ui.controls;

import static dev.vitrine.ui.support.Nodes.styled;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// Says over a window what becomes of what is dropped there. Lets everything under it be seen and dropped onto.
public final class DropHint extends StackPane {
    private final Label what = styled(new Label(), "large", "strong", "sentence");

    /// @param id for styles
    public DropHint(String id) {
        setId(id);
        getStyleClass().add("drop-overlay");
        setMouseTransparent(true);
        setVisible(false);
        what.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getChildren().add(what);
    }

    public void show(String sentence, @Nullable Node icon) {
        what.setText(sentence);
        what.setGraphic(icon);
        setVisible(!sentence.isEmpty());
    }
}
