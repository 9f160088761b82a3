package dev.vitrine.ui.upload;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.showWhen;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.service.upload.item.UploadForm.Duplicates;
import dev.vitrine.ui.controls.DisplayConverter;
import dev.vitrine.ui.controls.FormFields;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.controls.Modal;
import dev.vitrine.ui.controls.TagField;
import dev.vitrine.ui.controls.UserField;
import dev.vitrine.ui.support.Nodes;
import dev.vitrine.ui.support.TextSize;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The upload form, over the window while it is open: Enter uploads, Esc leaves everything as it was.
public final class UploadFormView extends StackPane {
    private final UploadFormViewModel form;
    private final UserField user;
    private final TagField tags;
    private final Label summary = Labels.wrapped("", "large", "strong");
    /// Of the headline, before anybody typed.
    private double firstHeight;

    /// Of the card then; 0 until that is known.
    private double firstWidth;
    private final TextField title = new TextField();
    private final TextArea description = new TextArea();
    private final VBox card = styled(new VBox(), "card");

    public UploadFormView(UploadFormViewModel form) {
        this.form = form;
        user = new UserField(form.knownUsers());
        tags = new TagField(form.tags());
        getStyleClass().add("upload-form");
        setId("upload-form");
        card.setMaxSize(TextSize.of(480), Region.USE_PREF_SIZE);
        var fields = new FormFields(
                createUser(),
                field("upload.form.tags", tags),
                createTitle(),
                createDescription(),
                createDuplicates(),
                createBrought(),
                createFolders(),
                createRemoval());
        card.getChildren().addAll(createHeading(), fields, createFoot());
        getChildren().add(card);
        form.openProperty().subscribe(_ -> firstWidth = 0);
        Bindings.bindContent(tags.getKnown(), form.knownTags());
        description.addEventFilter(KeyEvent.KEY_PRESSED, this::pressedInDescription);
        Modal.hold(this, form.openProperty(), tags, this::submit, form::close);
    }

    /// When the headline takes another line, it grows upwards: whoever types looks at the fields.
    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        Insets around = card.getInsets();
        double height = summary.prefHeight(card.getWidth() - around.getLeft() - around.getRight());
        if (firstWidth != card.getWidth()) {
            firstWidth = card.getWidth();
            firstHeight = height;
        }
        double up = Math.max(0, height - firstHeight) / 2;
        double top = (getHeight() - card.prefHeight(card.getWidth())) / 2 - up;
        card.setTranslateY(top >= 0 ? -up : 0);
    }

    private Node createHeading() {
        summary.setId("upload-summary");
        summary.textProperty().bind(form.summaryProperty());
        Label note = Labels.wrapped(form.noteProperty(), "small", "muted");
        showWhen(note, form.noteProperty().isNotEmpty());
        return styled(new VBox(summary, note), "heading");
    }

    private Node createUser() {
        user.textProperty().bindBidirectional(form.userProperty());
        Label problem = Labels.of(form.userProblemProperty(), "problem", "small");
        LineWrap.of(problem);
        showWhen(problem, form.userProblemProperty().isNotEmpty());
        var box = field("upload.form.user", user);
        Hyperlink alike = FormFields.alikeUser("upload-user-alike", form.userAlikeProperty(), form::takeUserAlike);
        box.getChildren().addAll(problem, alike);
        return box;
    }

    private Node createTitle() {
        title.setId("upload-title");
        title.textProperty().bindBidirectional(form.titleProperty());
        title.promptTextProperty().bind(form.contentsProperty().map(_ -> form.titleFromName()));
        VBox box = field("upload.form.title", title);
        showWhen(box, Bindings.createBooleanBinding(form::takesTitle, form.contentsProperty()));
        return box;
    }

    private Node createDescription() {
        description.textProperty().bindBidirectional(form.descriptionProperty());
        description.setPrefRowCount(2);
        LineWrap.of(description);
        FormFields.leaveOnTab(description);
        return field("upload.form.description", description);
    }

    private Node createDuplicates() {
        var choice = new ChoiceBox<Duplicates>();
        choice.getItems().setAll(Duplicates.values());
        choice.setConverter(new DisplayConverter<>(what -> text("upload.form.duplicates." + what.name())));
        choice.valueProperty().bindBidirectional(form.duplicatesProperty());
        choice.setMaxWidth(Double.MAX_VALUE);
        var box = field("upload.form.duplicates", choice);
        box.getChildren().addAll(unknown("unread", form.unreadProperty()), unknown("part", form.partProperty()));
        return box;
    }

    private static Label unknown(String what, BooleanProperty shown) {
        Label label = Labels.wrapped(text("upload.form.duplicates." + what), "small", "muted");
        label.setId("duplicates-" + what);
        showWhen(label, shown);
        return label;
    }

    private Node createBrought() {
        DropMetadataViewModel brought = form.brought();
        var written = FormFields.tick(text("upload.form.takeWritten"), "take-written", brought.takesWrittenProperty());
        written.disableProperty().bind(form.removesMetadataProperty());
        Label found = Labels.wrapped(
                Bindings.when(form.removesMetadataProperty())
                        .then(text("upload.form.brought.removed"))
                        .otherwise(brought.foundProperty()),
                "small",
                "muted");
        found.setId("brought");
        written.accessibleHelpProperty().bind(found.textProperty());
        var box = styled(new VBox(written, found), "field");
        showWhen(box, brought.foundProperty().isNotEmpty());
        return box;
    }

    private Node createFolders() {
        var folders = FormFields.tick(
                text("upload.form.tagFolders"), "tag-folders", form.brought().tagsFoldersProperty());
        showWhen(folders, form.brought().hasFoldersProperty());
        return folders;
    }

    private Node createRemoval() {
        var removal =
                FormFields.tick(text("upload.form.removeMetadata"), "remove-metadata", form.removesMetadataProperty());
        Label note = Labels.wrapped(text("upload.form.removeMetadata.explained"), "small", "muted");
        removal.setAccessibleHelp(note.getText());
        showWhen(note, form.removesMetadataProperty());
        return styled(new VBox(removal, note), "field");
    }

    private Node createFoot() {
        var cancel = new Button(text("dialogs.cancel"));
        cancel.setId("cancel-upload");
        cancel.setOnAction(_ -> form.close());
        var upload = styled(new Button(text("upload.form.upload")), "accent");
        upload.setId("start-upload");
        upload.setOnAction(_ -> submit());
        upload.disableProperty().bind(form.userProblemProperty().isNotEmpty());
        var foot = styled(new HBox(Nodes.spacer(), cancel, upload), "foot");
        foot.setAlignment(Pos.CENTER_RIGHT);
        return foot;
    }

    static VBox field(String key, Node control) {
        Label label = Labels.of(text(key), "small", "muted");
        label.setLabelFor(control);
        control.setAccessibleText(text(key));
        return styled(new VBox(label, control), "field");
    }

    private void submit() {
        tags.addTyped();
        form.submit();
    }

    /// A text area takes Enter for itself: here it uploads, and Shift+Enter makes a new line.
    private void pressedInDescription(KeyEvent key) {
        if (key.getCode() == KeyCode.ENTER) {
            if (key.isShiftDown()) {
                description.insertText(description.getCaretPosition(), "\n");
            } else {
                submit();
            }
            key.consume();
        }
    }
}
