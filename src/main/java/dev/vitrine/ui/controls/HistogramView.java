package dev.vitrine.ui.controls;

import dev.vitrine.picture.pixels.Histogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.effect.BlendMode;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Polygon;

/// Red, green and blue as overlapping lights, on a dark ground in both themes: where all three are, it is gray.
public final class HistogramView extends Pane {
    private static final int BINS = 128;
    private static final double HEIGHT = 72;

    private final ObjectProperty<Optional<Histogram>> histogram = new SimpleObjectProperty<>(Optional.empty());
    private final Polygon red = shape("histogram-red");
    private final Polygon green = shape("histogram-green");
    private final Polygon blue = shape("histogram-blue");

    public HistogramView(String accessibleText) {
        getStyleClass().add("histogram");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(accessibleText);
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        getChildren().addAll(red, green, blue);
        histogram.subscribe((_, _) -> requestLayout());
    }

    public ObjectProperty<Optional<Histogram>> histogramProperty() {
        return histogram;
    }

    @Override
    protected void layoutChildren() {
        getChildren().forEach(shape -> shape.setVisible(histogram.get().isPresent()));
        histogram.get().ifPresent(counted -> {
            double highest = highest(counted);
            draw(red, counted.red(), highest);
            draw(green, counted.green(), highest);
            draw(blue, counted.blue(), highest);
        });
    }

    private void draw(Polygon shape, int[] counts, double highest) {
        double left = snappedLeftInset();
        double bottom = getHeight() - snappedBottomInset();
        double width = getWidth() - left - snappedRightInset();
        double height = bottom - snappedTopInset();
        List<Double> points = new ArrayList<>(List.of(left, bottom));
        int[] bins = bins(counts);
        for (int i = 0; i < BINS; i++) {
            points.add(left + width * i / (BINS - 1));
            points.add(bottom - height * Math.min(1, bins[i] / highest));
        }
        points.addAll(List.of(left + width, bottom));
        shape.getPoints().setAll(points);
    }

    /// Pure black and pure white often tower over everything else; they may be cut off.
    private static double highest(Histogram counted) {
        int highest = 1;
        for (int[] channel : List.of(counted.red(), counted.green(), counted.blue())) {
            int[] bins = bins(channel);
            for (int i = 1; i < BINS - 1; i++) {
                highest = Math.max(highest, bins[i]);
            }
        }
        return highest;
    }

    private static int[] bins(int[] counts) {
        int[] bins = new int[BINS];
        for (int i = 0; i < counts.length; i++) {
            bins[i * BINS / counts.length] += counts[i];
        }
        return bins;
    }

    private static Polygon shape(String styleClass) {
        var shape = new Polygon();
        shape.getStyleClass().add(styleClass);
        shape.setManaged(false);
        shape.setBlendMode(BlendMode.SCREEN);
        return shape;
    }
}
