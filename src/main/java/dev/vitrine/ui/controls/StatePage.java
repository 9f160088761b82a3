package dev.vitrine.ui.controls;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.TextSize;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Stands in the place of what cannot be shown: says why, and offers the ways on. Large text may need more room than
/// there is; then it scrolls, so that no reason is cut off before it says what to do.
public final class StatePage extends ScrollPane {
    private final VBox box = styled(new VBox(), "gallery-state");

    public StatePage(Node... parts) {
        setContent(box);
        // In the middle. “Fit to height” would ask for the height of the texts in one line
        // each, and show no bar.
        box.minHeightProperty().bind(viewportBoundsProperty().map(Bounds::getHeight));
        getStyleClass().add("state-scroll");
        setFitToWidth(true);
        setFocusTraversable(false);
        setParts(parts);
    }

    public void setParts(Node... parts) {
        box.getChildren().setAll(parts);
    }

    public static Label hero(Feather icon) {
        return styled(new Label(null, Icons.of(icon)), "hero");
    }

    public static Label title(String text) {
        return Labels.wrapped(text, "huge", "strong");
    }

    /// @param width at the usual size of text
    public static Label explanation(String text, double width) {
        Label explanation = Labels.wrapped(text, "explanation");
        explanation.setMaxWidth(TextSize.of(width));
        return explanation;
    }
}
