package dev.vitrine.ui.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.store.Rights;
import dev.vitrine.store.Rights.Right;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.actions.LibraryRights;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.TextSize;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.BorderPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Why something is not offered here.
@ExtendWith(ApplicationExtension.class)
class RightsStatusViewTest {
    private final Rights known = new Rights();
    private RightsStatusView status;

    @Start
    void start(Stage stage) {
        status = new RightsStatusView(new LibraryRights(known, () -> {}, Background.immediate(), new HeardToasts()));
        var page = new BorderPane();
        page.setBottom(status);
        stage.setScene(new Scene(page, 700, 500));
        stage.show();
    }

    @Test
    void aLongReasonIsReadToItsEnd(WindowRobot robot) {
        robot.interact(() -> known.remember(Map.of(Right.EDIT_ROWS, "A long reason, and more. ".repeat(12))));
        robot.interact(status::show);
        Label reasons = robot.lookup(".rights-reasons").queryAs(Label.class);
        assertEquals(reasons.getText(), ((Text) reasons.lookup(".text")).getText(), "without three dots at its end");
    }

    /// A tooltip in one line runs out of the window.
    @Test
    void theTooltipWraps(WindowRobot robot) {
        robot.interact(() -> known.remember(Map.of(Right.EDIT_ROWS, "no")));
        assertTrue(status.getTooltip().isWrapText());
        assertTrue(status.getTooltip().getMaxWidth() <= TextSize.of(480));
    }

    /// Nobody who runs the library can do anything about a disk, and trying the account out again mends nothing.
    @Test
    void whatIsUpToThisMachineIsNotAskedOfTheLibrary(WindowRobot robot) {
        robot.interact(() -> known.remember(Map.of(Right.NOTE_WORK, "no list")));
        robot.interact(status::show);
        String explained = robot.lookup(".rights-reasons").queryAs(Label.class).getText();
        assertTrue(explained.endsWith("upload, move to other users.\n\nno list"), explained);
        assertEquals("Not from here: upload, move to other users", status.getText());
        String reported = "You can look and download. What cannot be done from here: upload, move to other users.";
        assertEquals(reported, status.getTooltip().getText());
        assertEquals(reported, status.getAccessibleText());
        assertEquals(1, status.getItems().stream().filter(MenuItem::isVisible).count());
    }
}
