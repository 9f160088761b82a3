package dev.vitrine.ui.detail;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.WindowRobot;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

class GrowingTextAreaTest {
    private final WindowRobot robot = new WindowRobot();

    @BeforeEach
    void start() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void itIsAsHighAsWhatIsWrittenInAnyScript() {
        Map<String, Double> heights = new HashMap<>();
        robot.interact(() -> {
            var area = new GrowingTextArea();
            new Scene(new StackPane(area));
            for (String text : new String[] {
                "", "A title that is too long for one line of this field", "שלום עולם, תמונות של הים והשמש והרוח"
            }) {
                area.setText(text);
                area.applyCss();
                heights.put(text.isEmpty() ? "" : text.substring(0, 1), area.prefHeight(200));
            }
        });
        assertTrue(heights.get("A") > heights.get(""), heights.toString());
        assertTrue(heights.get("ש") > heights.get(""), heights.toString());
    }
}
