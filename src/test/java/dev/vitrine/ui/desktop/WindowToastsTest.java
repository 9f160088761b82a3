package dev.vitrine.ui.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ErrorCode;
import dev.vitrine.image.ImageException;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.actions.Problems;
import dev.vitrine.ui.actions.UndoStack;
import java.time.Clock;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class WindowToastsTest {
    private final Problems problems = new Problems(Clock.systemUTC());
    private WindowToasts toasts;
    private boolean opened;

    @Start
    void start(Stage stage) {
        toasts = new WindowToasts(problems, () -> opened = true);
        stage.setScene(new Scene(toasts, 700, 400));
        stage.show();
    }

    @Test
    void aFailureShowsItsCodeAndStaysInTheListOfProblems(WindowRobot robot) {
        var failure = new ImageException.Failed("The disk is full.");
        robot.interact(() -> toasts.failure(failure));
        assertTrue(robot.lookup(".toast .label").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().equals("The disk is full. [" + ErrorCode.of(failure) + "]")));
        assertEquals("The disk is full.", problems.all().getFirst().sentence());
        robot.interact(() -> robot.lookup(".toast .button").queryAllAs(Button.class).stream()
                .filter(button -> "Details".equals(button.getText()))
                .forEach(Button::fire));
        assertTrue(opened);
        assertEquals(1, problems.all().size());
    }

    @Test
    void aFailureGoesWhenSomebodyHasDealtWithIt(WindowRobot robot) {
        var stands = new SimpleBooleanProperty(true);
        robot.interact(() -> toasts.failure("Not saved.", new ImageException.Failed("The disk is full."), stands));
        assertEquals(1, robot.lookup(".toast").queryAll().size());
        robot.interact(() -> stands.set(false));
        assertEquals(0, robot.lookup(".toast").queryAll().size());
        assertEquals("Not saved.", problems.all().getFirst().sentence());
    }

    @Test
    void aNoticeGoesWithWhatItOffers(WindowRobot robot) {
        var undo = new UndoStack();
        UndoStack.UndoStep deleted = UndoStack.UndoStep.of(() -> "Delete 1 image", 1, () -> {}, () -> {});
        robot.interact(() -> {
            undo.did(deleted);
            toasts.show("1 image moved to the trash.", "Undo", () -> undo.undo(deleted), undo.canUndo(deleted));
        });
        assertEquals(1, robot.lookup(".toast").queryAll().size());
        robot.interact(() -> undo.undo());
        assertEquals(0, robot.lookup(".toast").queryAll().size());
    }
}
