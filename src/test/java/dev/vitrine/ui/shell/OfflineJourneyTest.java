package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.StandardError;
import dev.vitrine.cloud.LoopbackServer;
import dev.vitrine.cloud.WireModel;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.cloud.s3.S3Model;
import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.CloudServers;
import dev.vitrine.connection.Connection;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.connection.OpenOptions;
import dev.vitrine.files.FolderContent;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.NewImage;
import dev.vitrine.service.SampleImages;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.aws.AwsServers;
import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.ImageView;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A saved search is kept offline, and used when nothing answers any more.
class OfflineJourneyTest extends WindowTest {
    private volatile boolean isAway;
    private AwsSettings place;

    @BeforeEach
    void makeLibrary() throws Exception {
        var keys = AwsServers.KEYS;
        place = AwsServers.settings(
                server(new S3Model(Clock.systemUTC(), keys.accessKeyId(), keys.secretAccessKey())),
                server(new DynamoModel(Clock.systemUTC())));
        AwsServers.library(place).close();
        AppFolders folders = AppFolders.inOne(folder.resolve("other"));
        try (Library other =
                Library.open(OpenOptions.of(new ConnectionProfile.Cloud(place), folders, CloudServers.KEYS))) {
            byte[] large = SampleImages.jpeg(3000, 2000, Color.BLUE);
            other.images().upload(new NewImage("alice", Caption.EMPTY, ImageSource.ofBytes("sea.jpg", large)), _ -> {});
            other.images().upload(SampleImages.newImage("bob", "wood.jpg", Color.GREEN), _ -> {});
        }
        window = new TestWindow(folder.resolve("home"), robot, dialogs, this::connection);
        window.shows(Set.of("sea", "wood"));
    }

    private URI server(WireModel model) throws IOException {
        return LoopbackServer.start(request -> {
            if (isAway) {
                throw new IllegalStateException("nothing answers");
            }
            return model.answer(request);
        });
    }

    private Connection connection(Connections connections) {
        return connections.save("Far", place, CloudServers.KEYS, "Far");
    }

    @AfterEach
    @Override
    void closeTheWindow() throws Exception {
        isAway = false;
        super.closeTheWindow();
    }

    @Test
    @StandardError.MaySay("The mirror is offline")
    void aSavedSearchThatIsKeptIsSeenWholeWhenNothingAnswers() throws Exception {
        robot.interact(() -> {
            var search = robot.lookup("#search").queryAs(TextInputControl.class);
            search.requestFocus();
            search.setText("user:alice");
        });
        robot.push(KeyCode.ENTER);
        window.shows(Set.of("sea"));
        robot.interact(() -> robot.lookup("#save-search").queryButton().fire());
        robot.type(KeyCode.ENTER);
        TestWindow.until("it is saved", () -> saved().isPresent());

        dialogs.answer(true);
        choose("Keep offline…");
        TestWindow.until(
                "it is seen to be kept",
                () -> progress().stream().anyMatch(text -> text.startsWith("The one original kept")));
        assertEquals(1, kept());

        isAway = true;
        robot.interact(() -> robot.lookup(".gallery").query().requestFocus());
        robot.type(KeyCode.HOME).type(KeyCode.ENTER);
        TestWindow.until(
                "it is looked at",
                () -> robot.lookup(".picture-surface").tryQuery().isPresent());
        robot.type(KeyCode.Z);
        TestWindow.until("all of its own pixels are there, which no preview has", () -> width() == 3000);

        robot.type(KeyCode.ESCAPE).type(KeyCode.ESCAPE);
        TestWindow.until(
                "the gallery is back", () -> robot.lookup(".gallery").query().isFocused());
        choose("No longer keep offline");
        TestWindow.until("nothing is kept", () -> kept() == 0 && progress().isEmpty());
        assertTrue(saved().isPresent());
    }

    private Optional<Node> saved() {
        Node section = robot.lookup("#save-search").query();
        while (!(section.getClass().getSimpleName().equals("SavedSection"))) {
            section = section.getParent();
        }
        return robot.from(section).lookup(".sidebar-row").queryAll().stream().findFirst();
    }

    private void choose(String action) throws Exception {
        Node row = saved().orElseThrow();
        robot.interact(() -> row.fireEvent(
                new ContextMenuEvent(ContextMenuEvent.CONTEXT_MENU_REQUESTED, 0, 0, 200, 200, true, null)));
        TestWindow.until("the menu is open", () -> item(action).isPresent());
        robot.interact(() -> {
            MenuItem chosen = item(action).orElseThrow();
            chosen.getParentPopup().hide();
            chosen.fire();
        });
    }

    private static Optional<MenuItem> item(String action) {
        return Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .map(ContextMenu.class::cast)
                .flatMap(menu -> menu.getItems().stream())
                .filter(item -> action.equals(item.getText()))
                .findFirst();
    }

    private List<String> progress() {
        return robot.lookup(".offline-progress").<Label>queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
    }

    private long kept() throws IOException {
        return FolderContent.files(folder.resolve("home")).stream()
                .filter(file -> file.getFileName().toString().matches("[0-9a-f]{64}"))
                .count();
    }

    /// Of the picture that is shown, in its own pixels.
    private double width() {
        return robot.lookup(".picture-surface").queryAll().stream()
                .flatMap(surface -> surface.lookupAll("ImageView").stream())
                .map(ImageView.class::cast)
                .filter(view -> view.getImage() != null)
                .mapToDouble(view -> view.getImage().getWidth())
                .max()
                .orElse(0);
    }
}
