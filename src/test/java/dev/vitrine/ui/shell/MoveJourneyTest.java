package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connections;
import dev.vitrine.image.ImageQuery;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Images go to another user by the menu, and come back by undo.
class MoveJourneyTest extends WindowTest {
    @BeforeEach
    void openTheWindow() throws Exception {
        TestWindow.fill(folder, "beach", "harbor", "dune");
        window = new TestWindow(folder, robot, new AnsweringDialogs());
        window.shows(Set.of("beach", "harbor", "dune"));
    }

    @Test
    void theMenuAsksToWhomAndTheSheetSaysWhatEnds() throws Exception {
        robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
        robot.push(KeyCode.SHORTCUT, KeyCode.A);
        TestWindow.until("all are selected", () -> window.titlesSelected().size() == 3);
        fireInMenu("Move 3 images to user…");
        TestWindow.until("it asks", () -> robot.lookup("#move-sheet").tryQuery().isPresent());
        List<String> said = window.texts("#move-sheet");
        assertTrue(said.contains("Move 3 images to another user"), said.toString());
        assertTrue(
                said.stream().anyMatch(text -> text.contains("paths that were copied lead nowhere")), said.toString());
        Button act = robot.lookup("#move-act").queryAs(Button.class);
        assertTrue(act.isDisabled());
        robot.interact(() -> robot.lookup("#move-user").queryAs(TextField.class).setText("a/b"));
        assertTrue(act.isDisabled());
        robot.interact(() -> robot.lookup("#move-user").queryAs(TextField.class).setText("carol"));
        assertFalse(act.isDisabled());
        robot.interact(act::fire);
        TestWindow.until("they are carol's", () -> count("carol").equals("3"));
        TestWindow.until("it says so", () -> window.texts(".toasts").contains("3 images were moved to “carol”."));
        fireInMenu("Move 3 images to user…");
        TestWindow.until(
                "it asks again", () -> robot.lookup("#move-sheet").tryQuery().isPresent());
        robot.interact(() -> robot.lookup("#move-user").queryAs(TextField.class).setText("carol"));
        robot.interact(robot.lookup("#move-act").queryAs(Button.class)::fire);
        TestWindow.until(
                "it says why nothing happens",
                () -> window.texts(".toasts").contains("No images were moved to “carol”, 3 were there already."));
        robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        TestWindow.until("they are back", () -> count("carol").isEmpty());
        window.shows(Set.of("beach", "harbor", "dune"));
    }

    @Test
    void theMenuCopiesIntoAnotherLibraryOnce() throws Exception {
        var connections = new Connections(AppFolders.inOne(folder), Map.of());
        Path attic = folder.resolve("attic");
        connections.open(connections.inFolder(attic)).close(); // remembers it
        for (String result :
                List.of("3 images were copied to attic.", "No images were copied to attic, 3 were there already.")) {
            robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
            robot.push(KeyCode.SHORTCUT, KeyCode.A);
            TestWindow.until("all are selected", () -> window.titlesSelected().size() == 3);
            fireInMenu("Copy 3 images to library…");
            TestWindow.until(
                    "it asks", () -> robot.lookup("#copy-sheet").tryQuery().isPresent());
            TestWindow.until(
                    "it names the folder", () -> window.texts("#copy-sheet").contains(attic.toString()));
            robot.interact(robot.lookup("#copy-act").queryAs(Button.class)::fire);
            TestWindow.until("it says so", () -> window.texts(".toasts").contains(result));
        }
        try (var copy = connections.open(connections.inFolder(attic))) {
            assertEquals(3, copy.images().search(ImageQuery.ALL).size());
        }
    }

    private String count(String user) {
        return robot.lookup(".sidebar-row").queryAll().stream()
                .filter(row -> ((Label) row.lookup(".name")).getText().equals(user))
                .map(row -> ((Label) row.lookup(".count")).getText())
                .findFirst()
                .orElse("");
    }

    private void fireInMenu(String text) throws Exception {
        robot.rightClickOn(window.tile("beach").orElseThrow());
        TestWindow.until("the menu has it", () -> items().anyMatch(item -> text.equals(item.getText())));
        robot.interact(() -> items().filter(item -> text.equals(item.getText()))
                .findFirst()
                .orElseThrow()
                .fire());
    }

    private static Stream<MenuItem> items() {
        return List.copyOf(Window.getWindows()).stream()
                .filter(ContextMenu.class::isInstance)
                .flatMap(menu -> ((ContextMenu) menu).getItems().stream());
    }
}
