package dev.vitrine.ui.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.WindowRobot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class SheetTest {
    private StackPane root;
    private Label content;
    private Stage stage;

    @Start
    void start(Stage given) {
        root = new StackPane();
        content = new Label("what it shows");
        stage = new Stage();
        stage.setScene(new Scene(root, 500, 400));
        stage.show();
    }

    @AfterEach
    void hide(WindowRobot robot) {
        robot.interact(stage::hide);
    }

    @Test
    void whatIsClosedLeavesTheWindow(WindowRobot robot) {
        var sheet = new Sheet("Title", content);
        robot.interact(() -> sheet.show(stage));
        assertTrue(sheet.isOpen());
        robot.interact(sheet::close);
        assertEquals(List.of(), root.getChildren());
    }

    /// As when an answer comes after the window was closed.
    @Test
    void aHiddenWindowAsksNothing(WindowRobot robot) {
        var sheet = new Sheet("Title", content);
        var answers = new ArrayList<Boolean>();
        robot.interact(() -> {
            stage.hide();
            answers.add(sheet.ask(stage));
        });
        assertEquals(List.of(false), answers);
        assertFalse(sheet.isOpen());
    }

    @Test
    void whatIsKeptStaysHiddenAndComesBackAsItWas(WindowRobot robot) {
        Sheet sheet = new Sheet("Title", content).kept();
        robot.interact(() -> sheet.show(stage));
        Node cover = root.getChildren().getFirst();
        robot.interact(sheet::close);
        assertFalse(cover.isVisible() || sheet.isOpen());

        robot.interact(() -> sheet.show(stage));
        assertEquals(1, root.getChildren().size());
        assertSame(cover, root.getChildren().getFirst());
        assertTrue(cover.isVisible());

        robot.interact(sheet::remove);
        assertEquals(List.of(), root.getChildren());
        assertFalse(sheet.isOpen());
    }

    /// The program ends when its last window is hidden: nothing waits behind it for an answer.
    @Test
    void aQuestionEndsWithItsWindowAndIsNotAgreedTo(WindowRobot robot) {
        var answers = new ArrayList<Boolean>();
        var question = new Sheet("Title", content);
        Platform.runLater(() -> answers.add(question.ask(stage)));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(List.of(), answers);
        robot.interact(stage::hide);
        assertEquals(List.of(false), answers);
        assertFalse(question.isOpen());
    }

    /// Large text in a small window leads there.
    @Test
    void buttonsThatDoNotFitStandInFurtherLines(WindowRobot robot) {
        var sheet = new Sheet("Title", content);
        List<Button> buttons = new ArrayList<>();
        robot.interact(() -> {
            buttons.add(sheet.aside("Go on with what is undecided yet", () -> {}));
            buttons.add(sheet.leaving("Close, and change nothing at all"));
            buttons.add(sheet.agreeing("Move all that was rejected to the trash", "danger"));
            sheet.show(stage);
        });
        WaitForAsyncUtils.waitForFxEvents();
        Bounds window = WindowRobot.boundsInScene(root);
        List<Bounds> places = buttons.stream().map(WindowRobot::boundsInScene).toList();
        for (Bounds place : places) {
            assertTrue(window.contains(place), place + " is in the window");
            assertTrue(
                    places.stream().allMatch(other -> other == place || !other.intersects(place)),
                    place + " covers no other of " + places);
        }
    }

    @Test
    void buttonsThatFitStandInOneLine(WindowRobot robot) {
        var sheet = new Sheet("Title", content);
        List<Button> buttons = new ArrayList<>();
        robot.interact(() -> {
            buttons.add(sheet.aside("Reset", () -> {}));
            buttons.add(sheet.leaving("Cancel"));
            buttons.add(sheet.agreeing("Save", "accent"));
            sheet.show(stage);
        });
        WaitForAsyncUtils.waitForFxEvents();
        List<Bounds> places = buttons.stream().map(WindowRobot::boundsInScene).toList();
        assertEquals(1, places.stream().mapToDouble(Bounds::getMinY).distinct().count(), "one line: " + places);
        assertEquals(
                places,
                places.stream().sorted(Comparator.comparing(Bounds::getMinX)).toList());
        Node foot = buttons.getFirst().getParent().getParent();
        Bounds line = WindowRobot.boundsInScene(foot);
        assertEquals(line.getMinX(), places.getFirst().getMinX(), 1);
        assertEquals(line.getMaxX(), places.getLast().getMaxX(), 1);
        assertEquals(places.getFirst().getHeight(), line.getHeight(), 1);
    }

    @Test
    void whatIsHigherThanTheWindowScrollsBetweenHeadingAndButtons(WindowRobot robot) {
        var fields = new VBox(8);
        for (int i = 0; i < 20; i++) {
            fields.getChildren().add(new TextField("field " + i));
        }
        var sheet = new Sheet("Title", content, fields);
        List<Button> buttons = new ArrayList<>();
        robot.interact(() -> {
            buttons.add(sheet.leaving("Close"));
            sheet.show(stage);
        });
        WaitForAsyncUtils.waitForFxEvents();
        Bounds window = WindowRobot.boundsInScene(root);
        Button close = buttons.getFirst();
        assertTrue(window.contains(WindowRobot.boundsInScene(close)), "Close is in the window");
        Node last = fields.getChildren().getLast();
        robot.interact(() -> {
            last.requestFocus();
            root.layout();
        });
        double end = WindowRobot.boundsInScene(last).getMaxY();
        double foot = WindowRobot.boundsInScene(close).getMinY();
        assertTrue(
                end <= foot + SheetBody.RINGS,
                "what has the focus comes into sight: it ends at " + end + ", above " + foot);
    }

    /// Nothing in it can have the focus, which is on the button below.
    @Test
    void textThatIsHigherThanTheWindowIsScrolledByKeys(WindowRobot robot) {
        robot.interact(() -> {
            var lines = new VBox(8);
            for (int i = 0; i < 40; i++) {
                lines.getChildren().add(new Label("line " + i));
            }
            var sheet = new Sheet("Title", lines);
            sheet.leaving("Close");
            sheet.show(stage);
            root.applyCss();
            root.layout();
        });
        ScrollPane shown = (ScrollPane) root.lookup(".sheet-scroll");
        List<Double> places = new ArrayList<>();
        for (KeyCode key : List.of(KeyCode.DOWN, KeyCode.PAGE_DOWN, KeyCode.END, KeyCode.UP, KeyCode.HOME)) {
            robot.type(key);
            places.add(shown.getVvalue());
        }
        assertTrue(0 < places.get(0) && places.get(0) < places.get(1), places.toString());
        assertEquals(1, places.get(2));
        assertTrue(0 < places.get(3) && places.get(3) < 1, places.toString());
        assertEquals(0, places.get(4));
    }

    /// Two bars beside one another would move the same lines.
    @Test
    void whatScrollsByItselfMakesTheSheetScrollNoMore(WindowRobot robot) {
        robot.interact(() -> {
            var lines = new VBox(8);
            for (int i = 0; i < 40; i++) {
                lines.getChildren().add(new Label("line " + i));
            }
            var sheet = new Sheet("Title", content, new SheetScroll(lines, stage, 300, 600)).fitted();
            sheet.leaving("Close");
            sheet.show(stage);
            root.applyCss();
            root.layout();
        });
        List<Node> bars = root.lookupAll(".scroll-bar").stream()
                .filter(bar -> bar.isVisible() && bar instanceof ScrollBar)
                .toList();
        assertEquals(1, bars.size(), bars.toString());
    }
}
