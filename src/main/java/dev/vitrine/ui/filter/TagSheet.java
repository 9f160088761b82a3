package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.image.Facets.Count;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.controls.Sheet;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Nodes;
import dev.vitrine.ui.support.TextSize;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// Asks for a tag's new name: its button says what will happen, Enter does it, Esc leaves everything as it was.
final class TagSheet {
    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");
    private static final double ROW = 28;

    private final TagFormViewModel form;
    private final TextField field = new TextField();
    private final ListView<Count<String>> list = styled(new ListView<>(), "offered");
    private final Sheet sheet;

    TagSheet(TagFormViewModel form) {
        this.form = form;
        var content = styled(new VBox(createField(), createList(), createNote()), "tag-form");
        content.setMinHeight(Region.USE_PREF_SIZE);
        sheet = new Sheet(form.title(), content).width(488).first(field);
        sheet.leaving(text("dialogs.cancel"));
        Button act = sheet.agreeing("", "accent");
        act.setId("tag-act");
        act.textProperty().bind(form.actionProperty());
        act.disableProperty().bind(form.nameProperty().map(Optional::isEmpty));
        sheet.pressedByEnter(act);
        field.selectAll();
    }

    /// Waits for the answer.
    Optional<TagName> ask(Window owner) {
        return sheet.ask(owner) ? form.nameProperty().get() : Optional.empty();
    }

    private TextField createField() {
        field.setId("tag-name");
        field.setText(form.typedProperty().get());
        field.setAccessibleText(form.title());
        field.setPromptText(text("filter.retag.form.prompt"));
        form.typedProperty().bind(field.textProperty());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::walk);
        return field;
    }

    private void walk(KeyEvent key) {
        if (list.isVisible() && (key.getCode() == KeyCode.DOWN || key.getCode() == KeyCode.UP)) {
            int at = list.getSelectionModel().getSelectedIndex() + (key.getCode() == KeyCode.DOWN ? 1 : -1);
            if (at >= 0 && at < list.getItems().size()) {
                list.getSelectionModel().select(at);
                list.scrollTo(Math.max(0, at - 2));
            }
            key.consume();
        } else if (key.getCode() == KeyCode.ENTER && form.nameProperty().get().isEmpty()) {
            take();
            key.consume();
        }
    }

    private ListView<Count<String>> createList() {
        list.setItems(form.offered());
        list.setFixedCellSize(TextSize.of(ROW));
        list.setPrefHeight(TextSize.of(ROW) * 6 + 4);
        list.setMinHeight(Region.USE_PREF_SIZE);
        list.setFocusTraversable(false);
        list.setAccessibleText(text("filter.retag.form.offered"));
        list.setCellFactory(_ -> new OfferedCell());
        Nodes.show(list, form.kind() == TagFormViewModel.TagEdit.MERGE);
        list.setOnMouseClicked(click -> {
            if (click.getButton() == MouseButton.PRIMARY) {
                take();
                field.requestFocus();
                field.end();
            }
        });
        return list;
    }

    /// The highlighted tag becomes what is typed, so that the button says what it would do.
    private void take() {
        Optional.ofNullable(list.getSelectionModel().getSelectedItem()).ifPresent(chosen -> {
            field.setText(chosen.value());
            field.end();
        });
    }

    private Label createNote() {
        Label note = Labels.of(form.noteProperty(), "note", "small");
        note.setId("tag-note");
        note.setMinHeight(TextSize.of(36));
        note.setAlignment(Pos.TOP_LEFT);
        LineWrap.of(note);
        form.refusedProperty().subscribe(refused -> note.pseudoClassStateChanged(REFUSED, refused));
        return note;
    }

    private static final class OfferedCell extends ListCell<Count<String>> {
        private final Label name = new Label();
        private final Label count = new Label();
        private final HBox line = new HBox(name, count);

        OfferedCell() {
            name.setMaxWidth(Double.MAX_VALUE);
            name.setMinWidth(0);
            HBox.setHgrow(name, Priority.ALWAYS);
            count.getStyleClass().addAll("count", "small");
            count.setMinWidth(Region.USE_PREF_SIZE);
            line.setAlignment(Pos.CENTER_LEFT);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Count<String> item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                return;
            }
            name.setText(item.value());
            count.setText(Format.count(item.images()));
            setGraphic(line);
        }
    }
}
