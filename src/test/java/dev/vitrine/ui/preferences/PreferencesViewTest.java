package dev.vitrine.ui.preferences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.service.download.CopyPresets;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.controls.Switch;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Preferences;
import dev.vitrine.ui.support.RenditionViewModel;
import dev.vitrine.ui.support.Settings;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class PreferencesViewTest {
    @TempDir
    private static Path folder;

    private Preferences preferences;
    private boolean cleared;
    private boolean editing;

    @Start
    void start(Stage stage) {
        preferences = new Preferences(new Settings(folder.resolve("settings.json")));
        var viewModel = new PreferencesViewModel(
                preferences,
                new SharedPreviews(),
                new RenditionViewModel(new CopyPresets(folder.resolve("presets.json")), Background.immediate()),
                Background.immediate());
        viewModel.measure();
        stage.setScene(new Scene(new PreferencesView(viewModel, () -> editing = true), 700, 700));
        stage.show();
    }

    @Test
    void whatIsTypedAndTickedHoldsAtOnce(WindowRobot robot) {
        robot.interact(() -> robot.lookup("#preferences-uploader").query().requestFocus());
        robot.write("carol")
                .type(KeyCode.TAB)
                .type(KeyCode.TAB)
                .write("travel")
                .type(KeyCode.TAB)
                .type(KeyCode.TAB)
                .type(KeyCode.SPACE);
        assertEquals("carol", preferences.uploaderProperty().get());
        assertEquals("travel", preferences.uploadTagsProperty().get());
        assertTrue(preferences.removesMetadataProperty().get());
    }

    @Test
    void everyChoiceSaysWhatItIsFor(WindowRobot robot) {
        for (Node node : robot.lookup(".row").queryAll()) {
            Control control = ((PreferenceRow) node).control();
            assertFalse(control.getAccessibleText().isBlank());
            assertFalse(control.getAccessibleHelp().isBlank());
        }
        assertEquals(17, robot.lookup(".row").queryAll().size());
        assertEquals(4, robot.lookup(node -> node instanceof Switch).queryAll().size());
    }

    @Test
    void sharedPreviewsHaveNoLimitToChoose(WindowRobot robot) {
        assertEquals(
                1,
                robot.lookup(node -> node instanceof ChoiceBox<?> && node.isDisabled())
                        .queryAll()
                        .size());
    }

    @Test
    void clearingNeverLeavesTheFocusOnAnotherButton(WindowRobot robot) {
        Button clear = robot.lookup("#preferences-clear").queryButton();
        robot.interact(clear::fire);
        assertTrue(cleared);
        assertEquals("Nothing to clear", clear.getText());
        assertTrue(clear.getScene().getFocusOwner() instanceof ChoiceBox<?>);
    }

    @Test
    void theWayBackAppearsWithTheChangeAndGoesWithIt(WindowRobot robot) {
        Node back = robot.lookup(node -> "Reset “Text size”".equals(node.getAccessibleText()))
                .query();
        assertFalse(back.isVisible());
        robot.interact(() -> preferences.textSizeProperty().set(150));
        assertTrue(back.isVisible());
        robot.clickOn(back);
        assertEquals(100, preferences.textSizeProperty().get());
        assertFalse(back.isVisible());
        assertTrue(back.getScene().getFocusOwner() instanceof ChoiceBox<?>);
    }

    @Test
    void theConnectionsAreOneStepAway(WindowRobot robot) {
        robot.interact(() -> ((Button) robot.lookup("#preferences-connections").query()).fire());
        assertTrue(editing);
    }

    /// Of a library in the cloud: only memory can be cleared.
    private final class SharedPreviews implements PreferencesViewModel.Caches {
        @Override
        public long size() {
            return cleared ? 0 : 5_900_000;
        }

        @Override
        public void clear() {
            cleared = true;
        }

        @Override
        public boolean keepsPreviews() {
            return false;
        }

        @Override
        public long maxMemory() {
            return 1L << 30;
        }
    }
}
