package dev.vitrine.ui.upload;

import static dev.vitrine.ui.controls.FormFields.showWhen;
import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.service.upload.item.UploadForm.Duplicates;
import dev.vitrine.ui.controls.FormFields;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.controls.Modal;
import dev.vitrine.ui.controls.ShownWords;
import dev.vitrine.ui.controls.TagField;
import dev.vitrine.ui.controls.UserField;
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
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The upload form, over the window while it is open: Enter uploads, Esc leaves everything as it was.
public final class UploadFormView extends StackPane {
    private final UploadFormViewModel form;
    private final UserField user;
    private final TagField tags;
    private final Label summary = new Label();
    /// Of the headline, before anybody typed.
    private double firstHeight;

    /// Of the card then; 0 until that is known.
    private double firstWidth;
    private final TextField title = new TextField();
    private final TextArea description = new TextArea();
    private final VBox card = new VBox();

    public UploadFormView(UploadFormViewModel form) {
        this.form = form;
        user = new UserField(form.knownUsers());
        tags = new TagField(form.tags());
        getStyleClass().add("upload-form");
        setId("upload-form");
        card.getStyleClass().add("card");
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
        summary.getStyleClass().addAll("large", "strong");
        summary.textProperty().bind(form.summaryProperty());
        LineWrap.of(summary);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        var note = new Label();
        note.getStyleClass().addAll("small", "muted");
        note.textProperty().bind(form.noteProperty());
        LineWrap.of(note);
        note.setMinHeight(Region.USE_PREF_SIZE);
        showWhen(note, form.noteProperty().isNotEmpty());
        var heading = new VBox(summary, note);
        heading.getStyleClass().add("heading");
        return heading;
    }

    private Node createUser() {
        user.textProperty().bindBidirectional(form.userProperty());
        var problem = new Label();
        problem.getStyleClass().addAll("problem", "small");
        problem.textProperty().bind(form.userProblemProperty());
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
        choice.setConverter(new ShownWords<>(what -> text("upload.form.duplicates." + what.name())));
        choice.valueProperty().bindBidirectional(form.duplicatesProperty());
        choice.setMaxWidth(Double.MAX_VALUE);
        var box = field("upload.form.duplicates", choice);
        box.getChildren().addAll(unknown("unread", form.unreadProperty()), unknown("part", form.partProperty()));
        return box;
    }

    private static Label unknown(String what, BooleanProperty shown) {
        var label = new Label(text("upload.form.duplicates." + what));
        label.setId("duplicates-" + what);
        label.getStyleClass().addAll("small", "muted");
        LineWrap.of(label);
        label.setMinHeight(Region.USE_PREF_SIZE);
        showWhen(label, shown);
        return label;
    }

    private Node createBrought() {
        BroughtViewModel brought = form.brought();
        var written = FormFields.tick(text("upload.form.takeWritten"), "take-written", brought.takesWrittenProperty());
        written.disableProperty().bind(form.removesMetadataProperty());
        var found = new Label();
        found.setId("brought");
        found.getStyleClass().addAll("small", "muted");
        found.textProperty()
                .bind(Bindings.when(form.removesMetadataProperty())
                        .then(text("upload.form.brought.removed"))
                        .otherwise(brought.foundProperty()));
        LineWrap.of(found);
        found.setMinHeight(Region.USE_PREF_SIZE);
        written.accessibleHelpProperty().bind(found.textProperty());
        var box = new VBox(written, found);
        box.getStyleClass().add("field");
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
        var note = new Label(text("upload.form.removeMetadata.explained"));
        note.getStyleClass().addAll("small", "muted");
        LineWrap.of(note);
        note.setMinHeight(Region.USE_PREF_SIZE);
        removal.setAccessibleHelp(note.getText());
        showWhen(note, form.removesMetadataProperty());
        var box = new VBox(removal, note);
        box.getStyleClass().add("field");
        return box;
    }

    private Node createFoot() {
        var cancel = new Button(text("upload.form.cancel"));
        cancel.setId("cancel-upload");
        cancel.setOnAction(_ -> form.close());
        var upload = new Button(text("upload.form.upload"));
        upload.setId("start-upload");
        upload.getStyleClass().add("accent");
        upload.setOnAction(_ -> submit());
        upload.disableProperty().bind(form.userProblemProperty().isNotEmpty());
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var foot = new HBox(gap, cancel, upload);
        foot.getStyleClass().add("foot");
        foot.setAlignment(Pos.CENTER_RIGHT);
        return foot;
    }

    static VBox field(String key, Node control) {
        var label = new Label(text(key));
        label.getStyleClass().addAll("small", "muted");
        label.setLabelFor(control);
        control.setAccessibleText(text(key));
        var box = new VBox(label, control);
        box.getStyleClass().add("field");
        return box;
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
