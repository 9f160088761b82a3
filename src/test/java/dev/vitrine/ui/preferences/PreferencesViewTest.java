package dev.vitrine.ui.preferences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Preferences;
import dev.vitrine.ui.support.Settings;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class PreferencesViewTest {
    @TempDir
    private static Path folder;

    private Preferences preferences;
    private boolean cleared;

    @Start
    void start(Stage stage) {
        preferences = new Preferences(new Settings(folder.resolve("settings.json")));
        var viewModel = new PreferencesViewModel(preferences, new SharedPreviews(), Background.immediate());
        viewModel.measure();
        stage.setScene(new Scene(new PreferencesView(viewModel), 700, 640));
        stage.show();
    }

    @Test
    void whatIsTypedAndTickedHoldsAtOnce(FxRobot robot) {
        robot.clickOn("#preferences-uploader").write("carol").type(KeyCode.TAB).type(KeyCode.SPACE);
        assertEquals("carol", preferences.uploaderProperty().get());
        assertTrue(preferences.removesMetadataProperty().get());
    }

    @Test
    void everyChoiceSaysWhatItIsFor(FxRobot robot) {
        for (Node node : robot.lookup(".row").queryAll()) {
            var control = (Control) ((HBox) node).getChildren().getLast();
            assertFalse(control.getAccessibleText().isBlank());
            assertFalse(control.getAccessibleHelp().isBlank());
        }
        assertEquals(7, robot.lookup(".row").queryAll().size());
        assertEquals(2, robot.lookup(node -> node instanceof CheckBox).queryAll().size());
    }

    @Test
    void sharedPreviewsHaveNoLimitToChoose(FxRobot robot) {
        assertEquals(1, robot.lookup(node -> node instanceof ChoiceBox<?> && node.isDisabled()).queryAll().size());
    }

    @Test
    void clearingNeverLeavesTheFocusOnAnotherButton(FxRobot robot) {
        Button clear = robot.lookup("#preferences-clear").queryButton();
        robot.clickOn(clear);
        assertTrue(cleared);
        assertEquals("Nothing to clear", clear.getText());
        assertTrue(clear.getScene().getFocusOwner() instanceof ChoiceBox<?>);
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
        public long mostMemory() {
            return 1L << 30;
        }
    }
}
