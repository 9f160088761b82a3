package dev.vitrine.ui.preferences;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.ui.support.Preferences;
import dev.vitrine.ui.support.Theme;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// The sheet of preferences: on the left what each is, in a name and a line, on the right the choice.
public final class PreferencesView extends VBox {
    private static final double CHOICE_WIDTH = 176;

    private final PreferencesViewModel viewModel;
    private final Preferences preferences;
    private final ChoiceBox<Number> memory;

    public PreferencesView(PreferencesViewModel viewModel) {
        this.viewModel = viewModel;
        preferences = viewModel.preferences();
        memory = choice(viewModel.memoryChoices(), PreferencesViewModel::sizeText, preferences.memoryProperty());
        getStyleClass().add("preferences");
        getChildren().setAll(
                section("preferences.appearance", createTheme(), createCaptions()),
                section("preferences.uploads", createUploader(), createRemoval()),
                section("preferences.storage", createMemory(), createDisk(), createClear()));
    }

    private Node createTheme() {
        List<String> themes = Stream.of(Theme.Choice.values()).map(Theme.Choice::name).toList();
        return row("preferences.theme", choice(themes, name -> text("toolbar.theme." + name.toLowerCase(Locale.ROOT)), preferences.themeProperty()));
    }

    private Node createCaptions() {
        return row("preferences.captions", tick(preferences.captionsProperty()));
    }

    private Node createUploader() {
        var name = new TextField();
        name.setId("preferences-uploader");
        name.setPromptText(text("preferences.uploader.prompt"));
        name.textProperty().bindBidirectional(preferences.uploaderProperty());
        return withProblem(row("preferences.uploader", name), viewModel.uploaderProblemProperty());
    }

    private Node createRemoval() {
        return row("preferences.removal", tick(preferences.removesMetadataProperty()));
    }

    private Node createMemory() {
        return row("preferences.memory", memory);
    }

    private Node createDisk() {
        ChoiceBox<Number> sizes = choice(viewModel.diskChoices(), PreferencesViewModel::sizeText, preferences.diskProperty());
        sizes.setDisable(!viewModel.keepsPreviews());
        return row("preferences.disk", viewModel.keepsPreviews() ? "preferences.disk.explained" : "preferences.disk.shared", sizes);
    }

    private Node createClear() {
        var clear = new Button();
        clear.setId("preferences-clear");
        clear.textProperty().bind(viewModel.clearLabelProperty());
        clear.disableProperty().bind(viewModel.clearableProperty().not());
        clear.setOnAction(_ -> {
            // Where the focus goes by itself when this button is disabled is the next button: Reset.
            memory.requestFocus();
            viewModel.clear();
        });
        return withProblem(row("preferences.clear", clear), viewModel.clearProblemProperty());
    }

    private static VBox section(String key, Node... rows) {
        var heading = new Label(text(key));
        heading.getStyleClass().addAll("strong", "heading");
        var section = new VBox(heading);
        section.getStyleClass().add("section");
        section.getChildren().addAll(rows);
        return section;
    }

    private static HBox row(String key, Control control) {
        return row(key, key + ".explained", control);
    }

    private static HBox row(String key, String explainedKey, Control control) {
        var name = new Label(text(key));
        name.setLabelFor(control);
        var explained = new Label(text(explainedKey));
        explained.getStyleClass().addAll("small", "muted");
        explained.setWrapText(true);
        explained.setMinHeight(Region.USE_PREF_SIZE);
        control.setAccessibleText(name.getText());
        control.setAccessibleHelp(explained.getText());
        control.setMinWidth(Region.USE_PREF_SIZE);
        if (!(control instanceof CheckBox)) {
            control.setPrefWidth(CHOICE_WIDTH);
        }
        var words = new VBox(name, explained);
        words.getStyleClass().add("words");
        HBox.setHgrow(words, Priority.ALWAYS);
        var row = new HBox(words, control);
        row.getStyleClass().add("row");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static VBox withProblem(Node row, ObservableValue<String> sentence) {
        var problem = new Label();
        problem.getStyleClass().addAll("small", "problem");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.textProperty().bind(sentence);
        problem.visibleProperty().bind(sentence.map(text -> !text.isEmpty()));
        problem.managedProperty().bind(problem.visibleProperty());
        return new VBox(row, problem);
    }

    private static CheckBox tick(BooleanProperty ticked) {
        var box = new CheckBox();
        box.selectedProperty().bindBidirectional(ticked);
        return box;
    }

    private static <T> ChoiceBox<T> choice(List<T> choices, Function<T, String> words, Property<T> chosen) {
        var box = new ChoiceBox<T>();
        box.getItems().setAll(choices);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T choice) {
                return choice == null ? "" : words.apply(choice);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("nobody types here");
            }
        });
        box.valueProperty().bindBidirectional(chosen);
        return box;
    }
}
