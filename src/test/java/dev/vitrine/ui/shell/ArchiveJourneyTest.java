package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.CloudServers;
import dev.vitrine.connection.Connection;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.connection.OpenOptions;
import dev.vitrine.image.StorageClass;
import dev.vitrine.service.SampleImages;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.aws.AwsServers;
import java.awt.Color;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The window on a library of which one original lies in an archive.
class ArchiveJourneyTest extends WindowTest {
    private AwsSettings place;

    @BeforeEach
    void makeLibrary() throws Exception {
        assumeTrue(AwsServers.areOwn(), "not every server knows classes");
        place = AwsServers.settings();
        AwsServers.library(place).close();
        upload("cold.jpg", Color.BLUE, StorageClass.GLACIER);
        upload("warm.jpg", Color.ORANGE, StorageClass.STANDARD);
        window = new TestWindow(folder.resolve("home"), robot, dialogs, this::connection);
        window.shows(Set.of("cold", "warm"));
    }

    private void upload(String name, Color color, StorageClass chosen) throws Exception {
        AppFolders folders = AppFolders.inOne(folder.resolve("other"));
        try (Library other = Library.open(
                OpenOptions.of(new ConnectionProfile.Cloud(place.storingIn(chosen)), folders, CloudServers.KEYS))) {
            other.images().upload(SampleImages.newImage("alice", name, color), _ -> {});
        }
    }

    private Connection connection(Connections connections) {
        return connections.save("Attic", place, CloudServers.KEYS, "Attic");
    }

    @Test
    void anArchivedOriginalIsSeenToBeOneAndBroughtBack() throws Exception {
        assertTrue(window.tile("cold").orElseThrow().getAccessibleText().contains("Archived"));
        assertTrue(badgeOf("cold").isVisible());
        assertEquals(
                0,
                robot.from(window.tile("warm").orElseThrow())
                        .lookup(".tile-archived")
                        .queryAll()
                        .size());

        select("cold");
        TestWindow.until("the details say it", () -> detail().contains("Archived"));
        key(KeyCode.SHORTCUT, KeyCode.S);
        TestWindow.until(
                "a download is answered by the way to it",
                () -> toasts().stream().anyMatch(text -> text.contains("archived")));

        robot.clickOn("#detail-bring-back");
        TestWindow.until(
                "the card is open",
                () -> robot.lookup("#bring-back").query().isVisible()
                        && robot.lookup("#bring-back-standard").query().isVisible());
        assertTrue(texts("#bring-back").stream().anyMatch(text -> text.contains("3–5 hours")));
        robot.clickOn("#bring-back-do");

        TestWindow.until("the details say that it comes", () -> detail().contains("Being brought back since"));
        TestWindow.until(
                "so does the tile",
                () -> window.tile("cold").orElseThrow().getAccessibleText().contains("Being brought back"));
    }

    @Test
    void aCopyOfWhatIsArchivedIsAnsweredByTheWayToIt() throws Exception {
        select("cold");
        key(KeyCode.SHORTCUT, KeyCode.C);
        TestWindow.until("it is said", () -> toasts().stream().anyMatch(text -> text.contains("archived")));
    }

    @Test
    void theViewerShowsThePreviewAndSaysWhatToDo() throws Exception {
        select("cold");
        key(KeyCode.ENTER);
        TestWindow.until(
                "the viewer says it",
                () -> robot.lookup("#picture-bring-back").queryAll().stream().anyMatch(Node::isVisible));
        assertTrue(robot.lookup(".picture-archived").queryAll().stream().anyMatch(Node::isVisible));
    }

    @Test
    void theClassIsSearchedFor() throws Exception {
        robot.interact(() -> {
            var search = robot.lookup("#search").queryAs(TextInputControl.class);
            search.requestFocus();
            search.setText("class:archive");
        });
        robot.push(KeyCode.ENTER);
        window.shows(Set.of("cold"));
    }

    private Label badgeOf(String title) {
        return robot.from(window.tile(title).orElseThrow())
                .lookup(".tile-archived")
                .queryAs(Label.class);
    }

    private String detail() {
        return robot.lookup("#detail-archived").queryAs(Label.class).getText();
    }

    private List<String> texts(String inside) {
        return robot
                .from(robot.lookup(inside).queryAll())
                .lookup(".radio-button")
                .<RadioButton>queryAllAs(RadioButton.class)
                .stream()
                .map(RadioButton::getText)
                .toList();
    }

    private List<String> toasts() {
        return robot.lookup(".toast").queryAll().stream()
                .map(Node::getAccessibleText)
                .toList();
    }

    private void key(KeyCode... keys) {
        robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
        robot.push(keys);
    }

    private void select(String title) throws Exception {
        Node tile = window.tile(title).orElseThrow();
        if (!TestWindow.isSelected(tile)) {
            robot.clickOn(tile);
        }
        TestWindow.until(title + " is selected", () -> window.titlesSelected().equals(Set.of(title)));
    }
}
