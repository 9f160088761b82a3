package dev.vitrine.ui.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.edit.BulkEdits.Correcting;
import dev.vitrine.ui.WindowRobot;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class TimeSheetTest {
    private static final LocalDateTime WRONG = LocalDateTime.parse("2019-01-01T00:00:00");
    private final ImageRecord image = SampleImages.row("a", "Sea", ImageFacts.UNKNOWN.with(Attribute.TAKEN_AT, WRONG));

    private Stage window;
    private Future<Optional<Correcting>> answer;

    @Start
    void start(Stage stage) {
        window = new Stage();
        window.setScene(new Scene(new StackPane(), 700, 600));
        window.show();
    }

    @BeforeEach
    void ask(WindowRobot robot) throws Exception {
        answer = WaitForAsyncUtils.asyncFx(
                () -> new TimeSheet(new TimeFormViewModel(List.of(image), 3)).ask(window)); // waits for the answer
        WaitForAsyncUtils.waitFor(
                10,
                TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(() ->
                                robot.lookup("As the camera said").tryQuery().isPresent())
                        .get());
    }

    @AfterEach
    void hide(WindowRobot robot) {
        robot.interact(window::hide);
    }

    @Test
    void whatIsTypedOfOneImageIsAgreedToByEnter(WindowRobot robot) throws Exception {
        assertTrue(robot.lookup("#time-act").query().isDisabled(), "nothing is said yet");
        robot.interact(
                () -> robot.lookup("#time-shift").queryAs(TextField.class).setText("+1h"));
        assertEquals(
                "2019-01-01 01:00:00",
                robot.lookup("#time-time").queryAs(TextField.class).getText());
        robot.interact(() -> robot.lookup("#time-time").query().requestFocus());
        robot.type(KeyCode.ENTER);
        Correcting correcting = answer.get(10, TimeUnit.SECONDS).orElseThrow();
        assertEquals(Optional.of(WRONG.plusHours(1)), correcting.of(image).takenAt());
    }

    @Test
    void oneImageIsNotCalledAll(WindowRobot robot) throws Exception {
        robot.type(KeyCode.ESCAPE);
        answer.get(10, TimeUnit.SECONDS);
        answer = WaitForAsyncUtils.asyncFx(() -> new TimeSheet(new TimeFormViewModel(List.of(image), 1)).ask(window));
        WaitForAsyncUtils.waitFor(
                10,
                TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(
                                () -> robot.lookup("Set it").tryQuery().isPresent())
                        .get());
        robot.clickOn("Set it");
        assertTrue(robot.lookup("“Sea” was taken at").tryQuery().isPresent());
        assertEquals(
                List.of(),
                robot.lookup("#time-sheet .label").<Label>queryAllAs(Label.class).stream()
                        .map(Label::getText)
                        .filter(text -> text != null && text.matches("(?i).*\\ball\\b.*"))
                        .toList());
        robot.type(KeyCode.ESCAPE);
        answer.get(10, TimeUnit.SECONDS);
    }

    @Test
    void whoeverLeavesCorrectsNothing(WindowRobot robot) throws Exception {
        robot.clickOn("As the camera said");
        assertFalse(robot.lookup("#time-shift").query().getParent().isVisible());
        robot.type(KeyCode.ESCAPE);
        assertEquals(Optional.empty(), answer.get(10, TimeUnit.SECONDS));
    }
}
