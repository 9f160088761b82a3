package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.service.SampleImages;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.support.FileDrops;
import java.awt.Color;
import java.util.Map;
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
        Node coast = window.row("coast");
        assertTrue(isTakenOver(coast));
        assertTrue(coast.getPseudoClassStates().contains(DROP), "it lights up");
        assertEquals("Add “coast” to 2 images", sentence());
        drop(coast);
        assertFalse(robot.lookup("#drop-overlay").query().isVisible());
        counts("coast", 3);
        window.focusGallery();
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        counts("coast", 1);
    }

    @Test
    void starsAndFavoritesTakeImages() throws Exception {
        select("wood", KeyCode.RIGHT, "sea");
        drop(window.row("4 stars"));
        counts("4 stars", 2);
        drop(window.row("Favorite"));
        counts("Favorite", 2);
    }

    @Test
    void theTrashTakesImagesAndAllImagesTakesThemBack() throws Exception {
        window.select("wood");
        drop(window.row("Trash"));
        window.shows(Set.of("sea", "harbor", "hill"));
        window.focusGallery();
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        window.shows(Set.of("sea", "wood", "harbor", "hill"));

        window.select("wood");
        drop(window.row("Trash"));
        window.shows(Set.of("sea", "harbor", "hill"));
        robot.clickOn(window.row("Trash"));
        window.shows(Set.of("wood"));
        window.select("wood");
        assertFalse(isTakenOver(window.row("Trash")), "it is there already");
        drop(window.row("All images"));
        window.shows(Set.of());
        robot.clickOn(window.row("All images"));
        window.shows(Set.of("sea", "wood", "harbor", "hill"));
    }

    @Test
    void whereAllImagesAreInTheTrashThatIsSaidWithTheWayThere() throws Exception {
        window.focusGallery();
        robot.push(KeyCode.SHORTCUT, KeyCode.A);
        robot.type(KeyCode.DELETE);
        TestWindow.until(
                "it is said",
                () -> window.texts(".gallery-state")
                        .contains("All 4 images of this library are in the trash and can be restored from there."));
        robot.clickOn(".gallery-state .button");
        window.shows(Set.of("sea", "wood", "harbor", "hill"));
    }

    @Test
    void aUserTakesImagesAndThatCanBeUndone() throws Exception {
        select("wood", KeyCode.LEFT, "harbor");
        assertTrue(isTakenOver(window.row("bob")));
        assertTrue(window.row("bob").getPseudoClassStates().contains(DROP), "it lights up");
        assertEquals("Move 2 images to “bob”", sentence());
        drop(window.row("bob"));
        counts("bob", 3);
        counts("alice", 1);
        window.focusGallery();
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        counts("bob", 1);
        counts("alice", 3);
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.Z);
        counts("bob", 3);
    }

    @Test
    void whatADropWouldDoCoversNoNoticeOfTheOneBefore() throws Exception {
        window.select("wood");
        drop(window.row("Trash"));
        TestWindow.until("it is told", () -> robot.lookup(".toast").tryQuery().isPresent());
        window.select("sea");
        assertTrue(isTakenOver(window.row("Trash")));
        robot.interact(() -> window.gallery().getScene().getRoot().layout());
        Bounds hint = placeOf("#drop-overlay .sentence");
        assertFalse(hint.isEmpty());
        assertFalse(hint.intersects(placeOf(".toast")), hint + " over " + placeOf(".toast"));
    }

    private Bounds placeOf(String what) {
        return WindowRobot.boundsInScene(robot.lookup(what).query());
    }

    @Test
    void whereNothingIsMeantNothingIsSaid() throws Exception {
        window.select("wood");
        assertFalse(isTakenOver(window.row("Untagged")));
        assertFalse(robot.lookup("#drop-overlay").query().isVisible(), "nothing is said where nothing is meant");
    }

    private boolean isTakenOver(Node row) {
        var taken = new AtomicReference<Boolean>();
        robot.interact(() -> taken.set(FileDrops.hover(row, window.gallery())));
        return taken.get();
    }

    private void drop(Node row) {
        robot.interact(() -> FileDrops.drop(row, window.gallery()));
    }

    private String sentence() {
        return robot.from(robot.lookup("#drop-overlay").queryAll())
                .lookup(".sentence")
                .<Label>queryAs(Label.class)
                .getText();
    }

    /// The newest image comes first.
    private void select(String title, KeyCode towards, String neighbor) throws Exception {
        window.select(title);
        robot.push(KeyCode.SHIFT, towards);
        window.selected(Set.of(title, neighbor));
    }

    private void counts(String name, int images) throws Exception {
        TestWindow.until(
                name + " counts " + images,
                () -> ((Label) window.row(name).lookup(".count")).getText().equals(String.valueOf(images)));
    }
}
