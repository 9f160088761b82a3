package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.ui.WindowRobot;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From the gallery through all of its images, to the trash with what is rejected, and back.
class CullingJourneyTest extends WindowTest {
    @BeforeEach
    void openTheWindow() throws Exception {
        window = TestWindow.showing(folder.resolve("home"), robot, "a", "b", "c", "d");
        window.fillScreen();
    }

    @Test
    void whatIsRejectedGoesToTheTrashInOneStepThatCanBeTakenBack() throws Exception {
        robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
        robot.push(KeyCode.SHIFT, KeyCode.F5);
        TestWindow.until("one of four is culled", () -> status().equals("1 of 4 · 0 kept · 0 rejected"));
        robot.type(KeyCode.P).type(KeyCode.X).type(KeyCode.X);
        TestWindow.until("it went on by itself", () -> status().equals("4 of 4 · 1 kept · 2 rejected"));
        robot.type(KeyCode.ESCAPE);
        TestWindow.until("the end is told", () -> isThere("#culling-end"));
        assertEquals("culling-close", window.focused().orElseThrow().getId());
        Button trash = robot.lookup("#culling-trash").queryAs(Button.class);
        assertEquals("Move 2 rejected to the trash", trash.getText());
        robot.interact(trash::fire);
        TestWindow.until("they are gone", () -> window.titlesShown().equals(Set.of("a", "d")));
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        TestWindow.until("they are back", () -> window.titlesShown().equals(Set.of("a", "b", "c", "d")));
    }

    @Test
    void afterTheLastDecisionTheEndIsToldAndCullingGoesOnFromThere() throws Exception {
        robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
        robot.push(KeyCode.SHIFT, KeyCode.F5);
        TestWindow.until("one of four is culled", () -> status().equals("1 of 4 · 0 kept · 0 rejected"));
        robot.type(KeyCode.P).type(KeyCode.P).type(KeyCode.P).type(KeyCode.P);
        TestWindow.until("the end is told", () -> isThere("#culling-end"));
        assertEquals(false, isThere("#culling-trash"));
        robot.interact(() -> robot.lookup("#culling-end .button")
                .match((Button each) -> each.getText().equals("Go on culling"))
                .queryAs(Button.class)
                .fire());
        TestWindow.until("it goes on", () -> status().equals("1 of 4 · 4 kept · 0 rejected"));
        robot.type(KeyCode.ESCAPE);
        TestWindow.until("the end is told", () -> isThere("#culling-end"));
        robot.type(KeyCode.ESCAPE);
        TestWindow.until(
                "the gallery has the focus",
                () -> robot.lookup(".gallery").query().isFocused());
    }

    @Test
    void noticesDoNotLieOverHowFarOneIs() throws Exception {
        robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
        robot.push(KeyCode.SHIFT, KeyCode.F5);
        TestWindow.until("one of four is culled", () -> status().equals("1 of 4 · 0 kept · 0 rejected"));
        robot.type(KeyCode.DELETE).type(KeyCode.DELETE).type(KeyCode.DELETE);
        TestWindow.until("two notices or more are there", () -> toasts().size() >= 2);
        TestWindow.until(
                "it is above them",
                () -> bottomOfStatus()
                        <= toasts().stream()
                                .mapToDouble(toast ->
                                        WindowRobot.boundsInScene(toast).getMinY())
                                .min()
                                .orElseThrow());
    }

    private List<Node> toasts() {
        return List.copyOf(robot.lookup(".viewer .toast").queryAll());
    }

    private double bottomOfStatus() {
        return WindowRobot.boundsInScene(robot.lookup("#culling-status").query())
                .getMaxY();
    }

    @Test
    void whereNoImagesAreShownItIsSaidThatThereIsNothingToCull() throws Exception {
        ask("nothinglikethis");
        TestWindow.until("nothing is shown", () -> window.titlesShown().isEmpty());
        robot.push(KeyCode.SHIFT, KeyCode.F5);
        TestWindow.until(
                "it is said",
                () -> window.texts(".toast").contains("No images are shown, so there is nothing to cull."));
        window.choose("Slideshow");
        TestWindow.until(
                "it is said of the slideshow",
                () -> window.texts(".toast").contains("No images are shown, so there is no slideshow."));
    }

    @Test
    void whatIsAskedForLastIsCulledAlsoBeforeItIsFound() throws Exception {
        robot.interact(() -> {
            robot.lookup("#search").queryAs(TextField.class).setText("d");
            press(KeyCode.F5, true, false);
        });
        TestWindow.until("one of one is culled", () -> status().equals("1 of 1 · 0 kept · 0 rejected"));
    }

    @Test
    void whatIsSelectedAndDeletedIsWhatIsAskedForLast() throws Exception {
        robot.interact(() -> {
            robot.lookup("#search").queryAs(TextField.class).setText("d");
            press(KeyCode.A, false, true);
            press(KeyCode.DELETE, false, false);
        });
        TestWindow.until("it is gone", () -> window.titlesShown().isEmpty());
        robot.interact(() -> robot.lookup("#search").queryAs(TextField.class).setText(""));
        window.shows(Set.of("a", "b", "c"));
    }

    private void press(KeyCode code, boolean shift, boolean control) {
        Node gallery = robot.lookup(".gallery").query();
        gallery.requestFocus();
        gallery.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, control, false, false));
    }

    private void ask(String text) {
        robot.interact(() -> {
            robot.lookup("#search").queryAs(TextField.class).setText(text);
            robot.lookup(".gallery").query().requestFocus();
        });
    }

    private String status() {
        return robot.lookup("#culling-status")
                .tryQueryAs(Label.class)
                .filter(Node::isVisible)
                .map(Label::getText)
                .orElse("");
    }

    private boolean isThere(String id) {
        return robot.lookup(id).tryQuery().isPresent();
    }
}
