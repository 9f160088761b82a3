package dev.vitrine.ui.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.download.CopyForm;
import dev.vitrine.service.download.DownloadRequest;
import dev.vitrine.service.download.DownloadRequest.Destination;
import dev.vitrine.service.download.DownloadRequest.Taken;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.service.download.FilePattern;
import dev.vitrine.store.local.FolderObjectStore;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.HeardToasts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class DownloadViewsTest {
    @TempDir
    private static Path folder;

    private final List<Runnable> waiting = new ArrayList<>();
    private DownloadListViewModel list;

    @Start
    void start(Stage stage) {
        var downloads = new Downloads(new FolderObjectStore(folder.resolve("library")));
        list = new DownloadListViewModel(
                downloads, Background.with(waiting::add, Runnable::run), new HeardToasts(), _ -> {});
        stage.setScene(new Scene(
                new VBox(new DownloadListView(list, () -> {}), new DownloadStatusView(list, () -> {})), 800, 500));
        stage.show();
    }

    @Test
    void aRunningDownloadShowsHowFarAndCanBeStopped(WindowRobot robot) {
        Node status = robot.lookup("#download-status").query();
        assertFalse(status.isVisible());
        robot.interact(() -> list.start(order()));
        assertTrue(status.isVisible());
        assertTrue(texts(robot).contains("0 of 2"), texts(robot).toString());
        assertFalse(robot.lookup("#download-retry").query().isVisible());
        robot.clickOn("#download-cancel");
        assertEquals(List.of(), list.jobs());
        assertFalse(status.isVisible());
    }

    @Test
    void whatFailedIsListedWithItsCodeUntilItIsPutAway(WindowRobot robot) {
        robot.interact(() -> list.start(order()));
        robot.interact(waiting.getLast());
        assertTrue(
                texts(robot).stream().anyMatch(text -> text.matches("one\\.jpg: .*\\[NOF-.{4}]")),
                texts(robot).toString());
        assertTrue(texts(robot).contains("2 were not saved"), texts(robot).toString());
        robot.clickOn("#download-dismiss");
        assertEquals(List.of(), list.jobs());
        assertTrue(robot.lookup(".download-row").queryAll().isEmpty());
    }

    private static List<String> texts(WindowRobot robot) {
        return robot.lookup(".download-row .label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
    }

    private static DownloadRequest order() {
        List<ImageRecord> images = List.of(
                SampleImages.row("1", "", SampleImages.facts("image/jpeg", "one.jpg")),
                SampleImages.row("2", "", SampleImages.facts("image/jpeg", "two.jpg")));
        return new DownloadRequest(
                images, new Destination.Folder(folder), FilePattern.NAME, Taken.SKIP_SAME, CopyForm.AS_THEY_ARE);
    }
}
