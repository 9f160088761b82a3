package dev.vitrine.ui.controls;

import dev.vitrine.ui.support.Messages;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// A few choices side by side, of which one holds. Arrow keys go from one to the next.
public final class ChoiceBar<E extends Enum<E>> extends HBox {
    /// @param name what is chosen, for a screen reader
    public ChoiceBar(E[] choices, Function<E, String> label, Property<E> chosen, String name) {
        getStyleClass().add("choice");
        var group = new ToggleGroup();
        for (int i = 0; i < choices.length; i++) {
            E choice = choices[i];
            var button = new ToggleButton(label.apply(choice));
            button.setId(choice.getDeclaringClass().getSimpleName() + "-" + choice.name());
            button.getStyleClass().add(i == 0 ? "left-pill" : i == choices.length - 1 ? "right-pill" : "center-pill");
            button.setAccessibleText(Messages.text("choice.accessible", name, button.getText()));
            button.setToggleGroup(group);
            button.setUserData(choice);
            button.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(button, Priority.ALWAYS);
            getChildren().add(button);
        }
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null) {
                before.setSelected(true); // one always holds
            } else {
                chosen.setValue(choices[group.getToggles().indexOf(now)]);
            }
        });
        chosen.subscribe(now -> group.selectToggle(group.getToggles().get(now.ordinal())));
    }
}
