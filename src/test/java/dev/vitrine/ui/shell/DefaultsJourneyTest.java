package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connections;
import dev.vitrine.service.SampleImages;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.controls.Switch;
import dev.vitrine.ui.support.FileDrops;
import dev.vitrine.ui.support.Language;
import dev.vitrine.ui.support.Preferences;
import dev.vitrine.ui.support.TextSize;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Locale.Category;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// The real window as somebody meets it who has chosen nothing yet, through every preference there is. What breaks on
/// the way stands on standard error, which every test answers for.
class DefaultsJourneyTest {
    @TempDir
    private Path folder;

    private final WindowRobot robot = new WindowRobot();
    private final Locale before = Locale.getDefault();
    private final Locale texts = Locale.getDefault(Category.DISPLAY);
    private final Locale formats = Locale.getDefault(Category.FORMAT);
    private final AnsweringDialogs dialogs = new AnsweringDialogs();
    private Connections connections;
    private Program program;
    private MainWindow window;

    @BeforeEach
    void openTheWindow() throws Exception {
        connections = new Connections(AppFolders.inOne(folder.resolve("home")), Map.of());
        FxToolkit.registerPrimaryStage();
        WaitForAsyncUtils.asyncFx(() -> {
                    program = new Program(connections, (_, _) -> dialogs);
                    window = new MainWindow(program, () -> connections.open(connections.local()));
                    window.show();
                })
                .get();
        TestWindow.until(
                "the gallery is there",
                () -> robot.lookup(".gallery").tryQuery().isPresent());
    }

