package dev.vitrine.ui.preferences;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.showWhen;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.controls.DisplayConverter;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.controls.Switch;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Preferences;
import dev.vitrine.ui.support.TextSize;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.Property;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// One preference: its name, a line that explains it, the choice, and a way back once something else than usual is
/// chosen.
final class PreferenceRow extends VBox {
    private static final double CHOICE_WIDTH = 176;

    private final String name;
    private final HBox line;
    private final StackPane back = styled(new StackPane(), "back");
    private final Control control;

    /// @param key of the name; `key.explained` is the line below it
    PreferenceRow(String key, Control control) {
        this(key, key + ".explained", control);
    }

    PreferenceRow(String key, String explainedKey, Control control) {
        this.control = control;
        name = text(key);
        getStyleClass().add("row");
        var title = new Label(name);
        title.setLabelFor(control);
        LineWrap.of(title);
        Label explained = Labels.wrapped(text(explainedKey), "small", "muted");
        if (control.getId() == null) {
            control.setId(key.replace('.', '-'));
        }
        control.setAccessibleText(name);
        control.setAccessibleHelp(explained.getText());
        control.setMinWidth(Region.USE_PREF_SIZE);
        if (!(control instanceof Switch)) {
            control.setPrefWidth(TextSize.of(CHOICE_WIDTH));
        }
        var words = styled(new VBox(title, explained), "words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        line = new HBox(words, control, back);
        line.getStyleClass().add("line");
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(line);
    }

    static PreferenceRow onOff(String key, BooleanProperty on) {
        var control = new Switch();
        control.selectedProperty().bindBidirectional(on);
        return new PreferenceRow(key, control);
    }

    static PreferenceRow field(String key, String id, StringProperty typed) {
        var field = new TextField();
        field.setId(id);
        field.setPromptText(text(key + ".prompt"));
        field.textProperty().bindBidirectional(typed);
        return new PreferenceRow(key, field);
    }

    static <T> PreferenceRow choice(String key, List<T> choices, Function<T, String> words, Property<T> chosen) {
        return new PreferenceRow(key, choiceBox(choices, words, chosen));
    }

    static <T> ChoiceBox<T> choiceBox(List<T> choices, Function<T, String> words, Property<T> chosen) {
        var box = new ChoiceBox<T>();
        box.getItems().setAll(choices);
        box.setConverter(new DisplayConverter<>(words));
        box.valueProperty().bindBidirectional(chosen);
        return box;
    }

    /// Offers what is usual while something else is chosen; the focus then goes back to the choice.
    <T> PreferenceRow resets(Preferences preferences, Property<T> property) {
        Button reset = Icons.button(Feather.ROTATE_CCW, text("preferences.resetOne", name), () -> {
            control.requestFocus();
            preferences.reset(property);
        });
        reset.setId(control.getId() + "-reset"); // by which the keyboard comes back to it in another language
        reset.visibleProperty().bind(preferences.changed(property));
        back.getChildren().setAll(reset);
        return this;
    }

    /// Says below what is wrong, while something is.
    PreferenceRow showsProblem(ObservableValue<String> sentence) {
        Label problem = Labels.wrapped(sentence, "small", "problem");
        showWhen(problem, sentence.map(text -> !text.isEmpty()));
        getChildren().setAll(line, problem);
        return this;
    }

    Control control() {
        return control;
    }
}
