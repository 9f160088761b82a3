package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.service.SampleImages;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.desktop.ExportedCopies;
import dev.vitrine.ui.support.TextSize;
import java.awt.Color;
import java.io.File;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// Process, library, window build, selection: what lives longer keeps nothing that lives shorter.
class LifetimesTest {
    @TempDir
    private Path folder;

    private final WindowRobot robot = new WindowRobot();
    private final List<WeakReference<Node>> builds = new ArrayList<>();
    private Connections connections;
    private Program program;
    private MainWindow window;

    @BeforeEach
    void openTheWindow() throws Exception {
        AppFolders folders = AppFolders.inOne(folder);
        Files.createDirectories(folders.config());
        Files.writeString(
                folders.config().resolve("settings.json"),
                "{\"window.width\":\"960\",\"window.height\":\"720\",\"gallery.tileSize\":\"96\"}");
        connections = new Connections(folders, Map.of());
        try (Library library = connections.open(connections.local())) {
            for (String name : List.of("sea", "wood", "harbour")) {
                library.images().upload(SampleImages.newImage("alice", name + ".png", Color.BLUE), _ -> {});
            }
        }
        FxToolkit.registerPrimaryStage();
        WaitForAsyncUtils.asyncFx(() -> {
                    program = new Program(connections, (_, _) -> new AnsweringDialogs());
                    window = new MainWindow(program, () -> connections.open(connections.local()));
                    window.show();
                })
                .get();
        awaitBuild();
    }

    @AfterEach
    void closeTheWindow() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> window.stage().hide()).get();
    }

    /// Neither the window build nor anything else that there is once for each library: indexes, view models,
    /// libraries.
    @Test
    void ofTwentyLibrariesThatWereSwitchedToOneWindowBuildIsLeft() throws Exception {
        staysTheSame(() -> window.libraries().choose(connections.local()), 4, 8);
        assertEquals(21, builds.size());
        assertEquals(1, left());
    }

    /// Such as another choice of the images that are searched, which is made in the library that is left for it.
    @Test
    void whatHappensBetweenTwoLibrariesKeepsNoneOfThem() throws Exception {
        build(
                () -> {
                    Node left = window.stage().getScene().lookup(".shell");
                    window.libraries().openAgain(() -> assertNotNull(left));
                },
                2);
        assertEquals(1, left());
    }

    @Test
    void ofBuildsThatWereReplacedNoneIsAddedToThoseThatLinger() throws Exception {
        var size = TextSize.choice(program.settings());
        staysTheSame(() -> size.set(size.get() == 100 ? 115 : 100), 2, 8);
    }

    @Test
    void ofBuildsThatWereReplacedOneIsLeft() throws Exception {
        var size = TextSize.choice(program.settings());
        build(() -> size.set(size.get() == 100 ? 115 : 100), 6);
        assertEquals(7, builds.size());
        assertEquals(1, left());
    }

    /// What is left behind each time grows in both halves.
    ///
    /// @param another makes another build of the window
    private void staysTheSame(Runnable another, int first, int half) throws Exception {
        build(another, first);
        LiveObjects before = counted();
        build(another, half);
        LiveObjects middle = counted();
        build(another, half);
        assertEquals(Map.of(), counted().grownBy(half - 1, middle, before));
    }

    /// Builds that were replaced a moment ago are reached until the window has been laid out again, and one build
    /// has more objects of some classes than a half makes builds.
    private LiveObjects counted() throws Exception {
        left();
        return LiveObjects.count();
    }

    private void build(Runnable another, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            robot.interact(another);
            awaitBuild();
        }
    }

    @Test
    void whatIsTypedIsSavedWhenTheWindowCloses() throws Exception {
        typeTitle("Typed before closing");
        robot.interact(() -> window.stage().hide());
        assertEquals(1, titled("Typed before closing"));
    }

    @Test
    void copiedFilesOutliveTheirLibraryAndGoAtAStartOfTheNextDay() throws Exception {
        awaitTiles();
        robot.interact(() -> Clipboard.getSystemClipboard().setContent(new ClipboardContent()));
        robot.push(KeyCode.SHORTCUT, KeyCode.A).push(KeyCode.SHORTCUT, KeyCode.C);
        TestWindow.until("three files are on the clipboard", () -> copied().size() == 3);
        List<Path> copies = WaitForAsyncUtils.asyncFx(this::copied).get();

        robot.interact(() -> window.libraries().choose(connections.local()));
        awaitBuild();
        assertEquals(List.of(), copies.stream().filter(Files::notExists).toList());

        Files.setLastModifiedTime(
                copies.getFirst().getParent(),
                FileTime.from(Instant.now().minus(ExportedCopies.KEPT).minusSeconds(60)));
        WaitForAsyncUtils.asyncFx(() -> new Program(connections, (_, _) -> new AnsweringDialogs()))
                .get();
        TestWindow.until("the copies are gone", () -> copies.stream().noneMatch(Files::exists));
    }

    private List<Path> copied() {
        return Clipboard.getSystemClipboard().getFiles().stream()
                .map(File::toPath)
                .toList();
    }

    private void typeTitle(String title) throws Exception {
        awaitTiles();
        robot.push(KeyCode.HOME);
        TestWindow.until(
                "the title can be edited",
                () -> robot.lookup("#detail-title")
                        .<TextInputControl>tryQuery()
                        .filter(field -> field.isEditable() && !field.getText().isEmpty())
                        .isPresent());
        robot.push(KeyCode.F2).write(title);
    }

    private void awaitTiles() throws Exception {
        TestWindow.until(
                "three tiles are there",
                () -> robot.lookup(".tile").queryAll().stream()
                                .filter(Node::isVisible)
                                .count()
                        == 3);
    }

    /// As a library that is opened afterwards has it.
    private long titled(String title) {
        try (Library library = connections.open(connections.local())) {
            return library.images().search(ImageQuery.ALL).images(0, 3).stream()
                    .filter(image -> image.title().equals(title))
                    .count();
        }
    }

    private void awaitBuild() throws Exception {
        TestWindow.until(
                "another build of the window is there",
                () -> robot.lookup(".shell")
                        .tryQuery()
                        .filter(shell -> builds.stream().noneMatch(known -> known.get() == shell))
                        .isPresent());
        builds.add(new WeakReference<>(robot.lookup(".shell").query()));
    }

    private long left() throws Exception {
        for (int i = 0;
                i < 50 && builds.stream().filter(build -> build.get() != null).count() > 1;
                i++) {
            robot.interact(() -> window.stage().getScene().getRoot().requestLayout());
            System.gc();
            Thread.sleep(20);
        }
        return builds.stream().filter(build -> build.get() != null).count();
    }
}
