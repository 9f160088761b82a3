package dev.vitrine.ui.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.AppFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    private Path folder;

    private final Logger root = Logger.getLogger("");
    private final List<Handler> before = List.of(root.getHandlers());
    private final Level level = root.getLevel();
    private final Handler terminal = new ConsoleHandler();

    @AfterEach
    void leaveTheLogAsItWas() {
        root.setLevel(level);
        root.removeHandler(terminal);
        for (Handler handler : root.getHandlers()) {
            if (!before.contains(handler)) {
                root.removeHandler(handler);
                handler.close();
            }
        }
    }

    /// Who is offline for an hour reads that in the window.
    @Test
    void whatIsNoTroubleIsInTheFileAndNotOnTheTerminal() throws IOException {
        root.setLevel(Level.INFO);
        terminal.setLevel(Level.INFO);
        root.addHandler(terminal);
        AppFolders folders = AppFolders.inOne(folder);
        LogFile.begin(folders);
        assertEquals(Level.WARNING, terminal.getLevel());
        Logger.getLogger("dev.vitrine.test").log(Level.INFO, "The mirror is offline");
        assertTrue(Files.readString(LogFile.in(folders)).contains("The mirror is offline"));
    }
}
