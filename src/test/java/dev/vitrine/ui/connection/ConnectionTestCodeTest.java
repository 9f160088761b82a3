package dev.vitrine.ui.connection;

import static dev.vitrine.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.CloudServers;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.CodeDevice;
import dev.vitrine.store.aws.AwsServers;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.connection.ConnectionTestViewModel.TestState;
import dev.vitrine.ui.support.Background;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The keys of a profile that wants a code are tried with it: the test of a connection asks.
@ExtendWith(ApplicationExtension.class)
class ConnectionTestCodeTest {
    private final CodeDevice device = new CodeDevice();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private ConnectionTestViewModel connectionTest;

    @Start
    void start(Stage stage) {
        connectionTest = new ConnectionTestViewModel(
                Background.onScreen(_ -> {}),
                (_, _, question) -> {
                    try {
                        question.accept(device);
                    } catch (ImageException.Cancelled e) {
                        stopped.countDown();
                        throw e;
                    }
                },
                (_, _) -> {});
        stage.setScene(new Scene(new ConnectionTestView(connectionTest, () -> {}), 480, 640));
        stage.show();
    }

    private void test(WindowRobot robot) {
        robot.interact(() -> connectionTest.test(AwsServers.settings(), CloudServers.KEYS));
        await(() -> connectionTest.stateProperty().get() == TestState.ASKING);
        robot.interact(() -> {});
    }

    private void type(WindowRobot robot, String code) {
        robot.interact(() -> robot.lookup("#test-digits").query().requestFocus());
        robot.write(code).type(KeyCode.ENTER);
    }

    @Test
    void aCodeIsAskedForUntilItIsRightAndTheTestGoesOn(WindowRobot robot) {
        test(robot);
        assertTrue(robot.lookup("#test-code .label").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().contains(CodeDevice.NAME)));
        assertTrue(robot.lookup("#test-digits").query().isFocused());
        type(robot, "12");
        await(() -> connectionTest
                .codeProperty()
                .get()
                .filter(question -> !question.problem().isEmpty())
                .isPresent());
        robot.interact(() -> {});
        assertTrue(robot.lookup("#test-code .problem")
                .queryAs(Label.class)
                .getText()
                .startsWith("A code has six"));
        type(robot, "123456");
        await(() -> connectionTest.stateProperty().get() == TestState.TESTED);
        robot.interact(() -> {});
        assertEquals(List.of("12", "123456"), device.typed);
        assertTrue(connectionTest.abilities().getFirst().reason().contains("There is no bucket"));
        assertFalse(robot.lookup("#test-code").query().isVisible());
    }

    @Test
    void whoTurnsAwayIsAskedNoMore(WindowRobot robot) throws Exception {
        test(robot);
        robot.interact(connectionTest::reset);
        stopped.await();
        robot.interact(() -> {});
        assertFalse(robot.lookup("#test-code").query().isVisible());
        assertEquals(List.of(), device.typed);
    }
}
