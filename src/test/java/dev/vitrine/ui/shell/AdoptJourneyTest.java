package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.CloudServers;
import dev.vitrine.connection.Connection;
import dev.vitrine.connection.Connections;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.adopt.FolderTree;
import dev.vitrine.store.AwsSettings;
import java.awt.Color;
import java.util.Set;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// A person who has a bucket already makes images of it.
class AdoptJourneyTest extends WindowTest {
    private AwsSettings place;
    private String bucket;

    @BeforeEach
    void openTheWindow() throws Exception {
        place = CloudServers.library();
        bucket = place.bucket() + "-old";
        try (S3Client s3 = CloudServers.s3(place)) {
            s3.createBucket(create -> create.bucket(bucket));
            put(s3, "2024/beach.jpg", SampleImages.jpeg(640, 480, Color.YELLOW));
            put(s3, "2024/harbor.jpg", SampleImages.jpeg(640, 480, Color.BLUE));
            put(s3, "2023/dune.jpg", SampleImages.jpeg(640, 480, Color.ORANGE));
            put(s3, "2024/notes.txt", new byte[] {'n', 'o', 't', 'e', 's'});
        }
        window = new TestWindow(folder.resolve("home"), robot, new AnsweringDialogs(), this::connection);
        window.shows(Set.of());
    }

    private void put(S3Client s3, String key, byte[] content) {
        s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    private Connection connection(Connections connections) {
        return connections.save("Attic", place, CloudServers.KEYS, "Attic");
    }

    @Test
    void aFolderOfABucketIsChosenTriedAndAdopted() throws Exception {
        window.choose("Adopt a bucket…");
        TestWindow.until(
                "the sheet is open",
                () -> robot.lookup("#adopt-sheet").tryQuery().isPresent());
        type("#adopt-place", bucket);
        fire("#adopt-look");
        TestWindow.until("the folders are there", () -> folders().getRoot() != null);
        robot.interact(() -> {
            TreeView<FolderTree> folders = folders();
            folders.getSelectionModel()
                    .select(folders.getRoot().getChildren().stream()
                            .filter(item -> item.getValue().path().equals("2024/"))
                            .findFirst()
                            .orElseThrow());
        });
        assertEquals(bucket + "/2024/", text("#adopt-place"));
        type("#adopt-user", "alice");
        fire("#adopt-tag-folders");
        fire("#adopt-try");
        TestWindow.until(
                "what would come of it is told", () -> label("#adopt-told").startsWith("2 images would be adopted"));
        assertTrue(label("#adopt-told").contains("Other files: 1."), label("#adopt-told"));
        fire("#adopt-act");
        window.shows(Set.of("beach", "harbor"));
        TestWindow.until(
                "it says so",
                () -> window.texts(".toasts").stream().anyMatch(said -> said.startsWith("2 images were adopted")));
        robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        window.shows(Set.of());
        TestWindow.until("it is undone", () -> window.texts(".toasts").contains("2 images moved to the trash."));
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.Z);
        window.shows(Set.of("beach", "harbor"));
        try (S3Client s3 = CloudServers.s3(place)) {
            assertEquals(4, s3.listObjectsV2(list -> list.bucket(bucket)).keyCount());
        }
    }

    /// A tree takes Esc for itself, and its root stands for all.
    @Test
    void theTreeLeadsBackToAllAndEscLeavesFromItToo() throws Exception {
        window.choose("Adopt a bucket…");
        TestWindow.until(
                "the sheet is open",
                () -> robot.lookup("#adopt-sheet").tryQuery().isPresent());
        type("#adopt-place", bucket);
        fire("#adopt-look");
        TestWindow.until("the folders are there", () -> folders().getRoot() != null);
        robot.interact(() -> {
            folders().requestFocus();
            folders().getSelectionModel().select(1);
        });
        assertEquals(bucket + "/2023/", text("#adopt-place"));
        robot.interact(() -> folders().getSelectionModel().select(0));
        assertEquals(bucket + "/", text("#adopt-place"));
        robot.interact(() -> folders()
                .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false)));
        TestWindow.until(
                "the sheet is closed",
                () -> robot.lookup("#adopt-sheet").tryQuery().isEmpty());
    }

    @SuppressWarnings("unchecked") // what the sheet shows
    private TreeView<FolderTree> folders() {
        return robot.lookup("#adopt-folders").queryAs(TreeView.class);
    }

    private void type(String field, String typed) {
        robot.interact(() -> robot.lookup(field).queryAs(TextInputControl.class).setText(typed));
    }

    private String text(String field) {
        return robot.lookup(field).queryAs(TextInputControl.class).getText();
    }

    private String label(String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    private void fire(String button) {
        robot.interact(() -> {
            ButtonBase found = robot.lookup(button).queryAs(ButtonBase.class);
            if (found instanceof CheckBox tick) {
                tick.setSelected(true);
            } else {
                assertTrue(!found.isDisabled(), button);
                found.fire();
            }
        });
    }
}
