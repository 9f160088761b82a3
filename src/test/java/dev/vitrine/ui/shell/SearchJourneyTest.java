package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From a few letters to an image, by keys.
class SearchJourneyTest extends WindowTest {
    @BeforeEach
    void openTheWindow() throws Exception {
        window = TestWindow.showing(folder.resolve("home"), robot, "DSC_4259", "DSC_1111", "harbor");
    }

    @Test
    void aPartOfItsNameAndOneKeyLeadToAnImage() throws Exception {
        search("259");
        window.shows(Set.of("DSC_4259"));
        robot.type(KeyCode.DOWN);
        TestWindow.until("it is selected", () -> window.titlesSelected().equals(Set.of("DSC_4259")));
        assertTrue(robot.lookup(".gallery").query().isFocused());
    }

    @Test
    void theEmptyGalleryBlamesWhatWasNotUnderstood() throws Exception {
        search("color:red size:>1");
        robot.type(KeyCode.ENTER);
        TestWindow.until(
                "the reason is said twice",
                () -> said("#search-problems").contains("color:")
                        && said(".explanation").contains("color:"));
        Button way = robot.lookup(".gallery-state .button").queryButton();
        assertTrue(way.getText().contains("color:red size:>1"), way.getText());
        robot.interact(way::fire);
        window.shows(Set.of("DSC_4259", "DSC_1111", "harbor"));
        assertEquals("", robot.lookup("#search").queryAs(TextField.class).getText());
    }

    @Test
    void theNameOfTheLibraryIsWholeBesideTheSearchBox() throws Exception {
        Region library = robot.lookup("#library-menu").queryAs(Region.class);
        TestWindow.until(
                "it has its room", () -> library.getWidth() > 0 && library.getWidth() >= library.prefWidth(-1));
    }

    private void search(String text) throws Exception {
        robot.push(KeyCode.SHORTCUT, KeyCode.F);
        TestWindow.until(
                "the search box has the focus",
                () -> window.focused()
                        .filter(node -> "search".equals(node.getId()))
                        .isPresent());
        robot.write(text);
    }

    private String said(String where) {
        return robot.lookup(where).<Label>queryAllAs(Label.class).stream()
                .filter(Node::isVisible)
                .map(Label::getText)
                .reduce("", String::concat);
    }
}
