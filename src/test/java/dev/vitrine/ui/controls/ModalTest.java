package dev.vitrine.ui.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.WindowRobot;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class ModalTest {
    private final List<String> done = new ArrayList<>();
    private final BooleanProperty oneOpen = new SimpleBooleanProperty();
    private final BooleanProperty otherOpen = new SimpleBooleanProperty();
    private Button below;
    private TextField one;
    private TextField other;
    private CheckBox tick;
    private StackPane window;
    private StackPane oneCover;
    private StackPane otherCover;

    @Start
    void start(Stage stage) {
        below = new Button("below");
        one = new TextField();
        other = new TextField();
        tick = new CheckBox("tick");
        oneCover = Modal.card(new VBox(one, tick), oneOpen, one, () -> done.add("one"), () -> oneOpen.set(false));
        otherCover = Modal.card(new VBox(other), otherOpen, other, () -> done.add("other"), () -> otherOpen.set(false));
        below.setOnAction(_ -> done.add("below"));
        window = new StackPane(below, otherCover, oneCover);
        stage.setScene(new Scene(window, 600, 400));
        stage.show();
    }

    @BeforeEach
    void beginBelow(WindowRobot robot) {
        robot.interact(below::requestFocus);
    }

    @Test
    void ofTwoTheOneThatWasOpenedLastIsInFrontAndHasTheKeys(WindowRobot robot) {
        robot.interact(() -> oneOpen.set(true));
        robot.interact(() -> otherOpen.set(true));
        assertSame(otherCover, window.getChildren().getLast());
        robot.type(KeyCode.ENTER);
        assertEquals(List.of("other"), done);
        robot.interact(one::requestFocus);
        assertTrue(other.isFocused(), "what is covered gets no focus");
    }

    /// What is seen as a whole would take the keys of what is not.
    @Test
    void keysScrollTheFirstThatCanBeScrolled(WindowRobot robot) {
        var whole = new ScrollPane(new StackPane(new Label("seen")));
        whole.setFitToHeight(true);
        var high = new ScrollPane(new Label("line\n".repeat(80)));
        high.setPrefHeight(100);
        var close = new Button("close");
        var open = new SimpleBooleanProperty();
        robot.interact(() -> {
            window.getChildren()
                    .add(Modal.card(new VBox(whole, high, close), open, close, () -> {}, () -> open.set(false)));
            open.set(true);
            window.applyCss();
            window.layout();
        });
        robot.type(KeyCode.END);
        assertEquals(List.of(0.0, 1.0), WindowRobot.look(() -> List.of(whole.getVvalue(), high.getVvalue())));
    }

    @Test
    void tabGoesRoundInIt(WindowRobot robot) {
        robot.interact(() -> oneOpen.set(true));
        robot.interact(tick::requestFocus);
        robot.type(KeyCode.TAB);
        assertTrue(one.isFocused(), "behind the last comes the first");
        robot.press(KeyCode.SHIFT).type(KeyCode.TAB).release(KeyCode.SHIFT);
        assertTrue(tick.isFocused(), "and before it the last");
        robot.press(KeyCode.SHIFT).type(KeyCode.TAB).release(KeyCode.SHIFT);
        assertTrue(one.isFocused());
        robot.interact(below::requestFocus);
        assertTrue(one.isFocused(), "nothing else leads out or round");
    }

    @Test
    void eachGoesBackToWhereOneWas(WindowRobot robot) {
        robot.interact(() -> oneOpen.set(true));
        robot.interact(tick::requestFocus);
        robot.interact(() -> otherOpen.set(true));
        robot.type(KeyCode.ESCAPE);
        assertTrue(tick.isFocused());
        robot.type(KeyCode.ESCAPE);
        assertTrue(below.isFocused());
    }

    @Test
    void whatIsClosedBeneathIsNotGoneBackTo(WindowRobot robot) {
        robot.interact(() -> oneOpen.set(true));
        robot.interact(() -> otherOpen.set(true));
        robot.interact(() -> oneOpen.set(false));
        assertTrue(other.isFocused());
        robot.type(KeyCode.ESCAPE);
        assertTrue(below.isFocused());
    }

    @Test
    void enterDoesWhatTheCardIsForAlsoOnATick(WindowRobot robot) {
        robot.interact(() -> oneOpen.set(true));
        robot.interact(tick::requestFocus);
        robot.type(KeyCode.ENTER);
        assertEquals(List.of("one"), done);
        assertEquals(false, tick.isSelected());
    }

    @Test
    void oneThatCannotHaveTheFocusYetGetsItWhenItCan(WindowRobot robot) {
        robot.interact(() -> {
            one.setDisable(true);
            oneOpen.set(true);
        });
        assertTrue(oneCover.isFocused(), "the cover has it meanwhile");
        robot.interact(() -> one.setDisable(false));
        assertTrue(one.isFocused());
    }

    @Test
    void oneThatLeavesTheWindowWhileItIsOpenHoldsNothing(WindowRobot robot) {
        robot.interact(() -> oneOpen.set(true));
        robot.interact(() -> window.getChildren().remove(oneCover));
        robot.interact(below::requestFocus);
        assertTrue(below.isFocused());
        robot.interact(() -> otherOpen.set(true));
        assertTrue(other.isFocused());
    }
}
