package dev.vitrine.ui.share;

import static dev.vitrine.ui.controls.Labels.line;
import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.showWhen;

import dev.vitrine.service.share.SharedPage;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.Sheet;
import dev.vitrine.ui.controls.SheetScroll;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.TextSize;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.SetChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.kordamp.ikonli.feather.Feather;

/// The pages that are shared, a line for each. Enter copies the link of the one that is chosen, Delete takes it back.
public final class SharedPagesSheet {
    private static final double WIDTH = 680;
    private static final double HEIGHT = 380;
    private static final double LOWEST = 96;

    private final SharedPagesViewModel pages;
    private final ListView<SharedPage> list = new ListView<>();
    private final Label explained = Sheet.explanation(text("pages.explained"));
    private final Label said;
    private final Label problem;
    private final Label refused = Sheet.explanation(text("pages.refused"));
    private final Sheet sheet;

    public SharedPagesSheet(SharedPagesViewModel pages) {
        this.pages = pages;
        said = line("pages-said", pages.saidProperty(), "small", "muted");
        problem = line("pages-problem", pages.problemProperty(), "small", "problem");
        list.setId("shared-pages");
        list.setItems(pages.pages());
        list.setAccessibleText(text("pages.accessible"));
        list.setCellFactory(_ -> new PageCell());
        list.setPlaceholder(createState());
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        pages.going().addListener((SetChangeListener<String>) _ -> list.refresh());
        pages.takesBackProperty().subscribe((_, _) -> list.refresh());
        list.getSelectionModel().selectedItemProperty().subscribe(page -> {
            if (page != null) {
                pages.choose(page);
            }
        });
        pages.looksProperty().subscribe((_, looks) -> {
            if (!looks) { // for the keyboard
                pages.chosen().filter(list.getItems()::contains).ifPresent(list.getSelectionModel()::select);
            }
        });
        sheet = new Sheet(text("pages.heading"), explained, list, said, problem)
                .id("pages-sheet")
                .fitted()
                .first(list)
                .onClosed(pages::leave);
        refused.setId("pages-refused");
        refused.getStyleClass().addAll("small", "muted");
        showWhen(refused, pages.takesBackProperty().map(allowed -> !allowed));
        sheet.content(refused);
        Button ended = sheet.aside(text("pages.ended.remove"), pages::removeEnded);
        ended.setId("pages-remove-ended");
        showWhen(
                ended,
                Bindings.createBooleanBinding(
                        () -> pages.takesBackProperty().get()
                                && pages.pages().stream().anyMatch(pages::isEnded),
                        pages.pages(),
                        pages.takesBackProperty()));
        sheet.leaving(text("dialogs.close"));
    }

    public void show(Window owner) {
        double width = SheetScroll.widthIn(owner, WIDTH);
        double height = Math.min(HEIGHT, owner.getHeight() - SheetScroll.around() - TextSize.of(72));
        for (Label words : List.of(explained, said, problem, refused)) {
            words.setPrefWidth(width);
            words.setMaxWidth(width);
        }
        list.setMinSize(width, Math.min(LOWEST, height)); // gives way to what is said below it
        list.setPrefSize(width, height);
        pages.look();
        sheet.show(owner);
    }

    /// In the place of the list while there is nothing in it.
    private Node createState() {
        var wheel = new ProgressIndicator();
        wheel.setMaxSize(24, 24);
        var looking = new VBox(8, wheel, Sheet.explanation(text("pages.looking")));
        looking.setAlignment(Pos.CENTER);
        showWhen(looking, pages.looksProperty());
        Label none = Sheet.explanation(text("pages.none"));
        none.setMaxWidth(TextSize.of(400));
        showWhen(
                none,
                Bindings.createBooleanBinding(
                        () -> !pages.looksProperty().get()
                                && pages.failureProperty().get().isEmpty(),
                        pages.looksProperty(),
                        pages.failureProperty()));
        Label failure = line("pages-failure", pages.failureProperty(), "small", "problem");
        var again = new Button(text("pages.again"));
        again.setId("pages-again");
        again.setOnAction(_ -> {
            list.requestFocus();
            pages.look();
        });
        var failed = new VBox(12, failure, again);
        failed.setAlignment(Pos.CENTER);
        failed.setMaxWidth(TextSize.of(480));
        showWhen(failed, pages.failureProperty().map(words -> !words.isEmpty()));
        return new StackPane(looking, none, failed);
    }

    private void pressed(KeyEvent key) {
        SharedPage chosen = list.getSelectionModel().getSelectedItem();
        boolean isOnList = key.getTarget() == list;
        switch (key.getCode()) {
            case ESCAPE -> sheet.close(); // the list would take it for itself
            case ENTER -> {
                if (!isOnList) {
                    return;
                }
                if (chosen != null) {
                    pages.copyLink(chosen);
                }
            }
            case DELETE, BACK_SPACE -> {
                if (chosen != null) {
                    pages.takeBack(chosen);
                }
            }
            default -> {
                return;
            }
        }
        key.consume();
    }

    private final class PageCell extends ListCell<SharedPage> {
        private final Label title = Labels.wrapped("", "strong");
        private final Label state = Labels.wrapped("", "small");
        private final Label facts = Labels.wrapped("", "small", "muted");
        private final Button copy = Icons.button(Feather.LINK, text("pages.copy"), () -> pages.copyLink(getItem()));
        private final Button open =
                Icons.button(Feather.EXTERNAL_LINK, text("pages.open"), () -> pages.open(getItem()));
        private final Button back = new Button();
        private final HBox line;

        PageCell() {
            back.setMinWidth(Region.USE_PREF_SIZE);
            back.setOnAction(_ -> pages.takeBack(getItem()));
            var said = new VBox(2, title, state, facts);
            said.setMinWidth(0);
            HBox.setHgrow(said, Priority.ALWAYS);
            line = new HBox(4, said, copy, open, back);
            line.setAlignment(Pos.CENTER_LEFT);
            line.setPadding(new Insets(6, 0, 6, 0));
            setPrefWidth(0); // as wide as the list: texts wrap
        }

        @Override
        protected void updateItem(SharedPage page, boolean empty) {
            super.updateItem(page, empty);
            setGraphic(empty ? null : line);
            if (empty) {
                setAccessibleText(null);
                return;
            }
            title.setText(SharedPagesViewModel.heading(page));
            state.setText(pages.state(page));
            facts.setText(pages.facts(page));
            copy.setDisable(!pages.isOpen(page));
            open.setDisable(!pages.isOpen(page));
            back.setText(text(pages.isEnded(page) ? "pages.remove" : "pages.takeBack"));
            back.setDisable(!pages.takesBackProperty().get() || pages.going().contains(page.id()));
            setAccessibleText(text("pages.line", title.getText(), state.getText(), facts.getText()));
        }
    }
}
