package dev.vitrine.ui.download;

import static dev.vitrine.ui.controls.FormFields.field;
import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.showWhen;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.service.download.DownloadRequest.Taken;
import dev.vitrine.ui.controls.ChoiceBar;
import dev.vitrine.ui.controls.FormFields;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.controls.RenditionFields;
import dev.vitrine.ui.download.DownloadFormViewModel.SaveAs;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Nodes;
import dev.vitrine.ui.support.RenditionViewModel.CopyKind;
import dev.vitrine.ui.support.TextSize;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The card that asks how to save images.
public final class DownloadFormView extends VBox {
    /// What the menu offers.
    private record Field(String text, String key) {}

    private static final List<Field> FIELDS = List.of(
            new Field("{name}", "download.field.name"),
            new Field("{title}", "download.field.title"),
            new Field("{user}", "download.field.user"),
            new Field("{taken:yyyy-MM-dd}", "download.field.day"),
            new Field("{n:03}", "download.field.number"),
            new Field("{user}/{name}", "download.field.userFolders"),
            new Field("{taken:yyyy}/{taken:MM}/{name}", "download.field.monthFolders"));

    private final DownloadFormViewModel form;
    private final TextField pattern = new TextField();

    public DownloadFormView(DownloadFormViewModel form) {
        this.form = form;
        setId("download-form");
        setMaxWidth(TextSize.of(520));
        getChildren()
                .addAll(
                        createHeading(),
                        new FormFields(
                                createKind(),
                                createNames(),
                                createTaken(),
                                new RenditionFields("copies.kind", form.copies()),
                                createCaptions(),
                                createRemoval()),
                        createFoot());
    }

    /// Where one begins to type.
    public Node first() {
        return pattern;
    }

    private Node createHeading() {
        Label title = Labels.of(form.imagesProperty().map(_ -> form.summary()), "large", "strong");
        LineWrap.of(title);
        return title;
    }

    private Node createKind() {
        return new ChoiceBar<>(
                SaveAs.values(),
                kind -> text("download.kind." + kind.name()),
                form.kindProperty(),
                text("download.kind"));
    }

    private Node createNames() {
        pattern.setId("download-pattern");
        pattern.textProperty().bindBidirectional(form.patternProperty());
        pattern.setAccessibleText(text("download.names"));
        HBox.setHgrow(pattern, Priority.ALWAYS);
        var fields = new MenuButton(text("download.names.insert"), Icons.of(Feather.PLUS));
        fields.setMinWidth(Region.USE_PREF_SIZE);
        for (Field field : FIELDS) {
            var item = new MenuItem(text("download.names.field", field.text(), text(field.key())));
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> insert(field.text()));
            fields.getItems().add(item);
        }
        Label label = Labels.of(text("download.names"), "small", "muted");
        label.setLabelFor(pattern);
        Label preview = Labels.of(form.previewProperty(), "small", "muted");
        preview.setId("download-preview");
        preview.setMinHeight(Region.USE_PREF_SIZE);
        showWhen(preview, form.previewProperty().isNotEmpty());
        Label problem = Labels.wrapped(form.problemProperty(), "problem", "small");
        showWhen(problem, form.problemProperty().isNotEmpty());
        pattern.accessibleHelpProperty().bind(form.problemProperty().concat(form.previewProperty()));
        return field(label, new HBox(8, pattern, fields), preview, problem);
    }

    private void insert(String field) {
        if (field.contains("/")) {
            pattern.setText(field);
        } else {
            pattern.replaceSelection(field);
        }
        pattern.requestFocus();
        pattern.end();
    }

    private Node createTaken() {
        Label label = Labels.of(text("download.taken"), "small", "muted");
        var choiceBar = new ChoiceBar<>(
                Taken.values(),
                taken -> text("download.taken." + taken.name()),
                form.takenProperty(),
                text("download.taken"));
        VBox box = field(label, choiceBar);
        showWhen(box, form.kindProperty().isEqualTo(SaveAs.FILES));
        return box;
    }

    private Node createCaptions() {
        Label uncorrected = Labels.wrapped(form.uncorrectedProperty(), "small", "muted");
        uncorrected.setId("download-uncorrected");
        showWhen(uncorrected, form.uncorrectedProperty().isNotEmpty());
        return field(explained("download.captions", "download-captions", form.writesCaptionsProperty()), uncorrected);
    }

    private Node createRemoval() {
        Node removal = explained("download.remove", "download-remove", form.withoutMetadataProperty());
        showWhen(removal, form.copies().kindProperty().map(kind -> kind == CopyKind.ORIGINAL));
        return removal;
    }

    /// A tick that says more once it is set.
    private static Node explained(String key, String id, BooleanProperty ticked) {
        CheckBox tick = FormFields.tick(text(key), id, ticked);
        Label note = Labels.wrapped(text(key + ".note"), "small", "muted");
        tick.setAccessibleHelp(note.getText());
        showWhen(note, ticked);
        return field(tick, note);
    }

    private Node createFoot() {
        var cancel = new Button(text("dialogs.cancel"));
        cancel.setOnAction(_ -> form.close());
        var save = new Button();
        save.setId("download-start");
        save.textProperty().bind(form.kindProperty().map(kind -> text("download.start." + kind.name())));
        save.setOnAction(_ -> form.submit());
        save.disableProperty().bind(form.problemProperty().isNotEmpty());
        var again = styled(new Button(), "accent");
        again.setId("download-again");
        again.setMnemonicParsing(false);
        again.setTooltip(new Tooltip());
        again.setOnAction(_ -> form.submitThere());
        again.disableProperty().bind(form.problemProperty().isNotEmpty());
        showWhen(again, form.lastFolderProperty().map(Optional::isPresent));
        form.lastFolderProperty().subscribe(last -> {
            last.ifPresent(folder -> {
                again.setText(text("download.start.there", String.valueOf(folder.getFileName())));
                again.getTooltip().setText(Format.path(folder, Integer.MAX_VALUE));
            });
            save.getStyleClass().remove("accent");
            if (last.isEmpty()) {
                save.getStyleClass().add("accent");
            }
        });
        var foot = new HBox(8, Nodes.spacer(), cancel, save, again);
        foot.setAlignment(Pos.CENTER_RIGHT);
        return foot;
    }
}
