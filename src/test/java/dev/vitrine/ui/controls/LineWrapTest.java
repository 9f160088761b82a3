package dev.vitrine.ui.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.WindowRobot;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

class LineWrapTest {
    private static final List<String> TITLES = List.of(
            "صورة جميلة للبحر عند الغروب (2024) IMG_1.jpg",
            "שלום עולם, 5 תמונות של הים והשמש",
            "harbor של הים at night",
            "\u202Eturned\u202C around and long enough for two lines");

    private final WindowRobot robot = new WindowRobot();

    @BeforeEach
    void start() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void whateverIsWrittenIsLaidOutInAnyWidth() {
        var failures = new ArrayList<String>();
        robot.interact(() -> {
            for (String title : TITLES) {
                for (double width = 40; width < 400; width += 20) {
                    try {
                        layOut(title, width);
                    } catch (RuntimeException e) {
                        failures.add(title + " at " + width + ": " + e);
                    }
                }
            }
        });
        assertEquals(List.of(), failures);
    }

    private static void layOut(String title, double width) {
        var label = new Label();
        var area = new TextArea();
        LineWrap.of(label);
        LineWrap.of(area);
        var page = new VBox(label, area);
        new Scene(page);
        page.resize(width, 300);
        for (String text : List.of(title, "a title that is long enough for more than a line", title)) {
            label.setText(text);
            area.setText(text);
            page.lookupAll("*").forEach(Node::getBoundsInParent); // as the mouse does, before the next frame
            page.applyCss();
            page.layout();
            page.getBoundsInParent();
        }
    }

    @Test
    void otherTextGoesOnInFurtherLines() {
        robot.interact(() -> {
            var label = new Label("A title that is long enough for more than a line");
            LineWrap.of(label);
            assertTrue(label.isWrapText());
            label.setText("");
            assertTrue(label.isWrapText());
        });
    }
}
