package dev.vitrine.ui.bulk;

import static dev.vitrine.text.DisplayText.clipped;
import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.showWhen;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.service.adopt.FolderTree;
import dev.vitrine.ui.controls.FormFields;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.Sheet;
import dev.vitrine.ui.controls.TagField;
import dev.vitrine.ui.controls.UserField;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.TextSize;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// Asks which bucket is to be adopted, shows what is in it, and tells what would come of it before it can be done.
public final class AdoptSheet {
    private final AdoptFormViewModel form;
    private final Sheet sheet;

    public AdoptSheet(AdoptFormViewModel form) {
        this.form = form;
        var place = field("adopt-place", "adopt.place.prompt");
        place.textProperty().bindBidirectional(form.placeProperty());
        place.setOnAction(_ -> form.look());
        var since = field("adopt-since", "adopt.since.prompt");
        since.textProperty().bindBidirectional(form.sinceProperty());
        TreeView<FolderTree> folders = folders();
        sheet = new Sheet(
                        text("adopt.title"),
                        Sheet.explanation(text("adopt.explanation")),
                        new FormFields(
                                labeled("adopt.place", place, placeRow(place)),
                                folders,
                                user(),
                                tags(),
                                FormFields.tick(
                                        text("upload.form.tagFolders"),
                                        "adopt-tag-folders",
                                        form.tagsFoldersProperty()),
                                labeled("adopt.since", since, since)),
                        Labels.line("adopt-busy", form.busyProperty(), "small", "muted"),
                        Labels.line("adopt-told", form.toldProperty(), "small", "strong"),
                        Labels.line("adopt-problem", form.problemProperty(), "small", "problem"))
                .id("adopt-sheet")
                .width(560)
                .first(place)
                .onClosed(form::close);
        // The tree would take Esc for itself.
        folders.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                key.consume();
                sheet.close();
            }
        });
        Button tryOut = sheet.aside(text("adopt.try"), form::tryOut);
        tryOut.setId("adopt-try");
        tryOut.disableProperty().bind(form.triableProperty().not());
        sheet.leaving(text("dialogs.cancel"));
        Button act = sheet.agreeing(text("adopt.act"), "accent");
        act.setId("adopt-act");
        act.disableProperty().bind(form.readyProperty().not());
    }

    /// Waits for the answer.
    public boolean ask(Window owner) {
        return sheet.ask(owner);
    }

    private HBox placeRow(TextField place) {
        Button look = FormFields.button("adopt.look", "adopt-look", () -> form.look());
        look.disableProperty().bind(form.lookableProperty().not());
        HBox.setHgrow(place, Priority.ALWAYS);
        return new HBox(8, place, look);
    }

    private TreeView<FolderTree> folders() {
        var tree = new TreeView<FolderTree>();
        tree.setId("adopt-folders");
        tree.setAccessibleText(text("adopt.folders"));
        tree.setPrefHeight(TextSize.of(150));
        tree.setCellFactory(_ -> new FolderCell());
        form.foldersProperty()
                .subscribe(found -> tree.setRoot(found.map(AdoptSheet::item).orElse(null)));
        tree.getSelectionModel().selectedItemProperty().subscribe(item -> {
            if (item != null) {
                form.choose(item.getValue());
            }
        });
        showWhen(tree, form.foldersProperty().map(found -> found.isPresent()));
        return tree;
    }

    private static TreeItem<FolderTree> item(FolderTree folder) {
        var item = new TreeItem<>(folder);
        item.setExpanded(item.getParent() == null);
        folder.folders().forEach(inner -> {
            TreeItem<FolderTree> below = item(inner);
            below.setExpanded(false);
            item.getChildren().add(below);
        });
        return item;
    }

    private static final class FolderCell extends TreeCell<FolderTree> {
        @Override
        protected void updateItem(FolderTree folder, boolean empty) {
            super.updateItem(folder, empty);
            setText(
                    empty || folder == null
                            ? ""
                            : text(
                                    "adopt.folder",
                                    folder.path().isEmpty() ? text("adopt.folder.all") : name(folder.path()),
                                    folder.objects(),
                                    Format.bytes(folder.bytes())));
        }

        private static String name(String path) {
            return clipped(path.substring(path.lastIndexOf('/', path.length() - 2) + 1));
        }
    }

    private Node user() {
        var user = new UserField(form.user().known());
        user.setId("adopt-user");
        user.setPromptText(text("move.user.prompt"));
        user.textProperty().bindBidirectional(form.user().userProperty());
        VBox box = labeled("move.user", user, user);
        box.getChildren()
                .addAll(
                        Labels.line("adopt-user-problem", form.user().problemProperty(), "small", "problem"),
                        FormFields.alikeUser("adopt-alike", form.user().alikeProperty(), form.user()::takeAlike));
        return box;
    }

    private Node tags() {
        var tags = new TagField(form.tags());
        tags.setId("adopt-tags");
        return labeled("upload.form.tags", tags, tags);
    }

    private static TextField field(String id, String prompt) {
        var field = new TextField();
        field.setId(id);
        field.setPromptText(text(prompt));
        return field;
    }

    private static VBox labeled(String key, Node field, Node shown) {
        Label label = Labels.of(text(key), "strong");
        label.setLabelFor(field);
        return styled(new VBox(label, shown), "field");
    }
}
