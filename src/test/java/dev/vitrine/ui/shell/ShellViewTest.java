package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.vitrine.Eventually;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Settings;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class ShellViewTest {
    @TempDir
    private Path folder;

    private final Region sidebar = new Region();
    private final Region detail = new Region();
    private Stage stage;

    @Start
    void start(Stage unused) {
        stage = new Stage(); // it is resized, and other tests have the toolkit's after this one
        var settings = new Settings(folder.resolve("settings.json"));
        var parts = new ShellView.Parts(
                new Region(), sidebar, new Region(), List.of(new Region()), detail, new Region(), new Region());
        sidebar.setMinWidth(400); // what large text needs
        detail.setMinWidth(500);
        var view = new ShellView(parts, settings, Panels.of(settings), Background.onScreen(Assertions::fail));
        stage.setScene(new Scene(view, 900, 600));
        stage.show();
    }

    @AfterEach
    void hide(WindowRobot robot) {
        robot.interact(stage::hide);
    }

    @Test
    void aPanelComesBackAsWideAsItWas(WindowRobot robot) {
        assertNull(detail.getScene(), "there is no room for it");
        robot.interact(() -> stage.setWidth(1300));
        Eventually.await(() -> detail.getScene() != null);
        robot.interact(() -> {});
        assertEquals(320, detail.getWidth(), 10);
    }
}
