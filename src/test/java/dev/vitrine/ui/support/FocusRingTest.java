package dev.vitrine.ui.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.controls.Switch;
import dev.vitrine.ui.support.Theme.ThemeChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;

/// As WCAG 2.2 measures it (2.4.13): what changes with the focus is as much as a line around the control, with a
/// contrast of 3:1 to what was there.
class FocusRingTest {
    private static final Set<String> RINGED = Set.of("thumb-area", "thumb", "box", "radio");

    private final WindowRobot robot = new WindowRobot();
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
            buttons.add(new MenuButton("Press"));
            buttons.add(new ToggleButton("Press"));
        });
        assertEquals(List.of(), unseen(theme, buttons));
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void theFocusIsSeenOnWhatIsNoButton(ThemeChoice theme) {
        var controls = new ArrayList<Control>();
        robot.interact(() -> controls.addAll(List.of(
                new Slider(0, 1, .5),
                new CheckBox("Tick"),
                new RadioButton("Choose"),
                new Switch(),
                new ChoiceBox<>(FXCollections.observableArrayList("one")),
                new ComboBox<>(FXCollections.observableArrayList("one")),
                new TextField(),
                new TextArea(),
                new Spinner<Integer>(1, 9, 5),
                new ListView<>(FXCollections.observableArrayList("one")))));
        assertEquals(List.of(), unseen(theme, controls));
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void theRingIsAroundATagAndNotInItsLetters(ThemeChoice theme) {
        var some = new Label("MOON");
        var tag = new HBox(some);
        robot.interact(() -> {
            tag.getStyleClass().add("chip");
            tag.pseudoClassStateChanged(PseudoClass.getPseudoClass("partial"), true);
            page.getStyleClass().add("tag-field");
            page.getChildren().add(tag);
            show(theme);
        });
        Image before = picture(elsewhere);
        Image after = picture(tag);
        Bounds letters = some.localToScene(some.getLayoutBounds());
        assertEquals(0, changed(before, after, letters, 0));
        assertTrue(changed(before, after, tag.localToScene(tag.getLayoutBounds()), 8) > 2 * tag.getWidth());
    }

    private List<String> unseen(ThemeChoice theme, List<? extends Control> controls) {
        robot.interact(() -> {
            page.getChildren().addAll(controls);
            show(theme);
        });
        robot.type(KeyCode.SHIFT);
        var unseen = new ArrayList<String>();
        for (Control each : controls) {
            Image before = picture(elsewhere);
            Image after = picture(each);
            Bounds place = part(each);
            if (changed(before, after, place, 8) < 2 * (place.getWidth() + place.getHeight()) - 32) {
                boolean isDefault = each instanceof Button button && button.isDefaultButton();
                unseen.add(String.join(" ", each.getStyleClass()) + (isDefault ? " default" : ""));
            }
        }
        return unseen;
    }

    private void show(ThemeChoice theme) {
        var scene = new Scene(page, 400, 900);
        var settings = new Settings(Path.of("none.json"));
        settings.word("window.theme", ThemeChoice.SYSTEM).set(theme.name());
        new Theme(settings).dress(scene);
        stage.setScene(scene);
        stage.show();
        elsewhere.requestFocus();
    }

    /// What of a control has the ring.
    private static Bounds part(Control control) {
        Node ringed = control.getChildrenUnmodifiable().stream()
                .filter(child -> child.getStyleClass().stream().anyMatch(RINGED::contains))
                .findFirst()
                .orElse(control);
        return WindowRobot.boundsInScene(ringed);
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

    private Image picture(Node focused) {
        var taken = new Image[1];
        robot.interact(focused::requestFocus);
        robot.interact(() -> taken[0] = stage.getScene().snapshot(null));
        return taken[0];
    }

    /// Pixels in it, and around it so far.
    private static long changed(Image before, Image after, Bounds bounds, int around) {
        long count = 0;
        for (int y = (int) bounds.getMinY() - around; y < bounds.getMaxY() + around; y++) {
            for (int x = (int) bounds.getMinX() - around; x < bounds.getMaxX() + around; x++) {
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
