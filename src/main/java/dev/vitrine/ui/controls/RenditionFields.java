package dev.vitrine.ui.controls;

import static dev.vitrine.ui.controls.FormFields.button;
import static dev.vitrine.ui.controls.FormFields.field;
import static dev.vitrine.ui.controls.FormFields.nameOf;
import static dev.vitrine.ui.controls.Labels.line;
import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.showWhen;

import dev.vitrine.image.Rendition;
import dev.vitrine.ui.support.RenditionViewModel;
import dev.vitrine.ui.support.RenditionViewModel.CopyKind;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The fields for what copies are made as.
public final class RenditionFields extends VBox {
    private static final List<String> USUAL = List.of("4096", "2048", "1024");
    /// As between the fields of a form.
    private static final double GAP = 16;

    private final RenditionViewModel choice;

    /// @param key of the words that say which copies are meant
    public RenditionFields(String key, RenditionViewModel choice) {
        this.choice = choice;
        setId("copies");
        setSpacing(GAP);
        var isMade = choice.kindProperty().map(kind -> kind != CopyKind.ORIGINAL);
        Node size = createSize();
        Node metadata = createMetadata();
        showWhen(size, isMade);
        showWhen(metadata, isMade);
        var hasPresets = choice.savedProperty().map(saved -> !saved.isEmpty());
        Node presets = createPresets();
        showWhen(presets, isMade.flatMap(made -> hasPresets.map(some -> made || some)));
        getChildren()
                .setAll(
                        createKind(key),
                        size,
                        metadata,
                        presets,
                        line("copies-presets-problem", choice.presetsProblemProperty(), "problem", "small"));
    }

    private Node createKind(String key) {
        var kinds = new ChoiceBar<>(
                choice.kinds(), kind -> text("copies.kind." + kind.name()), choice.kindProperty(), text(key));
        Label note = Labels.wrapped(text("copies.note"), "small", "muted");
        showWhen(note, choice.kindProperty().map(kind -> kind != CopyKind.ORIGINAL));
        return field(nameOf(kinds, text(key)), kinds, note);
    }

    private Node createSize() {
        var side = new TextField();
        side.setId("copies-long-side");
        side.setPromptText(text("copies.longSide.whole"));
        side.textProperty().bindBidirectional(choice.longSideProperty());
        side.setAccessibleText(text("copies.longSide"));
        side.accessibleHelpProperty().bind(choice.problemProperty());
        HBox.setHgrow(side, Priority.ALWAYS);
        var usual = new MenuButton(text("copies.choose"));
        usual.setId("copies-long-side-usual");
        usual.setMinWidth(Region.USE_PREF_SIZE);
        usual.getItems()
                .add(item(
                        text("copies.longSide.whole"),
                        () -> choice.longSideProperty().set("")));
        for (String pixels : USUAL) {
            usual.getItems().add(item(pixels, () -> choice.longSideProperty().set(pixels)));
        }
        return field(
                nameOf(side, text("copies.longSide")),
                new HBox(8, side, usual),
                line("copies-problem", choice.problemProperty(), "problem", "small"));
    }

    private static MenuItem item(String words, Runnable act) {
        var item = new MenuItem(words);
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> act.run());
        return item;
    }

    private Node createMetadata() {
        var kept = new ChoiceBar<>(
                choice.keptMetadata(),
                each -> text("copies.metadata." + each.name()),
                choice.metadataProperty(),
                text("copies.metadata"));
        return field("copies.metadata", kept);
    }

    private Node createPresets() {
        var name = new TextField();
        name.setId("copies-preset");
        name.setPromptText(text("copies.preset.prompt"));
        name.setAccessibleText(text("copies.preset"));
        name.textProperty().bindBidirectional(choice.nameProperty());
        HBox.setHgrow(name, Priority.ALWAYS);
        var isMade = choice.kindProperty().map(kind -> kind != CopyKind.ORIGINAL);
        showWhen(name, isMade);
        var known = new MenuButton(text("copies.choose"));
        known.setId("copies-presets");
        known.setMinWidth(Region.USE_PREF_SIZE);
        choice.savedProperty().subscribe(saved -> known.getItems().setAll(items(saved)));
        showWhen(known, choice.savedProperty().map(saved -> !saved.isEmpty()));
        Button save = button("copies.preset.save", "copies-preset-save", choice::save);
        save.disableProperty()
                .bind(choice.nameProperty()
                        .map(String::isBlank)
                        .flatMap(blank -> choice.renditionProperty().map(made -> blank || made.isEmpty())));
        showWhen(save, isMade);
        Button remove = button("copies.preset.remove", "copies-preset-remove", choice::remove);
        showWhen(
                remove,
                isMade.flatMap(made -> choice.nameProperty()
                        .flatMap(typed -> choice.savedProperty().map(saved -> made && saved.containsKey(typed)))));
        return field(nameOf(name, text("copies.preset")), new HBox(8, name, known, save, remove));
    }

    private List<MenuItem> items(Map<String, Rendition> saved) {
        return saved.entrySet().stream()
                .map(preset -> item(
                        text("copies.preset.item", preset.getKey(), RenditionViewModel.words(preset.getValue())),
                        () -> choice.use(preset.getKey())))
                .toList();
    }
}
