package dev.vitrine.ui.controls;

import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/// What a sheet shows: as high as it is where the window has room for that, and scrolled where not.
final class SheetBody extends ScrollPane {
    /// What rings around the focus take at the edges, which would cut them off.
    static final double RINGS = 4;

    /// Something can be seen of it, and be scrolled to, in any window.
    static final double LEAST = 48;

    SheetBody(VBox shown) {
        super(shown);
        shown.setPadding(new Insets(RINGS));
        getStyleClass().add("sheet-scroll");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        setMinHeight(LEAST);
        FocusScroll.of(this);
    }

    /// Sentences go on in further lines, so how high it is hangs on its width.
    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }
}
