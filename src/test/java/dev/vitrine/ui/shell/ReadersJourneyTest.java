package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.cloud.Policy;
import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.CloudServers;
import dev.vitrine.connection.Connection;
import dev.vitrine.connection.ConnectionCheck;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.connection.OpenOptions;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.NewImage;
import dev.vitrine.service.SampleImages;
import dev.vitrine.store.aws.ReadersCloud;
import dev.vitrine.ui.support.FileDrops;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole window for somebody who may look at a cloud library and change nothing there.
class ReadersJourneyTest extends WindowTest {
    private ReadersCloud cloud;
    private byte[] sea;

    @BeforeEach
    void makeLibrary() throws Exception {
        cloud = new ReadersCloud();
        sea = SampleImages.jpeg(64, 48, Color.BLUE);
        AppFolders folders = AppFolders.inOne(folder.resolve("owner"));
        try (Library owner = Library.open(
                OpenOptions.of(new ConnectionProfile.Cloud(cloud.settings()), folders, CloudServers.KEYS))) {
            owner.images().upload(new NewImage("alice", Caption.EMPTY, ImageSource.ofBytes("sea.jpg", sea)), _ -> {});
            owner.images().upload(SampleImages.newImage("bob", "wood.jpg", Color.GREEN), _ -> {});
        }
        assertEquals(List.of(), cloud.refused());
        cloud.deny(Policy.WRITES);
    }

    private Connection connection(Connections connections) {
        return connections.save("Museum", cloud.settings(), CloudServers.KEYS, "Museum");
    }

    private Connection tested(Connections connections) {
        Connection saved = connection(connections);
        try (ConnectionCheck check = ConnectionCheck.open(cloud.settings(), CloudServers.KEYS)) {
            connections.tested(cloud.settings(), check.test(_ -> {}));
        }
        return saved;
    }

    @Test
    void fortyActsBringOneNoticeAndNoRefusedWriteAfterTheFirst() throws Exception {
        window = new TestWindow(folder.resolve("home"), robot, dialogs, this::connection);
        window.shows(Set.of("sea", "wood"));
        assertTrue(robot.lookup("#upload").query().isVisible(), "nobody knows yet");

        select("sea");
        key(KeyCode.DIGIT4);
        TestWindow.until("the loss is told", () -> toasts().stream().anyMatch(text -> text.contains("edit and rate")));
        assertEquals(List.of("UpdateItem", "PutItem"), cloud.refused(), "a change, and the other way to make it");
        assertTrue(robot.lookup("#rights-status").query().isVisible());

        int acts = 1;
        for (KeyCode stars : List.of(
                KeyCode.DIGIT0, KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4, KeyCode.DIGIT5)) {
            key(stars);
            acts++;
        }
        for (int round = 0; round < 3; round++) {
            key(KeyCode.PERIOD);
            key(KeyCode.F2);
            key(KeyCode.SHORTCUT, KeyCode.T);
            typeTitle("other " + round);
            key(KeyCode.SHORTCUT, KeyCode.Z);
            acts += 5;
        }
        assertEquals(List.of("UpdateItem", "PutItem"), cloud.refused(), "a change, and the other way to make it");
        // Each other way of changing something is found out once.
        for (int round = 0; round < 3; round++) {
            key(KeyCode.DELETE);
            TestWindow.until("the trash is known", () -> refusedOf("TransactWriteItems") >= 1);
            TestWindow.until("its loss is told", () -> isLost("trash"));
            dialogs.answer(true);
            key(KeyCode.SHIFT, KeyCode.DELETE);
            TestWindow.until("deletion is known", () -> isLost("delete"));
            drop(robot.lookup(".gallery").query());
            TestWindow.until("uploads are known", () -> isLost("upload"));
            key(KeyCode.SHORTCUT, KeyCode.V);
            key(KeyCode.SHORTCUT, KeyCode.O);
            acts += 5;
        }
        List<String> refused = cloud.refused();
        // One for each right; trash and deletion are transactions both.
        assertEquals(
                List.of("DELETE", "PUT", "PutItem", "TransactWriteItems", "TransactWriteItems", "UpdateItem"),
                refused.stream()
                        .filter(each -> !each.contains("/.vitrine/thumb/")) // by looking, while nobody knew
                        .map(ReadersJourneyTest::kind)
                        .sorted()
                        .toList());

        robot.interact(() -> robot.lookup("#hide-uploads").queryButton().fire());
        select("wood");
        assertTrue(menuOf("wood").stream().noneMatch(text -> text.contains("trash") || text.contains("tags")));
        Path target = folder.resolve("saved.jpg");
        select("sea");
        dialogs.saveAs(target);
        key(KeyCode.SHORTCUT, KeyCode.S);
        TestWindow.until("the original is saved", () -> Files.exists(target));
        assertArrayEquals(sea, Files.readAllBytes(target));
        acts += 4;
        assertTrue(acts >= 40, "acts: " + acts);

        assertEquals(refused, cloud.refused());
        assertEquals(0, robot.lookup(".toast.failure").queryAll().size());
        assertFalse(robot.lookup("#upload").query().isVisible());
    }

