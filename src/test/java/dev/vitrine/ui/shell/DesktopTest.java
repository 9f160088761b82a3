package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.ui.support.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javafx.application.Application;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopTest {
    @Test
    void taskBarsKnowItsWindowsByTheClassThatJavaFxLaunches() throws IOException {
        assertInstanceOf(Application.class, new Desktop());
        Path entry = Path.of("packaging", "linux", "dev.vitrine.Vitrine.desktop");
        assertEquals(
                List.of("StartupWMClass=" + Desktop.class.getName()),
                Files.readAllLines(entry).stream()
                        .filter(line -> line.startsWith("StartupWMClass"))
                        .toList());
    }

    @Test
    void withoutAScreenItSaysWhatToDo(@TempDir Path home) {
        var system = new Properties();
        system.setProperty("os.name", "Linux");
        system.setProperty("vitrine.home", home.toString());
        NoDisplay none = assertThrows(
                NoDisplay.class, () -> Desktop.open(AppFolders.of(Map.of(), system), Map.of(), system, List.of()));
        assertEquals(Messages.text("start.noDisplay"), none.getMessage());
    }
}
