package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.support.FileDrops;
import dev.vitrine.ui.support.Nodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Where the focus is, what it means there, and what a screen reader hears of it.
class FocusJourneyTest extends WindowTest {
    private static final Set<String> ALL = Set.of("a", "b", "c");

    @BeforeEach
    void openTheWindow() throws Exception {
        window = TestWindow.showing(folder.resolve("home"), robot, "a", "b", "c");
    }

    @Test
    void deleteMeansImagesOnlyWhereOneLooksAtThem() throws Exception {
        selectAll();
        for (String elsewhere : List.of(".sidebar-row", "#filter-back", ".toolbar .menu-button")) {
            robot.interact(() -> robot.lookup(elsewhere).query().requestFocus());
            robot.type(KeyCode.DELETE);
        }
        push(KeyCode.T);
        TestWindow.until("tags are edited", () -> isFocused("tag-editor"));
        robot.write("shore").type(KeyCode.ENTER);
        TestWindow.until(
                "there is a chip",
                () -> robot.lookup("#detail-shared-tags .chip").tryQuery().isPresent());
        robot.type(KeyCode.LEFT, KeyCode.DELETE, KeyCode.DELETE);
        TestWindow.until(
                "the chip is gone",
                () -> robot.lookup("#detail-shared-tags .chip").tryQuery().isEmpty());
        robot.type(KeyCode.DELETE);
        window.shows(ALL);
        robot.interact(() -> gallery().requestFocus());
        robot.type(KeyCode.DELETE);
        window.shows(Set.of());
    }

    @Test
    void keysForImagesMeanNothingToThemInText() throws Exception {
        selectAll();
        push(KeyCode.F);
        TestWindow.until("the search box has the focus", () -> isFocused("search"));
        push(KeyCode.I);
        robot.type(KeyCode.DELETE);
        assertEquals(ALL, window.titlesSelected());
    }

