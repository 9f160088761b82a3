package dev.vitrine.ui.controls;

import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.TextSize;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Stands in the place of what cannot be shown: says why, and offers the ways on. Large text may need more room than
/// there is; then it scrolls, so that no reason is cut off before it says what to do.
public final class StatePage extends ScrollPane {
    private final VBox box = new VBox();

    public StatePage(Node... parts) {
        box.getStyleClass().add("gallery-state");
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
        var hero = new Label(null, Icons.of(icon));
        hero.getStyleClass().add("hero");
        return hero;
    }

    public static Label title(String text) {
        return whole(text, "huge", "strong");
    }

    /// @param width at the usual size of text
    public static Label explanation(String text, double width) {
        Label explanation = whole(text, "explanation");
        explanation.setMaxWidth(TextSize.of(width));
        return explanation;
    }

    private static Label whole(String text, String... styles) {
        var label = new Label(text);
        label.getStyleClass().addAll(styles);
        LineWrap.of(label);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
