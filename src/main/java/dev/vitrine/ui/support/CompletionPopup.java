package dev.vitrine.ui.support;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.input.MouseButton;
import javafx.stage.Popup;

/// A short list under a text field to choose from by arrow keys or mouse. The text field keeps the focus.
final class CompletionPopup {
    private static final double ROW = 28;

    private final Popup popup = new Popup();
    private final ListView<String> choices = new ListView<>();

    CompletionPopup(String accessibleText, Consumer<String> onChosen) {
        choices.getStyleClass().add("completions");
        choices.setFocusTraversable(false);
        choices.setFixedCellSize(ROW);
        choices.setAccessibleText(accessibleText);
        choices.setOnMouseClicked(click -> {
            if (click.getButton() == MouseButton.PRIMARY) {
                selected().ifPresent(onChosen);
            }
        });
        popup.setAutoHide(true);
        popup.setHideOnEscape(true);
        popup.getContent().add(choices);
    }

    /// Shows the choices under `owner`; none hides the list.
    void show(Node owner, List<String> offered) {
        choices.getItems().setAll(offered);
        choices.getSelectionModel().clearSelection();
        Bounds place = owner.localToScreen(owner.getBoundsInLocal());
        if (offered.isEmpty() || place == null) {
            popup.hide();
            return;
        }
        choices.setPrefSize(Math.max(160, place.getWidth()), ROW * offered.size() + 10);
        popup.show(owner, place.getMinX(), place.getMaxY() + 2);
    }

    void hide() {
        popup.hide();
    }

    boolean isShowing() {
        return popup.isShowing();
    }

    /// Moves the highlight; past either end nothing is highlighted and what was typed counts again.
    void move(int by) {
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

    Optional<String> selected() {
        return popup.isShowing() ? Optional.ofNullable(choices.getSelectionModel().getSelectedItem()) : Optional.empty();
    }
}
