package dev.vitrine.ui.controls;

import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Pane;

/// The buttons of a sheet: those that end it at the right, others at the left; in lines of their own where one line has
/// no room for all.
final class SheetFoot extends Pane {
    private static final double GAP = 8;
    private static final double WIDE = 10_000; // where nothing wraps

    private final FlowPane left = flow(Pos.CENTER_LEFT);
    private final FlowPane right = flow(Pos.CENTER_RIGHT);

    SheetFoot() {
        getChildren().addAll(left, right);
        setMinHeight(USE_PREF_SIZE);
        setMinWidth(0);
    }

    private static FlowPane flow(Pos where) {
        var flow = new FlowPane(GAP, GAP);
        flow.setAlignment(where);
        return flow;
    }

    void addAside(Button button) {
        left.getChildren().add(button);
    }

    void add(Button button) {
        right.getChildren().add(button);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private double between() {
        return left.getChildren().isEmpty() || right.getChildren().isEmpty() ? 0 : GAP;
    }

    /// Of its buttons side by side: a flow by itself would be as wide as it may be before it wraps.
    private static double widthOf(FlowPane flow) {
        return flow.getChildren().stream()
                        .mapToDouble(each -> each.prefWidth(-1))
                        .sum()
                + GAP * Math.max(0, flow.getChildren().size() - 1);
    }

    private boolean isOneLine(double width) {
        return computePrefWidth(-1) <= width;
    }

    @Override
    protected double computePrefWidth(double height) {
        return widthOf(left) + between() + widthOf(right);
    }

    @Override
    protected double computePrefHeight(double width) {
        if (width < 0 || isOneLine(width)) {
            return Math.max(left.prefHeight(WIDE), right.prefHeight(WIDE));
        }
        return left.prefHeight(width) + between() + right.prefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        if (isOneLine(width)) {
            double atLeft = widthOf(left);
            left.resizeRelocate(0, 0, atLeft, getHeight());
            right.resizeRelocate(atLeft, 0, width - atLeft, getHeight());
        } else {
            double above = left.prefHeight(width);
            left.resizeRelocate(0, 0, width, above);
            right.resizeRelocate(0, above + between(), width, right.prefHeight(width));
        }
    }
}
