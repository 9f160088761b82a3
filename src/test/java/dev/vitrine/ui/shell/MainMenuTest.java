package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.support.ShownKeys;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MainMenuTest extends WindowTest {
    @BeforeEach
    void open() throws Exception {
        window = new TestWindow(folder, robot, new AnsweringDialogs());
    }

    @Test
    void everythingOneLooksForInAMenuIsThereWithItsKey() {
        Map<String, String> keys = window.menu()
                .filter(item -> item.getText() != null)
                .collect(Collectors.toMap(
                        MenuItem::getText,
                        item -> item.getAccelerator() instanceof ShownKeys shown ? shown.getDisplayText() : "",
                        (first, _) -> first));
        assertEquals("F8", keys.get("Problems…"));
        assertEquals("F5", keys.get("Slideshow"));
        assertEquals("F1", keys.get("Keyboard shortcuts"));
        assertEquals("Ctrl+Q", keys.get("Quit"));
        assertEquals("Ctrl+,", keys.get("Preferences…"));
        assertTrue(keys.keySet().containsAll(List.of("About Vitrine", "Empty trash…")), keys.toString());
        assertTrue(!item("Undo").isMnemonicParsing(), "names of tags keep their underscores");
    }

    @Test
    void aLibraryOnThisComputerOffersNothingOfTheCloud() {
        List<String> offered =
                window.menu().map(item -> String.valueOf(item.getText())).toList();
        assertTrue(offered.contains("Export list…"), offered.toString());
        assertTrue(
                offered.stream().noneMatch(Set.of("Adopt a bucket…", "Shared pages…")::contains), offered.toString());
    }

    @Test
    void theMenuFitsOntoASmallScreen() {
        MenuButton menu = robot.lookup(".icon-button").queryAll().stream()
                .filter(MainMenu.class::isInstance)
                .map(MenuButton.class::cast)
                .findFirst()
                .orElseThrow();
        robot.interact(menu::show);
        assertTrue(menu.getItems().getFirst().getParentPopup().getHeight() < 700);
    }

    @Test
    void aboutSaysTheVersionTheLicenseAndWhereTheLogIs() throws Exception {
        robot.interact(() -> item("About Vitrine").fire());
        TestWindow.until(
                "the sheet is there", () -> robot.lookup("#about").tryQuery().isPresent());
        String said =
                robot.from(robot.lookup("#about").queryAll()).lookup(".label").<Label>queryAllAs(Label.class).stream()
                        .map(Label::getText)
                        .collect(Collectors.joining("\n"));
        assertTrue(said.contains("Vitrine ") && said.contains("Apache") && said.contains("vitrine.0.log"), said);
        robot.type(KeyCode.ENTER);
        TestWindow.until(
                "the sheet is gone", () -> robot.lookup("#about").tryQuery().isEmpty());
    }

    @Test
    void quittingClosesTheWindowAlsoFromASheet() throws Exception {
        robot.interact(() -> item("Keyboard shortcuts").fire());
        robot.push(KeyCode.SHORTCUT, KeyCode.Q);
        TestWindow.until("no window is open", () -> Window.getWindows().isEmpty());
    }

    private MenuItem item(String text) {
        return window.menu()
                .filter(item -> text.equals(item.getText()))
                .findFirst()
                .orElseThrow();
    }
}
