package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.picture.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From an image, or what is on the clipboard, to what looks like it.
class SimilarJourneyTest extends WindowTest {
    @BeforeEach
    void openTheWindow() throws Exception {
        Path home = folder.resolve("home");
        TestWindow.fillWith(home, "large", Samples.jpeg(640, 480));
        TestWindow.fillWith(home, "small", Samples.jpeg(320, 240));
        TestWindow.fill(home, "other");
        window = new TestWindow(home, robot, new AnsweringDialogs());
        window.shows(Set.of("large", "small", "other"));
    }

    @Test
    void anImageShowsItsLookAlikes() throws Exception {
        robot.rightClickOn(window.tile("small").orElseThrow());
        robot.clickOn("Find look-alikes");
        window.shows(Set.of("large", "small"));
        assertEquals(List.of("Look-alikes of an image"), window.texts(".chip"));
    }

    @Test
    void theMostAlikeComeFirstUntilAnotherOrderIsChosen() throws Exception {
        robot.rightClickOn(window.tile("large").orElseThrow());
        robot.clickOn("Find look-alikes");
        window.shows(Set.of("large", "small"));
        TestWindow.until("it is named", () -> window.texts(".toolbar").contains("Most alike first"));
        robot.clickOn("Most alike first");
        robot.clickOn("Recently added");
        TestWindow.until("so is another one", () -> window.texts(".toolbar").contains("Recently added"));
        window.shows(Set.of("large", "small"));
    }

    @Test
    void soDoesAFileOnTheClipboard() throws Exception {
        Path file = Files.write(folder.resolve("found.jpg"), Samples.jpeg(160, 120));
        robot.interact(() -> {
            var content = new ClipboardContent();
            content.putFiles(List.of(file.toFile()));
            Clipboard.getSystemClipboard().setContent(content);
        });
        window.choose("Find look-alikes of the clipboard");
        window.shows(Set.of("large", "small"));
    }

    @Test
    void whereAllGroupsAreLeftAloneThatIsSaid() throws Exception {
        window.choose("Review look-alikes…");
        TestWindow.until("they are shown", () -> window.texts("#look-alikes").contains("Stays"));
        robot.clickOn("Not the same");
        TestWindow.until(
                "it is said",
                () -> window.texts("#look-alikes").stream().anyMatch(text -> text.startsWith("No group is left")));
        robot.interact(() -> assertTrue(
                robot.lookup("#look-alikes").query().getBoundsInParent().getHeight() > 120, "it has its height"));
        robot.clickOn("Also those left alone");
        TestWindow.until(
                "they are shown again", () -> window.texts("#look-alikes").contains("Stays"));
    }

    @Test
    void lookAlikesAreReviewedMergedAndTakenBackInOneStep() throws Exception {
        window.choose("Review look-alikes…");
        TestWindow.until(
                "they are shown",
                () -> robot.lookup("#look-alikes-merge").tryQuery().isPresent());
        TestWindow.until(
                "with what differs",
                () -> window.texts("#look-alikes").containsAll(List.of("Stays", "large", "small")));
        assertEquals(
                "Merge, and trash no images",
                robot.lookup("#look-alikes-merge").queryAs(Button.class).getText(),
                "nothing says when they were taken");
        robot.interact(() ->
                robot.lookup("#look-alikes .check-box").queryAs(CheckBox.class).fire());
        assertEquals(
                List.of("Merge, and trash 1 image"),
                List.of(robot.lookup("#look-alikes-merge").queryAs(Button.class).getText()));
        robot.interact(
                () -> robot.lookup("#look-alikes-merge").queryAs(Button.class).fire());
        window.shows(Set.of("large", "other"));
        robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        window.shows(Set.of("large", "small", "other"));
    }
}
