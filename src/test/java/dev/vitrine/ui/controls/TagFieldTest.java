package dev.vitrine.ui.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.WindowRobot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.AccessibleAction;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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
    void enterAndCommaAddWhatIsTyped(WindowRobot robot) {
        robot.clickOn("#tag-editor")
                .write("blue")
                .type(KeyCode.ENTER)
                .write("red, old town")
                .type(KeyCode.ENTER);
        assertEquals(List.of("sea", "sun", "blue", "red", "old town"), tags);
    }

    /// In a form that scrolls the other fields would become as wide, and be cut off with it.
    @Test
    void aLongTagThatIsTypedMakesItNoWider(WindowRobot robot) {
        robot.clickOn("#tag-editor").write("a name that never ends ".repeat(6));
        assertTrue(field.minWidth(-1) < 100, "at least " + field.minWidth(-1));
        double room = field.getScene().getWidth();
        assertEquals(room, field.getWidth());
        double typed = robot.lookup("#tag-editor").queryAs(TextField.class).getWidth();
        assertTrue(typed <= room, typed + " of " + room);
    }

    @Test
    void aTagIsAddedOnlyOnce(WindowRobot robot) {
        robot.clickOn("#tag-editor").write("sea").type(KeyCode.ENTER);
        assertEquals(List.of("sea", "sun"), tags);
    }

    /// Letter case alone makes no new tag, nor does the way in which an accent is written.
    @Test
    void aTagThatIsThereAlreadyIsTakenAsItIsThere(WindowRobot robot) {
        robot.interact(() -> field.getKnown().setAll("beach", "caf\u00E9", "Cat", "cat"));
        robot.clickOn("#tag-editor").write("Beach, Sea,");
        robot.interact(
                () -> robot.lookup("#tag-editor").queryAs(TextField.class).setText("cafe\u0301, Cat, cat, CAT"));
        robot.type(KeyCode.ENTER);
        assertEquals(List.of("sea", "sun", "beach", "caf\u00E9", "Cat", "cat"), tags);
    }

    @Test
    void backspaceAtTheStartRemovesTheLastTag(WindowRobot robot) {
        robot.clickOn("#tag-editor").type(KeyCode.BACK_SPACE);
        assertEquals(List.of("sea"), tags);
    }

    @Test
    void arrowsWalkTheChipsAndDeleteRemovesTheOneReached(WindowRobot robot) {
        robot.clickOn("#tag-editor").type(KeyCode.LEFT, KeyCode.LEFT, KeyCode.DELETE);
        assertEquals(List.of("sun"), tags);
        robot.type(KeyCode.DELETE);
        assertEquals(List.of(), tags);
        assertTrue(robot.lookup("#tag-editor").queryAs(TextField.class).isFocused());
    }

    @Test
    void downAndEnterTakeACompletion(WindowRobot robot) {
        robot.clickOn("#tag-editor").write("n").type(KeyCode.DOWN, KeyCode.DOWN, KeyCode.ENTER);
        assertEquals(List.of("sea", "sun", "night"), tags);
    }

    @Test
    void typedTextIsAddedWhenTheFocusLeaves(WindowRobot robot) {
        robot.clickOn("#tag-editor").write("kept").clickOn("next");
        assertEquals(List.of("sea", "sun", "kept"), tags);
    }

    @Test
    void escapeDropsWhatIsTyped(WindowRobot robot) {
        robot.clickOn("#tag-editor").write("zzz").type(KeyCode.ESCAPE).clickOn("next");
        assertEquals(List.of("sea", "sun"), tags);
    }

    @Test
    void aTagThatMeansMoreIsCalledByItsName(WindowRobot robot) {
        robot.interact(() -> tags.setAll("rating:5", "sea"));
        Function<Node, String> name =
                chip -> robot.from(chip).lookup(".label").queryLabeled().getText();
        assertEquals(
                Set.of("5 stars", "sea"),
                WindowRobot.look(() ->
                        robot.lookup(".chip").queryAll().stream().map(name).collect(Collectors.toSet())));
    }

    @Test
    void enterOnATagThatSomeHaveAddsItToAll(WindowRobot robot) {
        robot.interact(() -> field.getPartial().add("sun"));
        robot.clickOn("#tag-editor").write("sun").type(KeyCode.ENTER);
        assertEquals(List.of("sea", "sun", "sun"), tags, "asked to add it although a chip shows it");
    }

    @Test
    void aChipThatGoesLaterHandsTheFocusToTheNext(WindowRobot robot) {
        var later = new ArrayList<String>();
        robot.interact(() -> {
            var slow = new TagField(tags, tags::add, later::add);
            ((VBox) field.getParent()).getChildren().set(0, slow);
            slow.requestFocus();
        });
        robot.type(KeyCode.LEFT, KeyCode.LEFT, KeyCode.DELETE);
        assertEquals(List.of("sea"), later);
        robot.interact(() -> tags.remove("sea"));
        robot.type(KeyCode.DELETE);
        assertEquals(List.of("sea", "sun"), later, "the next chip has the focus, nothing else");
        robot.interact(() -> tags.remove("sun"));
        robot.write("x");
        assertEquals("x", robot.lookup("#tag-editor").queryAs(TextField.class).getText());
    }

    @Test
    void whatIsBeingTypedStaysWhenTheTagsChangeBeneath(WindowRobot robot) {
        robot.clickOn("#tag-editor").write("bl");
        robot.interact(() -> tags.setAll("sun", "lake", "sea"));
        robot.write("ue").type(KeyCode.ENTER);
        assertEquals(List.of("sun", "lake", "sea", "blue"), tags);
    }

    @Test
    void manyTagsAreMadeOnceAndShownWhenAskedFor(WindowRobot robot) {
        List<String> many =
                IntStream.range(0, 300).mapToObj(number -> "tag" + number).toList();
        robot.interact(() -> tags.setAll(many));
        Node first = robot.lookup(".chip").queryAll().iterator().next();
        assertEquals(60, robot.lookup(".chip").queryAll().size());
        robot.interact(() -> field.getPartial().addAll(many.subList(1, 300)));
        assertSame(first, robot.lookup(".chip").queryAll().iterator().next(), "what stays is not made again");
        robot.interact(() -> robot.lookup("#tags-more").queryButton().fire());
        assertEquals(300, robot.lookup(".chip").queryAll().size());
    }

    @Test
    void aScreenReaderRemovesATagOrAddsItToAll(WindowRobot robot) {
        robot.interact(() -> field.getPartial().add("sun"));
        List<String> asked = new ArrayList<>();
        robot.interact(() -> {
            var reported = new TagField(tags, tag -> asked.add("add " + tag), tag -> asked.add("remove " + tag));
            reported.getPartial().add("sun");
            reported.getChildren().get(0).executeAccessibleAction(AccessibleAction.FIRE);
            reported.getChildren().get(1).executeAccessibleAction(AccessibleAction.FIRE);
        });
        assertEquals(List.of("remove sea", "add sun"), asked);
    }
}