    @AfterEach
    void closeTheWindow() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> {
                    TextSize.choice(program.settings()).set(100);
                    window.stage().hide();
                })
                .get();
        Language.SYSTEM.speak();
        Locale.setDefault(before);
        Locale.setDefault(Category.DISPLAY, texts);
        Locale.setDefault(Category.FORMAT, formats);
    }

    @Test
    void everyPreferenceTakesItsValuesWhileImagesComeInAndMove() throws Exception {
        upload(List.of(
                write("sea.jpg", SampleImages.jpeg(64, 48, Color.BLUE)),
                write("turning.gif", animation()),
                write("notes.txt", "not an image".getBytes(StandardCharsets.UTF_8))));
        awaitTiles(2);

        robot.push(KeyCode.SHORTCUT, KeyCode.COMMA);
        int preferences = awaitSheet().size();
        assertTrue(preferences > 10, "only " + preferences + " preferences were found");
        for (int i = 0; i < preferences; i++) {
            takeValues(i);
        }
        closeSheet();

        openAndLeaveTheViewer();
        robot.interact(() -> FileDrops.hoverNothing(robot.lookup(".gallery").query()));
        assertEquals(
                "Too much for one drop. Drop the folder instead, or copy the files and paste them here.",
                robot.from(robot.lookup("#drop-overlay").queryAll())
                        .lookup(".sentence")
                        .<Label>queryAs(Label.class)
                        .getText());
        upload(List.of(write("wood.jpg", SampleImages.jpeg(48, 64, Color.GREEN))));
        awaitTiles(3);
        Node shown = robot.lookup(".shell").query();
        robot.interact(() -> window.libraries().choose(connections.local()));
        TestWindow.awaitBuildAfter(shown, robot);
        awaitTiles(3);
        assertEquals(List.of(), program.problems().all());
    }

    @Test
    void whoLeavesDuringUploadsIsToldThatTheyGoOn() throws Exception {
        var limit = new Preferences(program.settings()).uploadLimitProperty();
        robot.interact(() -> limit.set(1));
        upload(List.of(write("sea.jpg", SampleImages.jpeg(640, 480, Color.BLUE))));
        TestWindow.until("it is being uploaded", () -> window.stage().getTitle().contains("%"));
        dialogs.answer(false);
        requestClose();
        assertEquals(List.of("Work is still under way"), dialogs.asked());
        assertTrue(window.stage().isShowing());

        Node shown = robot.lookup(".shell").query();
        dialogs.answer(false);
        robot.interact(() -> window.libraries().choose(connections.local()));
        assertEquals(2, dialogs.asked().size());
        var between = new AtomicInteger();
        dialogs.answer(false);
        robot.interact(() -> window.libraries().openAgain(between::incrementAndGet));
        assertEquals(3, dialogs.asked().size());
        assertEquals(0, between.get(), "who stays changes nothing");
        assertEquals(shown, robot.lookup(".shell").query());

        robot.interact(() -> limit.set(Preferences.NO_LIMIT));
        awaitTiles(1);
        TestWindow.until(
                "the uploads have ended", () -> window.stage().getTitle().equals("Vitrine"));
        robot.interact(() -> window.libraries().openAgain(between::incrementAndGet));
        TestWindow.awaitBuildAfter(shown, robot);
        assertEquals(1, between.get());
        requestClose();
        assertEquals(3, dialogs.asked().size());
        assertFalse(window.stage().isShowing());
    }

    private void requestClose() {
        Stage stage = window.stage();
        robot.interact(() -> {
            var request = new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST);
            stage.getOnCloseRequest().handle(request);
            if (!request.isConsumed()) {
                stage.hide();
            }
        });
    }

    /// The first, one in between, the last, and back.
    private void takeValues(int place) throws Exception {
        Control control = awaitSheet().get(place);
        if (control instanceof Switch onOff) {
            robot.interact(() -> onOff.setSelected(!onOff.isSelected()));
            robot.interact(() -> onOff.setSelected(!onOff.isSelected()));
        } else if (control instanceof TextField field) {
            robot.interact(() -> field.setText("alice"));
        } else if (control instanceof ChoiceBox<?> choices) {
            int last = choices.getItems().size() - 1;
            for (int choice : List.of(0, last / 2, last, 0)) {
                choose(place, choice);
            }
        }
    }

    private void choose(int place, int choice) throws Exception {
        var box = (ChoiceBox<?>) awaitSheet().get(place);
        Node build = robot.lookup(".shell").query();
        String look = look();
        robot.interact(() -> box.getSelectionModel().select(choice));
        if (!look.equals(look())) {
            TestWindow.awaitBuildAfter(build, robot);
        }
        awaitTiles(2);
    }

    /// What another build of the window is made for.
    private String look() {
        return Language.choice(program.settings()).get()
                + TextSize.choice(program.settings()).get();
    }

    private void openAndLeaveTheViewer() throws Exception {
        robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
        robot.push(KeyCode.HOME).push(KeyCode.ENTER);
        TestWindow.until("the viewer is open", () -> viewer().isPresent());
        robot.push(KeyCode.RIGHT).push(KeyCode.LEFT).push(KeyCode.ESCAPE);
        TestWindow.until("the viewer is closed", () -> viewer().isEmpty());
    }

    private Optional<Node> viewer() {
        return robot.lookup(".viewer").tryQuery().filter(Node::isVisible);
    }

    private void upload(List<Path> files) throws Exception {
        robot.interact(() -> FileDrops.drop(robot.lookup(".gallery").query(), files));
        TestWindow.until(
                "the form is open", () -> robot.lookup("#upload-form").query().isVisible());
        robot.interact(
                () -> robot.lookup("#upload-user").<TextInputControl>query().setText("alice"));
        robot.interact(() -> robot.lookup("#start-upload").queryButton().fire());
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] animation() throws IOException {
        try (InputStream moving =
                DefaultsJourneyTest.class.getResourceAsStream("/picture/animated/gif-loop-forever.gif")) {
            return moving.readAllBytes();
        }
    }

    private void awaitTiles(int count) throws Exception {
        TestWindow.until(
                count + " tiles are there",
                () -> robot.lookup(".tile").queryAll().stream()
                                .filter(Node::isVisible)
                                .count()
                        == count);
    }

    /// The controls of the sheet, in their order.
    private List<Control> awaitSheet() throws Exception {
        TestWindow.until(
                "the preferences are there",
                () -> !TestWindow.shown(robot, ".sheet-card .preferences").isEmpty());
        return WaitForAsyncUtils.asyncFx(() -> robot
                        .from(TestWindow.shown(robot, ".sheet-card"))
                        .lookup((Node node) -> node instanceof Control control
                                && !control.isDisabled()
                                && (control instanceof Switch
                                        || control instanceof ChoiceBox<?>
                                        || control instanceof TextField))
                        .queryAllAs(Control.class)
                        .stream()
                        .toList())
                .get();
    }

    private void closeSheet() throws Exception {
        robot.push(KeyCode.ESCAPE);
        TestWindow.until(
                "the sheet is closed",
                () -> TestWindow.shown(robot, ".sheet-card").isEmpty());
    }
}
