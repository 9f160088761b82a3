package dev.vitrine.ui.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.ui.support.Theme.ThemeChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/// As WCAG 2.2 measures it (2.4.13): what changes with the focus is as much as a line around the control, with a
/// contrast of 3:1 to what was there.
class FocusRingTest {
    private final FxRobot robot = new FxRobot();
    private Button elsewhere;
    private Stage stage;
    private VBox page;

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        robot.interact(() -> {
            stage = new Stage();
            elsewhere = new Button("Elsewhere");
            page = new VBox(24, elsewhere);
            page.setStyle("-fx-padding: 24px");
        });
    }

    @AfterEach
    void close() {
        robot.interact(stage::hide);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void whateverFillsAButtonItsFocusIsSeen(ThemeChoice theme) {
        var buttons = new ArrayList<ButtonBase>();
        robot.interact(() -> {
            buttons.addAll(List.of(button(), button("accent"), button("danger"), button("flat"), defaultButton()));
            buttons.add(splitButton());
            buttons.add(new Hyperlink("Press"));
            page.getChildren().addAll(buttons);
            var scene = new Scene(page);
            var settings = new Settings(Path.of("none.json"));
            settings.word("window.theme", ThemeChoice.SYSTEM).set(theme.name());
            new Theme(settings).dress(scene);
            stage.setScene(scene);
            stage.show();
            elsewhere.requestFocus();
        });
        robot.type(KeyCode.SHIFT);
        var unseen = new ArrayList<String>();
        for (ButtonBase each : buttons) {
            Image before = picture(elsewhere);
            Image after = picture(each);
            if (changed(before, after, each) < 2 * (each.getWidth() + each.getHeight()) - 32) {
                unseen.add(String.join(" ", each.getStyleClass()) + (each == buttons.get(4) ? " default" : ""));
            }
        }
        assertEquals(List.of(), unseen);
    }

    private static Button button(String... styles) {
        var button = new Button("Press");
        button.getStyleClass().addAll(styles);
        return button;
    }

    private static Button defaultButton() {
        Button button = button();
        button.setDefaultButton(true);
        return button;
    }

    private static SplitMenuButton splitButton() {
        var button = new SplitMenuButton();
        button.setText("Press");
        button.getStyleClass().add("accent");
        return button;
    }

    private Image picture(ButtonBase focused) {
        var taken = new Image[1];
        robot.interact(focused::requestFocus);
        robot.interact(() -> taken[0] = stage.getScene().snapshot(null));
        return taken[0];
    }

    /// Pixels in and around the button.
    private static long changed(Image before, Image after, ButtonBase button) {
        var bounds = button.localToScene(button.getLayoutBounds());
        long count = 0;
        for (int y = (int) bounds.getMinY() - 8; y < bounds.getMaxY() + 8; y++) {
            for (int x = (int) bounds.getMinX() - 8; x < bounds.getMaxX() + 8; x++) {
                double contrast = ContrastTable.contrast(
                        before.getPixelReader().getColor(x, y),
                        after.getPixelReader().getColor(x, y));
                if (contrast >= ContrastTable.SHAPE) {
                    count++;
                }
            }
        }
        return count;
    }
}