    @Test
    void afterATestOfTheConnectionNothingIsSentThatWouldBeRefused() throws Exception {
        window = new TestWindow(folder.resolve("home"), robot, dialogs, this::tested);
        window.shows(Set.of("sea", "wood"));
        int before = cloud.refused().size();
        assertFalse(robot.lookup("#upload").query().isVisible());
        assertEquals(
                "Look and download",
                robot.lookup("#rights-status")
                        .<MenuButton>queryAs(MenuButton.class)
                        .getText());
        select("sea");
        key(KeyCode.SHIFT, KeyCode.F5);
        TestWindow.until(
                "it is told why nothing can be picked or rejected",
                () -> toasts().stream().anyMatch(text -> text.contains("may not do that") && text.contains("edit")));
        assertTrue(robot.lookup(".viewer").tryQuery().filter(Node::isVisible).isEmpty());
        assertFalse(robot.lookup("#detail-title").<TextInputControl>query().isEditable());
        assertTrue(robot.lookup("#detail-stars").query().isDisabled());

        Node gallery = robot.lookup(".gallery").query();
        robot.interact(() -> FileDrops.hover(gallery, List.of(folder.resolve("x.jpg"))));
        Node overlay = robot.lookup("#drop-overlay").query();
        assertTrue(overlay.isVisible());
        assertTrue(robot.from(overlay)
                .lookup(".label")
                .<Label>queryAs(Label.class)
                .getText()
                .contains("upload"));
        drop(gallery);
        key(KeyCode.DIGIT3);
        key(KeyCode.PERIOD);
        key(KeyCode.DELETE);
        key(KeyCode.SHIFT, KeyCode.DELETE);
        key(KeyCode.SHORTCUT, KeyCode.O);
        key(KeyCode.SHORTCUT, KeyCode.V);
        assertFalse(isFormShown());
        assertEquals(before, cloud.refused().size(), cloud.refused().toString());
        assertEquals(0, robot.lookup(".toast.failure").queryAll().size());
        assertEquals(List.of(), dialogs.asked());

        cloud.deny(_ -> false);
        robot.interact(() -> robot.lookup("#rights-status")
                .<MenuButton>queryAs(MenuButton.class)
                .getItems()
                .getLast()
                .fire());
        TestWindow.until(
                "uploads are offered again",
                () -> robot.lookup("#upload").query().isVisible());
        TestWindow.until(
                "nothing is refused any more",
                () -> !robot.lookup("#rights-status").query().isVisible());
        assertTrue(robot.lookup("#detail-title").<TextInputControl>query().isEditable());
        key(KeyCode.DIGIT3);
        assertEquals(before, cloud.refused().size());
    }

    private static String kind(String refused) {
        return refused.replaceFirst(" .*", "");
    }

    private long refusedOf(String operation) {
        return cloud.refused().stream()
                .filter(each -> kind(each).equals(operation))
                .count();
    }

    private boolean isLost(String word) {
        return robot.lookup("#rights-status")
                .<MenuButton>queryAs(MenuButton.class)
                .getAccessibleText()
                .contains(word);
    }

    private List<String> toasts() {
        return robot.lookup(".toast").queryAll().stream()
                .map(Node::getAccessibleText)
                .toList();
    }

    private boolean isFormShown() {
        return robot.lookup("#upload-form").tryQuery().filter(Node::isVisible).isPresent();
    }

    private void drop(Node onto) throws Exception {
        Path file = folder.resolve("mine.jpg");
        Files.write(file, SampleImages.jpeg(30, 30, Color.ORANGE));
        robot.interact(() -> FileDrops.drop(onto, List.of(file)));
        if (isFormShown()) {
            robot.interact(
                    () -> robot.lookup("#upload-user").<TextInputControl>query().setText("me"));
            robot.interact(() -> robot.lookup("#start-upload").queryButton().fire());
        }
    }

    private void typeTitle(String title) {
        robot.interact(() -> {
            TextInputControl field = robot.lookup("#detail-title").<TextInputControl>query();
            if (field.isEditable()) {
                field.setText(title);
            }
        });
    }

    private void key(KeyCode... keys) {
        robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
        robot.push(keys);
    }

    private List<String> menuOf(String title) {
        robot.rightClickOn(window.tile(title).orElseThrow());
        var texts = new ArrayList<String>();
        robot.interact(() -> List.copyOf(Window.getWindows()).stream()
                .filter(ContextMenu.class::isInstance)
                .map(ContextMenu.class::cast)
                .forEach(menu -> {
                    menu.getItems().stream().map(MenuItem::getText).forEach(texts::add);
                    menu.hide();
                }));
        texts.removeIf(java.util.Objects::isNull);
        assertFalse(texts.isEmpty());
        return texts;
    }

    private void select(String title) throws Exception {
        TestWindow.until("a tile says " + title, () -> window.tile(title).isPresent());
        Node tile = window.tile(title).orElseThrow();
        if (!TestWindow.isSelected(tile)) {
            robot.clickOn(tile);
        }
        TestWindow.until(title + " is selected", () -> window.titlesSelected().equals(Set.of(title)));
        TestWindow.until(
                "its details are there",
                () -> robot.lookup("#detail-title").tryQuery().isPresent());
    }
}
