package dev.vitrine.ui.share;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.service.share.QrCode;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.support.Nodes;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Window;

/// A code for a camera: dark on white in every theme, because cameras expect that, and each module a whole number of
/// the screen's own pixels.
final class QrCodeView extends StackPane {
    private static final double WIDTH = 232;
    private static final int MARGIN = 4;
    /// Smaller modules are hard to read from a screen.
    private static final int SMALLEST = 2;

    private final ImageView view = new ImageView();

    QrCodeView(ObservableValue<Optional<QrCode>> code, String accessibleText) {
        getStyleClass().add("qr-code");
        setId("qr-code");
        setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(accessibleText);
        view.setSmooth(false);
        getChildren().add(view);
        code.subscribe(now -> now.ifPresentOrElse(this::draw, () -> view.setImage(null)));
    }

    /// With what it is for beside it, while there is a code.
    static Node explained(ObservableValue<Optional<QrCode>> code) {
        var box = new HBox(
                16,
                new QrCodeView(code, text("share.code")),
                Labels.wrapped(text("share.code.explained"), "small", "muted"));
        box.setAlignment(Pos.CENTER_LEFT);
        Nodes.showWhen(box, code.map(now -> now.isPresent()));
        return box;
    }

    private void draw(QrCode code) {
        double scale = getScene() == null
                ? 1
                : Optional.ofNullable(getScene().getWindow())
                        .map(Window::getOutputScaleX)
                        .orElse(1.0);
        int side = code.size() + 2 * MARGIN;
        int module = (int) Math.max(Math.round(SMALLEST * scale), Math.floor(WIDTH * scale / side));
        var image = new WritableImage(side * module, side * module);
        var pixels = image.getPixelWriter();
        for (int y = 0; y < side * module; y++) {
            for (int x = 0; x < side * module; x++) {
                boolean dark = isDark(code, x / module - MARGIN, y / module - MARGIN);
                pixels.setColor(x, y, dark ? Color.BLACK : Color.WHITE);
            }
        }
        view.setImage(image);
        view.setFitWidth(image.getWidth() / scale);
        view.setFitHeight(image.getHeight() / scale);
    }

    private static boolean isDark(QrCode code, int column, int row) {
        return column >= 0 && row >= 0 && column < code.size() && row < code.size() && code.isDark(column, row);
    }
}
