package dev.vitrine.ui.desktop;

import dev.vitrine.ui.support.Settings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// Where the window stood, remembered between runs; a place that no screen shows any more is not used.
public final class WindowPlace {
    private static final double MARGIN = 40;

    private final DoubleProperty x;
    private final DoubleProperty y;
    private final DoubleProperty width;
    private final DoubleProperty height;
    private final BooleanProperty maximized;

    public WindowPlace(Settings settings) {
        x = settings.number("window.x", Double.NaN);
        y = settings.number("window.y", Double.NaN);
        width = settings.number("window.width", 1280);
        height = settings.number("window.height", 820);
        maximized = settings.flag("window.maximized", false);
    }

    public void rememberFor(Stage stage) {
        boolean known = !Screen.getScreensForRectangle(x.get() + MARGIN, y.get() + MARGIN, 1, 1)
                .isEmpty();
        Rectangle2D screen = (known
                        ? Screen.getScreensForRectangle(x.get() + MARGIN, y.get() + MARGIN, 1, 1)
                                .getFirst()
                        : Screen.getPrimary())
                .getVisualBounds();
        stage.setWidth(Math.min(width.get(), screen.getWidth()));
        stage.setHeight(Math.min(height.get(), screen.getHeight()));
        if (known) {
            stage.setX(x.get());
            stage.setY(y.get());
        } else {
            // Left to itself, a window as high as the screen begins above it.
            stage.setX(screen.getMinX() + (screen.getWidth() - stage.getWidth()) / 2);
            stage.setY(screen.getMinY() + (screen.getHeight() - stage.getHeight()) / 3);
        }
        stage.setMaximized(maximized.get());
        stage.xProperty().subscribe(_ -> keep(stage));
        stage.yProperty().subscribe(_ -> keep(stage));
        stage.widthProperty().subscribe(_ -> keep(stage));
        stage.heightProperty().subscribe(_ -> keep(stage));
        stage.maximizedProperty().subscribe(maximized::set);
    }

    /// What is kept is the place of the window itself, not of the whole screen it may cover for a while.
    private void keep(Stage stage) {
        if (stage.isShowing() && !stage.isMaximized() && !stage.isFullScreen() && !stage.isIconified()) {
            x.set(stage.getX());
            y.set(stage.getY());
            width.set(stage.getWidth());
            height.set(stage.getHeight());
        }
    }
}
