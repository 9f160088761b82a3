package dev.vitrine.ui.filter;

import static dev.vitrine.ui.filter.ShownSidebar.waitFor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.actions.BackgroundJobs;
import dev.vitrine.ui.actions.BackgroundJobsView;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.actions.UndoStack;
import dev.vitrine.ui.support.AgreeingDialogs;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.PictureLibrary;
import dev.vitrine.ui.support.Settings;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.RadioButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

@ExtendWith(ApplicationExtension.class)
final class TagCommandsTest {
    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();
    private final HeardToasts toasts = new HeardToasts();
    private final StringProperty notAlike = new SimpleStringProperty("");
    private PictureLibrary pictures;
    private String city;
    private FilterViewModel filter;
    private VBox page;

    @Start
    void start(Stage stage) {
        pictures = new PictureLibrary(folder);
        pictures.add("a", 40, 30, Color.RED, "sea", "nature");
        pictures.add("b", 40, 30, Color.BLUE, "nature", "sea");
        city = pictures.add("c", 40, 30, Color.GREEN, "city").imageId();
        var settings = new Settings(folder.resolve("settings.json"));
        Background background = Background.onScreen(_ -> {});
        filter = new FilterViewModel(pictures.library().images(), background, settings, "");
        var backgroundJobs = new BackgroundJobs(background);
        var captions = new CaptionActions(
                new BulkEdits(pictures.library().images()), backgroundJobs, new UndoStack(), toasts, (_, _) -> true);
        var edits = new TagEditsViewModel(
                pictures.library().images(), background, captions, toasts, (tag, name) -> filter.followTag(tag, name));
        var commands =
                new TagCommands(edits, notAlike, new TagCommands.TagContext(new AgreeingDialogs(asked), toasts, stage));
        page = new VBox(
                new SidebarView(filter, new NoSidebarCommands(), Optional.of(commands), Optional.empty()),
                new BackgroundJobsView(backgroundJobs, () -> {}));
        stage.setScene(new Scene(new StackPane(page), 960, 720));
        stage.show();
    }

    @Stop
    void stop() {
        filter.close();
        pictures.close();
    }

    @Test
    void theMenuKeysRenameATagAndTheFilterFollows(WindowRobot robot) {
        robot.interact(() -> filter.toggleTag("nature"));
        openMenu(robot, "nature");
        robot.clickOn("Rename…");
        waitFor(() ->
                robot.lookup("#tag-name").tryQuery().filter(Node::isFocused).isPresent());
        assertTrue(robot.lookup("#tag-act").queryButton().isDisabled());
        Node field = robot.lookup("#tag-name").query();
        robot.targetWindow(field).write("City");
        waitFor(() -> robot.lookup("#tag-act").queryAs(Button.class).getText().equals("Merge 2 images into “city”"));
        robot.eraseText(4).write("outdoors").type(KeyCode.ENTER);
        waitFor(() -> toasts.reported.equals(List.of("Renamed “nature” to “outdoors” on 2 images.")));
        waitFor(() -> filter.queryProperty().get().allTags().contains("outdoors"));
        waitFor(() -> row("outdoors").isPresent());
    }

    @Test
    void mergingChoosesFromTheListByKeys(WindowRobot robot) {
        openMenu(robot, "city");
        robot.clickOn("Merge into…");
        waitFor(() ->
                robot.lookup("#tag-name").tryQuery().filter(Node::isFocused).isPresent());
        assertEquals(
                "Choose the tag that replaces this one.",
                robot.lookup("#tag-note").queryAs(Label.class).getText());
        robot.type(KeyCode.DOWN).type(KeyCode.ENTER).type(KeyCode.ENTER);
        waitFor(() -> toasts.reported.equals(List.of("Merged “city” into “nature” on 1 image.")));
    }

    @Test
    void tagsThatLookAlikeBecomeTheOneThatIsChosenOrStayApart(WindowRobot robot) {
        pictures.add("d", 40, 30, Color.PINK, "Nature", "citys");
        openMenu(robot, "sea");
        robot.clickOn("Tags that look alike…");
        ListView<?> groups = robot.lookup("#alike-tags").queryListView();
        waitFor(() -> groups.getItems().size() == 2 && groups.isFocused());
        robot.type(KeyCode.HOME, KeyCode.RIGHT);
        waitFor(() -> robot.lookup("Nature (1)").queryAs(RadioButton.class).isSelected());
        robot.type(KeyCode.ENTER);
        waitFor(() -> toasts.reported.equals(List.of("Merged “nature” into “Nature” on 2 images."))
                && groups.getItems().size() == 1);
        robot.type(KeyCode.HOME, KeyCode.DELETE);
        waitFor(() -> groups.getItems().isEmpty() && notAlike.get().equals("city\tcitys"));
        robot.type(KeyCode.ESCAPE);
        waitFor(() -> robot.lookup("#alike-tags").tryQuery().isEmpty());
        openMenu(robot, "sea");
        robot.clickOn("Tags that look alike…");
        waitFor(() -> robot.lookup("No tags look alike.").tryQuery().isPresent());
        robot.clickOn("Show those kept apart");
        waitFor(() -> robot.lookup("citys (1)").tryQuery().isPresent());
    }

    @Test
    void removingSaysFirstHowManyImages(WindowRobot robot) {
        openMenu(robot, "sea");
        robot.clickOn("Remove from all images…");
        waitFor(() -> asked.equals(List.of("Remove from 2 images"))
                && toasts.reported.equals(List.of("Removed “sea” from 2 images.")));
    }

    @Test
    void whatOnlyTheTrashHasIsNotRemovedFromImages(WindowRobot robot) {
        pictures.library().images().trash(List.of(city));
        robot.interact(filter::showTrash);
        openMenu(robot, "city");
        robot.clickOn("Remove from all images…");
        waitFor(() -> toasts.reported.equals(List.of("Only images in the trash have the tag “city”.")));
        assertEquals(List.of(), asked);
    }

    private void openMenu(WindowRobot robot, String tag) {
        new ShownSidebar(page).openMenu(robot, tag);
    }

    private Optional<Node> row(String name) {
        return new ShownSidebar(page).row(name);
    }
}
