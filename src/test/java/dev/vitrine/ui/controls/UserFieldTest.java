package dev.vitrine.ui.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.ui.WindowRobot;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class UserFieldTest {
    private UserField field;

    @Start
    void start(Stage stage) {
        field = new UserField(List.of("bob", "alice", "albert"));
        stage.setScene(new Scene(new VBox(8, field, new Button("next")), 300, 200));
        stage.show();
        field.requestFocus();
    }

    @Test
    void ofThoseThatFitTheArrowTakesTheFirst(WindowRobot robot) {
        robot.write("al").type(KeyCode.DOWN).type(KeyCode.ENTER);
        assertEquals("alice", field.getText());
    }

    @Test
    void beforeAnythingIsTypedTheArrowOffersAll(WindowRobot robot) {
        robot.type(KeyCode.DOWN).type(KeyCode.ENTER);
        assertEquals("bob", field.getText());
    }

    @Test
    void escapeLeavesWhatWasTyped(WindowRobot robot) {
        robot.write("al").type(KeyCode.DOWN).type(KeyCode.ESCAPE).type(KeyCode.ENTER);
        assertEquals("al", field.getText());
    }

    /// The form closes then.
    @Test
    void escapeIsTheFormsWhenNothingIsOffered(WindowRobot robot) {
        var escapes = new AtomicInteger();
        robot.interact(() -> field.getParent().addEventHandler(KeyEvent.KEY_PRESSED, _ -> escapes.incrementAndGet()));
        robot.write("al").type(KeyCode.DOWN).type(KeyCode.ESCAPE);
        assertEquals(0, escapes.get());
        robot.type(KeyCode.ESCAPE);
        assertEquals(1, escapes.get());
    }
}
