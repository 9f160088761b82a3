package dev.vitrine.ui.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.share.PageRequest;
import dev.vitrine.service.share.ShareFixture;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.support.AccessibleTree;
import dev.vitrine.ui.support.AgreeingDialogs;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.CopiedTexts;
import dev.vitrine.ui.support.HeardToasts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The list of pages as the keyboard and a screen reader meet it.
@ExtendWith(ApplicationExtension.class)
class SharedPagesSheetTest {
    private static final long END = ShareFixture.NOW.plus(Duration.ofDays(3)).getEpochSecond();

    @TempDir
    private static Path folder;

    private final CopiedTexts clipboard = new CopiedTexts();
    private final List<String> asked = new ArrayList<>();
    private ShareFixture store;
    private SharedPagesViewModel pages;
    private Stage stage;

    @Start
    void start(Stage unused) {
        stage = new Stage();
        store = new ShareFixture(folder.resolve("library"));
        pages = new SharedPagesViewModel(
                store.links(folder.resolve("scratch")).pages(),
                Background.immediate(),
                new AgreeingDialogs(asked),
                new SharedPagesViewModel.Outside(
                        clipboard, _ -> {}, new HeardToasts(), Clock.fixed(ShareFixture.NOW, ZoneOffset.UTC)));
        stage.setScene(new Scene(new StackPane(new Button("below")), 900, 640));
        stage.show();
    }

    @AfterEach
    void hide(WindowRobot robot) {
        robot.interact(stage::hide);
    }

    private void show(WindowRobot robot) {
        robot.interact(() -> new SharedPagesSheet(pages).show(stage));
    }

    private void make(String title) {
        store.links(folder.resolve("scratch"))
                .pages()
                .make(
                        List.of(store.stored("1")),
                        new PageRequest(
                                title, Duration.ofDays(2), PageRequest.USUAL, Locale.ENGLISH, Optional.empty(), "bob"),
                        (_, _) -> true);
    }

    @Test
    void theKeyboardCopiesALinkTakesAPageBackAndLeaves(WindowRobot robot) {
        make("Summer");
        show(robot);
        assertEquals("shared-pages", stage.getScene().getFocusOwner().getId());
        robot.type(KeyCode.ENTER);
        assertEquals(1, clipboard.texts().size(), "the first is chosen");
        robot.type(KeyCode.DELETE);
        assertEquals(List.of("Take back the page"), asked);
        assertEquals(0, store.copies());
        robot.type(KeyCode.ESCAPE);
        assertTrue(robot.lookup("#pages-sheet").tryQuery().isEmpty());
    }

    /// They are what strangers wrote: nothing of it is a key, a line or a direction.
    @Test
    void hostileTitlesAreOneLineOfText(WindowRobot robot) {
        store.put(
                ".vitrine/shared/" + END + "-x/page.json",
                "{\"title\":\"_Close\\u202e\\n{0}<b>&amp; %s\",\"by\":\"__\\u2066bob\"}"
                        .getBytes(StandardCharsets.UTF_8));
        store.put(
                ".vitrine/shared/" + (END + 1) + "-x/page.json",
                ("{\"title\":\"" + "long ".repeat(40) + "\"}").getBytes(StandardCharsets.UTF_8));
        show(robot);
        Set<Label> titles = robot.lookup("#shared-pages .strong").queryAllAs(Label.class);
        assertTrue(
                titles.stream().anyMatch(title -> title.getText().equals("_Close {0}<b>&amp; %s")), titles.toString());
        for (Label title : titles) {
            assertFalse(title.isMnemonicParsing());
            boolean isLong = title.getText().startsWith("long");
            assertEquals(isLong, title.getHeight() > 30, "a line, or all of a long one: " + title.getHeight());
        }
        Node list = robot.lookup("#shared-pages").query();
        for (Node button : robot.lookup("#shared-pages .button").queryAll()) {
            assertTrue(
                    WindowRobot.boundsInScene(list).contains(WindowRobot.boundsInScene(button)),
                    "a long title pushes no button out");
        }
    }

    @Test
    void theLineBelowTheOneThatWasTakenBackIsNext(WindowRobot robot) {
        for (String id : List.of("a", "b", "c")) {
            store.put(".vitrine/shared/" + END + "-" + id + "/index.html", new byte[1]);
        }
        show(robot);
        robot.type(KeyCode.DOWN, KeyCode.DELETE, KeyCode.ENTER);
        assertEquals(2, store.copies());
        assertTrue(
                clipboard.texts().getLast().contains(END + "-c/"),
                clipboard.texts().toString());
    }

    /// It stands still while lines come, and stays within the window.
    @Test
    void theSheetIsAsWideAsBeforeWhenSomethingIsSaidAndStaysInALowWindow(WindowRobot robot) {
        store.put(
                ".vitrine/shared/" + END + "-x/page.json",
                ("{\"title\":\"" + "long ".repeat(40) + "\"}").getBytes(StandardCharsets.UTF_8));
        robot.interact(() -> stage.setHeight(460));
        show(robot);
        Region sheet = robot.lookup("#pages-sheet").query();
        double width = sheet.getWidth();
        store.refuseDeleting("page.json");
        robot.type(KeyCode.DELETE);
        robot.interact(() -> pages.takesBackProperty().set(false));
        assertTrue(robot.lookup("#pages-problem").query().isVisible());
        robot.interact(() -> {
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
        });
        assertEquals(width, sheet.getWidth());
        assertTrue(
                sheet.getHeight() + 48 <= stage.getScene().getHeight(),
                sheet.getHeight() + " of " + stage.getScene().getHeight());
        Node foot = sheet.getChildrenUnmodifiable().getLast();
        double end = foot.getLayoutY() + foot.getLayoutBounds().getHeight();
        assertTrue(end <= sheet.getHeight(), "its buttons end at " + end + " of " + sheet.getHeight());
    }

    @Test
    void everythingSaysWhatItIs(WindowRobot robot) {
        make("Summer");
        show(robot);
        var tree = new ArrayList<AccessibleTree>();
        robot.interact(() ->
                tree.add(AccessibleTree.of((Parent) robot.lookup("#pages-sheet").query())));
        assertEquals(List.of(), tree.getFirst().nameless());
    }

    @Test
    void nothingSharedAndNoAnswerAreSaidInThePlaceOfTheList(WindowRobot robot) {
        show(robot);
        assertTrue(robot.lookup("#shared-pages").<ListView<?>>query().getItems().isEmpty());
        assertTrue(robot.lookup("#shared-pages .label").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.isVisible() && label.getText().startsWith("No pages are shared.")));
        store.failListing(Optional.of(new ImageException.Unreachable("The bucket does not answer.", null)));
        robot.interact(pages::look);
        assertTrue(robot.lookup("#pages-failure").query().isVisible());
        store.failListing(Optional.empty());
        make("Summer");
        robot.interact(() -> robot.lookup("#pages-again").queryButton().fire());
        assertEquals(
                1, robot.lookup("#shared-pages").<ListView<?>>query().getItems().size());
    }

    @Test
    void whoMayNotDeleteIsToldSo(WindowRobot robot) {
        make("Summer");
        pages.takesBackProperty().set(false);
        show(robot);
        assertTrue(robot.lookup("#pages-refused").query().isVisible());
        robot.type(KeyCode.DELETE);
        assertEquals(List.of(), asked);
        assertEquals(4, store.copies());
    }
}
