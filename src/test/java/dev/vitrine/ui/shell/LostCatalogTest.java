package dev.vitrine.ui.shell;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.ui.WindowRobot;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostCatalogTest {
    @Test
    void anEmptyGalleryOverOriginalsSaysWhatWasLost(@TempDir Path home) throws Exception {
        Path user = AppFolders.inOne(home).data().resolve("library/objects/alice");
        Files.createDirectories(user);
        for (int i = 1; i <= 2; i++) {
            Files.writeString(user.resolve("01a2d9ee-0f6c-4b0f-8d2c-6d7f5a3f000" + i), "an original");
        }
        var robot = new WindowRobot();
        var window = new TestWindow(home, robot, new AnsweringDialogs());
        try {
            TestWindow.until(
                    "the loss is said",
                    () -> window.texts(".toasts").stream()
                            .anyMatch(text ->
                                    text.startsWith("This library has originals that its catalog does not list")));
        } finally {
            window.close();
        }
    }
}
