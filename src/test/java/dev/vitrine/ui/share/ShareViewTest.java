package dev.vitrine.ui.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.download.CopyPresets;
import dev.vitrine.service.share.LinkRequest.Lifetime;
import dev.vitrine.service.share.ShareFixture;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.controls.Modal;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.CopiedTexts;
import dev.vitrine.ui.support.RenditionViewModel;
import dev.vitrine.ui.support.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelReader;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The card as the keyboard and a screen reader meet it.
@ExtendWith(ApplicationExtension.class)
class ShareViewTest {
    @TempDir
    private static Path folder;

    private final CopiedTexts clipboard = new CopiedTexts();
    private final List<List<ImageRecord>> asPages = new ArrayList<>();
    private Button below;
    private ShareFixture store;
    private ShareViewModel share;
    private Scene scene;

    private Stage stage;

    @Start
    void start(Stage unused) {
        stage = new Stage(); // it is resized, and other tests have the toolkit's after this one
        below = new Button("below");
        store = new ShareFixture(folder.resolve("library"));
        share = new ShareViewModel(
                Optional.of(store.links(folder.resolve("scratch"))),
                Background.immediate(),
                new Settings(folder.resolve("none.json")),
                clipboard,
                new RenditionViewModel(new CopyPresets(folder.resolve("presets.json")), Background.immediate()),
                Lifetime.DAY);
        var view = new ShareView(share, asPages::add);
        scene = new Scene(
                new StackPane(
                        below, Modal.card(view, share.openProperty(), view.first(), share::copyOrMake, share::close)),
                800,
                700);
        stage.setScene(scene);
        stage.show();
    }

    @AfterEach
    void hide(WindowRobot robot) {
        robot.interact(stage::hide);
    }

    @Test
    void enterCopiesAndEscGoesBackToWhereOneWas(WindowRobot robot) {
        robot.interact(below::requestFocus);
        robot.interact(() -> share.open(List.of(store.stored("1"))));
        assertEquals("share-copy", scene.getFocusOwner().getId());
        robot.type(KeyCode.ENTER);
        assertEquals(1, clipboard.texts().size());
        robot.type(KeyCode.ESCAPE);
        assertFalse(share.openProperty().get());
        assertSame(below, scene.getFocusOwner());
    }

    @Test
    void whatFailedCanBeTriedAgain(WindowRobot robot) {
        ImageRecord gone = store.stored("1");
        store.remove(gone);
        robot.interact(() -> share.open(List.of(gone)));
        Button copy = robot.lookup("#share-copy").queryButton();
        assertEquals("Try again", WindowRobot.look(copy::getText));
        store.stored("1");
        robot.type(KeyCode.ENTER);
        assertEquals("Copy link", WindowRobot.look(copy::getText));
        assertEquals("", share.problemProperty().get());
        robot.type(KeyCode.ENTER);
        assertEquals(1, clipboard.texts().size());
    }

    @Test
    void thePageIsOneClickAway(WindowRobot robot) {
        ImageRecord image = store.stored("1");
        robot.interact(() -> share.open(List.of(image)));
        robot.interact(
                () -> robot.lookup("#share-as-page").queryAs(Hyperlink.class).fire());
        assertEquals(List.of(List.of(image)), asPages);
        assertFalse(share.openProperty().get());
    }

    @Test
    void aCleanedCopySaysItsTitleWhenThatIsTicked(WindowRobot robot) {
        robot.interact(() -> share.open(List.of(store.stored("1"))));
        CheckBox captions = robot.lookup("#share-captions").queryAs(CheckBox.class);
        assertFalse(captions.isVisible(), "an original has no copy to write to");
        robot.interact(
                () -> robot.lookup("#share-remove").queryAs(CheckBox.class).fire());
        assertTrue(captions.isVisible());
        robot.interact(captions::fire);
        robot.interact(share::copyOrMake);
        assertEquals(1, share.madeProperty().get().links().size());
        assertEquals("Title 1", store.titleOfCopy());
        robot.interact(() -> share.open(List.of(store.stored("2"))));
        robot.interact(
                () -> robot.lookup("#share-remove").queryAs(CheckBox.class).fire());
        assertFalse(captions.isSelected(), "who is in a picture is not said to the next one because of the last");
    }

