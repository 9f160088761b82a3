package dev.vitrine.ui.controls;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.support.Messages;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/// The heart of a favorite, as a button.
public final class Heart extends Button {
    private static final PseudoClass FULL = PseudoClass.getPseudoClass("full");

    public Heart(Runnable toggle) {
        super(null, shape());
        getStyleClass().addAll("flat", "icon-button", "heart-button");
        setTooltip(new Tooltip());
        setOnAction(_ -> toggle.run());
        show(false);
    }

    /// The heart alone.
    public static Region shape() {
        return styled(new Region(), "heart");
    }

    public void show(boolean favorite) {
        getGraphic().pseudoClassStateChanged(FULL, favorite);
        String what = Messages.text(favorite ? "rating.favorite.remove" : "rating.favorite.add");
        setAccessibleText(what);
        getTooltip().setText(what);
    }
}
