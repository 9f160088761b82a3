package dev.vitrine.ui.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Library;
import dev.vitrine.connection.OpenOptions;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Order;
import dev.vitrine.image.Rating;
import dev.vitrine.service.Progress;
import dev.vitrine.service.SampleImages;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.actions.ImageAction;
import dev.vitrine.ui.actions.ImageAction.Surface;
import dev.vitrine.ui.actions.ImageCommands;
import dev.vitrine.ui.actions.ImageTargets;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Settings;
import java.awt.Color;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// The real gallery over a real library of eight small images, named a to h, oldest first.
class GalleryViewTest {
    @TempDir
    private Path folder;

    private final WindowRobot robot = new WindowRobot();
    private final List<Integer> opened = new ArrayList<>();
    private final List<String> ran = new ArrayList<>();
    private final List<List<String>> menus = new ArrayList<>();
    private Library library;
    private Settings settings;
    private GalleryViewModel viewModel;
    private GalleryView view;
    private Stage stage;

    @BeforeEach
    void showAGallery() throws Exception {
        AppFolders folders = AppFolders.inOne(folder);
        library = Library.open(OpenOptions.of(ConnectionProfile.standard(folders), folders, Optional.empty()));
        for (char name = 'a'; name <= 'h'; name++) {
            library.images().upload(SampleImages.newImage("alice", name + ".png", Color.CYAN), _ -> {});
        }
        FxToolkit.registerPrimaryStage();
        WaitForAsyncUtils.asyncFx(() -> {
                    var background = Background.onScreen(_ -> {});
                    settings = new Settings(folder.resolve("settings.json"));
                    viewModel = new GalleryViewModel(library.images(), background, settings);
                    viewModel.queryProperty().set(ImageQuery.ALL.withOrder(Order.TITLE));
                    viewModel.tileSizeProperty().set(120);
                    view = new GalleryView(
                            viewModel,
                            new TileImages(library.thumbnails(), background, 1, 1 << 20),
                            new RecordedCommands(),
                            (_, _, _) -> {});
                    stage = new Stage();
                    stage.setScene(new Scene(view, 560, 480));
                    stage.show();
                    view.requestFocus();
                })
                .get();
        until(() -> titles().size() == 8);
    }

