package dev.vitrine.ui.connection;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.showWhen;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.image.StorageClass;
import dev.vitrine.ui.connection.ConnectionTestViewModel.TestState;
import dev.vitrine.ui.controls.DisplayConverter;
import dev.vitrine.ui.controls.FormFields;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.controls.Modal;
import dev.vitrine.ui.support.StorageText;
import dev.vitrine.ui.support.TextSize;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The form of a connection, over the window while it is open: fields on the left, test and set-up on the right.
public final class ConnectionFormView extends StackPane {
    private final ConnectionFormViewModel form;
    private final ConnectionFields fields;
    private final TextField name = new TextField();
    private final TextField accessKey = new TextField();
    private final ScrollPane inputs;

    public ConnectionFormView(ConnectionFormViewModel form) {
        this.form = form;
        fields = form.fields();
        getStyleClass().add("connection-cover");
        setId("connection-form");
        Label heading = Labels.of(
                form.openProperty().map(_ -> text(form.isNew() ? "connection.form.new" : "connection.form.edit")),
                "large",
                "strong",
                "heading");
        var connectionTest = scrolled(new ConnectionTestView(form.connectionTest(), form::trust));
        connectionTest.getStyleClass().add("connection-test-place");
        inputs = scrolled(createFields());
        inputs.setMinWidth(448);
        inputs.setPrefWidth(TextSize.of(448));
        inputs.setMaxWidth(TextSize.of(448));
        HBox.setHgrow(connectionTest, Priority.ALWAYS);
        connectionTest.setPrefWidth(TextSize.of(440));
        var columns = styled(new HBox(inputs, connectionTest), "columns");
        VBox.setVgrow(columns, Priority.ALWAYS);
        var card = styled(new VBox(heading, createKeysRequired(), columns, createFoot()), "card");
        card.setMaxSize(TextSize.of(928), TextSize.of(720));
        getChildren().add(card);
        Modal.hold(this, form.openProperty(), name, form::saveAndOpen, this::escape);
        form.openProperty().subscribe(_ -> focusKeysIfRequired());
        accessKey.sceneProperty().subscribe(_ -> focusKeysIfRequired());
    }

    private Node createKeysRequired() {
        Label note = Labels.wrapped(
                form.keysLockedProperty()
                        .map(locked -> text(locked ? "connection.keys.locked" : "connection.keys.required")),
                "keys-required");
        note.setId("keys-required");
        return showWhen(note, form.keysRequiredProperty());
    }

    private void focusKeysIfRequired() {
        if (form.openProperty().get() && form.keysRequiredProperty().get() && accessKey.getScene() != null) {
            accessKey.requestFocus();
            inputs.setVvalue(1);
        } else {
            inputs.setVvalue(0);
        }
    }

