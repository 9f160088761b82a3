package dev.vitrine.ui.gallery;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.support.Format;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;

/// What the hand holds while images are dragged: the first few of them as a stack, and how many there are.
final class DragPicture {
    /// More would not be seen.
    static final int STACKED = 3;

    private static final double SIDE = 96;
    private static final double SHIFT = 8;

    private DragPicture() {}

    /// @param looks whose style sheets it has
    /// @param pictures the one under the pointer first, at most [#STACKED]; fewer where some are not loaded
    /// @param count of all images
    static WritableImage of(Scene looks, List<Image> pictures, int count) {
        var stack = styled(new StackPane(), "drag-picture");
        stack.setAlignment(Pos.TOP_LEFT);
        for (int i = pictures.size() - 1; i >= 0; i--) {
            stack.getChildren().add(card(pictures.get(i), i * SHIFT));
        }
        if (count > 1 || pictures.isEmpty()) {
            Label number = Labels.of(Format.count(count), "count");
            stack.getChildren().add(number);
        }
        var scene = new Scene(new Group(stack));
        scene.getStylesheets().setAll(looks.getStylesheets());
        scene.setUserAgentStylesheet(looks.getUserAgentStylesheet());
        scene.getRoot().getStyleClass().addAll(looks.getRoot().getStyleClass());
        var clear = new SnapshotParameters();
        clear.setFill(Color.TRANSPARENT);
        return stack.snapshot(clear, null);
    }

    private static StackPane card(Image picture, double at) {
        var view = new ImageView(picture);
        view.setPreserveRatio(true);
        view.setSmooth(true);
        double largest = Math.max(picture.getWidth(), picture.getHeight());
        view.setFitWidth(picture.getWidth() * SIDE / largest);
        view.setFitHeight(picture.getHeight() * SIDE / largest);
        var card = styled(new StackPane(view), "card");
        card.setMaxSize(StackPane.USE_PREF_SIZE, StackPane.USE_PREF_SIZE);
        card.setTranslateX(at);
        card.setTranslateY(at);
        return card;
    }
}