    @AfterEach
    void close() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> {
                    stage.hide();
                    viewModel.close();
                })
                .get();
        library.close();
    }

    @Test
    void aClickSelectsAndTheTileSaysSo() throws Exception {
        robot.clickOn(tile("c"));
        assertEquals(Set.of("c"), selected());
        assertEquals(true, tile("c").queryAccessibleAttribute(AccessibleAttribute.SELECTED));
        assertEquals(false, tile("d").queryAccessibleAttribute(AccessibleAttribute.SELECTED));
    }

    /// Or each key would lay out the window.
    @Test
    void aMarkThatMovesLaysOutNothingAroundItsTile() throws Exception {
        robot.clickOn(tile("c"));
        WaitForAsyncUtils.asyncFx(() -> {
                    view.layout();
                    viewModel.moveTo(4, false, false);
                    assertFalse(view.isNeedsLayout());
                })
                .get();
        assertEquals(Set.of("e"), selected());
    }

    /// As screen readers ask for it.
    @Test
    void whatIsAskedForIsBroughtIntoSight() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> viewModel.tileSizeProperty().set(400)).get();
        until(() -> !titles().contains("h"));
        WaitForAsyncUtils.asyncFx(() -> view.executeAccessibleAction(AccessibleAction.SHOW_ITEM, 7))
                .get();
        until(() -> titles().contains("h"));
    }

    @Test
    void captionsComeAndGoOnTheTilesThatAreShown() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> viewModel.captionsProperty().set(true)).get();
        until(() -> captions().equals(List.of("a", "b", "c", "d", "e", "f", "g", "h")));
        WaitForAsyncUtils.asyncFx(() -> viewModel.captionsProperty().set(false)).get();
        until(() -> captions().isEmpty());
    }

    @Test
    void shiftSelectsTheRangeAndCtrlToggles() throws Exception {
        robot.clickOn(tile("b"));
        press("e", true, false);
        assertEquals(Set.of("b", "c", "d", "e"), selected());
        press("c", false, true);
        assertEquals(Set.of("b", "d", "e"), selected());
    }

    @Test
    void theArrowsWalkAndShiftExtends() throws Exception {
        robot.type(KeyCode.HOME);
        robot.type(KeyCode.RIGHT, 2);
        assertEquals(Set.of("c"), selected());
        robot.press(KeyCode.SHIFT).type(KeyCode.DOWN).release(KeyCode.SHIFT);
        int columns = view.viewport().layout().vertically(0, 1);
        assertEquals(1 + columns, selected().size());
        robot.type(KeyCode.END);
        assertEquals(Set.of("h"), selected());
    }

    @Test
    void typingAheadNeedsNoAccents() throws Exception {
        library.images().upload(SampleImages.newImage("alice", "Ł.png", Color.CYAN), _ -> {});
        until(() -> titles().size() == 9);
        robot.write("l");
        until(() -> !viewModel.reachedProperty().get().isEmpty());
        assertEquals(Set.of("Ł"), selected());
    }

    @Test
    void enterAndDoubleClickOpen() throws Exception {
        robot.type(KeyCode.HOME, KeyCode.RIGHT, KeyCode.ENTER);
        robot.doubleClickOn(tile("d"));
        assertEquals(List.of(1, 3), opened);
    }

    @Test
    void theMenuActsOnTheSelectionOrOnWhatIsUnderThePointer() throws Exception {
        robot.clickOn(tile("a"));
        press("b", false, true);
        menuOn("b");
        menuOn("f");
        assertEquals(List.of(2, 1), menus.stream().map(List::size).toList());
        assertEquals(Set.of("f"), selected());
    }

    @Test
    void theSpaceBetweenImagesHasAMenuOfItsOwnAndAMonthThatOfItsImages() throws Exception {
        robot.interact(() -> view.setSpaceMenu(() -> new ContextMenu(new MenuItem("Between"))));
        Node wall = tile("a").getParent();
        robot.interact(() -> Event.fireEvent(
                wall, menuAt(tile("a").getLayoutX() - 6, tile("a").getLayoutY())));
        until(() -> robot.lookup("Between").tryQuery().isPresent());
        assertEquals(List.of(), menus);
        robot.interact(() -> viewModel.queryProperty().set(ImageQuery.ALL.withOrder(Order.NEWEST)));
        until(() -> view.topHeader().isVisible());
        robot.interact(() -> Event.fireEvent(view.topHeader(), menuAt(1, 1)));
        assertEquals(List.of(8), menus.stream().map(List::size).toList());
    }

    @Test
    void whatTheHandHoldsIsAStackOfTheImagesAndTheirNumber() throws Exception {
        var red = new WritableImage(40, 20);
        robot.interact(() -> {
            WritableImage one = DragPicture.of(view.getScene(), List.of(red), 1);
            WritableImage many = DragPicture.of(view.getScene(), List.of(red, red, red), 1204);
            assertTrue(one.getWidth() >= 96 && one.getHeight() >= 48, one.getWidth() + " × " + one.getHeight());
            assertTrue(many.getWidth() > one.getWidth() && many.getHeight() > one.getHeight());
            WritableImage unloaded = DragPicture.of(view.getScene(), List.of(), 3);
            assertTrue(unloaded.getWidth() > 0);
        });
    }

    @Test
    void aRubberBandSelectsWhatItTouches() throws Exception {
        Node first = tile("a");
        robot.interact(() -> {
            double x = first.getLayoutX() - 6;
            double y = first.getLayoutY() - 6;
            Node wall = first.getParent();
            fire(wall, MouseEvent.MOUSE_PRESSED, x, y);
            fire(
                    wall,
                    MouseEvent.MOUSE_DRAGGED,
                    first.getLayoutX() + view.viewport().layout().placeOf(0).width() * 1.5,
                    y + 40);
            fire(
                    wall,
                    MouseEvent.MOUSE_RELEASED,
                    first.getLayoutX() + view.viewport().layout().placeOf(0).width() * 1.5,
                    y + 40);
        });
        assertEquals(Set.of("a", "b"), selected());
    }

    @Test
    void thePictureComesToItsTile() throws Exception {
        until(() -> tile("a").lookupAll(".image-view").stream()
                .map(ImageView.class::cast)
                .allMatch(each -> each.getImage() != null));
    }

    @Test
    void wholePicturesAreShownAsTheyAreAndTheirTileIsTheirShape() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> viewModel.wholePicturesProperty().set(true))
                .get();
        until(() -> titles().size() == 8
                && Math.abs(tile("a").pictureWidth() / tile("a").pictureHeight() - 4 / 3.) < .02);
        until(() -> tile("a").lookupAll(".image-view").stream()
                .map(ImageView.class::cast)
                .allMatch(each -> each.getImage() != null
                        && Math.abs(each.getImage().getWidth() / each.getImage().getHeight() - 4 / 3.) < .02));
        settings.save();
        assertTrue(new Settings(folder.resolve("settings.json"))
                .flag("gallery.wholePictures", false)
                .get());
        robot.clickOn(tile("b"));
        robot.type(KeyCode.DOWN).type(KeyCode.UP);
        assertEquals(Set.of("b"), selected());
    }

    @Test
    void theStripSaysWhichMonthIsAtTheTopAndADateLeadsThere() throws Exception {
        var strip = onScreen(() -> new HBox(view.topHeader()));
        robot.interact(() -> {
            stage.setHeight(300);
            stage.getScene().setRoot(new VBox(strip, view));
            viewModel.queryProperty().set(ImageQuery.ALL);
        });
        String month = Format.month(YearMonth.now());
        until(() -> textsIn(strip).equals(List.of(month, "8 images")));
        assertEquals(Set.of(), headersOnTheWall(), "the strip has it");
        robot.interact(view::askForDate);
        robot.write("1999");
        assertEquals(month + " · 8 images", dateLeads());
        robot.type(KeyCode.ENTER);
        assertEquals(Set.of("a"), selected(), "the oldest is nearest");
        assertTrue(onScreen(view::isFocused));
        robot.interact(() -> viewModel.queryProperty().set(ImageQuery.ALL.withOrder(Order.TITLE)));
        until(() -> !view.topHeader().isVisible());
        robot.interact(view::askForDate);
        robot.write("1999");
        assertEquals("The images are not in order of date.", dateLeads());
        robot.type(KeyCode.ESCAPE);
        assertFalse(onScreen(() -> robot.lookup("#go-to-date").query().isVisible()));
    }

    private String dateLeads() throws Exception {
        return onScreen(() -> textsIn(robot.lookup("#go-to-date").query()).getLast());
    }

    private static List<String> textsIn(Node node) {
        return node.lookupAll(".label").stream()
                .map(Label.class::cast)
                .map(Label::getText)
                .toList();
    }

    private Set<String> headersOnTheWall() {
        return robot.from(view).lookup(".gallery-header").queryAll().stream()
                .filter(Node::isVisible)
                .map(header -> textsIn(header).getFirst())
                .collect(Collectors.toSet());
    }

    @Test
    void draggingTheBarSaysWhereOneIs() throws Exception {
        robot.interact(() -> {
            stage.setHeight(240);
            viewModel.tileSizeProperty().set(250);
        });
        until(() -> robot.lookup(".scroll-bar").query().isVisible());
        Node bar = robot.lookup(".scroll-bar").query();
        Label bubble = robot.lookup(".gallery-bubble").query();
        assertFalse(bubble.isVisible());
        robot.drag(bar.lookup(".thumb"), MouseButton.PRIMARY).moveBy(0, 20);
        until(() -> bubble.isVisible() && bubble.getText().equals("A"));
        robot.moveBy(0, 140);
        until(() -> Set.of("E", "G").contains(bubble.getText()));
        robot.drop();
        until(() -> !bubble.isVisible());
    }

    @Test
    void starsAndHeartAreSeenAtRest() throws Exception {
        robot.moveTo(stage);
        var image = library.images()
                .find(viewModel.resultProperty().get().ids(7, 8).getFirst())
                .orElseThrow();
        library.images().edit(new ImageEdit(image, Rating.rated(image.caption(), 3)));
        until(() -> tile("h").lookupAll(".star").stream()
                        .filter(star -> star.getParent().isVisible())
                        .count()
                == 3);
        assertFalse(onScreen(() -> tile("h").isHover()));
    }

    @Test
    void thePointerDarkensNoTileThatHasNothingToSay() throws Exception {
        Tile tile = tile("c");
        robot.moveTo(tile);
        until(() -> !shownHovers(tile).isEmpty());
        robot.interact(
                () -> tile.showImage(SampleImages.row(tile.imageId(), "", SampleImages.facts("image/png", "")), false));
        assertEquals(List.of(), shownHovers(tile));
    }

    private static List<Node> shownHovers(Tile tile) {
        return tile.lookupAll(".tile-hover").stream().filter(Node::isVisible).toList();
    }

    @Test
    void aDigitWithShiftRatesAndGoesOn() throws Exception {
        robot.clickOn(tile("c"));
        robot.press(KeyCode.SHIFT).type(KeyCode.DIGIT4).release(KeyCode.SHIFT);
        assertEquals(Set.of("d"), selected());
        assertEquals(List.of("RATE_4"), ran);
    }

    @Test
    void whatComesIntoThePlaceOfTheDeletedIsSelectedAndTheRestoredOnesToo() throws Exception {
        robot.clickOn(tile("c"));
        List<String> c = onScreen(() -> viewModel.selection().ids());
        robot.interact(() -> viewModel.selection().expectToLeave(c));
        library.images().trash(c);
        until(() -> titles().size() == 7);
        assertEquals(Set.of("d"), selected());
        robot.interact(() -> viewModel.selectWhenThere(c));
        library.images().restore(c, Progress.UNSEEN);
        until(() -> titles().size() == 8);
        assertEquals(Set.of("c"), selected());
    }

    @Test
    void theBandScrollsWhileThePointerRestsBeyondTheEdge() throws Exception {
        robot.interact(() -> {
            stage.setHeight(240);
            viewModel.tileSizeProperty().set(250);
        });
        until(() -> view.viewport().max() > 400);
        robot.interact(() -> {
            Node wall = view.lookup(".gallery-wall");
            fire(wall, MouseEvent.MOUSE_PRESSED, 4, 60);
            fire(wall, MouseEvent.MOUSE_DRAGGED, 200, view.getHeight() + 90);
        });
        until(() -> view.scrollProperty().get() == view.viewport().max());
        robot.interact(() -> fire(view.lookup(".gallery-wall"), MouseEvent.MOUSE_RELEASED, 200, view.getHeight() + 90));
        assertEquals(Set.of("a", "c", "e", "g"), selected());
    }

    @Test
    void zoomingKeepsTheSelectedPictureInItsPlace() throws Exception {
        robot.interact(() -> stage.setHeight(300));
        for (boolean whole : List.of(false, true)) {
            WaitForAsyncUtils.asyncFx(() -> {
                        viewModel.wholePicturesProperty().set(whole);
                        viewModel.tileSizeProperty().set(120);
                    })
                    .get();
            robot.interact(view::requestFocus);
            robot.type(KeyCode.HOME).type(KeyCode.RIGHT, 4);
            until(() -> middleOf("e") > 0 && middleOf("e") < view.getHeight());
            double before = onScreen(() -> middleOf("e"));
            for (int step = 0; step < 4; step++) {
                robot.interact(() -> viewModel.resizeTiles(1));
                WaitForAsyncUtils.waitForFxEvents();
            }
            assertEquals(before, onScreen(() -> middleOf("e")), 2.0, "whole: " + whole);
        }
    }

    /// As when a panel is folded and there is more room.
    @Test
    void largerTilesCutOffNothingOfTheSelectedOne() throws Exception {
        robot.interact(() -> stage.setHeight(300));
        robot.type(KeyCode.HOME);
        assertEquals(Set.of("a"), selected());
        robot.interact(() -> viewModel.tileSizeProperty().set(180));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(0, onScreen(() -> view.scrollProperty().get()));
    }

    /// Of its picture, from the top of the screen.
    private double middleOf(String title) {
        Tile tile = tile(title);
        return tile.getLayoutY() + tile.pictureHeight() / 2;
    }

    private static <T> T onScreen(Callable<T> answer) throws Exception {
        var task = new FutureTask<>(answer);
        Platform.runLater(task);
        return task.get();
    }

    @Test
    void aChangedRowIsBoundOnceAndOnlyThatOne() throws Exception {
        until(() -> !viewModel.changedRowsProperty().get().ids().isEmpty());
        int before = view.rebinds();
        var image = library.images()
                .find(viewModel.resultProperty().get().ids(2, 3).getFirst())
                .orElseThrow();
        library.images().edit(new ImageEdit(image, image.caption().withTags(List.of("new"))));
        until(() -> tile("c").getAccessibleText().contains("new"));
        assertEquals(1, view.rebinds() - before);
    }

    @Test
    void aRowThatChangesTwiceIsBoundTwice() throws Exception {
        until(() -> !viewModel.changedRowsProperty().get().ids().isEmpty());
        String id = viewModel.resultProperty().get().ids(2, 3).getFirst();
        for (String tag : List.of("once", "twice")) {
            var image = library.images().find(id).orElseThrow();
            library.images().edit(new ImageEdit(image, image.caption().withTags(List.of(tag))));
            until(() -> tile("c").getAccessibleText().contains(tag));
        }
    }

    @Test
    void whatIsDeletedLeavesAndTheLeadMovesOn() throws Exception {
        robot.clickOn(tile("c"));
        library.images().trash(viewModel.selection().ids());
        until(() -> titles().size() == 7);
        assertEquals(Set.of(), selected());
        assertEquals(2, viewModel.leadIndex().orElseThrow());
    }

    @Test
    void everyTileHasATextForScreenReaders() throws Exception {
        assertTrue(titles().stream().allMatch(text -> text.length() == 1), () -> titles().toString());
        assertTrue(tile("a").getAccessibleText().contains("alice"));
    }

    private void press(String title, boolean shift, boolean shortcut) throws Exception {
        Node tile = tile(title);
        robot.interact(() -> Event.fireEvent(
                tile.getParent(),
                new MouseEvent(
                        MouseEvent.MOUSE_PRESSED,
                        tile.getLayoutX() + 5,
                        tile.getLayoutY() + 5,
                        0,
                        0,
                        MouseButton.PRIMARY,
                        1,
                        shift,
                        shortcut,
                        false,
                        false,
                        true,
                        false,
                        false,
                        true,
                        false,
                        true,
                        null)));
    }

    private static void fire(Node wall, EventType<MouseEvent> type, double x, double y) {
        Event.fireEvent(
                wall,
                new MouseEvent(
                        type,
                        x,
                        y,
                        0,
                        0,
                        MouseButton.PRIMARY,
                        1,
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        false,
                        true,
                        false,
                        false,
                        null));
    }

    private static ContextMenuEvent menuAt(double x, double y) {
        return new ContextMenuEvent(ContextMenuEvent.CONTEXT_MENU_REQUESTED, x, y, 200, 200, false, null);
    }

    private void menuOn(String title) throws Exception {
        Node tile = tile(title);
        robot.interact(() -> Event.fireEvent(
                tile.getParent(),
                new ContextMenuEvent(
                        ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                        tile.getLayoutX() + 5,
                        tile.getLayoutY() + 5,
                        0,
                        0,
                        false,
                        null)));
    }

    private Set<String> selected() throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        var names = new FutureTask<>(() -> viewModel.selection().ids().stream()
                .map(id -> viewModel.row(id).orElseThrow().title())
                .collect(Collectors.toSet()));
        Platform.runLater(names);
        return names.get();
    }

    private List<String> captions() {
        return robot.from(view).lookup(".tile-caption").<Label>queryAll().stream()
                .filter(Label::isVisible)
                .map(Label::getText)
                .sorted()
                .toList();
    }

    private Tile tile(String title) {
        return robot.lookup(".tile").queryAll().stream()
                .filter(node -> node.isVisible() && titleOf(node).equals(title))
                .map(Tile.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private Set<String> titles() {
        return robot.lookup(".tile").queryAll().stream()
                .filter(Node::isVisible)
                .map(GalleryViewTest::titleOf)
                .filter(text -> text.length() == 1)
                .collect(Collectors.toSet());
    }

    private static String titleOf(Node tile) {
        return tile.getAccessibleText().replaceFirst(", by .*", "");
    }

    private static void until(Callable<Boolean> holds) throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> {
            var answer = new FutureTask<>(holds);
            Platform.runLater(answer);
            return answer.get();
        });
    }

    private final class RecordedCommands implements ImageCommands {
        @Override
        public boolean offers(ImageAction action) {
            return true;
        }

        @Override
        public void run(ImageAction action, ImageTargets targets) {
            if (action.name().startsWith("RATE_")) {
                ran.add(action.name());
                return;
            }
            assertEquals(ImageAction.OPEN, action);
            opened.add(viewModel
                    .resultProperty()
                    .get()
                    .indexOf(targets.lead().orElseThrow())
                    .orElseThrow());
        }

        @Override
        public void showMenu(Node owner, Point2D onScreen, ImageTargets targets, Surface place) {
            menus.add(targets.ids());
        }
    }
}
