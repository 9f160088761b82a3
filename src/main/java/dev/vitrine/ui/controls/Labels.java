package dev.vitrine.ui.controls;

import static dev.vitrine.ui.support.Nodes.showWhen;
import static dev.vitrine.ui.support.Nodes.styled;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// Labels with their style classes. Those that wrap are never cut.
public final class Labels {
    private Labels() {}

    public static Label of(String text, String... styleClasses) {
        return styled(new Label(text), styleClasses);
    }

    public static Label of(ObservableValue<String> text, String... styleClasses) {
        Label label = of("", styleClasses);
        label.textProperty().bind(text);
        return label;
    }

    public static Label wrapped(String text, String... styleClasses) {
        Label label = of(text, styleClasses);
        LineWrap.of(label);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    public static Label wrapped(ObservableValue<String> text, String... styleClasses) {
        Label label = wrapped("", styleClasses);
        label.textProperty().bind(text);
        return label;
    }

    /// Wraps, and takes no room while it says nothing.
    public static Label line(String id, ObservableValue<String> text, String... styleClasses) {
        Label line = wrapped(text, styleClasses);
        line.setId(id);
        showWhen(line, text.map(now -> !now.isEmpty()));
        return line;
    }
}
