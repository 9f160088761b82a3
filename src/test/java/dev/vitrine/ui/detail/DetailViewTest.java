package dev.vitrine.ui.detail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.actions.BackgroundJobs;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.actions.ImageAction;
import dev.vitrine.ui.actions.ImageAction.Surface;
import dev.vitrine.ui.actions.ImageCommands;
import dev.vitrine.ui.actions.ImageTargets;
import dev.vitrine.ui.actions.UndoStack;
import dev.vitrine.ui.controls.TagField;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.ImageSelection;
import dev.vitrine.ui.support.PictureLibrary;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class DetailViewTest {
    @TempDir
    static Path folder;

    private final List<String> asked = new ArrayList<>();

    @AutoClose
    private PictureLibrary library;

    private DetailViewModel detail;
    private DetailView view;
    private ImageRecord sea;

    @Start
    void start(Stage stage) {
        library = new PictureLibrary(folder.resolve(Long.toString(System.nanoTime())));
        sea = library.add("Sea", 300, 200, Color.BLUE, "water");
        var toasts = new HeardToasts();
        Background background = Background.onScreen(_ -> {});
        var captions = new CaptionActions(
                new BulkEdits(library.library().images()),
                new BackgroundJobs(background),
                new UndoStack(),
                toasts,
                (_, _) -> true);
        detail = new DetailViewModel(
                library.library().images(), library.library().thumbnails(), background, captions, toasts);
        view = new DetailView(detail, new RecordedCommands());
        stage.setScene(new Scene(view, 340, 700));
        stage.show();
    }

    @Test
    void nothingSelectedIsADesignedState(WindowRobot robot) {
        assertTrue(isShown(robot, "Nothing selected"));
        assertFalse(isShown(robot, "Open"));
    }

    @Test
    void enterSavesTheTitleAndEscapeReverts(WindowRobot robot) throws TimeoutException {
        select(robot, sea);
        robot.interact(view::editTitle);
        robot.write("Lake").type(KeyCode.ENTER);
        waitFor(() -> stored().title().equals("Lake"));
        robot.interact(view::editTitle);
        robot.write("typo").type(KeyCode.ESCAPE);
        assertEquals(
                "Lake",
                robot.lookup("#detail-title").queryAs(TextInputControl.class).getText());
    }

    @Test
    void theFieldThatIsTypedIntoIsSeenInALowPane(WindowRobot robot) {
        select(robot, sea);
        robot.interact(() -> {
            view.setMaxHeight(220);
            Scene scene = view.getScene();
            scene.setRoot(new StackPane());
            ((StackPane) scene.getRoot()).getChildren().add(view);
            scene.getRoot().layout();
        });
        robot.interact(view::editTitle);
        Node title = robot.lookup("#detail-title").query();
        Bounds place = WindowRobot.look(() -> view.sceneToLocal(title.localToScene(title.getBoundsInLocal())));
        assertTrue(place.getMinY() >= 0 && place.getMaxY() <= 221, place.toString());
    }

    /// Each line and button that is made again is styled and laid out again, at each arrow key.
    @Test
    void anotherImageIsShownByTheSameLinesAndButtons(WindowRobot robot) throws TimeoutException {
        ImageRecord wood = library.add("Wood", 200, 300, Color.GREEN, "tree");
        select(robot, sea);
        waitFor(() -> robot.lookup(".facts .icon-button").queryAll().size() == 2);
        List<Set<Node>> before = linesAndButtons(robot);
        assertTrue(before.stream().noneMatch(Set::isEmpty), before.toString());
        Button copy = robot.lookup(".facts .icon-button").queryButton();
        robot.interact(copy::fire);
        assertEquals("Copied", WindowRobot.look(copy::getAccessibleText));
        select(robot, wood);
        waitFor(() -> robot.lookup(".facts .fact-text").queryAllAs(Label.class).stream()
                .anyMatch(text -> text.getText().equals(wood.imageId())));
        assertEquals(before, linesAndButtons(robot));
        assertTrue(
                WindowRobot.look(copy::getAccessibleText).startsWith("Copy "), "what was copied was of another image");
    }

    @Test
    void theIconsStandBesideTheWordsWhereThereIsRoom(WindowRobot robot) {
        select(robot, sea);
        Set<Double> lines = WindowRobot.look(() -> robot.lookup(".detail-actions .button").queryAll().stream()
                .map(button -> WindowRobot.boundsInScene(button).getCenterY())
                .collect(Collectors.toSet()));
        assertEquals(1, lines.size(), lines.toString());
    }

    @Test
    void noIconIsLeftAloneInALineOfItsOwn(WindowRobot robot) {
        select(robot, sea);
        for (double width = 340; width > 200; width -= 10) {
            double now = width;
            robot.interact(() -> {
                view.setMaxWidth(now);
                Scene scene = view.getScene();
                scene.setRoot(new StackPane());
                ((StackPane) scene.getRoot()).getChildren().add(view);
                scene.getRoot().applyCss();
                scene.getRoot().layout();
            });
            Set<Double> lines = robot.lookup(".detail-actions .icon-button").queryAll().stream()
                    .map(icon -> icon.localToScene(0, 0).getY())
                    .collect(Collectors.toSet());
            assertEquals(1, lines.size(), "in a pane " + now + " wide");
        }
    }

    @Test
    void leavingTheDescriptionSavesItAndShiftEnterBreaksTheLine(WindowRobot robot) throws TimeoutException {
        select(robot, sea);
        robot.clickOn("#detail-description")
                .write("one")
                .press(KeyCode.SHIFT)
                .type(KeyCode.ENTER)
                .release(KeyCode.SHIFT)
                .write("two");
        robot.type(KeyCode.TAB);
        waitFor(() -> stored().description().equals("one\ntwo"));
    }

    @Test
    void aTagTypedIsStored(WindowRobot robot) throws TimeoutException {
        select(robot, sea);
        robot.interact(view::editTags);
        robot.write("blue").type(KeyCode.ENTER);
        waitFor(() -> stored().tags().equals(List.of("water", "blue")));
    }

    @Test
    void buttonsAskForWhatTheySay(WindowRobot robot) {
        select(robot, sea);
        robot.clickOn("#detail-open")
                .clickOn("#detail-download")
                .clickOn("#detail-copy_files")
                .clickOn("#detail-trash");
        assertEquals(List.of("open Sea", "download 1", "copy 1", "delete 1"), asked);
    }

    @Test
    void inTheTrashThereIsRestoreAndNoEditing(WindowRobot robot) {
        select(robot, sea.withDeletedAt(Optional.of(sea.createdAt())));
        robot.clickOn("#detail-restore").clickOn("#detail-delete_permanently");
        assertEquals(List.of("restore 1", "forever 1"), asked);
        assertFalse(
                robot.lookup("#detail-title").queryAs(TextInputControl.class).isEditable());
        assertTrue(robot.lookup("#detail-heart").query().isDisabled());
    }

    @Test
    void severalSelectedAreCounted(WindowRobot robot) {
        ImageRecord sun = library.add("Sun", 30, 20, Color.YELLOW);
        select(robot, sea, sun);
        assertTrue(isShown(robot, "2 images selected"));
        assertTrue(isShown(robot, "water"));
    }

    @Test
    void tagsForAllAreOfferedFromTheWholeLibrary(WindowRobot robot) throws TimeoutException {
        library.add("Rock", 30, 20, Color.GRAY, "stone");
        select(robot, sea, library.add("Sun", 30, 20, Color.YELLOW));
        TagField field = robot.lookup("#detail-shared-tags").query();
        robot.interact(field::requestFocus);
        robot.interact(() -> field.lookup(".text-field").requestFocus());
        waitFor(() -> field.getKnown().contains("stone"));
    }

    private static List<Set<Node>> linesAndButtons(WindowRobot robot) {
        return Stream.of(".detail-actions .button", ".facts .fact-text", ".facts .fact-label", ".facts .icon-button")
                .map(each -> robot.lookup(each).queryAll())
                .toList();
    }

    private void select(WindowRobot robot, ImageRecord... images) {
        robot.interact(() -> detail.selectionProperty().set(ImageSelection.of(List.of(images))));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private ImageRecord stored() {
        return library.library().images().find(sea.imageId()).orElseThrow();
    }

    private static void waitFor(BooleanSupplier condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition::getAsBoolean);
    }

    private static boolean isShown(WindowRobot robot, String text) {
        return robot.lookup(
                        node -> node instanceof Labeled labeled && text.equals(labeled.getText()) && isVisible(node))
                .tryQuery()
                .isPresent();
    }

    private static boolean isVisible(Node node) {
        return node == null || node.isVisible() && isVisible(node.getParent());
    }

    private final class RecordedCommands implements ImageCommands {
        @Override
        public boolean offers(ImageAction action) {
            return true;
        }

        @Override
        public void showMenu(Node owner, Point2D onScreen, ImageTargets targets, Surface place) {}

        @Override
        public void run(ImageAction action, ImageTargets targets) {
            asked.add(
                    switch (action) {
                        case OPEN ->
                            "open "
                                    + library.library()
                                            .images()
                                            .find(targets.lead().orElseThrow())
                                            .orElseThrow()
                                            .title();
                        case COPY_FILES -> "copy " + targets.size();
                        case TRASH -> "delete " + targets.size();
                        case DELETE_PERMANENTLY -> "forever " + targets.size();
                        default -> action.id() + " " + targets.size();
                    });
        }
    }
}
