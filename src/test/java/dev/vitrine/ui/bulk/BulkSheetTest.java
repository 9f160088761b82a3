package dev.vitrine.ui.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.service.SampleImages;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.bulk.BulkFormViewModel.Describing;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class BulkSheetTest {
    private final BulkFormViewModel form = new BulkFormViewModel(List.of(SampleImages.row("a", "Sea")), 1);

    private Stage window;

    @Start
    void start(Stage stage) {
        stage.setScene(new Scene(new StackPane(), 700, 600));
        stage.show();
        window = stage;
    }

    @BeforeEach
    void ask(WindowRobot robot) throws Exception {
        WaitForAsyncUtils.asyncFx(() -> new BulkSheet(form).ask(window)); // waits for the answer
        WaitForAsyncUtils.waitFor(
                10,
                TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(
                                () -> robot.lookup("Replace").tryQuery().isPresent())
                        .get());
    }

    @Test
    void arrowKeysChooseWhatBecomesOfDescriptions(WindowRobot robot) {
        robot.interact(() -> robot.lookup("Keep").query().requestFocus());
        robot.type(KeyCode.RIGHT);
        assertEquals(Describing.REPLACE, form.describingProperty().get());
        robot.type(KeyCode.RIGHT);
        assertEquals(Describing.APPEND, form.describingProperty().get());
    }

    @Test
    void aClickGoesOnToTheDescription(WindowRobot robot) {
        robot.clickOn("Replace").write("calm");
        assertEquals("calm", form.descriptionProperty().get());
    }
}
