package dev.vitrine.ui.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.ui.WindowRobot;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class ResponsiveBarTest {
    private Button needed;
    private Button spare;
    private HBox bar;
    private Stage stage;

    @Start
    void start(Stage unused) {
        stage = new Stage();
        needed = button();
        spare = button();
        bar = new HBox(needed, spare);
        ResponsiveBar.whereItDoesNotFit(bar, List.of(List.of(spare)));
        stage.setScene(new Scene(new StackPane(new StackPane(bar)), 400, 100));
        stage.show();
    }

    @AfterEach
    void hide(WindowRobot robot) {
        robot.interact(stage::hide);
    }

    /// As with text of 200 percent, which comes with the style after the first layout.
    @Test
    void whatHasNoRoomGoesAlsoWhereTheBarGrowsLater(WindowRobot robot) {
        assertEquals(List.of(true, 400.0), List.of(spare.isVisible(), bar.getWidth()));
        grow(robot, 250);
        assertEquals(List.of(false, 400.0), List.of(spare.isVisible(), bar.getWidth()));
        grow(robot, 150);
        assertEquals(List.of(true, 400.0), List.of(spare.isVisible(), bar.getWidth()));
    }

    private void grow(WindowRobot robot, double width) {
        robot.interact(() -> List.of(needed, spare).forEach(each -> each.setMinWidth(width)));
        robot.interact(() -> bar.getScene().getRoot().layout());
        robot.interact(() -> bar.getScene().getRoot().layout());
    }

    private static Button button() {
        var button = new Button("x");
        button.setMinWidth(100);
        return button;
    }
}
