package dev.vitrine.ui.shell;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The line below: what is selected on the left, what goes on in the background on the right.
final class StatusLine extends HBox {
    StatusLine(ObservableValue<String> selected, Node... background) {
        getStyleClass().add("status");
        var label = new Label();
        label.textProperty().bind(selected);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(label, space);
        getChildren().addAll(background);
    }
}
