package dev.vitrine.ui.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
final class TagFieldTest {
    private final ObservableList<String> tags = FXCollections.observableArrayList("sea", "sun");
    private TagField field;

    @Start
    void start(Stage stage) {
        field = new TagField(tags);
        field.getKnown().setAll("nature", "night");
        stage.setScene(new Scene(new VBox(8, field, new Button("next")), 400, 200));
        stage.show();
        field.requestFocus();
    }

    @Test
    void enterAndCommaAddWhatIsTyped(FxRobot robot) {
        robot.clickOn("#tag-editor")
                .write("blue")
                .type(KeyCode.ENTER)
                .write("red, old town")
                .type(KeyCode.ENTER);
        assertEquals(List.of("sea", "sun", "blue", "red", "old town"), tags);
    }

    @Test
    void aTagIsAddedOnlyOnce(FxRobot robot) {
        robot.clickOn("#tag-editor").write("sea").type(KeyCode.ENTER);
        assertEquals(List.of("sea", "sun"), tags);
    }

    @Test
    void backspaceAtTheStartRemovesTheLastTag(FxRobot robot) {
        robot.clickOn("#tag-editor").type(KeyCode.BACK_SPACE);
        assertEquals(List.of("sea"), tags);
    }

    @Test
    void arrowsWalkTheChipsAndDeleteRemovesTheOneReached(FxRobot robot) {
        robot.clickOn("#tag-editor").type(KeyCode.LEFT, KeyCode.LEFT, KeyCode.DELETE);
        assertEquals(List.of("sun"), tags);
        robot.type(KeyCode.DELETE);
        assertEquals(List.of(), tags);
        assertTrue(robot.lookup("#tag-editor").queryAs(TextField.class).isFocused());
    }

    @Test
    void downAndEnterTakeACompletion(FxRobot robot) {
        robot.clickOn("#tag-editor").write("n").type(KeyCode.DOWN, KeyCode.DOWN, KeyCode.ENTER);
        assertEquals(List.of("sea", "sun", "night"), tags);
    }

    @Test
    void typedTextIsAddedWhenTheFocusLeaves(FxRobot robot) {
        robot.clickOn("#tag-editor").write("kept").clickOn("next");
        assertEquals(List.of("sea", "sun", "kept"), tags);
    }

    @Test
    void escapeDropsWhatIsTyped(FxRobot robot) {
        robot.clickOn("#tag-editor").write("zzz").type(KeyCode.ESCAPE).clickOn("next");
        assertEquals(List.of("sea", "sun"), tags);
    }

    @Test
    void enterOnATagThatSomeHaveAddsItToAll(FxRobot robot) {
        robot.interact(() -> field.getPartial().add("sun"));
        robot.clickOn("#tag-editor").write("sun").type(KeyCode.ENTER);
        assertEquals(List.of("sea", "sun", "sun"), tags, "asked to add it although a chip shows it");
    }
}
