package dev.vitrine.ui.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.ui.support.Settings;
import java.nio.file.Path;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class WindowPlaceTest {
    @Test
    void aFirstWindowThatIsAsHighAsItsScreenBeginsAtItsTop(@TempDir Path folder) throws Exception {
        FxToolkit.registerPrimaryStage();
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        var settings = new Settings(folder.resolve("settings.json"));
        settings.number("window.height", 0).set(screen.getHeight() + 20);
        Stage stage = WaitForAsyncUtils.asyncFx(() -> {
                    var created = new Stage();
                    new WindowPlace(settings).rememberFor(created);
                    return created;
                })
                .get();
        assertEquals(screen.getMinY(), stage.getY());
        assertEquals(screen.getHeight(), stage.getHeight());
        assertEquals(screen.getMinX() + (screen.getWidth() - stage.getWidth()) / 2, stage.getX());
    }

    @Test
    void aWholeScreenIsNotThePlaceOfTheWindow(@TempDir Path folder) throws Exception {
        FxToolkit.registerPrimaryStage();
        var settings = new Settings(folder.resolve("settings.json"));
        settings.number("window.width", 0).set(640);
        settings.number("window.height", 0).set(480);
        Stage stage = WaitForAsyncUtils.asyncFx(() -> {
                    var created = new Stage();
                    new WindowPlace(settings).rememberFor(created);
                    created.show();
                    created.setMaximized(true);
                    return created;
                })
                .get();
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(true, settings.flag("window.maximized", false).get());
        WaitForAsyncUtils.asyncFx(() -> stage.setWidth(900)).get();
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(640, settings.number("window.width", 0).get());
        assertEquals(480, settings.number("window.height", 0).get());
        WaitForAsyncUtils.asyncFx(() -> {
                    stage.setMaximized(false);
                    stage.hide();
                })
                .get();
    }
}
