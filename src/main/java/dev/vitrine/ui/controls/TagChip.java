package dev.vitrine.ui.controls;

import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.RatingText;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// One tag of a [TagField]: its name, a cross to remove it and, when only some images have it, a plus to add it to all.
final class TagChip extends HBox {
    private static final PseudoClass PARTIAL = PseudoClass.getPseudoClass("partial");
    private static final double LONGEST = 200;

    private final Runnable activate;

    TagChip(String tag, boolean partial, Runnable addToAll, Runnable remove) {
        String called = RatingText.nameOf(tag);
        activate = partial ? addToAll : remove;
        getStyleClass().add("chip");
        pseudoClassStateChanged(PARTIAL, partial);
        setAccessibleRole(AccessibleRole.BUTTON);
        setAccessibleText(Messages.text(partial ? "tags.chip.partial" : "tags.chip.accessible", called));
        var name = new Label(called);
        name.setMaxWidth(LONGEST);
        name.setTooltip(new Tooltip(partial ? Messages.text("tags.chip.partial", called) : called));
        getChildren().add(name);
        if (partial) {
            getChildren().add(button(Feather.PLUS, Messages.text("tags.chip.addToAll", called), addToAll));
        }
        getChildren().add(button(Feather.X, Messages.text("tags.chip.remove", called), remove));
        addEventHandler(MouseEvent.MOUSE_CLICKED, click -> {
            click.consume();
            requestFocus();
        });
    }

    @Override
    public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
        switch (action) {
            case FIRE -> activate.run();
            case REQUEST_FOCUS -> requestFocus();
            default -> super.executeAccessibleAction(action, parameters);
        }
    }

    /// Not in the focus order: from the keyboard the chip itself answers to Del and Enter.
    private static Button button(Feather icon, String what, Runnable action) {
        Button button = Icons.button(icon, what, action);
        button.setFocusTraversable(false);
        return button;
    }
}
