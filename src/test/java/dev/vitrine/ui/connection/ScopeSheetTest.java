package dev.vitrine.ui.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.service.mirror.MirrorScope;
import dev.vitrine.ui.WindowRobot;
import java.time.Year;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ScopeSheetTest {
    private static final MirrorScope SOME = MirrorScope.of(List.of("ada", "bob"), Optional.of(Year.of(2001)));

    private Stage stage;
    private Optional<MirrorScope> answer = Optional.empty();

    @Start
    void start(Stage shown) {
        stage = shown;
        stage.setScene(new Scene(new StackPane(), 900, 600));
        stage.show();
    }

    @Test
    void whoseImagesAndSinceWhenIsChosen(WindowRobot robot) {
        ask(MirrorScope.ALL, "A million take a gigabyte.");
        assertTrue(robot.lookup("#scope-act").query().isDisabled());
        assertFalse(robot.lookup("#scope-all").tryQuery().isPresent());
        assertTrue(robot.lookup(".label").queryAll().stream()
                .anyMatch(label -> ((Labeled) label).getText().endsWith("A million take a gigabyte.")));
        robot.interact(() -> users(robot).setText(" bob, ada ,,"));
        robot.interact(() -> since(robot).setValue(Optional.of(Year.of(2024))));
        robot.clickOn("#scope-act");
        assertEquals(Optional.of(MirrorScope.of(List.of("ada", "bob"), Optional.of(Year.of(2024)))), answered());
    }

    @Test
    void aNameWithACommaStandsInQuotes(WindowRobot robot) {
        MirrorScope jones = MirrorScope.of(List.of("Jones, Bob", "ada"), Optional.empty());
        ask(jones, "");
        assertEquals("\"Jones, Bob\", ada", users(robot).getText());
        robot.interact(() -> users(robot).setText("\"Jones, Bob\""));
        robot.clickOn("#scope-act");
        assertEquals(Optional.of(MirrorScope.of(List.of("Jones, Bob"), Optional.empty())), answered());
    }

    @Test
    void aNameThatNobodyCanHaveIsTold(WindowRobot robot) {
        ask(MirrorScope.ALL, "");
        robot.interact(() -> users(robot).setText("a/b"));
        assertTrue(robot.lookup("#scope-act").query().isDisabled());
        assertTrue(robot.lookup("#scope-problem").<Labeled>query().getText().contains("user name"));
        robot.clickOn("Cancel");
        assertEquals(Optional.empty(), answered());
    }

    @Test
    void whatIsChosenStandsThereAndAllCanBeChosen(WindowRobot robot) {
        ask(SOME, "");
        assertEquals("ada, bob", users(robot).getText());
        assertEquals(SOME.since(), since(robot).getValue());
        assertTrue(since(robot).getItems().contains(SOME.since()));
        robot.clickOn("#scope-all");
        assertEquals(Optional.of(MirrorScope.ALL), answered());
    }

    @Test
    void theSameAgainIsNoChoice(WindowRobot robot) {
        ask(SOME, "");
        robot.clickOn("#scope-act");
        assertEquals(Optional.empty(), answered());
    }

    @Test
    void itIsSaidInWords() {
        assertEquals("Images of ada and bob since 2001", ScopeTexts.sentence(SOME));
        assertEquals("Images of ada", ScopeTexts.sentence(MirrorScope.of(List.of("ada"), Optional.empty())));
        assertEquals(
                "Images of a, b and 3 more",
                ScopeTexts.sentence(MirrorScope.of(List.of("a", "b", "c", "d", "e"), Optional.empty())));
        assertTrue(ScopeTexts.empty(SOME).startsWith("Nothing of ada and bob was uploaded since 2001."));
        assertEquals("Search images of ada and bob since 2001", ScopeTexts.prompt(SOME));
    }

    private void ask(MirrorScope before, String cost) {
        Platform.runLater(() -> answer = new ScopeSheet(before, cost).ask(stage));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Optional<MirrorScope> answered() {
        WaitForAsyncUtils.waitForFxEvents();
        return answer;
    }

    private static TextField users(WindowRobot robot) {
        return robot.lookup("#scope-users").query();
    }

    private static ComboBox<Optional<Year>> since(WindowRobot robot) {
        return robot.lookup("#scope-since").query();
    }
}
