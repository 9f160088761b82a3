package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.service.SampleImages;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.event.Event;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Everything that one does with pictures, from the keyboard alone: no pointer is moved and nothing is clicked.
class KeyboardJourneyTest extends WindowTest {
    @BeforeEach
    void openTheWindow() throws Exception {
        window = new TestWindow(folder.resolve("home"), robot, dialogs);
    }

    @Test
    void uploadFindTagTwentyRateHandOneOnDeleteAndUndo() throws Exception {
        List<Path> files = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            files.add(Files.write(folder.resolve(nameOf(i) + ".png"), SampleImages.png(20 + i, 20, Color.ORANGE)));
        }
        files.add(Files.write(folder.resolve("wood.jpg"), SampleImages.jpeg(40, 30, Color.GREEN)));
        Set<String> dunes = IntStream.rangeClosed(1, 20)
                .mapToObj(KeyboardJourneyTest::nameOf)
                .collect(Collectors.toSet());

        upload(files);
        Set<String> everything = new HashSet<>(dunes);
        everything.add("wood");
        window.shows(everything);

        push(KeyCode.F);
        TestWindow.until("the search box has the focus", () -> isTextFocused());
        robot.write("dune").type(KeyCode.ENTER);
        window.shows(dunes);
        robot.type(KeyCode.ESCAPE).type(KeyCode.ESCAPE); // the box empties, then gives the focus back
        window.shows(everything);
        push(KeyCode.F);
        TestWindow.until("the search box has the focus again", () -> isTextFocused());
        robot.write("dune").type(KeyCode.ENTER);
        window.shows(dunes);
        robot.type(KeyCode.F6);
        TestWindow.until(
                "the gallery has the focus",
                () -> robot.lookup(".gallery").query().isFocused());

        push(KeyCode.A);
        TestWindow.until("twenty are selected", () -> window.titlesSelected().equals(dunes));
        push(KeyCode.T);
        TestWindow.until(
                "a tag can be typed",
                () -> window.focused()
                        .filter(node -> "tag-editor".equals(node.getId()))
                        .isPresent());
        robot.write("sahara").type(KeyCode.ENTER);
        TestWindow.until("twenty are tagged", () -> tagged("sahara").equals(dunes));
        toGallery();

        robot.type(KeyCode.HOME).type(KeyCode.END);
        robot.write("x");
        TestWindow.until(
                "typing leads to its title", () -> window.titlesSelected().equals(Set.of(nameOf(7))));
        TestWindow.until("the word is over", () -> !wouldBeTyped());
        robot.type(KeyCode.DIGIT4);
        TestWindow.until(
                "it has four stars",
                () -> window.tile(nameOf(7))
                        .filter(tile -> tile.getAccessibleText().contains("4 stars"))
                        .isPresent());

        push(KeyCode.C);
        TestWindow.until(
                "the file is on the clipboard",
                () -> Clipboard.getSystemClipboard().getFiles().size() == 1);
        List<Path> copied = new ArrayList<>();
        robot.interact(() -> Clipboard.getSystemClipboard().getFiles().forEach(file -> copied.add(file.toPath())));
        assertArrayEquals(Files.readAllBytes(files.get(6)), Files.readAllBytes(copied.getFirst()));

        push(KeyCode.L);
        TestWindow.until(
                "the card says how to share from a folder",
                () -> robot.lookup("#share-local")
                        .tryQuery()
                        .map(Node::isVisible)
                        .orElse(false));
        robot.type(KeyCode.ESCAPE);
        toGallery();

        robot.type(KeyCode.DELETE);
        Set<String> left = new HashSet<>(dunes);
        left.remove(nameOf(7));
        window.shows(left);
        window.close();
        window.open();
        window.shows(left);
        TestWindow.until(
                "the deletion can be taken back after a restart",
                () -> menuTexts().contains("Undo: Move 1 image to trash"));
        TestWindow.until(
                "the gallery has the focus from the start",
                () -> window.focused()
                        .filter(node -> node.getStyleClass().contains("gallery"))
                        .isPresent());
        push(KeyCode.Z);
        window.shows(dunes);
        assertEquals(List.of(), dialogs.unanswered());
    }

    private List<String> menuTexts() {
        return robot.lookup(".menu-button").<MenuButton>queryAllAs(MenuButton.class).stream()
                .flatMap(menu -> menu.getItems().stream())
                .map(item -> String.valueOf(item.getText()))
                .toList();
    }

    /// One of them begins with a letter of its own, so that a single key leads to it however slow the machine is.
    private static String nameOf(int number) {
        return (number == 7 ? "xeric " : "") + "dune %02d".formatted(number);
    }

    /// The form begins at the tags; the owner stands before them.
    private void upload(List<Path> files) throws Exception {
        dialogs.choose(files);
        push(KeyCode.O);
        TestWindow.until(
                "the form is open", () -> robot.lookup("#upload-form").query().isVisible());
        shiftTab();
        TestWindow.until(
                "the owner can be typed",
                () -> isTextFocused()
                        && window.focused()
                                .filter(node -> "tag-editor".equals(node.getId()))
                                .isEmpty());
        robot.write("alice").type(KeyCode.ENTER);
        TestWindow.until(
                "the form is closed",
                () -> !robot.lookup("#upload-form").query().isVisible());
    }

    private void toGallery() throws Exception {
        for (int i = 0; i < 3 && !robot.lookup(".gallery").query().isFocused(); i++) {
            robot.type(KeyCode.ESCAPE);
        }
        TestWindow.until(
                "the gallery has the focus",
                () -> robot.lookup(".gallery").query().isFocused());
    }

    private Set<String> tagged(String tag) {
        return robot.lookup(".tile").queryAll().stream()
                .filter(tile -> tile.isVisible() && tile.getAccessibleText().contains("tagged " + tag))
                .map(TestWindow::titleOf)
                .collect(Collectors.toSet());
    }

    private boolean isTextFocused() {
        return window.focused().filter(TextInputControl.class::isInstance).isPresent();
    }

    /// A digit now would still belong to the word that was typed before.
    private boolean wouldBeTyped() {
        Node gallery = robot.lookup(".gallery").query();
        var event = new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DIGIT9, false, false, false, false);
        boolean[] reachedTheWindow = {false};
        EventHandler<KeyEvent> listener = key -> reachedTheWindow[0] |= key.getCode() == KeyCode.DIGIT9;
        gallery.getParent().addEventHandler(KeyEvent.KEY_PRESSED, listener);
        Event.fireEvent(gallery, event);
        gallery.getParent().removeEventHandler(KeyEvent.KEY_PRESSED, listener);
        return !reachedTheWindow[0];
    }

    private void push(KeyCode code) {
        robot.push(KeyCode.SHORTCUT, code);
    }

    /// Not with the robot: a key held while the focus moves can stay down for good.
    private void shiftTab() {
        robot.interact(() -> window.focused()
                .ifPresent(node -> Event.fireEvent(
                        node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.TAB, true, false, false, false))));
    }
}
