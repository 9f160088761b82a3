package dev.vitrine.ui.detail;

import dev.vitrine.ui.controls.LineWrap;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.control.TextArea;
import javafx.scene.text.Text;

/// A text area as tall as its text, between one line and ten.
final class GrowingTextArea extends TextArea {
    private static final double SIDES = 28;
    private static final double TOP_AND_BOTTOM = 16;
    private static final double SCROLL_BAR = 12;

    private final Text measure = new Text();

    GrowingTextArea() {
        LineWrap.of(this);
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
        double room = Math.max(40, (width < 0 ? getWidth() : width) - SIDES);
        measure.setWrappingWidth(isWrapText() ? room : 0);
        measure.setText(getText().isEmpty() ? "x" : getText() + (getText().endsWith("\n") ? "x" : ""));
        Bounds all = measure.getLayoutBounds();
        double bar = isWrapText() || all.getWidth() <= room ? 0 : SCROLL_BAR;
        return Math.ceil(Math.clamp(all.getHeight(), line, 10 * line) + TOP_AND_BOTTOM + bar);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }
}
