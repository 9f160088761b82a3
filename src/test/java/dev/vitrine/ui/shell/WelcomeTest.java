package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Eventually;
import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connections;
import dev.vitrine.service.SampleImages;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.support.FileDrops;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

class WelcomeTest {
    @TempDir
    private Path folder;

    private final WindowRobot robot = new WindowRobot();
    private AppFolders folders;
    private MainWindow window;

    @BeforeEach
    void startForTheFirstTime() throws Exception {
        folders = AppFolders.inOne(folder.resolve("home"));
        Files.createDirectories(folders.config());
        Files.writeString(
                folders.config().resolve("settings.json"), "{\"window.width\":\"960\",\"window.height\":\"720\"}");
        FxToolkit.registerPrimaryStage();
        robot.interact(() -> {
            var connections = new Connections(folders, Map.of());
            window = new MainWindow(
                    new Program(connections, (_, _) -> new AnsweringDialogs()),
                    () -> connections.open(connections.local()));
            window.welcome();
        });
    }

    @AfterEach
    void close() {
        robot.interact(() -> window.stage().close());
    }

    @Test
    void oneKeyGoesOnWithTheLocalLibrary() {
        assertEquals("welcome-local", window.stage().getScene().getFocusOwner().getId());
        assertTrue(Files.notExists(folders.data().resolve("library")), "nothing is made before somebody chooses");
        robot.type(KeyCode.ENTER);
        Eventually.await(() -> robot.lookup(".gallery").tryQuery().isPresent());
        assertTrue(robot.lookup(".welcome").tryQuery().isEmpty());
    }

    @Test
    void aDropTakesTheLocalLibraryAndAsksHowToUpload() throws Exception {
        Path file = Files.write(folder.resolve("sea.jpg"), SampleImages.jpeg(40, 30, Color.BLUE));
        robot.interact(() -> FileDrops.drop(robot.lookup(".welcome").query(), List.of(file)));
        Eventually.await(() ->
                robot.lookup("#upload-form").tryQuery().filter(Node::isVisible).isPresent());
    }

    @Test
    void aServerOfOnesOwnOpensTheFormForIt() {
        robot.interact(() -> robot.lookup("#welcome-server").queryButton().fire());
        assertTrue(robot.lookup("#connection-form").query().isVisible());
        RadioButton compatible = robot.lookup(node ->
                        node instanceof RadioButton button && button.getText().equals("Compatible server"))
                .query();
        assertTrue(compatible.isSelected());
        robot.type(KeyCode.ESCAPE);
        assertEquals("welcome-server", focusAfter("#welcome-server"));
    }

    @Test
    void everyWaySaysWhatItMeans() {
        for (String way : new String[] {"#welcome-local", "#welcome-aws", "#welcome-server"}) {
            Labeled button = robot.lookup(way).query();
            assertTrue(
                    button.getAccessibleText().length() > 5
                            && button.getAccessibleHelp().length() > 40,
                    way);
        }
    }

    private String focusAfter(String way) {
        robot.interact(() -> robot.lookup(way).query().requestFocus());
        return window.stage().getScene().getFocusOwner().getId();
    }
}