    @Test
    void theLibrariesAreOneKeyAwayAndGiveTheKeyboardBack() throws Exception {
        MenuButton libraries = robot.lookup("#library-menu").queryAs(MenuButton.class);
        robot.interact(() -> gallery().requestFocus());
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.L);
        TestWindow.until("they are shown", libraries::isShowing);
        robot.type(KeyCode.ESCAPE);
        TestWindow.until("they are gone", () -> !libraries.isShowing());
        assertTrue(gallery().isFocused());
    }

    @Test
    void theFocusOfWhatGoesPassesToTheGallery() throws Exception {
        robot.interact(() -> gallery().requestFocus());
        robot.type(KeyCode.HOME);
        TestWindow.until(
                "one is shown", () -> robot.lookup("#detail-title").query().isVisible());
        Button inDetails = robot.lookup(".detail-actions .button").queryAs(Button.class);
        robot.interact(inDetails::requestFocus);
        robot.interact(() -> inDetails.setVisible(false));
        TestWindow.until("the gallery has the focus", () -> gallery().isFocused());
    }

    @Test
    void f6LeadsToTheUploadsBelowToo() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no image");
        robot.interact(() -> FileDrops.drop(gallery(), List.of(text)));
        TestWindow.until("it is asked about", () -> isFocused("tag-editor"));
        robot.type(KeyCode.ENTER);
        TestWindow.until(
                "the list comes up",
                () -> robot.lookup("#upload-list")
                        .tryQuery()
                        .filter(Node::isVisible)
                        .isPresent());
        Node uploads = robot.lookup("#upload-list").query();
        robot.interact(() -> gallery().requestFocus());
        robot.type(KeyCode.F6);
        assertTrue(
                Nodes.isWithin(uploads, window.focused().orElseThrow()),
                () -> window.focused().toString());
    }

    @Test
    void aPictureThatABrowserHandsOverIsTaken() throws Exception {
        robot.interact(() -> FileDrops.dropPicture(gallery(), new WritableImage(40, 30)));
        TestWindow.until("it is asked about", () -> isFocused("tag-editor"));
        assertTrue(
                window.texts("#upload-summary").getFirst().startsWith("Upload 1 image as "),
                () -> window.texts("#upload-summary").toString());
        robot.type(KeyCode.ESCAPE);
    }

    @Test
    void whoHoldsFilesOverASheetIsToldWhatToDoFirst() throws Exception {
        robot.type(KeyCode.F8);
        TestWindow.until(
                "it is there", () -> robot.lookup(".sheet-card").tryQuery().isPresent());
        Node card = robot.lookup(".sheet-card").query();
        robot.interact(() -> FileDrops.hover(card, List.of(folder.resolve("sea.png"))));
        assertEquals(List.of("Close this first, then drop the files."), window.texts("#covered-drops"));
        robot.interact(() -> FileDrops.leave(card.getScene().getRoot()));
        assertTrue(robot.lookup("#covered-drops").tryQuery().isEmpty());
        robot.type(KeyCode.ESCAPE);
    }

    @Test
    void whatLiesOverTheWindowGivesTheFocusBackToWhereItWas() throws Exception {
        Node before = robot.lookup("#upload").query();
        for (KeyCode opening : List.of(KeyCode.F1, KeyCode.F8)) {
            robot.interact(before::requestFocus);
            robot.type(opening);
            TestWindow.until("it has the focus", () -> !isFocused("upload"));
            robot.type(KeyCode.ESCAPE);
            TestWindow.until(
                    "it is gone", () -> robot.lookup(".sheet-card").tryQuery().isEmpty());
            assertEquals(before, before.getScene().getFocusOwner(), () -> "after " + opening);
        }
    }

    @Test
    void enterInTheTitleGivesTheKeyboardBack() throws Exception {
        robot.interact(() -> gallery().requestFocus());
        robot.type(KeyCode.HOME).type(KeyCode.F2);
        TestWindow.until("the title is edited", () -> isFocused("detail-title"));
        robot.write("Sunrise").type(KeyCode.DIGIT3);
        String title =
                robot.lookup("#detail-title").queryAs(TextInputControl.class).getText();
        robot.type(KeyCode.ENTER);
        TestWindow.until("it is saved", () -> window.tile(title).isPresent());
        assertTrue(!window.tile(title).orElseThrow().getAccessibleText().contains("stars"), "3 was meant as text");
        robot.type(KeyCode.DIGIT4);
        TestWindow.until(
                "it is rated",
                () -> window.tile(title)
                        .filter(tile -> tile.getAccessibleText().contains("4 stars"))
                        .isPresent());
    }

    @Test
    void whileOneWorksByKeysTheFocusIsSeenWhereverItIs() throws Exception {
        robot.type(KeyCode.F6);
        assertTrue(root().getPseudoClassStates().contains(PseudoClass.getPseudoClass("keyboard")));
        robot.interact(() -> gallery().requestFocus());
        assertTrue(gallery().getPseudoClassStates().contains(PseudoClass.getPseudoClass("nowhere")));
        robot.type(KeyCode.HOME);
        assertTrue(!gallery().getPseudoClassStates().contains(PseudoClass.getPseudoClass("nowhere")));
    }

    @Test
    void arrowingThroughTheGalleryIsHeard() throws Exception {
        robot.interact(() -> gallery().requestFocus());
        assertEquals(3, asked(AccessibleAttribute.ITEM_COUNT));
        assertEquals(true, asked(AccessibleAttribute.MULTIPLE_SELECTION));
        robot.type(KeyCode.HOME).type(KeyCode.RIGHT);
        Node lead = (Node) asked(AccessibleAttribute.FOCUS_ITEM);
        assertEquals(1, lead.queryAccessibleAttribute(AccessibleAttribute.INDEX));
        assertEquals("b", TestWindow.titleOf(lead));
        assertEquals(List.of(lead), asked(AccessibleAttribute.SELECTED_ITEMS));
        assertEquals(lead, gallery().queryAccessibleAttribute(AccessibleAttribute.ITEM_AT_INDEX, 1));
        robot.interact(() -> window.tile("a").orElseThrow().executeAccessibleAction(AccessibleAction.REQUEST_FOCUS));
        assertEquals(Set.of("a"), window.titlesSelected());
        robot.interact(() -> window.tile("a").orElseThrow().executeAccessibleAction(AccessibleAction.FIRE));
        TestWindow.until(
                "the viewer is open", () -> robot.lookup(".viewer").query().isVisible());
    }

    @Test
    void activatingALineOfTheSidebarChoosesIt() throws Exception {
        Node alice = robot.lookup(".sidebar-row").queryAll().stream()
                .filter(row -> String.valueOf(row.getAccessibleText()).contains("alice"))
                .findFirst()
                .orElseThrow();
        robot.interact(() -> alice.executeAccessibleAction(AccessibleAction.FIRE));
        TestWindow.until("alice is chosen", () -> chips().contains("user: alice"));
    }

    private Set<String> chips() {
        return robot.lookup(".chips .chip .label").<Label>queryAllAs(Label.class).stream()
                .map(Label::getText)
                .collect(Collectors.toSet());
    }

    private Object asked(AccessibleAttribute attribute) {
        return gallery().queryAccessibleAttribute(attribute);
    }

    private void selectAll() throws Exception {
        robot.interact(() -> gallery().requestFocus());
        push(KeyCode.A);
        TestWindow.until("all are selected", () -> window.titlesSelected().equals(ALL));
    }

    private void push(KeyCode code) {
        robot.push(KeyCode.SHORTCUT, code);
    }

    private boolean isFocused(String id) {
        return window.focused().filter(node -> id.equals(node.getId())).isPresent();
    }

    private Node gallery() {
        return robot.lookup(".gallery").query();
    }

    private Node root() {
        return gallery().getScene().getRoot();
    }
}
