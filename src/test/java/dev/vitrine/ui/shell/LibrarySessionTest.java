package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.download.CopyForm;
import dev.vitrine.service.download.DownloadRequest;
import dev.vitrine.service.download.DownloadRequest.Destination;
import dev.vitrine.service.download.DownloadRequest.Taken;
import dev.vitrine.service.download.FilePattern;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.ui.desktop.WindowDialogs;
import dev.vitrine.ui.support.Settings;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class LibrarySessionTest {
    private static final List<String> QUESTION = List.of("Work is still under way");

    @TempDir
    private Path home;

    private final AnsweringDialogs dialogs = new AnsweringDialogs();
    private final CountDownLatch held = new CountDownLatch(1);

    @Test
    void aJobIsNotEndedWithoutAsking() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> {
                    try (Library library = open();
                            var session = session(library)) {
                        assertTrue(session.mayEnd(dialogs, "Leave"));
                        session.jobs().run("Tag", _ -> held(), _ -> {}, _ -> {});
                        assertFalse(session.mayEnd(dialogs, "Leave"));
                        assertEquals(QUESTION, dialogs.asked());
                        held.countDown();
                    }
                })
                .get();
    }

    @Test
    void aDownloadIsNotEndedWithoutAsking() throws Exception {
        Path saved = Files.createDirectory(home.resolve("saved"));
        WaitForAsyncUtils.asyncFx(() -> {
                    try (Library library = open();
                            var session = session(library)) {
                        session.downloads()
                                .start(new DownloadRequest(
                                        List.of(),
                                        new Destination.Folder(saved),
                                        FilePattern.NAME,
                                        Taken.KEEP_BOTH,
                                        CopyForm.AS_THEY_ARE));
                        assertFalse(session.mayEnd(dialogs, "Leave"));
                        assertEquals(QUESTION, dialogs.asked());
                    }
                })
                .get();
    }

    @Test
    void whileAQuestionIsOpenNobodyLeavesInAnotherWay() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> {
                    try (Library library = open();
                            var session = session(library)) {
                        session.jobs().run("Tag", _ -> held(), _ -> {}, _ -> {});
                        var meanwhile = new ArrayList<Boolean>();
                        dialogs.whileAsked(() -> meanwhile.add(session.mayEnd(dialogs, "Leave")));
                        dialogs.answer(true);
                        assertTrue(session.mayEnd(dialogs, "Leave"));
                        assertEquals(List.of(false), meanwhile);
                        assertEquals(QUESTION, dialogs.asked());
                        held.countDown();
                    }
                })
                .get();
    }

    @Test
    void whatEndsWhileItIsAskedAboutNeedsNoAnswer() throws Exception {
        assertEquals(true, leftAsAJobEnds((_, _) -> {}));
    }

    @Test
    void whatGoesWrongMeanwhileIsSeenFirst() throws Exception {
        assertEquals(
                false, leftAsAJobEnds((session, failure) -> session.toasts().failure(failure)));
    }

    /// Asked in a real window, where nobody answers.
    private boolean leftAsAJobEnds(BiConsumer<LibrarySession, ImageException> onFailure) throws Exception {
        try (Library library = open()) {
            return WaitForAsyncUtils.asyncFx(() -> {
                        var stage = new Stage();
                        stage.setScene(new Scene(new StackPane()));
                        stage.show();
                        try (var session = session(library)) {
                            session.jobs()
                                    .run(
                                            "Tag",
                                            _ -> {
                                                held();
                                                throw new ImageException.NotFound("Gone.");
                                            },
                                            _ -> {},
                                            failure -> onFailure.accept(session, failure));
                            Platform.runLater(held::countDown); // while the question is open
                            return session.mayEnd(
                                    new WindowDialogs(stage, new Settings(home.resolve("asked.json"))), "Leave");
                        } finally {
                            stage.close();
                        }
                    })
                    .get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void uploadsThatArePausedAreNotUnderWay() throws Exception {
        Path picture = Files.write(home.resolve("sea.jpg"), SampleImages.jpeg(64, 48, Color.BLUE));
        try (Library library = open()) {
            library.uploads().pause();
            library.uploads().add(List.of(picture), new UploadForm("alice", List.of(), "", ""));
            TestWindow.until(
                    "the file waits",
                    () -> !library.uploads().snapshot().totals().isIdle());
            WaitForAsyncUtils.asyncFx(() -> {
                        try (var session = session(library)) {
                            assertTrue(session.mayEnd(dialogs, "Leave"));
                            assertEquals(List.of(), dialogs.asked());
                        }
                    })
                    .get();
        }
    }

    private boolean held() {
        try {
            held.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private Library open() {
        Connections connections = connections();
        return connections.open(connections.local());
    }

    private LibrarySession session(Library library) {
        return new LibrarySession(library, new Program(connections(), (_, _) -> dialogs));
    }

    private Connections connections() {
        return new Connections(AppFolders.inOne(home), Map.of());
    }
}
