package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.service.SampleImages;
import java.awt.Color;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javafx.scene.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// Process, library, window build, selection: what lives longer keeps nothing that lives shorter.
class LifetimesTest {
    @TempDir
    private Path folder;

    private final FxRobot robot = new FxRobot();
    private final List<WeakReference<Node>> builds = new ArrayList<>();
    private Connections connections;
    private MainWindow window;

    @BeforeEach
    void openTheWindow() throws Exception {
        var system = new Properties();
        system.setProperty("vitrine.home", folder.toString());
        AppFolders folders = AppFolders.of(Map.of(), system);
        Files.createDirectories(folders.config());
        Files.writeString(
                folders.config().resolve("settings.json"),
                "{\"window.width\":\"960\",\"window.height\":\"720\",\"gallery.tileSize\":\"96\"}");
        connections = new Connections(folders, Map.of());
        try (Library library = connections.open(connections.local())) {
            for (String name : List.of("sea", "wood", "harbour")) {
                library.images().upload(SampleImages.newImage("alice", name + ".png", Color.BLUE), _ -> {});
            }
        }
        FxToolkit.registerPrimaryStage();
        WaitForAsyncUtils.asyncFx(() -> {
                    window = new MainWindow(
                            connections, () -> connections.open(connections.local()), (_, _) -> new AnsweringDialogs());
                    window.show();
                })
                .get();
        awaitBuild();
    }

    @AfterEach
    void closeTheWindow() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> window.stage().hide()).get();
    }

    @Test
    void ofTwentyLibrariesThatWereSwitchedToOneWindowBuildIsLeft() throws Exception {
        for (int i = 0; i < 20; i++) {
            robot.interact(() -> window.libraries().choose(connections.local()));
            awaitBuild();
        }
        assertEquals(21, builds.size());
        assertEquals(1, left());
    }

    private void awaitBuild() throws Exception {
        TestWindow.until(
                "another build of the window is there",
                () -> robot.lookup(".shell")
                        .tryQuery()
                        .filter(shell -> builds.stream().noneMatch(known -> known.get() == shell))
                        .isPresent());
        builds.add(new WeakReference<>(robot.lookup(".shell").query()));
    }

    private long left() throws Exception {
        for (int i = 0;
                i < 50 && builds.stream().filter(build -> build.get() != null).count() > 1;
                i++) {
            robot.interact(() -> window.stage().getScene().getRoot().requestLayout());
            System.gc();
            Thread.sleep(20);
        }
        return builds.stream().filter(build -> build.get() != null).count();
    }
}
