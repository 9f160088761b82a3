package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.support.Icons;
import javafx.beans.property.SimpleStringProperty;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kordamp.ikonli.feather.Feather;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Text may be twice as large, and much may go on at once.
@ExtendWith(ApplicationExtension.class)
class StatusLineTest {
    private Button sync;
    private Button watch;
    private BorderPane page;
    private Stage stage;
    private StatusLine line;

    private static Button item(String text) {
        var button = new Button(text, Icons.of(Feather.EYE));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.managedProperty().bind(button.visibleProperty());
        return button;
    }

    @Start
    void start(Stage unused) {
        stage = new Stage(); // it is resized, and other tests have the toolkit's after this one
        sync = item("In sync, as of 10:26 in the morning");
        watch = item("One folder is being watched all the time");
        line = new StatusLine(new SimpleStringProperty("20 images, of which one is selected"), sync, watch);
        page = new BorderPane();
        page.setBottom(line);
        // which the window's theme has
        page.setStyle("-fx-background: white; -fx-box-border: gray; -fx-body-color: white; -fx-inner-border: gray;");
        stage.setScene(new Scene(page, 960, 200));
        stage.show();
    }

    @AfterEach
    void hide(WindowRobot robot) {
        robot.interact(stage::hide);
    }

    @Test
    void wordsThatHaveNoRoomBecomeIconsAndComeBack(WindowRobot robot) {
        assertEquals(ContentDisplay.LEFT, sync.getContentDisplay());
        resize(robot, 700);
        assertEquals(ContentDisplay.GRAPHIC_ONLY, sync.getContentDisplay());
        assertEquals(ContentDisplay.LEFT, watch.getContentDisplay(), "as long as there is room");
        resize(robot, 400);
        assertEquals(ContentDisplay.GRAPHIC_ONLY, watch.getContentDisplay());
        robot.interact(() -> watch.setVisible(false));
        resize(robot, 700);
        assertEquals(ContentDisplay.LEFT, sync.getContentDisplay());
    }

    /// What went wrong is read, not hovered over.
    @Test
    void aFailureKeepsItsWordsTheLongest(WindowRobot robot) {
        PseudoClass offline = PseudoClass.getPseudoClass("offline");
        resize(robot, 700);
        robot.interact(() -> sync.pseudoClassStateChanged(offline, true));
        assertEquals(ContentDisplay.LEFT, sync.getContentDisplay());
        assertEquals(ContentDisplay.GRAPHIC_ONLY, watch.getContentDisplay());
        robot.interact(() -> sync.pseudoClassStateChanged(offline, false));
        assertEquals(ContentDisplay.GRAPHIC_ONLY, sync.getContentDisplay());
        assertEquals(ContentDisplay.LEFT, watch.getContentDisplay());
    }

    /// Else all of the window would be wider than its frame, and cut on both sides.
    @Test
    void longWordsAboutTheBackgroundLeaveRoomForWhatIsSelected(WindowRobot robot) {
        robot.interact(() -> {
            var uploads =
                    new Label("5 of 13 uploaded, 2 failed, 6 are in the library already, 4 are not supported here");
            uploads.setMinWidth(0);
            page.setBottom(new StatusLine(new SimpleStringProperty("1 selected"), uploads));
        });
        resize(robot, 400);
        Label selected = (Label) page.lookup(".status-label");
        assertEquals(WindowRobot.look(() -> selected.prefWidth(-1)), selected.getWidth(), 1);
    }

    @Test
    void itNeverMakesTheWindowWider() {
        assertTrue(page.minWidth(-1) < 300, "at least " + page.minWidth(-1));
    }

    private void resize(WindowRobot robot, double width) {
        robot.interact(() -> stage.setWidth(width));
        robot.interact(page::layout);
    }
}
