package dev.vitrine.ui.controls;

import dev.vitrine.ui.support.TextSize;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;

/// Lets a bar do with icons where there is no room for words. What a button says is then its accessible text still, and
/// its tooltip tells it.
public final class ResponsiveBar {
    private ResponsiveBar() {}

    /// @param room the width that the bar needs for its words at 100 percent
    /// @param wordy buttons with words and an icon
    /// @param spare what is left out, because there is another way to it
    public static void below(double room, Region bar, List<? extends Labeled> wordy, List<? extends Node> spare) {
        for (Node node : spare) {
            node.managedProperty().bind(node.visibleProperty());
        }
        bar.widthProperty()
                .map(width -> width.doubleValue() > 0 && width.doubleValue() < TextSize.of(room))
                .subscribe(narrow -> {
                    wordy.forEach(button ->
                            button.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT));
                    spare.forEach(node -> node.setVisible(!narrow));
                });
    }
}
