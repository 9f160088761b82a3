package dev.vitrine.ui.shell;

import dev.vitrine.ui.WindowRobot;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// A test of the whole window, on a library in a folder of its own. Each opens the window itself.
abstract class WindowTest {
    @TempDir
    Path folder;

    final WindowRobot robot = new WindowRobot();
    final AnsweringDialogs dialogs = new AnsweringDialogs();
    TestWindow window;

    @AfterEach
    void closeTheWindow() throws Exception {
        if (window != null) {
            window.close();
        }
    }
}
