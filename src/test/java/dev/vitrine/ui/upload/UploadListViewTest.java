package dev.vitrine.ui.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.support.Background;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class UploadListViewTest {
    private final MadeUpUploads uploads = new MadeUpUploads();
    private final AtomicInteger hidden = new AtomicInteger();
    private UploadListView list;
    private UploadStatusView status;

    private Stage stage;

    @Start
    void start(Stage unused) {
        stage = new Stage(); // of its own: other tests leave the toolkit's in other sizes
        uploads.add(1, UploadState.DONE)
                .add(2, UploadState.WAITING)
                .add("gone.jpg", UploadState.FAILED, Cause.SOURCE_GONE, "It is gone.");
        var model = new UploadListViewModel(uploads, Background.immediate());
        list = new UploadListView(model, () -> {}, hidden::incrementAndGet);
        list.setPrefHeight(360);
        status = new UploadStatusView(model, hidden::incrementAndGet);
        stage.setScene(new Scene(new VBox(list, status), 900, 720));
        stage.show();
    }

    @AfterEach
    void hide(WindowRobot robot) {
        robot.interact(stage::hide);
    }

    @Test
    void aFailureSaysItsReasonAndCanBeTriedAgain(WindowRobot robot) {
        press(robot, button(cell(1), "Try again"));
        assertEquals(List.of("retry 3"), uploads.asked);
        assertEquals("gone.jpg: It is gone.", cell(1).getAccessibleText());
    }

    @Test
    void waitingFilesAreCancelledAndFinishedOnesTakenAway(WindowRobot robot) {
        press(robot, button(cell(3), "Cancel this upload"));
        press(robot, button(cell(6), "Remove from the list"));
        assertEquals(List.of("cancel 1", "dismiss 0"), uploads.asked);
    }

    @Test
    void deleteWorksOnTheFocusedLine(WindowRobot robot) {
        robot.clickOn(cell(3)).type(KeyCode.DELETE);
        assertEquals(List.of("cancel 1"), uploads.asked);
    }

    @Test
    void theLinesFollowTheQueue(WindowRobot robot) {
        robot.interact(() -> uploads.become(1, UploadState.SENDING));
        assertEquals("IMG_00001.jpg: 0 B of 3.3 MB".replace("0 B", "no bytes"), cell(3).getAccessibleText());
    }

    @Test
    void theButtonsThatMakeNoSenseAreAway(WindowRobot robot) {
        assertTrue(visible(robot, "Retry failed"));
        assertTrue(visible(robot, "Cancel all"));
        robot.interact(() -> {
            uploads.become(1, UploadState.DONE);
            uploads.become(2, UploadState.DONE);
            uploads.become(3, UploadState.DONE);
        });
        assertFalse(visible(robot, "Retry failed"));
        assertFalse(visible(robot, "Cancel all"));
        assertTrue(visible(robot, "Clear finished"));
    }

    @Test
    void pausingOffersToResume(WindowRobot robot) {
        robot.clickOn("Pause");
        assertTrue(visible(robot, "Resume"));
        robot.clickOn("Resume");
        assertEquals(List.of("pause", "resume"), uploads.asked);
    }

    @Test
    void theStatusTellsProblemsAndOpensTheList(WindowRobot robot) {
        assertTrue(status.lookup(".troubles").isVisible());
        assertTrue(status.getAccessibleText().contains("1 file needs attention"), status.getAccessibleText());
        robot.clickOn(status);
        assertEquals(1, hidden.get());
    }

    @Test
    void inANarrowWindowTheStatusIsCutBehindAndKeepsItsSign(WindowRobot robot) {
        robot.interact(() -> {
            status.setMaxWidth(120);
            status.getParent().layout();
            status.layout();
        });
        assertEquals(120, status.getWidth());
        for (String part : List.of(".content", ".troubles")) {
            Bounds place = status.sceneToLocal(WindowRobot.boundsInScene(status.lookup(part)));
            assertTrue(place.getMinX() >= 0 && place.getMaxX() <= 120, part + " at " + place);
        }
    }

    @Test
    void theStatusHasItsRoomWhenUploadsBegin(WindowRobot robot) {
        var fresh = new MadeUpUploads();
        var begun = new AtomicReference<UploadStatusView>();
        robot.interact(() -> {
            begun.set(new UploadStatusView(new UploadListViewModel(fresh, Background.immediate()), () -> {}));
            ((VBox) list.getParent()).getChildren().add(new HBox(begun.get()));
        });
        layOut(robot);
        robot.interact(() -> {
            fresh.add(1, UploadState.DONE).add(2, UploadState.WAITING);
            fresh.tellChanged();
        });
        layOut(robot);
        double words = WindowRobot.look(() -> begun.get().lookup(".label").prefWidth(-1));
        assertTrue(words > 50, "it says something");
        assertTrue(begun.get().getWidth() >= words, begun.get().getWidth() + " for " + words);
    }

    private void layOut(WindowRobot robot) {
        robot.interact(() -> {
            Parent root = stage.getScene().getRoot();
            root.applyCss();
            root.layout();
        });
    }

    private ListCell<?> cell(int index) {
        try {
            WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> found(index).isPresent());
        } catch (TimeoutException e) {
            throw new AssertionError("no line " + index, e);
        }
        return found(index).orElseThrow();
    }

    private Optional<ListCell<?>> found(int index) {
        return WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            list.getScene().getRoot().applyCss();
            list.getScene().getRoot().layout();
            return list.lookupAll(".list-cell").stream()
                    .<ListCell<?>>map(node -> (ListCell<?>) node)
                    .filter(cell -> !cell.isEmpty() && cell.getIndex() == index)
                    .findFirst();
        });
    }

    private static void press(WindowRobot robot, Node button) {
        robot.interact(() -> ((Button) button).fire());
    }

    private static Node button(ListCell<?> cell, String what) {
        return cell.lookupAll(".button").stream()
                .filter(node -> what.equals(node.getAccessibleText()))
                .findFirst()
                .orElseThrow();
    }

    private static boolean visible(WindowRobot robot, String text) {
        return robot.lookup(text)
                .tryQuery()
                .map(node -> node.isVisible() && node.getParent().isVisible())
                .orElse(false);
    }
}
