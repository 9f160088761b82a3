package dev.vitrine.ui.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.actions.Problems;
import dev.vitrine.ui.support.CopiedTexts;
import java.time.Clock;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class ProblemsViewTest {
    private final Problems problems = new Problems(Clock.systemUTC());
    private final CopiedTexts clipboard = new CopiedTexts();
    private boolean opened;

    @Start
    void start(Stage stage) {
        stage.setScene(new Scene(
                new VBox(new ProblemsView(problems, clipboard), new ProblemsButton(problems, () -> opened = true)),
                700,
                500));
        stage.show();
    }

    @Test
    void keysCopyDetailsAndDismiss(WindowRobot robot) {
        robot.interact(() -> {
            problems.add("The older.", new ImageException.Failed("no"));
            problems.add("The newer.", new ImageException.Denied("may not", null));
        });
        robot.interact(() -> robot.lookup("#problems-list").query().requestFocus());
        robot.type(KeyCode.HOME, KeyCode.ENTER);
        assertEquals(List.of(problems.all().getFirst().details()), clipboard.texts());
        robot.type(KeyCode.DELETE);
        assertEquals(
                List.of("The older."),
                problems.all().stream().map(Problems.ReportedProblem::sentence).toList());
    }

    @Test
    void aLineTellsSentenceTimeAndCode(WindowRobot robot) {
        robot.interact(() -> problems.add("Nothing was saved.", new ImageException.Failed("no")));
        String code = problems.all().getFirst().code();
        assertTrue(robot.lookup(".list-cell .label").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().endsWith(code)));
        assertEquals(
                1,
                robot.lookup("#problems-list").<ListView<?>>query().getItems().size());
    }

    @Test
    void theButtonIsThereWhileThereAreProblemsAndMarkedUntilTheyWereSeen(WindowRobot robot) {
        Button button = robot.lookup("#problems-button").query();
        assertFalse(button.isVisible());
        robot.interact(() -> problems.add("No.", new ImageException.Failed("no")));
        assertTrue(button.isVisible());
        assertEquals("1 problem", button.getAccessibleText());
        assertTrue(button.getPseudoClassStates().contains(PseudoClass.getPseudoClass("unseen")));
        robot.interact(problems::seen);
        assertFalse(button.getPseudoClassStates().contains(PseudoClass.getPseudoClass("unseen")));
        robot.clickOn(button);
        assertTrue(opened);
    }
}
