package dev.vitrine.ui.shell;

import dev.vitrine.ui.support.Messages;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.collections.SetChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;
import org.controlsfx.control.StatusBar;

/// The line below: what is selected on the left, what goes on in the background on the right. Where there is no
/// room for all words, one after the other of those on the right does with its icon, what went wrong the last; its
/// tooltip and accessible text stay.
final class StatusLine extends StatusBar {
    private static final double GAP = 16; // as in the style, and as much between left and right
    private static final double PADDING = 24;
    /// Of the line, that what goes on in the background leaves to what is selected.
    private static final double LEFT_SHARE = 0.4;

    /// Of what went wrong.
    private static final Set<PseudoClass> FAILURES = Stream.of("offline", "trouble", "unseen")
            .map(PseudoClass::getPseudoClass)
            .collect(Collectors.toUnmodifiableSet());

    private final List<Node> background;

    StatusLine(ObservableValue<String> selected, Node... background) {
        this.background = List.of(background);
        getStyleClass().add("status");
        setFocusTraversable(false);
        setMinWidth(0); // the window is as wide as a person makes it
        setAccessibleRole(AccessibleRole.TOOL_BAR);
        setAccessibleText(Messages.text("status.accessible"));
        textProperty().bind(selected);
        getRightItems().addAll(background);
        widthProperty().subscribe(_ -> fit());
        textProperty().subscribe((_, _) -> fit());
        for (Node item : background) {
            item.visibleProperty().subscribe((_, _) -> fit());
            item.getPseudoClassStates().addListener((SetChangeListener<PseudoClass>) change -> {
                if (FAILURES.contains(change.wasAdded() ? change.getElementAdded() : change.getElementRemoved())) {
                    fit();
                }
            });
            if (item instanceof Labeled labeled) {
                labeled.textProperty().subscribe((_, _) -> fit());
            }
        }
    }

    private void fit() {
        if (getWidth() <= 0) {
            return;
        }
        List<Labeled> wordy = background.stream()
                .filter(Labeled.class::isInstance)
                .map(Labeled.class::cast)
                .filter(item -> item.getGraphic() != null && !item.getText().isEmpty())
                .sorted(Comparator.comparing(StatusLine::isFailure))
                .toList();
        wordy.forEach(item -> item.setContentDisplay(ContentDisplay.LEFT));
        applyCss();
        left().forEach(label -> label.setMinWidth(Math.min(label.prefWidth(-1), LEFT_SHARE * getWidth())));
        double room = getWidth() - PADDING - leftWidth();
        for (Labeled item : wordy) {
            if (background.stream()
                            .filter(Node::isManaged)
                            .mapToDouble(StatusLine::widthOf)
                            .sum()
                    <= room) {
                return;
            }
            item.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        }
    }

    private static boolean isFailure(Node item) {
        return item.getPseudoClassStates().stream().anyMatch(FAILURES::contains);
    }

    private double leftWidth() {
        return left().mapToDouble(StatusLine::widthOf).max().orElse(0);
    }

    private Stream<Label> left() {
        return lookupAll(".status-label").stream()
                .filter(Label.class::isInstance)
                .map(Label.class::cast);
    }

    private static double widthOf(Node item) {
        double max =
                item instanceof Region region && region.getMaxWidth() > 0 ? region.getMaxWidth() : Double.MAX_VALUE;
        return Math.min(item.prefWidth(-1), max) + GAP;
    }
}
