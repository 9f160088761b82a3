package dev.vitrine.ui.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.controls.Switch;
import dev.vitrine.ui.support.Theme.ThemeChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.scene.Scene;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Slider;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;

/// A theme that changes under the hands of somebody who is fast.
class ThemeTest {
    private final WindowRobot robot = new WindowRobot();
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

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void withHighContrastWhatMovesStandsOutFromWhatItMovesOn(ThemeChoice each) {
        var parts = new ArrayList<Part>();
        robot.interact(() -> {
            parts.add(new Part(new ScrollBar(), ".thumb", ".scroll-bar"));
            parts.add(new Part(new Slider(0, 1, .5), ".thumb", ".track"));
            parts.add(new Part(new ProgressBar(.5), ".bar", ".track"));
            parts.add(new Part(new Switch(), ".thumb", ".thumb-area"));
            theme.set(each.name());
            var page = new VBox();
            page.getStylesheets()
                    .add(String.valueOf(Theme.class.getResource("/dev/vitrine/ui/css/tokens-contrast.css")));
            parts.forEach(part -> page.getChildren().add(part.control()));
            stage.getScene().setRoot(page);
        });
        var unseen = new ArrayList<String>();
        robot.interact(() -> parts.stream()
                .filter(part -> part.contrast() < ContrastTable.SHAPE)
                .forEach(part -> unseen.add(part.ground() + " " + part.contrast())));
        assertEquals(List.of(), unseen);
    }

    private record Part(Control control, String moving, String ground) {
        /// By its fill, or by the edge around it.
        double contrast() {
            Color below = fills(ground).getLast();
            return fills(moving).stream()
                    .mapToDouble(color -> ContrastTable.contrast(color, below))
                    .max()
                    .orElseThrow();
        }

        /// The edge first.
        private List<Color> fills(String selector) {
            return ((Region) control.lookup(selector))
                    .getBackground().getFills().stream()
                            .map(fill -> (Color) fill.getFill())
                            .toList();
        }
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
