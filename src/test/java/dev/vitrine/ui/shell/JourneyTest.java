package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.service.SampleImages;
import dev.vitrine.ui.support.FileDrops;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole window on a library in an empty folder, from the first drop to the next start.
class JourneyTest extends WindowTest {
    @BeforeEach
    void openTheWindow() throws Exception {
        window = new TestWindow(folder.resolve("home"), robot, dialogs);
    }

    @Test
    void dropFilterEditDownloadDeleteUndoAndComeBack() throws Exception {
        Path sea = write("sea.jpg", SampleImages.jpeg(64, 48, Color.BLUE));
        Path wood = write("wood.jpg", SampleImages.jpeg(48, 64, Color.GREEN));
        write("trip/harbor.png", SampleImages.png(40, 40, Color.RED));
        write("trip/deep/station.png", SampleImages.png(50, 40, Color.GRAY));
        Path notes = write("notes.txt", "not a picture".getBytes(StandardCharsets.UTF_8));
        window.shows(Set.of());

        drop(robot.lookup(".gallery").query(), List.of(sea, wood, notes), "alice", "coast");
        window.shows(Set.of("sea", "wood"));
        TestWindow.until(
                "the refused file is listed with its reason",
                () -> window.texts("#upload-list").stream().anyMatch(text -> text.contains("notes.txt")));
        drop(robot.lookup(".gallery").query(), List.of(folder.resolve("trip")), "bob", "trip");
        window.shows(Set.of("sea", "wood", "harbor", "station"));

        robot.clickOn("#hide-uploads");
        clickRow("bob");
        window.shows(Set.of("harbor", "station"));
        clickRow("bob");
        clickRow("coast");
        window.shows(Set.of("sea", "wood"));

        select("sea");
        TestWindow.until(
                "the title can be edited",
                () -> robot.lookup("#detail-title")
                        .<TextInputControl>query()
                        .getText()
                        .equals("sea"));
        robot.interact(
                () -> robot.lookup("#detail-title").<TextInputControl>query().setText("Blue sea"));
        robot.interact(() -> robot.lookup("#detail-title").query().requestFocus());
        robot.type(KeyCode.ENTER);
        window.shows(Set.of("Blue sea", "wood"));

        select("Blue sea");
        Path target = folder.resolve("saved.jpg");
        dialogs.saveAs(target);
        robot.push(KeyCode.SHORTCUT, KeyCode.S);
        TestWindow.until("the file is saved", () -> Files.exists(target));
        assertArrayEquals(Files.readAllBytes(sea), Files.readAllBytes(target));

        robot.push(KeyCode.DELETE);
        window.shows(Set.of("wood"));
        focusGallery();
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        window.shows(Set.of("wood", "Blue sea"));

        window.close();
        window.open();
        window.shows(Set.of("wood", "Blue sea"));
        assertEquals(List.of(), dialogs.unanswered());
    }

    private Path write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve("files").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        return name.startsWith("trip/") ? move(file, name) : file;
    }

    private Path move(Path file, String name) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        return Files.move(file, target);
    }

    private void drop(Node onto, List<Path> files, String user, String tag) throws Exception {
        robot.interact(() -> FileDrops.drop(onto, files));
        TestWindow.until(
                "the form is open", () -> robot.lookup("#upload-form").query().isVisible());
        robot.interact(
                () -> robot.lookup("#upload-user").<TextInputControl>query().setText(user));
        robot.interact(() -> robot.from(robot.lookup("#upload-form").queryAll())
                .lookup("#tag-editor")
                .query()
                .requestFocus());
        robot.write(tag).type(KeyCode.ENTER);
        robot.interact(() -> robot.lookup("#start-upload").queryButton().fire());
        TestWindow.until(
                "the form is closed",
                () -> !robot.lookup("#upload-form").query().isVisible());
    }

    private void select(String title) throws Exception {
        TestWindow.until("a tile says " + title, () -> window.tile(title).isPresent());
        Node tile = window.tile(title).orElseThrow();
        if (TestWindow.isSelected(tile)) {
            // A second click soon after the first would be a double click, and open it.
            focusGallery();
        } else {
            robot.clickOn(tile);
        }
        TestWindow.until(
                title + " is selected",
                () -> window.tile(title).filter(TestWindow::isSelected).isPresent()
                        && robot.lookup(".gallery").query().isFocused());
    }

    private void focusGallery() {
        robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
    }

    private void clickRow(String name) throws Exception {
        TestWindow.until("the sidebar offers " + name, () -> row(name).isPresent());
        robot.clickOn(row(name).orElseThrow());
    }

    private Optional<Node> row(String name) {
        return robot.from(robot.lookup("#sidebar").queryAll()).lookup(".name").<Label>queryAllAs(Label.class).stream()
                .filter(label -> label.getText().equals(name) && label.isVisible())
                .map(Node.class::cast)
                .findFirst();
    }
}
