package dev.vitrine.ui.preferences;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.RenditionFields;
import dev.vitrine.ui.support.Language;
import dev.vitrine.ui.support.Motion;
import dev.vitrine.ui.support.Preferences;
import dev.vitrine.ui.support.TextSize;
import dev.vitrine.ui.support.Theme;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// The sheet of preferences: on the left what each is, in a name and a line, on the right the choice.
public final class PreferencesView extends VBox {
    private final PreferencesViewModel viewModel;
    private final Preferences preferences;
    private final Runnable editConnections;
    private final PreferenceRow memory;

    /// @param editConnections shows the list of connections in place of the sheet
    public PreferencesView(PreferencesViewModel viewModel, Runnable editConnections) {
        this.viewModel = viewModel;
        this.editConnections = editConnections;
        preferences = viewModel.preferences();
        memory = PreferenceRow.choice(
                        "preferences.memory",
                        viewModel.memoryChoices(),
                        PreferencesViewModel::sizeText,
                        preferences.memoryProperty())
                .resets(preferences, preferences.memoryProperty());
        getStyleClass().add("preferences");
        getChildren()
                .setAll(
                        section(
                                "preferences.appearance",
                                createTheme(),
                                createLanguage(),
                                createTextSize(),
                                createMotion(),
                                createCaptions()),
                        section(
                                "preferences.uploads",
                                createUploader(),
                                createTags(),
                                createRemoval(),
                                createAtOnce(),
                                createLimit()),
                        section("preferences.copies", createWritesCaptions(), createCopies()),
                        section("preferences.questions", createPermanentDeletion(), createMany()),
                        section("preferences.storage", memory, createDisk(), createClear()),
                        section("preferences.libraries", createConnections()));
        viewModel
                .offlineLabel()
                .ifPresent(label -> getChildren()
                        .add(
                                getChildren().size() - 1,
                                section("preferences.offline.title", createOffline(), createOfflineRemoval(label))));
    }

    private Node createOffline() {
        return PreferenceRow.choice(
                        "preferences.offline",
                        viewModel.offlineChoices(),
                        PreferencesViewModel::sizeText,
                        preferences.offlineProperty())
                .resets(preferences, preferences.offlineProperty());
    }

    private Node createOfflineRemoval(ObservableValue<String> label) {
        var remove = new Button();
        remove.setId("preferences-offline-remove");
        remove.textProperty().bind(label);
        remove.disableProperty()
                .bind(BooleanExpression.booleanExpression(viewModel.offlineRemovable())
                        .not());
        remove.setOnAction(_ -> {
            memory.control().requestFocus();
            viewModel.removeOffline();
        });
        return new PreferenceRow("preferences.offline.removal", remove);
    }

    private Node createTheme() {
        return named("preferences.theme", Theme.ThemeChoice.values(), "toolbar.theme.", preferences.themeProperty());
    }

    private Node createLanguage() {
        return named(
                "preferences.language", Language.values(), "preferences.language.", preferences.languageProperty());
    }

    private Node createTextSize() {
        return PreferenceRow.choice(
                        "preferences.textSize",
                        TextSize.CHOICES,
                        percent -> text("format.percent", percent),
                        preferences.textSizeProperty())
                .resets(preferences, preferences.textSizeProperty());
    }

    private Node createMotion() {
        return named(
                "preferences.motion",
                Motion.MotionChoice.values(),
                "preferences.motion.",
                preferences.motionProperty());
    }

    private Node createCaptions() {
        return PreferenceRow.onOff("preferences.captions", preferences.captionsProperty())
                .resets(preferences, preferences.captionsProperty());
    }

    private Node createUploader() {
        return PreferenceRow.field("preferences.uploader", "preferences-uploader", preferences.uploaderProperty())
                .resets(preferences, preferences.uploaderProperty())
                .showsProblem(viewModel.uploaderProblemProperty());
    }

    private Node createTags() {
        return PreferenceRow.field("preferences.tags", "preferences-tags", preferences.uploadTagsProperty())
                .resets(preferences, preferences.uploadTagsProperty());
    }

    private Node createRemoval() {
        return PreferenceRow.onOff("preferences.removal", preferences.removesMetadataProperty())
                .resets(preferences, preferences.removesMetadataProperty());
    }

    private Node createWritesCaptions() {
        return PreferenceRow.onOff("preferences.writesCaptions", preferences.writesCaptionsProperty())
                .resets(preferences, preferences.writesCaptionsProperty());
    }

    private Node createCopies() {
        viewModel.copies().refresh();
        return new RenditionFields("preferences.copiesAs", viewModel.copies());
    }

    private Node createAtOnce() {
        return PreferenceRow.choice(
                        "preferences.atOnce",
                        viewModel.atOnceChoices(),
                        number -> text("preferences.atOnce.files", number),
                        preferences.uploadsAtOnceProperty())
                .resets(preferences, preferences.uploadsAtOnceProperty());
    }

    private Node createLimit() {
        return PreferenceRow.choice(
                        "preferences.limit",
                        viewModel.limitChoices(),
                        PreferencesViewModel::limitText,
                        preferences.uploadLimitProperty())
                .resets(preferences, preferences.uploadLimitProperty());
    }

    private Node createPermanentDeletion() {
        return PreferenceRow.onOff("preferences.deletePermanently", preferences.confirmsPermanentDeletionProperty())
                .resets(preferences, preferences.confirmsPermanentDeletionProperty());
    }

    private Node createMany() {
        return PreferenceRow.choice(
                        "preferences.many",
                        viewModel.manyChoices(),
                        PreferencesViewModel::manyText,
                        preferences.manyProperty())
                .resets(preferences, preferences.manyProperty());
    }

    private Node createDisk() {
        ChoiceBox<Number> sizes = PreferenceRow.choiceBox(
                viewModel.diskChoices(), PreferencesViewModel::sizeText, preferences.diskProperty());
        sizes.setDisable(!viewModel.keepsPreviews());
        return new PreferenceRow(
                        "preferences.disk",
                        viewModel.keepsPreviews() ? "preferences.disk.explained" : "preferences.disk.shared",
                        sizes)
                .resets(preferences, preferences.diskProperty());
    }

    private Node createClear() {
        var clear = new Button();
        clear.setId("preferences-clear");
        clear.textProperty().bind(viewModel.clearLabelProperty());
        clear.disableProperty().bind(viewModel.clearableProperty().not());
        clear.setOnAction(_ -> {
            // Where the focus goes by itself when this button is disabled is the next button: Reset.
            memory.control().requestFocus();
            viewModel.clear();
        });
        return new PreferenceRow("preferences.clear", clear).showsProblem(viewModel.clearProblemProperty());
    }

    private Node createConnections() {
        var edit = new Button(text("preferences.connections.action"));
        edit.setId("preferences-connections");
        edit.setOnAction(_ -> editConnections.run());
        return new PreferenceRow("preferences.connections", edit);
    }

    private static VBox section(String key, Node... rows) {
        Label heading = Labels.of(text(key), "strong", "heading");
        var section = styled(new VBox(heading), "section");
        section.getChildren().addAll(rows);
        return section;
    }

    /// A choice of names, for which there are texts.
    private PreferenceRow named(String key, Enum<?>[] choices, String texts, StringProperty chosen) {
        List<String> names = Arrays.stream(choices).map(Enum::name).toList();
        Function<String, String> words = name -> text(texts + name.toLowerCase(Locale.ROOT));
        return PreferenceRow.choice(key, names, words, chosen).resets(preferences, chosen);
    }
}
