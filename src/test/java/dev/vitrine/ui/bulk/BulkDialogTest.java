package dev.vitrine.ui.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.service.SampleImages;
import dev.vitrine.ui.bulk.BulkFormViewModel.Describing;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.support.Theme;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class BulkDialogTest {
    @TempDir
    private static Path folder;

    private final BulkFormViewModel form = new BulkFormViewModel(List.of(SampleImages.row("a", "Sea")), 1);
    private BulkDialog dialog;

    @Start
    void start(Stage stage) {
        stage.setScene(new Scene(new Group(), 700, 600));
        stage.show();
        dialog = new BulkDialog(form, stage, new Theme(new Settings(folder.resolve("settings.json"))));
        dialog.show();
    }

    @Test
    void arrowKeysChooseWhatBecomesOfDescriptions(FxRobot robot) {
        robot.interact(() -> robot.lookup("Keep").query().requestFocus());
        robot.type(KeyCode.RIGHT);
        assertEquals(Describing.REPLACE, form.describingProperty().get());
        robot.type(KeyCode.RIGHT);
        assertEquals(Describing.APPEND, form.describingProperty().get());
    }

    @Test
    void aClickGoesOnToTheDescription(FxRobot robot) {
        robot.clickOn("Replace").write("calm");
        assertEquals("calm", form.descriptionProperty().get());
    }
}
