package dev.vitrine.ui.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.bulk.LibrarySheet.OtherLibrary;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class LibrarySheetTest {
    private Stage window;

    @Start
    void start(Stage unused) {
        window = new Stage();
        window.setScene(new Scene(new StackPane(), 720, 480));
        window.show();
    }

    @AfterEach
    void close() throws Exception {
        WaitForAsyncUtils.asyncFx(window::hide).get();
    }

    @Test
    void moreLibrariesThanTheWindowHasRoomForLeaveTheButtonsInSight(WindowRobot robot) throws Exception {
        List<OtherLibrary> libraries = IntStream.range(0, 20)
                .mapToObj(number -> new OtherLibrary("Library " + number, "/media/" + number))
                .toList();
        Future<Optional<Integer>> answer =
                WaitForAsyncUtils.asyncFx(() -> new LibrarySheet(3, "", libraries).ask(window));
        WaitForAsyncUtils.waitForFxEvents();
        Button act = robot.from(window.getScene().getRoot()).lookup("#copy-act").queryButton();
        Bounds place = WindowRobot.boundsInScene(act);
        assertTrue(place.getMinY() > 0 && place.getMaxY() <= 480, place.toString());
        robot.interact(act::fire);
        assertEquals(Optional.of(0), answer.get());
    }
}
