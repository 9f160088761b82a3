package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.showWhen;

import dev.vitrine.image.Facets.Count;
import dev.vitrine.text.DisplayText;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.Sheet;
import dev.vitrine.ui.controls.SheetScroll;
import dev.vitrine.ui.filter.SimilarTagsViewModel.AlikeGroup;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.RadioButton;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import javafx.util.Subscription;

/// Tags that look alike, a line for each group: which name to keep, and whether they are the same at all. The arrows
/// choose, Enter merges, Delete leaves them alone.
final class SimilarTagsSheet {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 360;
    /// Gaps, margins and the scroll bar of a line.
    private static final double BESIDE = 56;

    private final SimilarTagsViewModel alike;
    private final ListView<AlikeGroup> list = new ListView<>();
    private final Sheet sheet;

    SimilarTagsSheet(SimilarTagsViewModel alike) {
        this.alike = alike;
        list.setId("alike-tags");
        list.setItems(alike.groups());
        list.setAccessibleText(text("alike.accessible"));
        list.setCellFactory(_ -> new GroupCell());
        Label nothing =
                Labels.of(alike.lookingProperty().map(looking -> text(looking ? "alike.looking" : "alike.none")));
        list.setPlaceholder(nothing);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        sheet = new Sheet(text("alike.title"), Sheet.explanation(text("alike.explained")), list)
                .fitted()
                .first(list);
        Button all = sheet.aside(text("alike.all"), alike::showAll);
        showWhen(all, alike.leftProperty().isNotEmpty());
        sheet.leaving(text("dialogs.close"));
    }

    void show(Window owner) {
        SheetScroll.size(list, owner, WIDTH, HEIGHT);
        sheet.show(owner);
    }

    private void pressed(KeyEvent key) {
        Optional<AlikeGroup> chosen =
                Optional.ofNullable(list.getSelectionModel().getSelectedItem());
        switch (key.getCode()) {
            case ESCAPE -> sheet.close(); // the list would take it for itself
            case LEFT -> chosen.ifPresent(group -> group.choose(-1));
            case RIGHT -> chosen.ifPresent(group -> group.choose(1));
            case ENTER -> chosen.ifPresent(alike::merge);
            case DELETE, BACK_SPACE -> chosen.ifPresent(alike::leave);
            default -> {
                return;
            }
        }
        key.consume();
    }

    private final class GroupCell extends ListCell<AlikeGroup> {
        private final FlowPane names = new FlowPane(16, 8);
        private final HBox line;
        private Subscription shown = Subscription.EMPTY;

        GroupCell() {
            names.setMinWidth(0);
            names.setAlignment(Pos.CENTER_LEFT);
            HBox.setHgrow(names, Priority.ALWAYS);
            var merge = button("alike.merge");
            merge.setOnAction(_ -> alike.merge(getItem()));
            var leave = button("alike.leave");
            leave.setOnAction(_ -> alike.leave(getItem()));
            line = new HBox(8, names, merge, leave);
            line.setAlignment(Pos.CENTER_LEFT);
            // as tall as the names are where they wrap
            names.prefWrapLengthProperty()
                    .bind(list.widthProperty()
                            .subtract(merge.widthProperty())
                            .subtract(leave.widthProperty())
                            .subtract(BESIDE));
            line.setPadding(new Insets(4, 0, 4, 0));
            setPrefWidth(0); // as wide as the list: names wrap
        }

        private static Button button(String key) {
            var button = new Button(text(key));
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setFocusTraversable(false);
            return button;
        }

        @Override
        protected void updateItem(AlikeGroup group, boolean empty) {
            super.updateItem(group, empty);
            shown.unsubscribe();
            shown = Subscription.EMPTY;
            setGraphic(empty ? null : line);
            if (!empty) {
                names.getChildren()
                        .setAll(group.tags().stream()
                                .map(tag -> choice(group, tag))
                                .toList());
                shown = group.keptProperty().subscribe(kept -> show(group, kept));
            }
        }

        private static RadioButton choice(AlikeGroup group, Count<String> tag) {
            var choice = new RadioButton(text("alike.tag", DisplayText.clipped(tag.value()), tag.images()));
            choice.setMnemonicParsing(false);
            choice.setFocusTraversable(false);
            choice.setUserData(tag.value());
            choice.setOnAction(_ -> group.choose(tag.value()));
            return choice;
        }

        private void show(AlikeGroup group, String kept) {
            names.getChildren().forEach(node -> ((RadioButton) node).setSelected(kept.equals(node.getUserData())));
            String listed = group.tags().stream().map(Count::value).collect(Collectors.joining(", "));
            setAccessibleText(text("alike.line", listed, kept));
        }
    }
}
