package dev.vitrine.ui.controls;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.picture.pixels.Picture;
import dev.vitrine.ui.support.Icons;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Background;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.feather.Feather;

/// Shows a [Preview] in the space it gets: whole, or cropped to fill it. The picture's place is kept while it is
/// coming.
public final class PreviewView extends Pane {
    /// How the picture meets a space of another shape.
    public enum Fit {
        WHOLE,
        CROPPED
    }

    private static final double ROUNDING = 12;

    private final ObjectProperty<Preview> preview = new SimpleObjectProperty<>(new Preview.Nothing());
    private final Fit shape;
    private final double maxHeight;
    private final Region place = styled(new Region(), "preview-place");
    private final Region tint = new Region();
    private final Region paper = styled(new Region(), "preview-paper");
    private final ImageView picture = new ImageView();
    private final Label missing = Labels.of("", "preview-missing", "muted", "small");
    private final Rectangle rounded = new Rectangle();

    /// @param maxHeight a whole picture asks for the height that its width needs, up to this; a cropped one for
    ///   this
    public PreviewView(Fit shape, double maxHeight) {
        this.shape = shape;
        this.maxHeight = maxHeight;
        getStyleClass().add("preview");
        missing.setGraphic(Icons.of(Feather.IMAGE));
        LineWrap.of(missing);
        picture.setPreserveRatio(false);
        rounded.setArcWidth(ROUNDING);
        rounded.setArcHeight(ROUNDING);
        setClip(rounded);
        getChildren().addAll(place, tint, paper, picture, missing);
        preview.subscribe(this::show);
    }

    public ObjectProperty<Preview> previewProperty() {
        return preview;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        double wide = width < 0 ? maxHeight : width;
        return switch (shape) {
            case WHOLE -> Math.min(maxHeight, Math.round(wide / aspect()));
            case CROPPED -> maxHeight;
        };
    }

    @Override
    protected double computePrefWidth(double height) {
        return maxHeight;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        switch (shape) {
            case WHOLE -> {
                width = Math.min(getWidth(), getHeight() * aspect());
                height = Math.min(getHeight(), width / aspect());
            }
            case CROPPED -> {}
        }
        double x = snapPositionX((getWidth() - width) / 2);
        double y = snapPositionY((getHeight() - height) / 2);
        for (Node part : new Node[] {place, tint, paper, missing}) {
            part.resizeRelocate(x, y, width, height);
        }
        rounded.setX(x);
        rounded.setY(y);
        rounded.setWidth(width);
        rounded.setHeight(height);
        picture.relocate(x, y);
        picture.setFitWidth(width);
        picture.setFitHeight(height);
        if (preview.get() instanceof Preview.Ready ready) {
            showLevel(ready, width, height);
        }
    }

    private void show(Preview changed) {
        picture.setVisible(changed instanceof Preview.Ready);
        paper.setVisible(changed instanceof Preview.Ready);
        missing.setVisible(changed instanceof Preview.Missing);
        tint.setBackground(
                changed instanceof Preview.Coming coming
                        ? coming.color().map(Background::fill).orElse(null)
                        : null);
        if (changed instanceof Preview.Missing(String reason)) {
            missing.setText(shape == Fit.WHOLE ? reason : "");
        }
        requestLayout();
    }

    private void showLevel(Preview.Ready ready, double width, double height) {
        double density = getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getRenderScaleX();
        double enlarged = Math.max(width / ready.width(), height / ready.height());
        Picture level = ready.levels().forEdge(enlarged * Math.max(ready.width(), ready.height()) * density);
        if (picture.getUserData() != level) {
            picture.setImage(PictureImage.of(level));
            picture.setUserData(level);
        }
        double shownWidth = Math.min(level.width(), width / (enlarged * ready.width()) * level.width());
        double shownHeight = Math.min(level.height(), height / (enlarged * ready.height()) * level.height());
        picture.setViewport(new Rectangle2D(
                (level.width() - shownWidth) / 2, (level.height() - shownHeight) / 2, shownWidth, shownHeight));
    }

    private double aspect() {
        return switch (preview.get()) {
            case Preview.Ready ready -> (double) ready.width() / ready.height();
            case Preview.Coming coming
            when coming.width() > 0 && coming.height() > 0 -> (double) coming.width() / coming.height();
            case Preview.Coming _, Preview.Nothing _, Preview.Missing _ -> 1.5;
        };
    }
}