    @Test
    void damagedPresetsAreSaidAndHinderNoLink(WindowRobot robot) throws IOException {
        Path presets = folder.resolve("presets.json");
        Files.writeString(presets, "{");
        try {
            robot.interact(() -> share.open(List.of(store.stored("1"))));
        } finally {
            Files.delete(presets);
        }
        assertTrue(robot.lookup("#copies-presets-problem").query().isVisible());
        robot.interact(
                () -> robot.lookup("#share-remove").queryAs(CheckBox.class).fire());
        assertFalse(robot.lookup("#share-copy").queryButton().isDisabled());
    }

    /// Text may be twice as large.
    @Test
    void whatItIsAndItsButtonsStayInSightOfALowWindow(WindowRobot robot) {
        robot.interact(() -> scene.getWindow().setHeight(360));
        robot.interact(() -> share.open(List.of(store.stored("1"))));
        robot.interact(scene.getRoot()::layout);
        Bounds card = WindowRobot.boundsInScene(robot.lookup("#share").query());
        assertTrue(card.getMinY() >= 0 && card.getMaxY() <= scene.getHeight(), card.toString());
        Bounds button = WindowRobot.boundsInScene(robot.lookup("#share-copy").query());
        assertTrue(card.contains(button), button + " in " + card);
        Bounds title = WindowRobot.boundsInScene(robot.lookup("#share .large").query());
        assertTrue(card.contains(title), title + " in " + card);
    }

    @Test
    void theFocusStaysOnTheCard(WindowRobot robot) {
        robot.interact(() -> share.open(List.of(store.stored("1"))));
        for (int i = 0; i < 30; i++) {
            robot.type(KeyCode.TAB);
            assertTrue(isOnCard(scene.getFocusOwner()), () -> String.valueOf(scene.getFocusOwner()));
        }
        robot.interact(below::requestFocus);
        assertTrue(isOnCard(scene.getFocusOwner()));
    }

    @Test
    void arrowsChooseAmongLifetimesAndEnterStillCopies(WindowRobot robot) {
        robot.interact(() -> share.open(List.of(store.stored("1"))));
        robot.clickOn("#Lifetime-QUARTER_HOUR").type(KeyCode.RIGHT);
        assertEquals("HOUR", share.lifetimeProperty().get().name());
        robot.type(KeyCode.ENTER);
        assertEquals(1, clipboard.texts().size());
    }

    @Test
    void everyControlSaysWhatItIs(WindowRobot robot) {
        robot.interact(() -> share.open(List.of(store.stored("1"), store.stored("2"))));
        for (Node node : robot.lookup("#share .button, #share .toggle-button, #share .check-box")
                .queryAll()) {
            String words = node.getAccessibleText() == null ? ((ButtonBase) node).getText() : node.getAccessibleText();
            assertFalse(words == null || words.isBlank(), node.toString());
        }
        assertEquals(
                "Links", robot.lookup("#share-links").<TextInputControl>query().getAccessibleText());
    }

    /// Blurred modules are what cameras stumble over.
    @Test
    void theCodeIsBlackOnWhiteWithAMarginAndWholePixels(WindowRobot robot) {
        robot.interact(() -> share.open(List.of(store.stored("1"))));
        var image = robot.lookup("#qr-code .image-view").<ImageView>query().getImage();
        int side = share.codeProperty().getValue().orElseThrow().size() + 8;
        int module = (int) image.getWidth() / side;
        assertEquals(side * module, (int) image.getWidth());
        assertTrue(module >= 2);
        PixelReader pixels = image.getPixelReader();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int pixel = pixels.getArgb(x, y);
                boolean margin = Math.min(Math.min(x, y), (int) image.getWidth() - 1 - Math.max(x, y)) < 4 * module;
                assertTrue(pixel == 0xffffffff || pixel == 0xff000000 && !margin, x + "," + y);
                assertEquals(pixels.getArgb(x / module * module, y / module * module), pixel);
            }
        }
    }

    private static boolean isOnCard(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.getStyleClass().contains("cover")) {
                return true;
            }
        }
        return false;
    }
}
