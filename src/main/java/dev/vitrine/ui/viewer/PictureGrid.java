package dev.vitrine.ui.viewer;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/// Pictures side by side, all of one size: up to three in a row, four in two rows.
final class PictureGrid extends Region {
    private static final double GAP = 2;
    private static final int LONGEST_ROW = 3;

    PictureGrid() {
        getStyleClass().add("viewer-pictures");
    }

    void show(List<? extends Node> pictures) {
        getChildren().setAll(pictures);
    }

    @Override
    protected void layoutChildren() {
        List<Node> pictures = getManagedChildren();
        int rows = pictures.size() > LONGEST_ROW ? 2 : 1;
        int columns = Math.ceilDiv(pictures.size(), rows);
        double left = snappedLeftInset();
        double top = snappedTopInset();
        double width = (getWidth() - left - snappedRightInset() - (columns - 1) * GAP) / Math.max(1, columns);
        double height = (getHeight() - top - snappedBottomInset() - (rows - 1) * GAP) / rows;
        for (int i = 0; i < pictures.size(); i++) {
            double x = snapPositionX(left + i % columns * (width + GAP));
            double y = snapPositionY(top + i / columns * (height + GAP));
            pictures.get(i).resizeRelocate(x, y, snapSizeX(width), snapSizeY(height));
        }
    }
}
