package dev.vitrine.ui.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.ui.support.Theme.ThemeChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.scene.Scene;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Labeled;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/// A theme that changes under the hands of somebody who is fast.
class ThemeTest {
    private final FxRobot robot = new FxRobot();
    private Stage stage;
    private ChoiceBox<String> choices;
    private StringProperty theme;

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        robot.interact(() -> {
            choices = new ChoiceBox<>(FXCollections.observableArrayList("one", "two"));
            var scene = new Scene(new StackPane(choices), 400, 300);
            var settings = new Settings(Path.of("none.json"));
            theme = settings.word("window.theme", ThemeChoice.SYSTEM);
            new Theme(settings).dress(scene);
            stage = new Stage();
            stage.setScene(scene);
            stage.show();
        });
    }

    @AfterEach
    void close() {
        robot.interact(stage::hide);
    }

    @Test
    void whatPopsUpBeforeTheNextFrameHasTheNewColors() {
        var brightness = new ArrayList<Long>();
        for (ThemeChoice each : List.of(ThemeChoice.DARK, ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            robot.interact(() -> {
                choices.show();
                theme.set(each.name());
                choices.hide();
                choices.show();
                brightness.add(Math.round(textColor().getBrightness()));
            });
            robot.interact(choices::hide);
        }
        assertEquals(List.of(1L, 0L, 1L), brightness);
    }

    /// Of a line that is neither pointed at nor has the focus.
    private Color textColor() {
        Window popup = Window.getWindows().getLast();
        return (Color) popup.getScene().getRoot().lookupAll(".menu-item .label").stream()
                .filter(Labeled.class::isInstance)
                .map(Labeled.class::cast)
                .filter(label -> label.getText().equals("two"))
                .findFirst()
                .orElseThrow()
                .getTextFill();
    }
}
