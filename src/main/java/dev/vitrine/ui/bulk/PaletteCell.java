package dev.vitrine.ui.bulk;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.ShownKeys;
import dev.vitrine.ui.support.TextSize;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// A line of the palette: its digit, whether the images have the tag, its name, and its pin.
final class PaletteCell extends ListCell<PaletteTag> {
    static final KeyCodeCombination PIN = new KeyCodeCombination(KeyCode.P, KeyCombination.SHORTCUT_DOWN);

    private static final PseudoClass PINNED = PseudoClass.getPseudoClass("pinned");

    private final TagPaletteViewModel viewModel;
    private final Label number = Labels.of("", "count", "small");
    private final Label mark = new Label();
    private final Label name = new Label();
    private final Label count = Labels.of("", "count", "small");
    private final Button pin;
    private final HBox line;

    PaletteCell(TagPaletteViewModel viewModel, Consumer<PaletteTag> pick) {
        this.viewModel = viewModel;
        pin = Icons.button(
                Feather.BOOKMARK, text("palette.pin", ShownKeys.text(PIN)), () -> viewModel.togglePin(getItem()));
        pin.setFocusTraversable(false);
        hoverProperty().subscribe((_, _) -> showWhetherPinnable());
        selectedProperty().subscribe((_, _) -> showWhetherPinnable());
        number.setMinWidth(TextSize.of(14));
        mark.setMinWidth(TextSize.of(18));
        name.setMaxWidth(Double.MAX_VALUE);
        name.setMinWidth(0);
        HBox.setHgrow(name, Priority.ALWAYS);
        count.setMinWidth(Region.USE_PREF_SIZE);
        line = new HBox(6, number, mark, name, count, pin);
        line.setAlignment(Pos.CENTER_LEFT);
        setPrefWidth(0);
        setOnMouseClicked(click -> {
            if (click.getButton() == MouseButton.PRIMARY && getItem() != null) {
                pick.accept(getItem());
            }
        });
    }

    /// For whoever does not see the mark.
    static String sentence(PaletteTag line) {
        if (line.isNew()) {
            return text("palette.create", line.tag());
        }
        return text(
                switch (line.mark()) {
                    case ALL -> "palette.line.all";
                    case SOME -> "palette.line.some";
                    case NONE -> "palette.line.none";
                },
                line.tag());
    }

    @Override
    protected void updateItem(PaletteTag item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        number.setText(
                viewModel.isNumbered() && getIndex() < TagPaletteViewModel.NUMBERED ? "" + (getIndex() + 1) : "");
        mark.setGraphic(
                switch (item.mark()) {
                    case ALL -> Icons.of(Feather.CHECK);
                    case SOME -> Icons.of(Feather.MINUS);
                    case NONE -> item.isNew() ? Icons.of(Feather.PLUS) : null;
                });
        name.setText(item.isNew() ? text("palette.create", item.tag()) : item.tag());
        count.setText(item.images() == 0 ? "" : Format.count(item.images()));
        showPin(item);
        setAccessibleText(sentence(item));
        setGraphic(line);
    }

    private void showPin(PaletteTag item) {
        String what = text(item.isPinned() ? "palette.unpin" : "palette.pin", ShownKeys.text(PIN));
        pin.getTooltip().setText(what);
        pin.setAccessibleText(what);
        pin.pseudoClassStateChanged(PINNED, item.isPinned());
        showWhetherPinnable();
    }

    private void showWhetherPinnable() {
        pin.setVisible(
                isHover() || isSelected() || getItem() != null && getItem().isPinned());
    }
}
