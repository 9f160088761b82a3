package dev.vitrine.ui.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

class ChoiceBarTest {
    private enum Size {
        SMALL,
        MEDIUM,
        LARGE
    }

    private final FxRobot robot = new FxRobot();
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

    private List<String> selected() {
        return bar.getButtons().stream()
                .filter(ToggleButton::isSelected)
                .map(ToggleButton::getText)
                .toList();
    }
}
