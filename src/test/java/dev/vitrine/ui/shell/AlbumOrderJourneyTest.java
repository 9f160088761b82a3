package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.service.SampleImages;
import dev.vitrine.ui.support.FileDrops;
import java.awt.Color;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Images of an album are put in order by hand, in the real window.
class AlbumOrderJourneyTest extends WindowTest {
    @BeforeEach
    void openTheWindow() throws Exception {
        var connections = new Connections(AppFolders.inOne(folder), Map.of());
        try (Library library = connections.open(connections.local())) {
            for (String name : List.of("sea", "wood", "harbor")) {
                library.images()
                        .upload(SampleImages.newImage("alice", name + ".png", Color.BLUE, "album:Trip"), _ -> {});
            }
            library.images().upload(SampleImages.newImage("alice", "hill.png", Color.GREEN), _ -> {});
        }
        window = new TestWindow(folder, robot, new AnsweringDialogs());
        window.shows(Set.of("sea", "wood", "harbor", "hill"));
    }

    @Test
    void imagesOfAnAlbumAreDraggedToAnotherPlaceAndBack() throws Exception {
        TestWindow.until("the album has a line", () -> window.findRow("Trip").isPresent());
        robot.clickOn(window.row("Trip"));
        window.shows(Set.of("sea", "wood", "harbor"));
        List<String> before = order();
        window.select(before.getFirst());
        robot.interact(() -> FileDrops.hover(window.tile(before.get(2)).orElseThrow(), window.gallery()));
        assertTrue(robot.lookup("#gallery-insertion").query().isVisible(), "a line shows where");
        robot.interact(() -> FileDrops.drop(window.tile(before.get(2)).orElseThrow(), window.gallery()));
        List<String> after = List.of(before.get(1), before.get(2), before.get(0));
        TestWindow.until("it is the last", () -> order().equals(after));
        window.focusGallery();
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        TestWindow.until("it is the first again", () -> order().equals(before));
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.Z);
        TestWindow.until("it is the last again", () -> order().equals(after));
    }

    @Test
    void imagesOfAnAlbumAreMovedByKeys() throws Exception {
        TestWindow.until("the album has a line", () -> window.findRow("Trip").isPresent());
        robot.clickOn(window.row("Trip"));
        window.shows(Set.of("sea", "wood", "harbor"));
        List<String> before = order();
        window.select(before.getFirst());
        robot.push(KeyCode.ALT, KeyCode.SHIFT, KeyCode.RIGHT);
        TestWindow.until(
                "it is the second", () -> order().equals(List.of(before.get(1), before.get(0), before.get(2))));
        robot.push(KeyCode.ALT, KeyCode.SHIFT, KeyCode.RIGHT);
        robot.push(KeyCode.ALT, KeyCode.SHIFT, KeyCode.RIGHT);
        TestWindow.until("it is the last", () -> order().equals(List.of(before.get(1), before.get(2), before.get(0))));
        robot.interact(() -> {
            robot.push(KeyCode.ALT, KeyCode.SHIFT, KeyCode.LEFT);
            robot.push(KeyCode.ALT, KeyCode.SHIFT, KeyCode.LEFT);
        });
        TestWindow.until("it is the first again", () -> order().equals(before));
    }

    @Test
    void onlyAnAlbumHasAnOrderOfItsOwn() throws Exception {
        window.select("sea");
        var taken = new AtomicReference<Boolean>();
        robot.interact(() -> taken.set(FileDrops.hover(window.tile("hill").orElseThrow(), window.gallery())));
        assertFalse(taken.get());
        assertFalse(robot.lookup("#gallery-insertion").query().isVisible());
    }

    private List<String> order() {
        return window.titlesShown().stream()
                .sorted(Comparator.comparingDouble(
                        title -> window.tile(title).orElseThrow().getLayoutX()))
                .toList();
    }
}
