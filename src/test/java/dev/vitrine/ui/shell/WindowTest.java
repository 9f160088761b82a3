package dev.vitrine.ui.shell;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/// A test of the whole window, on a library in a folder of its own. Each opens the window itself.
abstract class WindowTest {
    @TempDir
    Path folder;

    final FxRobot robot = new FxRobot();
    final AnsweringDialogs dialogs = new AnsweringDialogs();
    TestWindow window;

    @AfterEach
    void closeTheWindow() throws Exception {
        if (window != null) {
            window.close();
        }
    }
}
