package dev.vitrine.ui.bulk;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.service.edit.CaptionPlan;
import dev.vitrine.ui.bulk.BulkFormViewModel.Describing;
import dev.vitrine.ui.controls.ChoiceBar;
import dev.vitrine.ui.controls.FormFields;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.controls.Sheet;
import dev.vitrine.ui.support.Nodes;
import java.util.Locale;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// Asks for titles and descriptions of the selected images: its button says how many it changes, Esc leaves everything
/// as it was.
public final class BulkSheet {
    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");
    private static final String[] FIELDS = {
        "{name}", "{title}", "{taken:yyyy-MM-dd}", "{uploaded:yyyy-MM-dd}", "{n:03}", "{user}"
    };

    private final BulkFormViewModel form;
    private final TextField pattern = new TextField();
    private final TextArea description = new TextArea();
    private final Sheet sheet;

    public BulkSheet(BulkFormViewModel form) {
        this.form = form;
        var content = styled(new VBox(createTitles(), createDescription()), "bulk-form");
        sheet = new Sheet(text("bulk.title", form.count()), content).width(640).first(pattern);
        sheet.leaving(text("dialogs.cancel"));
        Button act = sheet.agreeing(text("bulk.act", form.count()), "accent");
        act.setId("bulk-act");
        act.disableProperty().bind(form.planProperty().map(Optional::isEmpty));
        sheet.pressedByEnter(act);
    }

    /// Waits for the answer.
    public Optional<CaptionPlan> ask(Window owner) {
        return sheet.ask(owner) ? form.planProperty().get() : Optional.empty();
    }

    private VBox createTitles() {
        pattern.setId("bulk-pattern");
        pattern.setPromptText(text("bulk.titles.prompt"));
        pattern.setAccessibleText(text("bulk.titles"));
        pattern.textProperty().bindBidirectional(form.patternProperty());
        HBox.setHgrow(pattern, Priority.ALWAYS);
        var line = new HBox(8, pattern, createNumber());
        line.setAlignment(Pos.CENTER_LEFT);
        var fields = new FlowPane(6, 6);
        for (String field : FIELDS) {
            var insert = styled(new Button(field), "small", "field");
            insert.setMnemonicParsing(false);
            insert.setAccessibleText(text("bulk.titles.insert", field));
            insert.setOnAction(_ -> {
                pattern.replaceSelection(field);
                pattern.requestFocus();
                pattern.deselect();
            });
            fields.getChildren().add(insert);
        }
        return new VBox(
                8,
                Labels.of(text("bulk.titles"), "strong"),
                line,
                fields,
                createNote(),
                new TitlePreview(form.previewProperty(), form.count()));
    }

    private HBox createNumber() {
        var number = new TextField();
        number.setId("bulk-number");
        number.setPrefColumnCount(5);
        number.setAccessibleText(text("bulk.number"));
        number.textProperty().bindBidirectional(form.numberProperty());
        var from = Labels.of(text("bulk.number"), "muted");
        from.setMinWidth(Region.USE_PREF_SIZE);
        var box = new HBox(8, from, number);
        box.setAlignment(Pos.CENTER_LEFT);
        box.setMinWidth(Region.USE_PREF_SIZE);
        Nodes.showWhen(box, form.numberedProperty());
        return box;
    }

    private Label createNote() {
        Label note = Labels.wrapped(form.noteProperty(), "note", "small");
        note.setId("bulk-note");
        Nodes.showWhen(note, form.noteProperty().map(said -> !said.isEmpty()));
        form.refusedProperty().subscribe(refused -> note.pseudoClassStateChanged(REFUSED, refused));
        return note;
    }

    private VBox createDescription() {
        var choices = new ChoiceBar<>(
                Describing.values(),
                each -> text("bulk.description." + each.name().toLowerCase(Locale.ROOT)),
                form.describingProperty(),
                text("bulk.description"));
        choices.addEventFilter(
                MouseEvent.MOUSE_CLICKED, _ -> description.requestFocus()); // arrow keys stay on the choices
        description.setId("bulk-description");
        description.setPrefRowCount(3);
        LineWrap.of(description);
        description.setAccessibleText(text("bulk.description"));
        description.textProperty().bindBidirectional(form.descriptionProperty());
        FormFields.leaveOnTab(description);
        Nodes.showWhen(description, form.describingProperty().map(chosen -> chosen != Describing.KEEP));
        return new VBox(8, Labels.of(text("bulk.description"), "strong"), choices, description);
    }
}
