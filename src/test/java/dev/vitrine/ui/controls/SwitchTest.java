package dev.vitrine.ui.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.support.Theme;
import java.nio.file.Path;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class SwitchTest {
    @TempDir
    private static Path folder;

    private Settings settings;
    private Switch control;

    @Start
    void start(Stage stage) {
        settings = new Settings(folder.resolve("settings.json"));
        control = new Switch();
        stage.setScene(new Scene(new StackPane(control), 200, 100));
        new Theme(settings).dress(stage.getScene());
        stage.show();
    }

    @Test
    void theSpaceBarAndAClickSwitchIt(WindowRobot robot) {
        // where to click is read on this thread, while a thumb on its way would be laid out on the other
        robot.interact(() -> settings.text("window.motion", "").set("REDUCED"));
        robot.interact(control::requestFocus);
        robot.type(KeyCode.SPACE);
        assertTrue(control.isSelected());
        robot.clickOn(control);
        assertFalse(control.isSelected());
    }

    @Test
    void aScreenReaderReadsAndSwitchesIt(WindowRobot robot) {
        assertEquals(false, control.queryAccessibleAttribute(AccessibleAttribute.SELECTED));
        robot.interact(() -> control.executeAccessibleAction(AccessibleAction.FIRE));
        assertEquals(true, control.queryAccessibleAttribute(AccessibleAttribute.SELECTED));
    }

    @Test
    void itsThumbJumpsWhereLessMotionIsRequested(WindowRobot robot) {
        robot.interact(() -> settings.text("window.motion", "").set("FULL"));
        assertEquals(200.0, millis(robot));
        robot.interact(() -> settings.text("window.motion", "").set("REDUCED"));
        assertEquals(0.0, millis(robot));
    }

    private double millis(WindowRobot robot) {
        robot.interact(() -> control.getScene().getRoot().applyCss());
        return control.getCssMetaData().stream()
                .filter(property -> property.getProperty().equals("-thumb-move-animation-time"))
                .mapToDouble(this::valueOf)
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private double valueOf(CssMetaData<?, ?> property) {
        return ((CssMetaData<Styleable, Number>) property)
                .getStyleableProperty(control)
                .getValue()
                .doubleValue();
    }
}
