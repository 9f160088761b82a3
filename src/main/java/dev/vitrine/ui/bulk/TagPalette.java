package dev.vitrine.ui.bulk;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.actions.Shortcut.KeyScope;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.Modal;
import dev.vitrine.ui.support.ShownKeys;
import dev.vitrine.ui.support.TextSize;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The list of tags at hand, over the gallery or the viewer, which stay in sight. The keyboard stays in its field:
/// digits and Enter pick a line, arrow keys choose it, letters look for others.
public final class TagPalette extends StackPane {
    private static final double ROW = 30;
    private static final double WIDTH = 380;
    private static final int ROWS = 10;

    private final TagPaletteViewModel viewModel;
    private final Label title = Labels.of("", "strong");
    private final TextField field = new TextField();
    private final ListView<PaletteTag> list = new ListView<>();
    private String chosenTag = "";
    private String searched = "";

    public TagPalette(TagPaletteViewModel viewModel) {
        this.viewModel = viewModel;
        var card = styled(new VBox(title, createField(), createList(), createHint()), "card", "tag-palette");
        card.setMaxSize(TextSize.of(WIDTH), Region.USE_PREF_SIZE);
        setAlignment(card, Pos.TOP_CENTER);
        getStyleClass().addAll("cover", "tag-palette-cover");
        setId("tag-palette");
        title.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().add(card);
        addEventHandler(MouseEvent.MOUSE_PRESSED, press -> {
            if (press.getTarget() == this) {
                viewModel.close();
            }
        });
        viewModel.openProperty().subscribe(_ -> begin());
        Modal.hold(this, viewModel.openProperty(), field, this::pickChosen, viewModel::close);
    }

    private void begin() {
        title.setText(text("palette.title", viewModel.images()));
        chosenTag = "";
        listed(viewModel.linesProperty().get());
    }

    private TextField createField() {
        field.setPromptText(text("palette.prompt"));
        field.accessibleTextProperty().bind(title.textProperty());
        field.textProperty().bindBidirectional(viewModel.typedProperty());
        field.setMinHeight(Region.USE_PREF_SIZE);
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        field.addEventFilter(KeyEvent.KEY_TYPED, this::typed);
        return field;
    }

    private void pressed(KeyEvent key) {
        if (PaletteCell.PIN.match(key)) {
            chosen().ifPresent(viewModel::togglePin);
        } else if (Shortcut.of(key, KeyScope.IMAGES).orElse(null) == Shortcut.QUICK_TAGS) {
            viewModel.close();
        } else if (key.getCode() == KeyCode.DOWN) {
            move(1);
        } else if (key.getCode() == KeyCode.UP) {
            move(-1);
        } else {
            return;
        }
        key.consume();
    }

    /// A digit is a letter of a name as soon as something stands before it, be it a blank.
    private void typed(KeyEvent key) {
        String sign = key.getCharacter();
        if (viewModel.isNumbered() && sign.length() == 1 && '1' <= sign.charAt(0) && sign.charAt(0) <= '9') {
            int at = sign.charAt(0) - '1';
            if (at < viewModel.linesProperty().get().size()) {
                list.getSelectionModel().select(at);
                pickChosen();
            }
            key.consume();
        }
    }

    private ListView<PaletteTag> createList() {
        list.setFocusTraversable(false);
        list.setFixedCellSize(TextSize.of(ROW));
        list.setMinHeight(TextSize.of(ROW));
        list.setAccessibleText(text("palette.list"));
        list.setPlaceholder(new Label(text("palette.empty")));
        list.setCellFactory(_ -> new PaletteCell(viewModel, this::pick));
        list.getSelectionModel().selectedItemProperty().subscribe(this::remember);
        viewModel.linesProperty().subscribe(this::listed);
        return list;
    }

    /// The first that fits is chosen while something is typed; else the same as before.
    private void listed(List<PaletteTag> tags) {
        list.getItems().setAll(tags);
        list.setPrefHeight(TextSize.of(ROW) * Math.clamp(tags.size(), 1, ROWS) + 4);
        int same = IntStream.range(0, tags.size())
                .filter(at -> tags.get(at).tag().equals(chosenTag))
                .findFirst()
                .orElse(0);
        boolean isSearch = !viewModel.isNumbered() && !field.getText().equals(searched);
        searched = field.getText();
        if (!tags.isEmpty()) {
            list.getSelectionModel().clearAndSelect(isSearch ? 0 : same);
        }
    }

    private Label createHint() {
        return Labels.wrapped(text("palette.hint", ShownKeys.text(PaletteCell.PIN)), "small", "muted");
    }

    private void move(int by) {
        int size = list.getItems().size();
        if (size > 0) {
            int at = Math.floorMod(list.getSelectionModel().getSelectedIndex() + by, size);
            list.getSelectionModel().select(at);
            list.scrollTo(Math.max(0, at - ROWS / 2));
        }
    }

    private void remember(@Nullable PaletteTag line) {
        if (line != null) { // none between two lists
            chosenTag = line.tag();
            field.setAccessibleHelp(PaletteCell.sentence(line));
        }
    }

    private Optional<PaletteTag> chosen() {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    }

    private void pickChosen() {
        chosen().ifPresent(this::pick);
    }

    private void pick(PaletteTag line) {
        viewModel.pick(line);
        field.requestFocus();
    }
}
