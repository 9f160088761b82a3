package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.service.SampleImages;
import dev.vitrine.ui.support.FileDrops;
import java.awt.Color;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Images of the gallery, dragged onto lines of the sidebar of the real window.
class SidebarDropTest extends WindowTest {
    private static final PseudoClass DROP = PseudoClass.getPseudoClass("drop");

    @BeforeEach
    void openTheWindow() throws Exception {
        var connections = new Connections(AppFolders.inOne(folder), Map.of());
        try (Library library = connections.open(connections.local())) {
            upload(library, "sea", "coast", "rating:4", "favourite");
            upload(library, "wood");
            upload(library, "harbor");
            library.images().upload(SampleImages.newImage("bob", "hill.png", Color.GREEN), _ -> {});
        }
        window = new TestWindow(folder, robot, new AnsweringDialogs());
        window.shows(Set.of("sea", "wood", "harbor", "hill"));
    }

    private static void upload(Library library, String name, String... tags) {
        library.images().upload(SampleImages.newImage("alice", name + ".png", Color.BLUE, tags), _ -> {});
    }

    @Test
    void aTagTakesImagesAndThatCanBeUndone() throws Exception {
        select("wood", KeyCode.LEFT, "harbor");
        Node coast = row("coast");
        assertTrue(isTakenOver(coast));
        assertTrue(coast.getPseudoClassStates().contains(DROP), "it lights up");
        assertEquals("Add “coast” to 2 images", sentence());
        drop(coast);
        assertFalse(robot.lookup("#drop-overlay").query().isVisible());
        counts("coast", 3);
        focusGallery();
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        counts("coast", 1);
    }

    @Test
    void starsAndFavoritesTakeImages() throws Exception {
        select("wood", KeyCode.RIGHT, "sea");
        drop(row("4 stars"));
        counts("4 stars", 2);
        drop(row("Favorite"));
        counts("Favorite", 2);
    }

    @Test
    void theTrashTakesImagesAndAllImagesTakesThemBack() throws Exception {
        select("wood");
        drop(row("Trash"));
        window.shows(Set.of("sea", "harbor", "hill"));
        focusGallery();
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        window.shows(Set.of("sea", "wood", "harbor", "hill"));

        select("wood");
        drop(row("Trash"));
        window.shows(Set.of("sea", "harbor", "hill"));
        robot.clickOn(row("Trash"));
        window.shows(Set.of("wood"));
        select("wood");
        assertFalse(isTakenOver(row("Trash")), "it is there already");
        drop(row("All images"));
        window.shows(Set.of());
        robot.clickOn(row("All images"));
        window.shows(Set.of("sea", "wood", "harbor", "hill"));
    }

    @Test
    void aUserTakesImagesAndThatCanBeUndone() throws Exception {
        select("wood", KeyCode.LEFT, "harbor");
        assertTrue(isTakenOver(row("bob")));
        assertTrue(row("bob").getPseudoClassStates().contains(DROP), "it lights up");
        assertEquals("Move 2 images to “bob”", sentence());
        drop(row("bob"));
        counts("bob", 3);
        counts("alice", 1);
        focusGallery();
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        counts("bob", 1);
        counts("alice", 3);
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.Z);
        counts("bob", 3);
    }

    @Test
    void whatADropWouldDoCoversNoNoticeOfTheOneBefore() throws Exception {
        select("wood");
        drop(row("Trash"));
        TestWindow.until("it is told", () -> robot.lookup(".toast").tryQuery().isPresent());
        select("sea");
        assertTrue(isTakenOver(row("Trash")));
        robot.interact(() -> gallery().getScene().getRoot().layout());
        Bounds hint = placeOf("#drop-overlay .sentence");
        assertFalse(hint.isEmpty());
        assertFalse(hint.intersects(placeOf(".toast")), hint + " over " + placeOf(".toast"));
    }

    private Bounds placeOf(String what) {
        Node node = robot.lookup(what).query();
        return node.localToScene(node.getLayoutBounds());
    }

    @Test
    void whereNothingIsMeantNothingIsSaid() throws Exception {
        select("wood");
        assertFalse(isTakenOver(row("Untagged")));
        assertFalse(robot.lookup("#drop-overlay").query().isVisible(), "nothing is said where nothing is meant");
    }

    private boolean isTakenOver(Node row) {
        var taken = new AtomicReference<Boolean>();
        robot.interact(() -> taken.set(FileDrops.hover(row, gallery())));
        return taken.get();
    }

    private void drop(Node row) {
        robot.interact(() -> FileDrops.drop(row, gallery()));
    }

    private String sentence() {
        return robot.from(robot.lookup("#drop-overlay").queryAll())
                .lookup(".sentence")
                .<Label>queryAs(Label.class)
                .getText();
    }

    private void select(String title) throws Exception {
        TestWindow.until("a tile says " + title, () -> window.tile(title).isPresent());
        robot.clickOn(window.tile(title).orElseThrow());
        selected(Set.of(title));
    }

    /// The newest image comes first.
    private void select(String title, KeyCode towards, String neighbor) throws Exception {
        select(title);
        robot.push(KeyCode.SHIFT, towards);
        selected(Set.of(title, neighbor));
    }

    private void selected(Set<String> titles) throws Exception {
        TestWindow.until(titles + " are selected", () -> window.titlesSelected().equals(titles));
    }

    private Node gallery() {
        return robot.lookup(".gallery").query();
    }

    private void focusGallery() {
        robot.interact(() -> gallery().requestFocus());
    }

    private void counts(String name, int images) throws Exception {
        TestWindow.until(
                name + " counts " + images,
                () -> ((Label) row(name).lookup(".count")).getText().equals(String.valueOf(images)));
    }

    private Node row(String name) {
        return find(name).orElseThrow(() -> new AssertionError("no line is called " + name));
    }

    private Optional<Node> find(String name) {
        return robot.lookup(".sidebar-row").queryAll().stream()
                .filter(row -> ((Label) row.lookup(".name")).getText().equals(name))
                .findFirst();
    }
}
