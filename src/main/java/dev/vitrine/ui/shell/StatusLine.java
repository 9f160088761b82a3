package dev.vitrine.ui.shell;

import dev.vitrine.ui.support.Messages;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import org.controlsfx.control.StatusBar;

/// The line below: what is selected on the left, what goes on in the background on the right.
final class StatusLine extends StatusBar {
    StatusLine(ObservableValue<String> selected, Node... background) {
        getStyleClass().add("status");
        setFocusTraversable(false);
        setAccessibleRole(AccessibleRole.TOOL_BAR);
        setAccessibleText(Messages.text("status.accessible"));
        textProperty().bind(selected);
        getRightItems().addAll(background);
    }
}
