package dev.vitrine.ui.controls;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyEvent;

/// Keeps focus and keys inside a card while it is open, and gives the focus back after.
public final class ModalKeys {
    private final Node card;
    private final ObservableValue<Boolean> open;
    private final Node first;
    private Node focusedBefore;

    private ModalKeys(Node card, ObservableValue<Boolean> open, Node first) {
        this.card = card;
        this.open = open;
        this.first = first;
    }

    /// @param first has the focus when the card opens
    public static void hold(Node card, ObservableValue<Boolean> open, Node first, Runnable enter, Runnable escape) {
        var keys = new ModalKeys(card, open, first);
        card.visibleProperty().bind(open);
        card.managedProperty().bind(card.visibleProperty());
        card.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            switch (key.getCode()) {
                case ENTER -> {
                    if (key.getTarget() instanceof Button button) {
                        button.fire();
                    } else {
                        enter.run();
                    }
                }
                case ESCAPE -> escape.run();
                default -> { }
            }
            key.consume(); // no key of the window below works while the card is open
        });
        open.subscribe(keys::moveFocus);
        // A card that is made when it is opened gets its scene after; only then can its first control have the focus.
        first.sceneProperty().subscribe(scene -> keys.moveFocus(false, scene != null && open.getValue()));
        card.sceneProperty().flatMap(scene -> scene.focusOwnerProperty()).subscribe(keys::keepFocus);
    }

    private void moveFocus(boolean was, boolean now) {
        if (now && !was) {
            focusedBefore = card.getScene() == null ? null : card.getScene().getFocusOwner();
            first.requestFocus();
        } else if (was && !now && focusedBefore != null) {
            focusedBefore.requestFocus();
            focusedBefore = null;
        }
    }

    private void keepFocus(Node before, Node now) {
        if (open.getValue() && now != null && !isWithin(now)) {
            (before != null && isWithin(before) ? before : first).requestFocus();
        }
    }

    private boolean isWithin(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == card) {
                return true;
            }
        }
        return false;
    }
}
