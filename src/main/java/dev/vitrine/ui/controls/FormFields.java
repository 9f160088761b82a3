package dev.vitrine.ui.controls;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/// The fields of a form, one below the other: as tall as they are where the window has room for that, otherwise to be
/// scrolled, so that heading and buttons stay in sight. Text may be large.
public final class FormFields extends ScrollPane {
    /// Around what has the focus, see the style of fields.
    private static final double RING = 2;

    private final VBox fields;

    public FormFields(Node... nodes) {
        fields = new VBox(nodes);
        fields.getStyleClass().add("fields");
        setContent(fields);
        getStyleClass().add("sheet-scroll");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        setMinHeight(0);
        VBox.setMargin(this, new Insets(-RING)); // in line with what is above and below
    }

    @Override
    protected double computePrefHeight(double width) {
        return snappedTopInset() + fields.prefHeight(width) + snappedBottomInset();
    }
}