    private static ScrollPane scrolled(Node content) {
        var pane = new ScrollPane(content);
        pane.setFitToWidth(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        pane.setFocusTraversable(false);
        return pane;
    }

    private Node createFields() {
        var box = styled(
                new VBox(
                        field("connection.form.name", name, fields.name),
                        createKind(),
                        showWhen(
                                field("connection.form.endpoint", new TextField(), fields.endpoint), fields.compatible),
                        showWhen(
                                field("connection.form.tableEndpoint", new TextField(), fields.tableEndpoint),
                                fields.compatible),
                        showWhen(check("connection.form.mayBeRead", fields.mayBeRead), fields.readableProperty()),
                        row(
                                field(
                                        "connection.form.awsProfile",
                                        prompted("connection.form.awsProfile.none"),
                                        fields.awsProfile),
                                field("connection.form.region", new TextField(), fields.region)),
                        showWhen(check("connection.form.pathStyle", fields.pathStyle), fields.compatible),
                        showWhen(check("connection.form.checksums", fields.checksums), fields.compatible),
                        field("connection.form.bucket", new TextField(), fields.bucket),
                        row(
                                field("connection.form.table", new TextField(), fields.table),
                                field(
                                        "connection.form.trashTable",
                                        prompted("connection.form.trashTable.none"),
                                        fields.trashTable)),
                        createUploadClass(),
                        createKeys()),
                "fields");
        name.promptTextProperty().bind(fields.bucket);
        return box;
    }

    /// Of originals alone: previews are always read at once.
    private Node createUploadClass() {
        var choice = new ComboBox<StorageClass>();
        choice.setId("connection-upload-class");
        choice.getItems().setAll(StorageClass.CHOSEN);
        choice.setConverter(new DisplayConverter<>(shown -> StorageText.name(shown.name())));
        choice.valueProperty().bindBidirectional(fields.uploadClass);
        choice.setMaxWidth(Double.MAX_VALUE);
        choice.setAccessibleText(text("connection.form.uploadClass"));
        Label label = Labels.of(text("connection.form.uploadClass"), "small", "muted");
        label.setLabelFor(choice);
        Label hint = Labels.wrapped(
                Bindings.createStringBinding(fields::uploadClassHint, fields.uploadClass, fields.compatible),
                "small",
                "muted");
        hint.setId("connection-upload-class-hint");
        return styled(new VBox(label, choice, hint), "field");
    }

    private Node createKind() {
        var group = new ToggleGroup();
        var aws = new RadioButton(text("connection.form.aws"));
        var compatible = new RadioButton(text("connection.form.compatible"));
        compatible.setId("connection-compatible");
        aws.setToggleGroup(group);
        compatible.setToggleGroup(group);
        fields.compatible.subscribe(now -> group.selectToggle(now ? compatible : aws));
        group.selectedToggleProperty().subscribe(chosen -> {
            if (chosen != null) {
                fields.compatible.set(chosen == compatible);
            }
        });
        var kinds = new FlowPane(aws, compatible); // one below the other where text is large
        kinds.getStyleClass().add("kinds");
        return kinds;
    }

    private Node createKeys() {
        Label title = Labels.of(text("connection.keys.title"), "strong");
        Label note = Labels.wrapped(
                fields.keepKeys.map(kept -> text(kept ? "connection.keys.noteKept" : "connection.keys.note")),
                "small",
                "muted");
        var keep = check("connection.keys.keep", fields.keepKeys);
        keep.setId("keep-keys");
        return styled(
                new VBox(
                        title,
                        note,
                        row(
                                field("connection.keys.access", accessKey, fields.accessKey),
                                field("connection.keys.secret", new PasswordField(), fields.secretKey)),
                        field("connection.keys.token", new PasswordField(), fields.sessionToken),
                        showWhen(keep, form.canKeepKeysProperty())),
                "keys");
    }

    private Node createFoot() {
        Label problem = Labels.wrapped(
                Bindings.createStringBinding(
                        () -> fields.problemProperty().getValue().isEmpty()
                                ? form.failureProperty().get()
                                : fields.problemProperty().getValue(),
                        fields.problemProperty(),
                        form.failureProperty()),
                "problem",
                "small");
        problem.setId("connection-problem");
        problem.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(problem, Priority.ALWAYS);
        ObservableValue<Boolean> wrong = fields.problemProperty().map(sentence -> !sentence.isEmpty());
        // One button, so that the focus stays on it while its meaning changes.
        var test = FormFields.button("connection.form.test", "test-connection", this::testOrStop);
        BooleanBinding running = form.connectionTest()
                .stateProperty()
                .isEqualTo(TestState.TESTING)
                .or(form.connectionTest().stateProperty().isEqualTo(TestState.SETTING_UP));
        test.disableProperty().bind(wrong);
        test.textProperty().bind(running.map(now -> text(now ? "jobs.stop" : "connection.form.test")));
        var cancel = FormFields.button("dialogs.cancel", "cancel-connection", form::close);
        var save = FormFields.button("connection.form.save", "save-connection", form::saveAndOpen);
        save.getStyleClass().add("accent");
        save.disableProperty().bind(wrong);
        var foot = styled(new HBox(problem, test, cancel, save), "foot");
        foot.setAlignment(Pos.CENTER_RIGHT);
        return foot;
    }

    private static VBox field(String key, TextField control, StringProperty value) {
        control.textProperty().bindBidirectional(value);
        control.setId(key.replace('.', '-'));
        control.setPrefColumnCount(8);
        control.setAccessibleText(text(key));
        VBox box = FormFields.field(key, control);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private static TextField prompted(String key) {
        var control = new TextField();
        control.setPromptText(text(key));
        return control;
    }

    private static CheckBox check(String key, BooleanProperty value) {
        var check = new CheckBox(text(key));
        check.selectedProperty().bindBidirectional(value);
        LineWrap.of(check);
        return check;
    }

    /// Side by side, as long as the words above both can be read.
    private static Node row(Region left, Region right) {
        left.setPrefWidth(100);
        right.setPrefWidth(100);
        Pane row = TextSize.isLarge() ? new VBox(left, right) : new HBox(left, right);
        row.getStyleClass().add("row");
        return row;
    }

    private void testOrStop() {
        if (form.connectionTest().isRunning()) {
            form.connectionTest().cancel();
        } else {
            form.test();
        }
    }

    private void escape() {
        if (form.connectionTest().isRunning()) {
            form.connectionTest().cancel();
        } else {
            form.close();
        }
    }
}
