package dev.vitrine.ui.upload;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.showWhen;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.service.upload.item.WatchedFolder.Status;
import dev.vitrine.service.upload.item.WatchedFolder.WatchState;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.controls.Modal;
import dev.vitrine.ui.controls.TagField;
import dev.vitrine.ui.controls.UserField;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Nodes;
import dev.vitrine.ui.support.TextSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The sheet of watched folders over the window: a line for each, and a small form for a new one.
public final class WatchView extends StackPane {
    private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");
    private static final double MAX_HEIGHT = 320;

    private final WatchViewModel watches;
    private final VBox rows = styled(new VBox(), "rows");
    private final UserField user;
    private final TagField tags;

    /// @param form knows the users and tags to complete
    public WatchView(WatchViewModel watches, UploadFormViewModel form) {
        this.watches = watches;
        user = new UserField(form.knownUsers());
        user.setId("watch-user");
        tags = new TagField(watches.tags());
        javafx.beans.binding.Bindings.bindContent(tags.getKnown(), form.knownTags());
        getStyleClass().addAll("upload-form", "watch-sheet");
        setId("watch-sheet");
        var card = styled(
                new VBox(createHeading(), createList(), createForm(), problem(watches.problemProperty()), createFoot()),
                "card");
        card.setMaxSize(TextSize.of(600), Region.USE_PREF_SIZE);
        getChildren().add(card);
        watches.statusesProperty().subscribe(this::show);
    }

    private static Node createHeading() {
        Label title = Labels.of(text("watch.title"), "large", "strong");
        Label explained = Labels.wrapped(text("watch.explained"), "small", "muted");
        return styled(new VBox(title, explained), "heading");
    }

    private Node createList() {
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.setMaxHeight(MAX_HEIGHT);
        scroll.prefViewportHeightProperty().bind(rows.heightProperty());
        showWhen(scroll, watches.chosenProperty().map(Optional::isEmpty));
        return scroll;
    }

    private void show(List<Status> all) {
        String focused = getScene() == null || getScene().getFocusOwner() == null
                ? null
                : getScene().getFocusOwner().getId();
        if (all.isEmpty()) {
            Label none = Labels.of(text("watch.none"), "muted", "none");
            LineWrap.of(none);
            rows.getChildren().setAll(none);
        } else {
            rows.getChildren().setAll(all.stream().map(this::row).toList());
        }
        // The lines are new ones: the focus stays on the button that was pressed.
        Optional.ofNullable(focused).map(id -> rows.lookup("#" + id)).ifPresent(Node::requestFocus);
    }

    private Node row(Status status) {
        String path = status.folder().folder().toString();
        boolean paused = status.state() == WatchState.PAUSED;
        var name = new Label(path);
        name.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        name.setTooltip(new Tooltip(path));
        var terms = new Label(WatchTexts.terms(status.folder()));
        var state = new Label(WatchTexts.state(status));
        terms.getStyleClass().addAll("small", "muted");
        state.getStyleClass().addAll("small", "state");
        LineWrap.of(state);
        var words = new VBox(name, terms, state);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button pause = Icons.button(
                paused ? Feather.PLAY : Feather.PAUSE,
                text(paused ? "watch.resume" : "watch.pause", path),
                () -> watches.pauseOrResume(status));
        pause.setId("watch-pause-" + status.folder().id());
        Button remove = Icons.button(Feather.TRASH_2, text("watch.remove", path), () -> watches.remove(status));
        remove.setId("watch-remove-" + status.folder().id());
        var row = styled(new HBox(Icons.of(icon(status.state())), words, pause, remove), "row");
        row.setAlignment(Pos.CENTER_LEFT);
        row.setAccessibleText(text("watch.accessible", path, terms.getText(), state.getText()));
        row.pseudoClassStateChanged(
                TROUBLE,
                status.state() == WatchState.UNREADABLE || !status.problem().isEmpty());
        return row;
    }

    private static Feather icon(WatchState state) {
        return switch (state) {
            case OPENING, WATCHING -> Feather.EYE;
            case PAUSED -> Feather.PAUSE;
            case AWAY -> Feather.HARD_DRIVE;
            case UNREADABLE -> Feather.ALERT_TRIANGLE;
        };
    }

    private Node createForm() {
        Label folder = Labels.of(
                watches.chosenProperty()
                        .map(chosen -> chosen.map(Path::toString).orElse("")),
                "strong");
        folder.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        folder.setGraphic(Icons.of(Feather.FOLDER));
        user.textProperty().bindBidirectional(watches.userProperty());
        VBox users = UploadFormView.field("upload.form.user", user);
        users.getChildren().add(problem(watches.userProblemProperty()));
        var ticks = styled(
                new VBox(
                        tick("watch.subfolders", watches.subfoldersProperty()),
                        tick("watch.existing", watches.existingProperty()),
                        tick("upload.form.removeMetadata", watches.removesMetadataProperty())),
                "ticks");
        var form = styled(new VBox(folder, users, UploadFormView.field("upload.form.tags", tags), ticks), "fields");
        showWhen(form, watches.chosenProperty().map(Optional::isPresent));
        watches.chosenProperty().subscribe(chosen -> {
            if (chosen.isPresent()) {
                tags.requestFocus();
            }
        });
        return form;
    }

    private Node createFoot() {
        var add = new Button(text("watch.add"), Icons.of(Feather.PLUS));
        add.setId("watch-add");
        add.setOnAction(_ -> watches.choose());
        showWhen(add, watches.chosenProperty().map(Optional::isEmpty));
        var close = new Button();
        close.setId("watch-close");
        close.textProperty()
                .bind(watches.chosenProperty()
                        .map(chosen -> text(chosen.isPresent() ? "watch.back" : "dialogs.close")));
        close.setOnAction(_ -> watches.back());
        var start = styled(new Button(), "accent");
        start.setId("watch-start");
        start.textProperty().bind(watches.busyProperty().map(busy -> text(busy ? "watch.starting" : "watch.start")));
        start.disableProperty()
                .bind(watches.busyProperty().or(watches.userProblemProperty().isNotEmpty()));
        start.setOnAction(_ -> submit());
        showWhen(start, watches.chosenProperty().map(Optional::isPresent));
        var foot = styled(new HBox(add, Nodes.spacer(), close, start), "foot");
        foot.setAlignment(Pos.CENTER_RIGHT);
        Modal.hold(this, watches.openProperty(), close, this::submit, () -> watches.back());
        watches.openProperty().subscribe((_, open) -> {
            if (open && watches.statusesProperty().get().isEmpty()) {
                add.requestFocus();
            }
        });
        return foot;
    }

    private void submit() {
        tags.addTyped();
        watches.submit();
    }

    private static CheckBox tick(String key, Property<Boolean> ticked) {
        var box = new CheckBox(text(key));
        box.selectedProperty().bindBidirectional(ticked);
        return box;
    }

    private static Label problem(ObservableValue<String> sentence) {
        Label label = Labels.wrapped(sentence, "problem", "small");
        showWhen(label, sentence.map(text -> !text.isEmpty()));
        return label;
    }
}
