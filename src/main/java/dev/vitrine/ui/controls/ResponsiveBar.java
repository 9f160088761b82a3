package dev.vitrine.ui.controls;

import dev.vitrine.ui.support.TextSize;
import java.util.List;
import java.util.function.DoublePredicate;
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
        whenNarrow(bar, width -> width < TextSize.of(room), wordy, spare);
    }

    /// Where not all of the bar has its least room.
    public static void whereItDoesNotFit(Region bar, List<? extends Node> spare) {
        whenNarrow(
                bar,
                width -> {
                    spare.forEach(node -> node.setVisible(true));
                    return bar.minWidth(Region.USE_COMPUTED_SIZE) > width;
                },
                List.of(),
                spare);
    }

    private static void whenNarrow(
            Region bar, DoublePredicate isNarrow, List<? extends Labeled> wordy, List<? extends Node> spare) {
        for (Node node : spare) {
            node.managedProperty().bind(node.visibleProperty());
        }
        bar.widthProperty().subscribe(width -> {
            boolean narrow = width.doubleValue() > 0 && isNarrow.test(width.doubleValue());
            wordy.forEach(
                    button -> button.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT));
            spare.forEach(node -> node.setVisible(!narrow));
        });
    }
}
