package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.picture.Samples;
import dev.vitrine.service.SampleImages;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.support.FileDrops;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands beside dropped files comes into the library, and goes out with the copies.
class TitlesJourneyTest {
    @TempDir
    private Path folder;

    private final WindowRobot robot = new WindowRobot();
    private final AnsweringDialogs dialogs = new AnsweringDialogs();

    @Test
    void inAndOutAgain() throws Exception {
        Path trip = Files.createDirectories(folder.resolve("Trip"));
        Files.write(trip.resolve("a.jpg"), SampleImages.jpeg(60, 40, Color.ORANGE));
        Files.write(trip.resolve("A.XMP"), Samples.resource("metadata/sidecar.xmp"));
        Files.write(trip.resolve("b.jpg"), SampleImages.jpeg(60, 40, Color.BLUE));
        Path out = Files.createDirectories(folder.resolve("out"));
        TestWindow.fill(folder.resolve("home"), "beach");
        var window = new TestWindow(folder.resolve("home"), robot, dialogs);
        try {
            window.shows(Set.of("beach"));
            robot.interact(() -> FileDrops.drop(robot.lookup(".gallery").query(), List.of(trip)));
            TestWindow.until(
                    "they are counted",
                    () -> robot.lookup("#brought")
                            .queryAs(Label.class)
                            .getText()
                            .startsWith("1 of 2 "));
            robot.interact(() -> {
                robot.lookup("#upload-user").<TextInputControl>query().setText("alice");
                robot.lookup("#tag-folders").queryAs(CheckBox.class).fire();
                robot.lookup("#start-upload").queryButton().fire();
            });
            window.shows(Set.of("beach", "Größe", "b"));

            robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
            robot.push(KeyCode.SHORTCUT, KeyCode.A);
            TestWindow.until("all are selected", () -> window.titlesSelected().size() == 3);
            dialogs.saveInto(out);
            robot.push(KeyCode.SHORTCUT, KeyCode.S);
            TestWindow.until(
                    "the form is open",
                    () -> robot.lookup("#download-captions").tryQuery().isPresent());
            robot.interact(() -> {
                robot.lookup("#download-captions").queryAs(CheckBox.class).fire();
                robot.lookup("#download-start").queryButton().fire();
            });
            TestWindow.until(
                    "all are saved",
                    () -> window.texts(".toasts").stream().anyMatch(text -> text.startsWith("3 images saved to ")));
            assertEquals(
                    new Caption("Größe", "Beschreibung", List.of("Trip", "one", "two", "rating:4")),
                    new PictureReader()
                            .inspect(ImageSource.ofFile(out.resolve("a.jpg")))
                            .caption());
        } finally {
            window.close();
        }
    }
}
