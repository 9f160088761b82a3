package dev.vitrine.ui.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.service.download.CopyPresets;
import dev.vitrine.service.share.ShareFixture;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.controls.Modal;
import dev.vitrine.ui.share.SharePageViewModel.PageState;
import dev.vitrine.ui.support.AccessibleTree;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.CopiedTexts;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.RenditionViewModel;
import dev.vitrine.ui.support.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The card of a page as the keyboard and a screen reader meet it.
@ExtendWith(ApplicationExtension.class)
class SharePageViewTest {
    @TempDir
    private static Path folder;

    private final CopiedTexts clipboard = new CopiedTexts();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private ShareFixture store;
    private SharePageViewModel page;
    private Scene scene;
    private Stage stage;

    @Start
    void start(Stage unused) {
        stage = new Stage(); // it is resized, and other tests have the toolkit's after this one
        store = new ShareFixture(folder.resolve("library"));
        page = new SharePageViewModel(
                Optional.of(store.links(folder.resolve("scratch")).pages()),
                Background.with(waiting::add, Platform::runLater),
                new Settings(folder.resolve("none.json")),
                new RenditionViewModel(new CopyPresets(folder.resolve("presets.json")), Background.immediate()),
                new SharedPagesViewModel.Outside(
                        clipboard, _ -> {}, new HeardToasts(), Clock.fixed(ShareFixture.NOW, ZoneOffset.UTC)));
        var view = new SharePageView(page);
        scene = new Scene(
                new StackPane(
                        new Button("below"),
                        Modal.card(view, page.openProperty(), view.first(), page::copyOrMake, page::leave)),
                800,
                700);
        stage.setScene(scene);
        stage.show();
    }

    @AfterEach
    void hide(WindowRobot robot) {
        robot.interact(stage::hide);
    }

    private void open(WindowRobot robot) {
        robot.interact(() -> page.open(List.of(store.stored("1"))));
    }

    private void work(WindowRobot robot) {
        robot.interact(() -> {
            while (!waiting.isEmpty()) {
                waiting.remove().run();
            }
        });
    }

    @Test
    void oneTypesATitleEnterMakesThePageAndEnterCopiesItsLink(WindowRobot robot) {
        open(robot);
        assertEquals("page-title", scene.getFocusOwner().getId());
        robot.write("Summer").type(KeyCode.ENTER);
        assertEquals(PageState.MAKING, page.stateProperty().get());
        assertEquals("page-leave", scene.getFocusOwner().getId());
        assertTrue(robot.lookup("#page-progress").query().isVisible());
        work(robot);
        assertEquals(PageState.MADE, page.stateProperty().get());
        assertEquals("page-act", scene.getFocusOwner().getId());
        robot.type(KeyCode.ENTER);
        assertEquals(List.of(page.linkProperty().getValue()), clipboard.texts());
        robot.type(KeyCode.ESCAPE);
        assertFalse(page.openProperty().get());
        assertEquals(4, store.copies());
    }

    @Test
    void escStopsTheMakingAndClosesOnlyThen(WindowRobot robot) {
        open(robot);
        robot.type(KeyCode.ENTER, KeyCode.ESCAPE);
        assertEquals(PageState.STOPPING, page.stateProperty().get());
        robot.interact(() -> {
            while (!waiting.isEmpty()) {
                waiting.remove().run();
            }
            Thread.interrupted(); // the work's, which runs here
        });
        assertTrue(page.openProperty().get());
        assertEquals(0, store.copies());
        robot.type(KeyCode.ESCAPE);
        assertFalse(page.openProperty().get());
    }

    @Test
    void aPasswordIsHiddenUntilItIsToBeSeenOrSuggested(WindowRobot robot) {
        open(robot);
        robot.interact(
                () -> robot.lookup("#page-locked").queryAs(CheckBox.class).fire());
        TextField hidden = robot.lookup("#page-password").queryAs(TextField.class);
        TextField shown = robot.lookup("#page-password-shown").queryAs(TextField.class);
        assertTrue(hidden.isVisible() && !shown.isVisible());
        assertTrue(robot.lookup("#page-act").queryButton().isDisabled());
        robot.interact(
                () -> robot.lookup("#page-password-generate").queryButton().fire());
        assertTrue(shown.isVisible() && !hidden.isVisible());
        assertEquals(19, shown.getText().length());
        assertFalse(robot.lookup("#page-act").queryButton().isDisabled());
        robot.interact(page::close);
        open(robot);
        assertEquals("", hidden.getText());
        assertFalse(shown.isVisible());
    }

    @Test
    void everythingSaysWhatItIs(WindowRobot robot) {
        open(robot);
        robot.interact(() -> page.form().lockedProperty().set(true));
        robot.interact(page.form()::generatePassword);
        assertEquals(List.of(), nameless(robot));
        robot.interact(page::copyOrMake);
        work(robot);
        assertEquals(PageState.MADE, page.stateProperty().get());
        assertEquals(List.of(), nameless(robot));
    }

    private List<String> nameless(WindowRobot robot) {
        var names = new ArrayList<String>();
        robot.interact(
                () -> AccessibleTree.of((Parent) robot.lookup("#share-page").query())
                        .nameless()
                        .forEach(node -> names.add(node.toString())));
        return names;
    }

    /// Text may be twice as large.
    @Test
    void whatItIsAndItsButtonsStayInSightOfALowWindow(WindowRobot robot) {
        robot.interact(() -> stage.setHeight(400));
        open(robot);
        robot.interact(scene.getRoot()::layout);
        Bounds card = WindowRobot.boundsInScene(robot.lookup("#share-page").query());
        assertTrue(card.getMinY() >= 0 && card.getMaxY() <= scene.getHeight(), card.toString());
        for (String part : List.of("#page-act", "#share-page .large")) {
            assertTrue(
                    card.contains(WindowRobot.boundsInScene(robot.lookup(part).query())), part);
        }
    }
}
