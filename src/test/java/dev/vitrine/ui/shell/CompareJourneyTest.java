package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From the gallery to two of its images side by side, and back.
class CompareJourneyTest extends WindowTest {
    @BeforeEach
    void openTheWindow() throws Exception {
        window = TestWindow.showing(folder.resolve("home"), robot, "a", "b", "c", "d");
    }

    @Test
    void theTwoThatAreSelectedAreCompared() throws Exception {
        robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
        robot.type(KeyCode.HOME); // the newest
        robot.push(KeyCode.SHORTCUT, KeyCode.RIGHT);
        robot.push(KeyCode.SHORTCUT, KeyCode.RIGHT);
        robot.push(KeyCode.SHORTCUT, KeyCode.SPACE);
        TestWindow.until("two are selected", () -> window.titlesSelected().equals(Set.of("d", "b")));
        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        TestWindow.until("they are side by side", () -> looked().equals(Set.of("d", "b")));
        robot.push(KeyCode.SHORTCUT, KeyCode.F);
        robot.type(KeyCode.F6);
        TestWindow.until(
                "the keys stay there", () -> robot.lookup(".viewer").query().isFocusWithin());
        robot.type(KeyCode.ESCAPE).type(KeyCode.ESCAPE);
        TestWindow.until(
                "the gallery has the focus",
                () -> robot.lookup(".gallery").query().isFocused());
        assertEquals(1, window.titlesSelected().size());
    }

    @Test
    void soAreTheyFromTheViewer() throws Exception {
        robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
        robot.type(KeyCode.HOME); // the newest
        robot.push(KeyCode.SHORTCUT, KeyCode.RIGHT);
        robot.push(KeyCode.SHORTCUT, KeyCode.RIGHT);
        robot.push(KeyCode.SHORTCUT, KeyCode.SPACE);
        TestWindow.until("two are selected", () -> window.titlesSelected().equals(Set.of("d", "b")));
        robot.type(KeyCode.ENTER);
        TestWindow.until("one is looked at", () -> looked().equals(Set.of("b")));
        robot.type(KeyCode.C);
        TestWindow.until("they are side by side", () -> looked().equals(Set.of("d", "b")));
    }

    private Set<String> looked() {
        var titles = new TreeSet<String>();
        for (Node surface : robot.lookup(".picture-surface").queryAll()) {
            titles.add(String.valueOf(surface.queryAccessibleAttribute(AccessibleAttribute.TEXT)));
        }
        return titles;
    }
}
