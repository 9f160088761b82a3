package dev.vitrine.ui.shell;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connection;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.NewImage;
import dev.vitrine.service.SampleImages;
import dev.vitrine.ui.WindowRobot;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// The whole window on a library in an empty folder, and what a person sees in it.
final class TestWindow {
    private static final int PATIENCE_SECONDS = 30;

    private final WindowRobot robot;
    private final AnsweringDialogs dialogs;
    private final AppFolders folders;
    private final Function<Connections, Connection> chosen;
    private MainWindow window;

    /// @param home for everything that the program keeps
    TestWindow(Path home, WindowRobot robot, AnsweringDialogs dialogs) throws Exception {
        this(home, robot, dialogs, Connections::atStart);
    }

    /// @param chosen which library the window opens
    TestWindow(Path home, WindowRobot robot, AnsweringDialogs dialogs, Function<Connections, Connection> chosen)
            throws Exception {
        this.chosen = chosen;
        this.robot = robot;
        this.dialogs = dialogs;
        folders = AppFolders.inOne(home);
        Files.createDirectories(folders.config());
        Files.writeString(
                folders.config().resolve("settings.json"),
                "{\"window.width\":\"960\",\"window.height\":\"720\",\"gallery.tileSize\":\"96\",\"upload.user\":\"\",\"window.theme\":\"LIGHT\"}");
        FxToolkit.registerPrimaryStage();
        open();
    }

    /// One that shows these images, the first one being the oldest.
    static TestWindow showing(Path home, WindowRobot robot, String... names) throws Exception {
        fill(home, names);
        var window = new TestWindow(home, robot, new AnsweringDialogs());
        window.shows(Set.of(names));
        return window;
    }

    /// From the window's menu, or one within it.
    void choose(String command) {
        robot.interact(() -> menu().filter(item -> command.equals(item.getText()))
                .findFirst()
                .orElseThrow()
                .fire());
    }

    /// All that the window's menu offers.
    Stream<MenuItem> menu() {
        return robot.lookup(".icon-button").queryAll().stream()
                .filter(MainMenu.class::isInstance)
                .flatMap(menu -> ((MainMenu) menu).getItems().stream())
                .flatMap(item -> item instanceof Menu more ? more.getItems().stream() : Stream.of(item));
    }

    /// Puts images into the library of a window that is opened later, the first one first.
    static void fill(Path home, String... names) {
        var connections = new Connections(AppFolders.inOne(home), Map.of());
        try (Library library = connections.open(connections.local())) {
            for (String name : names) {
                library.images().upload(SampleImages.newImage("alice", name + ".png", Color.BLUE), _ -> {});
            }
        }
    }

    /// The same with a picture of its own.
    static void fillWith(Path home, String name, byte[] jpeg, String... tags) {
        var connections = new Connections(AppFolders.inOne(home), Map.of());
        try (Library library = connections.open(connections.local())) {
            var source = ImageSource.ofBytes(name + ".jpg", jpeg);
            library.images().upload(new NewImage("alice", Caption.EMPTY.withTags(List.of(tags)), source), _ -> {});
        }
    }

    void open() throws Exception {
        var connections = new Connections(folders, Map.of());
        Callable<Library> opening = () -> connections.open(chosen.apply(connections));
        WaitForAsyncUtils.asyncFx(() -> {
                    window = new MainWindow(new Program(connections, (_, _) -> dialogs), opening);
                    window.show();
                })
                .get();
        until("the gallery is there", () -> robot.lookup(".gallery").tryQuery().isPresent());
    }

    /// As large as it will be in full screen: the toolkit without a display fails now and then where a window
    /// becomes smaller while it is drawn.
    void fillScreen() {
        robot.interact(() -> {
            Rectangle2D screen = Screen.getPrimary().getBounds();
            window.stage().setX(0);
            window.stage().setY(0);
            window.stage().setWidth(screen.getWidth());
            window.stage().setHeight(screen.getHeight());
        });
    }

    Stage stage() {
        return window.stage();
    }

    void close() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> window.stage().hide()).get();
    }

    Optional<Node> focused() {
        return Optional.ofNullable(window.stage().getScene().getFocusOwner());
    }

    Optional<Node> tile(String title) {
        return robot.lookup(".tile").queryAll().stream()
                .filter(tile -> tile.isVisible() && titleOf(tile).equals(title))
                .findFirst();
    }

    Set<String> titlesShown() {
        return robot.lookup(".tile").queryAll().stream()
                .filter(Node::isVisible)
                .map(TestWindow::titleOf)
                .collect(Collectors.toSet());
    }

    Set<String> titlesSelected() {
        return robot.lookup(".tile").queryAll().stream()
                .filter(tile -> tile.isVisible() && isSelected(tile))
                .map(TestWindow::titleOf)
                .collect(Collectors.toSet());
    }

    void shows(Set<String> titles) throws Exception {
        try {
            until("the gallery shows " + titles, () -> titlesShown().equals(titles));
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + ", but it shows " + titlesShown() + "; uploads say " + texts("#upload-list"), e);
        }
    }

    void select(String title) throws Exception {
        until("a tile says " + title, () -> tile(title).isPresent());
        robot.clickOn(tile(title).orElseThrow());
        selected(Set.of(title));
    }

    void selected(Set<String> titles) throws Exception {
        until(titles + " are selected", () -> titlesSelected().equals(titles));
    }

    Node gallery() {
        return robot.lookup(".gallery").query();
    }

    void focusGallery() {
        robot.interact(() -> gallery().requestFocus());
    }

    /// A line of the sidebar.
    Node row(String name) {
        return findRow(name).orElseThrow(() -> new AssertionError("no line is called " + name));
    }

    Optional<Node> findRow(String name) {
        return robot.lookup(".sidebar-row").queryAll().stream()
                .filter(row -> ((Label) row.lookup(".name")).getText().equals(name))
                .findFirst();
    }

    /// @param build what the window showed before
    static void awaitBuildAfter(Node build, WindowRobot robot) throws Exception {
        until(
                "the window is built again",
                () -> robot.lookup(".shell")
                        .tryQuery()
                        .filter(shell -> shell != build)
                        .isPresent());
    }

    List<String> texts(String inside) {
        return robot.from(robot.lookup(inside).queryAll()).lookup(".label").<Label>queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
    }

    static boolean isSelected(Node tile) {
        return Boolean.TRUE.equals(tile.queryAccessibleAttribute(AccessibleAttribute.SELECTED));
    }

    static String titleOf(Node tile) {
        return tile.getAccessibleText().replaceFirst(", by .*", "");
    }

    /// Those that a person can see.
    static Set<Node> shown(WindowRobot robot, String query) {
        return robot.lookup(query).queryAll().stream()
                .filter(TestWindow::isShown)
                .collect(Collectors.toSet());
    }

    private static boolean isShown(Node node) {
        return node.isVisible() && (node.getParent() == null || isShown(node.getParent()));
    }

    static void until(String what, Callable<Boolean> holds) throws Exception {
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
