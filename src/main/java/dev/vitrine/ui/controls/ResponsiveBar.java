package dev.vitrine.ui.controls;

import dev.vitrine.ui.support.TextSize;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Labeled;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// Lets a bar do with icons where there is no room for words. What a button says is then its accessible text still, and
/// its tooltip tells it.
public final class ResponsiveBar {
    private ResponsiveBar() {}

    /// @param room the width that the bar needs for its words at 100 percent
    /// @param wordy buttons with words and an icon
    /// @param spare what is left out, because there is another way to it
    public static void below(double room, Region bar, List<? extends Labeled> wordy, List<? extends Node> spare) {
        leaveNoGap(spare);
        bar.widthProperty().subscribe(width -> {
            boolean narrow = width.doubleValue() > 0 && width.doubleValue() < TextSize.of(room);
            wordy.forEach(
                    button -> button.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT));
            spare.forEach(node -> node.setVisible(!narrow));
        });
    }

    /// Where not all of the bar has its least room; that may grow after the first layout, with the style. The bar
    /// does not make its window's content wider than the window.
    public static void whereItDoesNotFit(HBox bar, List<? extends Node> spare) {
        leaveNoGap(spare);
        bar.setMinWidth(0);
        Runnable fit = () -> {
            double width = bar.getWidth();
            boolean fits = width <= 0 || leastRoom(bar, spare) <= width;
            spare.forEach(node -> node.setVisible(fits));
        };
        bar.widthProperty().subscribe(_ -> fit.run());
        bar.needsLayoutProperty().subscribe(needs -> {
            if (!needs) {
                fit.run();
            }
        });
    }

    /// Of all, also of what is left out now.
    private static double leastRoom(HBox bar, List<? extends Node> spare) {
        List<Node> all = bar.getChildren().stream()
                .filter(node -> node.isManaged() || spare.contains(node))
                .toList();
        return bar.snappedLeftInset()
                + bar.snappedRightInset()
                + bar.getSpacing() * (all.size() - 1)
                + all.stream().mapToDouble(node -> node.minWidth(-1)).sum();
    }

    private static void leaveNoGap(List<? extends Node> spare) {
        spare.forEach(node -> node.managedProperty().bind(node.visibleProperty()));
    }
}
