package dev.vitrine.ui.controls;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// A card over the whole window while it is open. Esc closes it, Enter does what it is for, and the focus stays inside until then.
public final class ModalCard extends StackPane {
    private final Node first;
    private final ObservableValue<Boolean> open;
    private Node focusedBefore;

    /// @param first has the focus when the card opens
    public ModalCard(Region card, Node first, ObservableValue<Boolean> open, Runnable onEnter, Runnable onClose) {
        this.first = first;
        this.open = open;
        getStyleClass().add("cover");
        card.getStyleClass().add("card");
        card.setMaxHeight(Region.USE_PREF_SIZE);
        getChildren().add(card);
        visibleProperty().bind(open);
        managedProperty().bind(visibleProperty());
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER && (key.getTarget() instanceof ToggleButton || key.getTarget() instanceof CheckBox)) {
                onEnter.run(); // they would take it for a click, which Space does too
                key.consume();
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER) {
                onEnter.run();
            } else if (key.getCode() == KeyCode.ESCAPE) {
                onClose.run();
            }
            key.consume(); // no key of the window below works meanwhile
        });
        first.disabledProperty().subscribe(disabled -> {
            if (!disabled && isFocused()) {
                first.requestFocus();
            }
        });
        open.subscribe((was, now) -> moveFocus(was, now));
        sceneProperty().flatMap(scene -> scene.focusOwnerProperty()).subscribe((before, now) -> keepFocus(before, now));
    }

    private void moveFocus(boolean was, boolean now) {
        if (now && !was) {
            focusedBefore = getScene() == null ? null : getScene().getFocusOwner();
            begin();
        } else if (was && !now && focusedBefore != null) {
            focusedBefore.requestFocus();
            focusedBefore = null;
        }
    }

    private void keepFocus(Node before, Node now) {
        if (open.getValue() && now != null && !isWithin(this, now)) {
            if (before != null && before != this && !before.isDisabled() && isWithin(this, before)) {
                before.requestFocus();
            } else {
                begin();
            }
        }
    }

    /// What cannot have the focus yet gets it as soon as it can; the card has it until then, so that no key reaches the window below.
    private void begin() {
        (first.isDisabled() ? this : first).requestFocus();
    }

    private static boolean isWithin(Node ancestor, Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == ancestor) {
                return true;
            }
        }
        return false;
    }
}
