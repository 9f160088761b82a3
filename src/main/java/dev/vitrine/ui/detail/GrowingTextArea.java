package dev.vitrine.ui.detail;

import javafx.geometry.Orientation;
import javafx.scene.control.TextArea;
import javafx.scene.text.Text;

/// A text area as tall as its text, between one line and ten.
final class GrowingTextArea extends TextArea {
    private static final double SIDES = 28;
    private static final double TOP_AND_BOTTOM = 16;

    private final Text measure = new Text();

    GrowingTextArea() {
        setWrapText(true);
        measure.fontProperty().bind(fontProperty());
        textProperty().subscribe((_, _) -> requestLayout());
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        measure.setText("x");
        double line = measure.getLayoutBounds().getHeight();
        measure.setWrappingWidth(Math.max(40, (width < 0 ? getWidth() : width) - SIDES));
        measure.setText(getText().isEmpty() ? "x" : getText() + (getText().endsWith("\n") ? "x" : ""));
        double needed = Math.clamp(measure.getLayoutBounds().getHeight(), line, 10 * line);
        return Math.ceil(needed + TOP_AND_BOTTOM);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }
}
