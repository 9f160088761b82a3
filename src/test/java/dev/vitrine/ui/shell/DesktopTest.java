package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Application;
import org.junit.jupiter.api.Test;

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
}
