package dev.vitrine.ui.controls;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.support.TextSize;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.util.Callback;

/// A short list under a text field to choose from by arrow keys or mouse. The text field keeps the focus.
public final class CompletionPopup<T> {
    private static final double ROW = 28;
    private static final double WIDEST = 520;

    private final Popup popup = new Popup();
    private final VBox content = styled(new VBox(), "completions");
    private final ListView<T> choices = new ListView<>();

    public CompletionPopup(String accessibleText, Consumer<T> onChosen) {
        content.getChildren().add(choices);
        choices.setFocusTraversable(false);
        choices.setFixedCellSize(TextSize.of(ROW));
        choices.setAccessibleText(accessibleText);
        choices.setOnMouseClicked(click -> {
            if (click.getButton() == MouseButton.PRIMARY) {
                selected().ifPresent(onChosen);
            }
        });
        popup.setAutoHide(true);
        popup.setHideOnEscape(true);
        popup.getContent().add(content);
    }

    public void setCellFactory(Callback<ListView<T>, ListCell<T>> factory) {
        choices.setCellFactory(factory);
    }

    /// Shows the choices under `owner`; none hides the list.
    public void show(Node owner, List<? extends T> offered) {
        choices.getItems().setAll(offered);
        choices.getSelectionModel().clearSelection();
        Bounds place = owner.localToScreen(owner.getBoundsInLocal());
        if (offered.isEmpty() || place == null) {
            popup.hide();
            return;
        }
        choices.setPrefHeight(TextSize.of(ROW) * offered.size() + 2);
        content.setPrefWidth(Math.clamp(place.getWidth(), 160, TextSize.of(WIDEST)));
        popup.show(owner, place.getMinX(), place.getMaxY() + 2);
    }

    /// The same choices as they are now: what is highlighted stays so.
    public void renew(Node owner, List<? extends T> offered) {
        int highlighted = choices.getSelectionModel().getSelectedIndex();
        show(owner, offered);
        move(highlighted + 1);
    }

    public void hide() {
        popup.hide();
    }

    public boolean isShowing() {
        return popup.isShowing();
    }

    /// Moves the highlight; past either end nothing is highlighted and what was typed counts again.
    public void move(int by) {
        int next = choices.getSelectionModel().getSelectedIndex() + by;
        if (next < -1) {
            next = choices.getItems().size() - 1;
        }
        if (next < 0 || next >= choices.getItems().size()) {
            choices.getSelectionModel().clearSelection();
        } else {
            choices.getSelectionModel().select(next);
            choices.scrollTo(next);
        }
    }

    public Optional<T> selected() {
        return popup.isShowing()
                ? Optional.ofNullable(choices.getSelectionModel().getSelectedItem())
                : Optional.empty();
    }
}
