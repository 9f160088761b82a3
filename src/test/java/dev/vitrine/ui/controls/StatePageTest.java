package dev.vitrine.ui.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.WindowRobot;
import javafx.geometry.Orientation;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
final class StatePageTest {
    private Label title;
    private Label reason;
    private Button again;
    private StatePage page;
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        title = StatePage.title("The library cannot be opened");
        reason = StatePage.explanation("Nothing is there. ".repeat(30) + "Connect the drive.", 400);
        again = new Button("Try again");
        page = new StatePage(title, reason, again);
        stage.setScene(new Scene(page, 200, 200));
        stage.show();
    }

    @Test
    void whatIsHigherThanItsRoomIsWholeAndScrolls(WindowRobot robot) {
        robot.interact(page::layout);
        for (Label text : new Label[] {title, reason}) {
            assertEquals(WindowRobot.look(() -> text.prefHeight(text.getWidth())), text.getHeight(), 1, text.getText());
        }
        assertTrue(bar().isVisible());
        robot.interact(() -> page.setVvalue(1));
        robot.clickOn(again);
        assertTrue(again.isFocused());
    }

    @Test
    void whereThereIsRoomNothingScrolls(WindowRobot robot) {
        robot.interact(() -> {
            stage.setWidth(700);
            stage.setHeight(700);
        });
        robot.interact(page::layout);
        assertFalse(bar().isVisible());
    }

    private ScrollBar bar() {
        return page.lookupAll(".scroll-bar").stream()
                .map(ScrollBar.class::cast)
                .filter(bar -> bar.getOrientation() == Orientation.VERTICAL)
                .findFirst()
                .orElseThrow();
    }
}
