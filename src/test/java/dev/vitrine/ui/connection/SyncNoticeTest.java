package dev.vitrine.ui.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.service.mirror.FirstReading;
import dev.vitrine.service.mirror.MirrorStatus;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.store.RowSource.TableSize;
import dev.vitrine.ui.WindowRobot;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class SyncNoticeTest {
    private static final String REASON = "No answer came from the service.";

    private final ObjectProperty<MirrorStatus> status = new SimpleObjectProperty<>(filling(0));
    private SyncNotice notice;
    private int asked;
    private Stage stage;

    @Start
    void start(Stage shown) {
        notice = new SyncNotice(
                new SyncStatusViewModel(status, () -> {}), new SimpleBooleanProperty(true), () -> {}, () -> asked++);
        stage = shown;
        stage.setScene(new Scene(notice, 700, 500));
        stage.show();
    }

    private static MirrorStatus filling(long read) {
        return new MirrorStatus(SyncState.FILLING, Optional.empty(), read, 0, 0, false, "", 0);
    }

    private static MirrorStatus offline(String reason) {
        return new MirrorStatus(SyncState.OFFLINE, Optional.empty(), 0, 0, 0, false, reason, 0);
    }

    private List<Node> parts() {
        return List.copyOf(((Parent) notice.lookup(".gallery-state")).getChildrenUnmodifiable());
    }

    private String explanation() {
        return ((Labeled) notice.lookup(".explanation")).getText();
    }

    @Test
    void aLargeLibraryIsReadWhenSomebodyAgrees(WindowRobot robot) {
        robot.interact(() -> status.set(asking(3_200_000, 2_240_000_000L)));
        assertTrue(explanation().contains("3.2 GB") && explanation().contains("$"), explanation());
        robot.clickOn("Read the library");
        robot.interact(() -> status.set(filling(0)));
        assertTrue(explanation().contains("no images yet"), explanation());
    }

    @Test
    void ofALibraryThatIsTooLargeNothingCanBeAgreedTo(WindowRobot robot) {
        robot.interact(() -> status.set(asking(25_000_000, 17_000_000_000L)));
        assertTrue(explanation().contains("25,000,000"), explanation());
        assertTrue(robot.lookup("Read the library").tryQuery().isEmpty());
        robot.clickOn("#scope-choose");
        assertEquals(1, asked);
    }

    private static MirrorStatus asking(long rows, long bytes) {
        var reading = new FirstReading(new TableSize(rows, bytes));
        return new MirrorStatus(
                SyncState.OFFLINE, Optional.empty(), 0, 0, 0, false, "It waits.", 0, Optional.of(reading));
    }

    @Test
    void whileItTriesAgainWhoeverReadsTheReasonKeepsItAndTheFocus(WindowRobot robot) {
        robot.interact(() -> {
            status.set(offline(REASON));
            List<Node> before = parts();
            Button again = (Button) notice.lookup(".accent");
            again.requestFocus();
            for (MirrorStatus next : List.of(filling(0), offline(REASON), filling(0))) {
                status.set(next);
                assertEquals(before, parts());
                assertEquals(REASON, explanation());
                assertEquals(again, stage.getScene().getFocusOwner());
            }
        });
    }

    @Test
    void aReasonIsGoneWhenRowsWereRead(WindowRobot robot) {
        robot.interact(() -> {
            status.set(offline(REASON));
            status.set(filling(5));
            assertTrue(explanation().contains("5 images"), explanation());
            assertEquals(3, parts().size(), "no buttons");
        });
    }

    @Test
    void anotherReasonTakesItsPlace(WindowRobot robot) {
        robot.interact(() -> {
            status.set(offline(REASON));
            status.set(filling(0));
            status.set(offline("The clock is wrong."));
            assertEquals("The clock is wrong.", explanation());
            assertEquals(4, parts().size(), "with buttons");
        });
    }
}
