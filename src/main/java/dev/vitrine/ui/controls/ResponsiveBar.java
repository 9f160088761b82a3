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
    ///
    /// @param groups what is left out together, those that are missed least first
    public static void whereItDoesNotFit(HBox bar, List<? extends List<? extends Node>> groups) {
        groups.forEach(ResponsiveBar::leaveNoGap);
        bar.setMinWidth(0);
        Runnable fit = () -> {
            var spare = groups.stream().<Node>flatMap(List::stream).toList();
            double width = bar.getWidth();
            double room = leastRoom(bar, spare);
            for (List<? extends Node> group : groups) {
                boolean fits = width <= 0 || room <= width;
                group.forEach(node -> node.setVisible(fits));
                room -= fits ? 0 : roomOf(bar, group);
            }
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
        return bar.snappedLeftInset() + bar.snappedRightInset() - bar.getSpacing() + roomOf(bar, all);
    }

    private static double roomOf(HBox bar, List<? extends Node> nodes) {
        return nodes.stream()
                .mapToDouble(node -> node.minWidth(-1) + bar.getSpacing())
                .sum();
    }

    private static void leaveNoGap(List<? extends Node> spare) {
        spare.forEach(node -> node.managedProperty().bind(node.visibleProperty()));
    }
}
