package dev.vitrine.ui.controls;

import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import org.controlsfx.control.ToggleSwitch;
import org.jspecify.annotations.Nullable;

/// Switches something on or off at once, where a check box would wait for an “OK”. The one of ControlsFX, which screen
/// readers can read and the theme dresses.
public final class Switch extends ToggleSwitch {
    public Switch() {
        setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
        selectedProperty().subscribe(_ -> notifyAccessibleAttributeChanged(AccessibleAttribute.SELECTED));
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.SELECTED
                ? isSelected()
                : super.queryAccessibleAttribute(attribute, parameters);
    }

    @Override
    public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
        if (action == AccessibleAction.FIRE) {
            fire();
        } else {
            super.executeAccessibleAction(action, parameters);
        }
    }

    @Override
    public @Nullable String getUserAgentStylesheet() {
        return null;
    }
}
