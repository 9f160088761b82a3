package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Eventually;
import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.NewImage;
import dev.vitrine.service.SampleImages;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.support.AccessibleTree;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/// Walks every view of the real window: whatever can be acted on says what it is.
class AccessibilityTest {
    @TempDir
    private Path folder;

    private final WindowRobot robot = new WindowRobot();
    private MainWindow window;

    @BeforeEach
    void openTheWindow() throws Exception {
        AppFolders folders = AppFolders.inOne(folder.resolve("home"));
        Files.createDirectories(folders.config());
        Files.writeString(
                folders.config().resolve("settings.json"),
                "{\"window.width\":\"980\",\"window.height\":\"720\",\"gallery.tileSize\":\"96\"}");
        var connections = new Connections(folders, Map.of());
        try (Library library = connections.open(connections.local())) {
            for (String name : List.of("sea", "wood", "harbor")) {
                Path file = folder.resolve(name + ".jpg");
                Files.write(file, SampleImages.jpeg(64 + name.length(), 48, Color.BLUE));
                library.images()
                        .upload(
                                new NewImage(
                                        "alice",
                                        Caption.EMPTY.withTags(List.of("coast", name)),
                                        ImageSource.ofFile(file)),
                                _ -> {});
            }
        }
        FxToolkit.registerPrimaryStage();
        Callable<Library> opening = () -> connections.open(connections.local());
        robot.interact(() -> {
            window = new MainWindow(new Program(connections, (_, _) -> new AnsweringDialogs()), opening);
            window.show();
        });
        until(() -> tiles().size() == 3
                && tiles().stream().allMatch(tile -> tile.getAccessibleText().contains("alice")));
    }

    @AfterEach
    void closeTheWindow() {
        robot.interact(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
    }

    @Test
    void everythingInTheGallerySaysWhatItIs() {
        assertNamed(root());
        Node tile = tiles().getFirst();
        assertEquals(AccessibleRole.LIST_ITEM, tile.getAccessibleRole());
        assertTrue(tile.getAccessibleText().contains("tagged"), tile.getAccessibleText());
        assertEquals(false, tile.queryAccessibleAttribute(AccessibleAttribute.SELECTED));
        robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
        robot.push(KeyCode.SHORTCUT, KeyCode.A);
        until(() -> Boolean.TRUE.equals(tiles().getFirst().queryAccessibleAttribute(AccessibleAttribute.SELECTED)));
        assertNamed(root());
    }

    @Test
    void everythingAboutOneImageSaysWhatItIs() {
        selectOne();
        until(() ->
                robot.lookup("#detail-title").tryQuery().filter(Node::isVisible).isPresent());
        assertNamed(root());
    }

    @Test
    void everythingInTheViewerSaysWhatItIs() {
        selectOne();
        robot.push(KeyCode.ENTER);
        until(() -> robot.lookup(".viewer").tryQuery().filter(Node::isVisible).isPresent());
        assertNamed(robot.lookup(".viewer").query());
    }

    @Test
    void everythingInTheFormsSaysWhatItIs() {
        robot.interact(() -> window.upload(List.of(folder.resolve("sea.jpg"))));
        until(() -> robot.lookup("#upload-form").query().isVisible());
        assertNamed(robot.lookup("#upload-form").query());
        robot.interact(() -> robot.lookup("#start-upload").queryButton().fire());
        until(() -> !robot.lookup("#upload-form").query().isVisible());
        robot.interact(() -> robot.lookup(".upload-status").queryButton().fire());
        assertNamed(robot.lookup("#upload-list").query());
    }

    @Test
    void everythingAboutConnectionsSaysWhatItIs() {
        robot.interact(() -> window.libraries().showList());
        assertNamed(robot.lookup("#connection-list").query());
        robot.interact(() -> window.libraries().form().create());
        assertNamed(robot.lookup("#connection-form").query());
    }

    @Test
    void everythingInTheSheetsSaysWhatItIs() {
        robot.push(KeyCode.SHORTCUT, KeyCode.COMMA);
        assertNamed(sheet());
        robot.push(KeyCode.ESCAPE);
        robot.push(KeyCode.F1);
        assertNamed(sheet());
    }

    /// Tab goes as one reads: the bar above from left to right, then what is below it.
    @Test
    void tabGoesThroughTheWindowAsOneReads() {
        robot.interact(() -> robot.lookup("#filter-back")
                .query()
                .getParent()
                .getParent()
                .getChildrenUnmodifiable()
                .getFirst()
                .requestFocus());
        List<Node> way = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            Node now = focus();
            if (way.contains(now)) {
                break;
            }
            way.add(now);
            robot.push(KeyCode.TAB);
        }
        List<Node> bar = way.stream()
                .filter(node -> WindowRobot.boundsInScene(node).getMinY() < 56)
                .toList();
        assertTrue(bar.size() >= 6, bar.toString());
        assertEquals(bar, way.subList(0, bar.size()), "the bar comes first, in one piece");
        for (int i = 1; i < bar.size(); i++) {
            assertTrue(
                    WindowRobot.boundsInScene(bar.get(i - 1)).getMinX()
                            < WindowRobot.boundsInScene(bar.get(i)).getMinX(),
                    bar.get(i - 1) + " before " + bar.get(i));
        }
        int sidebar = firstWithin(way, "#sidebar");
        int gallery = firstWithin(way, ".gallery");
        assertTrue(0 < sidebar && sidebar < gallery, "the sidebar before the gallery: " + sidebar + ", " + gallery);
    }

    private int firstWithin(List<Node> way, String query) {
        Node part = robot.lookup(query).query();
        for (int i = 0; i < way.size(); i++) {
            for (Node at = way.get(i); at != null; at = at.getParent()) {
                if (at == part) {
                    return i;
                }
            }
        }
        return -1;
    }

    private void selectOne() {
        robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
        robot.push(KeyCode.HOME);
        until(() -> tiles().stream()
                .anyMatch(tile -> Boolean.TRUE.equals(tile.queryAccessibleAttribute(AccessibleAttribute.SELECTED))));
    }

    private List<Node> tiles() {
        return robot.lookup(".tile").queryAll().stream().filter(Node::isVisible).toList();
    }

    private Node focus() {
        var owner = new AtomicReference<Node>();
        robot.interact(() -> owner.set(window.stage().getScene().getFocusOwner()));
        return owner.get();
    }

    private Parent root() {
        return window.stage().getScene().getRoot();
    }

    private Parent sheet() {
        until(() -> !TestWindow.shown(robot, ".sheet-card").isEmpty());
        return (Parent) TestWindow.shown(robot, ".sheet-card").iterator().next();
    }

    private void assertNamed(Parent part) {
        var tree = new AtomicReference<AccessibleTree>();
        robot.interact(() -> tree.set(AccessibleTree.of(part)));
        assertEquals(List.of(), tree.get().nameless());
        assertTrue(!tree.get().named().isEmpty(), "something was really found");
    }

    private void until(Callable<Boolean> holds) {
        Eventually.await(() -> {
            var so = new AtomicReference<Boolean>();
            robot.interact(() -> {
                so.set(holds.call());
                return null;
            });
            return so.get();
        });
    }
}
