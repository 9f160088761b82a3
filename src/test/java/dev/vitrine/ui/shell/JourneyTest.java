package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.service.SampleImages;
import dev.vitrine.ui.support.FileDrops;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// The whole window on a library in an empty folder, from the first drop to the next start.
class JourneyTest {
    private static final int PATIENCE_SECONDS = 30;

    @TempDir
    private Path folder;

    private final FxRobot robot = new FxRobot();
    private final AnsweringDialogs dialogs = new AnsweringDialogs();
    private AppFolders folders;
    private MainWindow window;

    @BeforeEach
    void openTheWindow() throws Exception {
        var system = new Properties();
        system.setProperty("vitrine.home", folder.resolve("home").toString());
        folders = AppFolders.of(Map.of(), system);
        Files.createDirectories(folders.config());
        Files.writeString(folders.config().resolve("settings.json"),
                "{\"window.width\":\"960\",\"window.height\":\"720\",\"gallery.tileSize\":\"96\",\"upload.user\":\"\",\"window.theme\":\"LIGHT\"}");
        FxToolkit.registerPrimaryStage();
        open();
    }

    @AfterEach
    void closeTheWindow() throws Exception {
        close();
    }

    @Test
    void dropFilterEditDownloadDeleteUndoAndComeBack() throws Exception {
        Path sea = write("sea.jpg", SampleImages.jpeg(64, 48, Color.BLUE));
        Path wood = write("wood.jpg", SampleImages.jpeg(48, 64, Color.GREEN));
        write("trip/harbour.png", SampleImages.png(40, 40, Color.RED));
        write("trip/deep/station.png", SampleImages.png(50, 40, Color.GRAY));
        Path notes = write("notes.txt", "not a picture".getBytes(StandardCharsets.UTF_8));
        shows(Set.of());

        drop(robot.lookup(".gallery").query(), List.of(sea, wood, notes), "alice", "coast");
        shows(Set.of("sea", "wood"));
        until("the refused file is listed with its reason", () -> texts("#upload-list").stream().anyMatch(text -> text.contains("notes.txt")));
        drop(robot.lookup(".gallery").query(), List.of(folder.resolve("trip")), "bob", "trip");
        shows(Set.of("sea", "wood", "harbour", "station"));

        robot.clickOn("#hide-uploads");
        clickRow("bob");
        shows(Set.of("harbour", "station"));
        clickRow("bob");
        clickRow("coast");
        shows(Set.of("sea", "wood"));

        select("sea");
        until("the title can be edited", () -> robot.lookup("#detail-title").<TextInputControl>query().getText().equals("sea"));
        robot.interact(() -> robot.lookup("#detail-title").<TextInputControl>query().setText("Blue sea"));
        robot.interact(() -> robot.lookup("#detail-title").query().requestFocus());
        robot.type(KeyCode.ENTER);
        shows(Set.of("Blue sea", "wood"));

        select("Blue sea");
        Path target = folder.resolve("saved.jpg");
        dialogs.saveAs(target);
        robot.push(KeyCode.SHORTCUT, KeyCode.S);
        until("the file is saved", () -> Files.exists(target));
        assertArrayEquals(Files.readAllBytes(sea), Files.readAllBytes(target));

        robot.push(KeyCode.DELETE);
        shows(Set.of("wood"));
        focusGallery();
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        shows(Set.of("wood", "Blue sea"));

        close();
        open();
        shows(Set.of("wood", "Blue sea"));
        assertEquals(List.of(), dialogs.unanswered());
    }

    private void open() throws Exception {
        var connections = new Connections(folders, Map.of());
        Callable<Library> opening = () -> connections.open(connections.atStart());
        WaitForAsyncUtils.asyncFx(() -> {
            window = new MainWindow(connections, opening, (_, _) -> dialogs);
            window.show();
        }).get();
        until("the gallery is there", () -> robot.lookup(".gallery").tryQuery().isPresent());
    }

    private void close() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> window.stage().hide()).get();
    }

    private Path write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve("files").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        return name.startsWith("trip/") ? move(file, name) : file;
    }

    private Path move(Path file, String name) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        return Files.move(file, target);
    }

    private void drop(Node onto, List<Path> files, String user, String tag) throws Exception {
        robot.interact(() -> FileDrops.drop(onto, files));
        until("the form is open", () -> robot.lookup("#upload-form").query().isVisible());
        robot.interact(() -> robot.lookup("#upload-user").<TextInputControl>query().setText(user));
        robot.interact(() -> robot.from(robot.lookup("#upload-form").queryAll()).lookup("#tag-editor").query().requestFocus());
        robot.write(tag).type(KeyCode.ENTER);
        robot.interact(() -> robot.lookup("#start-upload").queryButton().fire());
        until("the form is closed", () -> !robot.lookup("#upload-form").query().isVisible());
    }

    private void select(String title) throws Exception {
        until("a tile says " + title, () -> tile(title).isPresent());
        Node tile = tile(title).orElseThrow();
        if (isSelected(tile)) {
            // A second click soon after the first would be a double click, and open it.
            focusGallery();
        } else {
            robot.clickOn(tile);
        }
        until(title + " is selected", () -> tile(title).filter(JourneyTest::isSelected).isPresent()
                && robot.lookup(".gallery").query().isFocused());
    }

    private static boolean isSelected(Node tile) {
        return Boolean.TRUE.equals(tile.queryAccessibleAttribute(AccessibleAttribute.SELECTED));
    }

    private void focusGallery() {
        robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
    }

    private void clickRow(String name) throws Exception {
        until("the sidebar offers " + name, () -> row(name).isPresent());
        robot.clickOn(row(name).orElseThrow());
    }

    private Optional<Node> row(String name) {
        return robot.from(robot.lookup("#sidebar").queryAll()).lookup(".name").<Label>queryAllAs(Label.class).stream()
                .filter(label -> label.getText().equals(name) && label.isVisible())
                .map(Node.class::cast)
                .findFirst();
    }

    private Optional<Node> tile(String title) {
        return robot.lookup(".tile").queryAll().stream()
                .filter(tile -> tile.isVisible() && titleOf(tile).equals(title))
                .findFirst();
    }

    private void shows(Set<String> titles) throws Exception {
        try {
            until("the gallery shows " + titles, () -> titlesShown().equals(titles));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ", but it shows " + titlesShown() + "; uploads say " + texts("#upload-list"), e);
        }
    }

    private Set<String> titlesShown() {
        return robot.lookup(".tile").queryAll().stream()
                .filter(Node::isVisible)
                .map(tile -> titleOf(tile))
                .collect(Collectors.toSet());
    }

    private List<String> texts(String inside) {
        return robot.from(robot.lookup(inside).queryAll()).lookup(".label").<Label>queryAllAs(Label.class).stream().map(Label::getText).toList();
    }

    private static String titleOf(Node tile) {
        return tile.getAccessibleText().replaceFirst(", by .*", "");
    }

    private static void until(String what, Callable<Boolean> holds) throws Exception {
        try {
            WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> {
                var answer = new FutureTask<>(holds);
                Platform.runLater(answer);
                return answer.get();
            });
        } catch (TimeoutException e) {
            throw new AssertionError("waited in vain until " + what, e);
        }
    }
}
