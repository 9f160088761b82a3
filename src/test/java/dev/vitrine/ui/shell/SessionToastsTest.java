package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.Eventually;
import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.SampleImages;
import dev.vitrine.ui.WindowRobot;
import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// What is answered after the window shows another library already.
class SessionToastsTest {
    @TempDir
    private Path folder;

    private final WindowRobot robot = new WindowRobot();

    @AutoClose
    private Library library;

    private Program program;
    private LibrarySession session;

    @BeforeEach
    void openTheLibrary() throws Exception {
        var connections = new Connections(AppFolders.inOne(folder), Map.of());
        library = connections.open(connections.local());
        FxToolkit.registerPrimaryStage();
        WaitForAsyncUtils.asyncFx(() -> {
                    program = new Program(connections, (_, _) -> new AnsweringDialogs());
                    session = new LibrarySession(library, program);
                })
                .get();
    }

    /// An act that was stopped by the switch tells what it did when it ends; its Undo would change a library that
    /// is not shown.
    @Test
    void aNoticeOfTheFormerLibraryDoesNotComeUpInTheNext() throws Exception {
        String id = library.images()
                .upload(SampleImages.newImage("alice", "sea.png", Color.BLUE), _ -> {})
                .imageId();
        robot.interact(() -> session.trash().added(List.of(id), () -> "Adopt", "1 image was adopted."));
        TestWindow.until("it is told while the library is shown", () -> shown() == 1);
        robot.interact(() -> {
            session.close();
            program.toasts().clear();
            session.trash().added(List.of(id), () -> "Adopt again", "Stopped. 1 image was adopted.");
        });
        TestWindow.until(
                "the answer is there",
                () -> session.undo().undoLabel().getValue().equals("Adopt again"));
        robot.interact(() -> session.toasts().show("Copied."));
        assertEquals(0, shown());
    }

    /// It may be the only word about what was typed last.
    @Test
    void aFailureOfTheFormerLibraryIsListedThough() {
        robot.interact(() -> {
            session.close();
            session.toasts().failure(new ImageException.Failed("The title was not saved."));
        });
        assertEquals(0, shown());
        assertEquals(
                "The title was not saved.", program.problems().all().getFirst().sentence());
    }

    @Test
    void anActEndsWithTheLibrary() {
        var begun = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        robot.interact(() -> session.jobs()
                .run(
                        "Slow",
                        progress -> {
                            begun.countDown();
                            Eventually.await(() -> !progress.continues(0, 1));
                            ended.countDown();
                            return 1;
                        },
                        _ -> {},
                        _ -> {}));
        Eventually.await(() -> begun.getCount() == 0);
        robot.interact(session::close);
        Eventually.await(() -> ended.getCount() == 0);
    }

    private int shown() {
        return program.toasts().getChildren().size();
    }
}
