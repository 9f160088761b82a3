package dev.vitrine.ui.support;

import static dev.vitrine.ui.support.Nodes.styled;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Icons, all from one font.
public final class Icons {
    private Icons() {}

    public static FontIcon of(Feather feather) {
        var icon = styled(new FontIcon(feather), "icon");
        // As most have it from the style: an icon that gets another size while it is styled is styled again.
        icon.setIconSize((int) TextSize.of(16));
        return icon;
    }

    /// A button that shows only an icon: what it does is its tooltip and its accessible text.
    public static Button button(Feather feather, String what, Runnable action) {
        var button = styled(new Button(null, of(feather)), "icon-button", "flat");
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(what);
        button.setOnAction(_ -> action.run());
        return button;
    }
}
