package dev.vitrine.ui.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.support.Theme;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Paint;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

class ChoiceBarTest {
    private enum Size {
        SMALL,
        MEDIUM,
        LARGE
    }

    private final WindowRobot robot = new WindowRobot();
    private final ObjectProperty<Size> chosen = new SimpleObjectProperty<>(Size.MEDIUM);
    private ChoiceBar<Size> bar;

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        robot.interact(() -> bar = new ChoiceBar<>(Size.values(), Size::name, chosen, "Size"));
    }

    @Test
    void whatHoldsIsSelectedWhoeverChoseIt() {
        assertEquals(List.of("MEDIUM"), selected());
        robot.interact(() -> chosen.set(Size.LARGE));
        assertEquals(List.of("LARGE"), selected());
        robot.interact(() -> bar.getButtons().getFirst().fire());
        assertEquals(List.of("SMALL"), selected());
        assertEquals(Size.SMALL, chosen.get());
    }

    @Test
    void oneAlwaysHolds() {
        robot.interact(() -> bar.getButtons().get(1).fire());
        assertEquals(List.of("MEDIUM"), selected());
        assertEquals(Size.MEDIUM, chosen.get());
    }

    @Test
    void whatHoldsLooksLikeItAlsoWhereTheKeyboardIs() {
        Stage[] stage = new Stage[1];
        robot.interact(() -> {
            stage[0] = new Stage();
            var scene = new Scene(bar);
            new Theme(new Settings(Path.of("none.json"))).dress(scene);
            stage[0].setScene(scene);
            stage[0].show();
            bar.getButtons().get(1).requestFocus();
        });
        try {
            robot.type(KeyCode.ENTER);
            Paint chosenFill = fill(1);
            robot.interact(bar.getButtons().getFirst()::requestFocus);
            assertNotEquals(fill(0), chosenFill);
        } finally {
            robot.interact(stage[0]::hide);
        }
    }

    /// Of what lies in the middle of a button.
    private Paint fill(int button) {
        robot.interact(() -> bar.applyCss());
        return bar.getButtons().get(button).getBackground().getFills().getLast().getFill();
    }

    private List<String> selected() {
        return bar.getButtons().stream()
                .filter(ToggleButton::isSelected)
                .map(ToggleButton::getText)
                .toList();
    }
}
