package dev.vitrine.ui.shell;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.controlsfx.control.StatusBar;

/// The line below: what is selected on the left, what goes on in the background on the right.
final class StatusLine extends StatusBar {
    StatusLine(ObservableValue<String> selected, Node... background) {
        getStyleClass().add("status");
        textProperty().bind(selected);
        getRightItems().addAll(background);
    }
}
