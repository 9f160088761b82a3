package dev.vitrine.ui.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
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
    void hide(FxRobot robot) {
        robot.interact(stage::hide);
    }

    @Test
    void whatIsClosedLeavesTheWindow(FxRobot robot) {
        var sheet = new Sheet("Title", content);
        robot.interact(() -> sheet.show(stage));
        assertTrue(sheet.isOpen());
        robot.interact(sheet::close);
        assertEquals(List.of(), root.getChildren());
    }

    /// As when an answer comes after the window was closed.
    @Test
    void aHiddenWindowAsksNothing(FxRobot robot) {
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
    void whatIsKeptStaysHiddenAndComesBackAsItWas(FxRobot robot) {
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
    void aQuestionEndsWithItsWindowAndIsNotAgreedTo(FxRobot robot) {
        var answers = new ArrayList<Boolean>();
        var question = new Sheet("Title", content);
        Platform.runLater(() -> answers.add(question.ask(stage)));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(List.of(), answers);
        robot.interact(stage::hide);
        assertEquals(List.of(false), answers);
        assertFalse(question.isOpen());
    }
}
