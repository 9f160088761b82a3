package dev.vitrine.ui.controls;

import dev.vitrine.ui.support.Messages;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.text.TextAlignment;
import org.controlsfx.control.SegmentedButton;

/// A few choices side by side, of which one holds. Arrow keys go from one to the next.
public final class ChoiceBar<E extends Enum<E>> extends SegmentedButton {
    /// @param choices what is chosen is always among them
    /// @param name what is chosen, for a screen reader
    public ChoiceBar(E[] choices, Function<E, String> label, Property<E> chosen, String name) {
        setMaxWidth(Double.MAX_VALUE);
        ToggleGroup group = getToggleGroup();
        for (E choice : choices) {
            var button = new ToggleButton(label.apply(choice));
            button.setMnemonicParsing(false);
            button.setId(choice.getDeclaringClass().getSimpleName() + "-" + choice.name());
            button.setAccessibleText(Messages.text("choice.accessible", name, button.getText()));
            button.setToggleGroup(group);
            button.setMaxWidth(Double.MAX_VALUE);
            LineWrap.of(button); // rather than to end in dots
            button.setTextAlignment(TextAlignment.CENTER);
            button.setMinHeight(Region.USE_PREF_SIZE);
            button.setMaxHeight(Double.MAX_VALUE);
            HBox.setHgrow(button, Priority.ALWAYS);
            getButtons().add(button);
        }
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null) {
                before.setSelected(true); // one always holds
            } else {
                chosen.setValue(choices[group.getToggles().indexOf(now)]);
            }
        });
        chosen.subscribe(now ->
                group.selectToggle(group.getToggles().get(List.of(choices).indexOf(now))));
    }
}
