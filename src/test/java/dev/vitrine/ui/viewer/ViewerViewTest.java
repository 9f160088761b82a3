package dev.vitrine.ui.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.Rating;
import dev.vitrine.picture.Samples;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.actions.ImageAction;
import dev.vitrine.ui.actions.ImageAction.Surface;
import dev.vitrine.ui.actions.ImageCommands;
import dev.vitrine.ui.actions.ImageTargets;
import dev.vitrine.ui.controls.Preview;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.PictureLibrary;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.viewer.ZoomPan.Fitting;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.image.ImageView;
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
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class ViewerViewTest {
    @TempDir
    static Path folder;

    private final List<String> asked = new ArrayList<>();
    private Button below;
    private Stage stage;
    private PictureLibrary library;
    private ViewerViewModel viewer;

    @Start
    void start(Stage stage) {
        Path own = folder.resolve(Long.toString(System.nanoTime()));
        library = new PictureLibrary(own);
        for (String title : List.of("a", "b", "c")) {
            library.add(title, 1600, 1200, Color.BLUE);
        }
        viewer = new ViewerViewModel(
                library.library().images(),
                library.library().thumbnails(),
                library.library().pictures(),
                Background.onScreen(_ -> {}),
                new Settings(own.resolve("settings.json")));
        this.stage = stage;
        below = new Button("below");
        stage.setScene(new Scene(
                new StackPane(below, new ViewerView(viewer, new RecordedCommands(), back -> asked.add("back " + back))),
                960,
                720));
        stage.show();
        below.requestFocus();
        viewer.open(library.library().images().search(library.byTitle()), 0);
    }

    @AfterEach
    void close(WindowRobot robot) {
        robot.interact(viewer::close);
        library.close();
    }

    @Test
    void arrowsLeafAndTheBarSaysWhereOneIs(WindowRobot robot) throws TimeoutException {
        waitFor(() -> "a".equals(text(robot, "#viewer-title")));
        robot.type(KeyCode.RIGHT);
        waitFor(() -> "b".equals(text(robot, "#viewer-title")));
        assertEquals("2 of 3", text(robot, "#viewer-position"));
        robot.type(KeyCode.END, KeyCode.LEFT, KeyCode.PAGE_DOWN);
        waitFor(() -> "c".equals(text(robot, "#viewer-title")));
    }

    /// Other programs write what no form here would take.
    @Test
    void aTitleIsOneLine(WindowRobot robot) throws TimeoutException {
        ImageRecord broken = library.add("line\nbreak\u202Egnp.exe", 400, 300, Color.BLUE);
        robot.interact(() -> {
            ImageResult result = library.library().images().search(library.byTitle());
            viewer.open(result, result.indexOf(broken.imageId()).orElseThrow());
        });
        waitFor(() -> "line break gnp.exe".equals(text(robot, "#viewer-title")));
    }

    @Test
    void nothingOfTheBarIsCutOffInANarrowWindow(WindowRobot robot) throws TimeoutException {
        waitFor(() -> "a".equals(text(robot, "#viewer-title")));
        Region bar = robot.lookup(".viewer-bar").queryAs(Region.class);
        robot.interact(() -> {
            for (double width = 1400; width >= 360; width -= 20) { // with text of 200 percent, of 720
                bar.resize(width, bar.getHeight());
                bar.layout();
                for (Node child : bar.getChildrenUnmodifiable()) {
                    assertTrue(
                            !child.isManaged() || child.getBoundsInParent().getMaxX() <= width, child + " in " + width);
                }
            }
        });
    }

    @Test
    void whatStandsForStarsOrAnAlbumIsNotToldAsATag(WindowRobot robot) throws TimeoutException {
        ImageRecord rated = library.add("rated", 400, 300, Color.BLUE, "sea", "rating:5", "favourite", "album:Coast");
        robot.interact(() -> {
            ImageResult result = library.library().images().search(library.byTitle());
            viewer.open(result, result.indexOf(rated.imageId()).orElseThrow());
            viewer.info().showingProperty().set(true);
        });
        waitFor(() -> tellsOf(robot, "sea, album: Coast"));
    }

    private static boolean tellsOf(WindowRobot robot, String text) {
        return robot
                .from(robot.lookup(".info-overlay").queryAll())
                .lookup(".label")
                .<Label>queryAllAs(Label.class)
                .stream()
                .anyMatch(label -> label.isVisible() && label.getText().equals(text));
    }

    @Test
    void whatIsToldOfAnImageWithHundredsOfTagsStaysBetweenBarAndFilmstrip(WindowRobot robot) throws TimeoutException {
        String[] tags = IntStream.range(0, 500).mapToObj(i -> "tag" + i).toArray(String[]::new);
        ImageRecord reported = library.add("told " + "at length ".repeat(1000), 400, 300, Color.BLUE, tags);
        robot.interact(() -> {
            ImageResult result = library.library().images().search(library.byTitle());
            viewer.open(result, result.indexOf(reported.imageId()).orElseThrow());
            viewer.info().showingProperty().set(true);
        });
        Region info = robot.lookup(".info-overlay").queryAs(Region.class);
        waitFor(() -> info.isVisible() && info.getHeight() > 100);
        Region bar = robot.lookup(".viewer-bar").queryAs(Region.class);
        Region strip = robot.lookup(".filmstrip").queryAs(Region.class);
        var place = new AtomicReference<Bounds>();
        robot.interact(() -> {
            info.getParent().layout();
            place.set(info.getBoundsInParent());
        });
        assertTrue(
                place.get().getMinY()
                        >= WindowRobot.look(bar::getBoundsInParent).getMaxY(),
                "below the bar: " + place);
        assertTrue(
                place.get().getMaxY()
                        <= WindowRobot.look(strip::getBoundsInParent).getMinY(),
                "above the filmstrip: " + place);
        Node lastFact = info.getChildrenUnmodifiable().getLast();
        assertTrue(WindowRobot.look(lastFact::getBoundsInParent).getMaxY() <= info.getHeight(), "the facts are seen");
    }

    @Test
    void aPictureTooLargeForMemoryIsSharpWhereItIsLookedAt(WindowRobot robot) throws TimeoutException {
        ImageRecord huge = library.add("huge", ImageSource.ofBytes("huge.jpg", Samples.gray(16_320, 12_240)));
        robot.interact(() -> {
            ImageResult result = library.library().images().search(library.byTitle());
            viewer.open(result, result.indexOf(huge.imageId()).orElseThrow());
        });
        waitFor(() -> "huge".equals(text(robot, "#viewer-title")));
        awaitPicture();
        robot.type(KeyCode.Z);
        ImageView part = robot.lookup("#viewer-picture-left .picture-part").queryAs(ImageView.class);
        waitFor(() -> part.getImage() != null);
        Bounds shown = WindowRobot.look(() -> {
            part.getParent().layout();
            return part.getBoundsInParent();
        });
        assertTrue(shown.contains(part.getParent().getLayoutBounds()), shown.toString());
        assertEquals(part.getImage().getWidth(), part.getFitWidth(), 1e-6, "pixel by pixel");
    }

    @Test
    void keysZoomAndArrowsThenPan(WindowRobot robot) throws TimeoutException {
        awaitPicture();
        robot.type(KeyCode.Z);
        assertEquals("100 %", text(robot, "#viewer-zoom"));
        robot.type(KeyCode.RIGHT);
        assertTrue(zoom().offsetX() < 0, "panned");
        assertEquals(0, viewer.indexProperty().get());
        robot.type(KeyCode.F);
        assertEquals(Fitting.FIT, zoom().fitting());
        robot.type(KeyCode.R);
        assertEquals(List.of("turn_right a"), asked);
        assertEquals(0, zoom().turns(), "the image is turned, not only its view");
    }

    @Test
    void theWheelZoomsInAndADoubleClickGoesBack(WindowRobot robot) throws TimeoutException {
        awaitPicture();
        waitFor(() -> !viewer.active().sharpeningProperty().get());
        double before = zoom().scale();
        robot.moveTo("#viewer-picture-left").scroll(5, VerticalDirection.UP);
        waitFor(() -> zoom().scale() > before && zoom().canPan());
        robot.doubleClickOn("#viewer-picture-left");
        assertEquals(before, zoom().scale());
    }

    @Test
    void escapeLeadsBackStepByStep(WindowRobot robot) throws TimeoutException {
        awaitPicture();
        robot.type(KeyCode.C);
        assertTrue(viewer.comparingProperty().get());
        robot.type(KeyCode.ESCAPE, KeyCode.SPACE);
        assertTrue(viewer.playingProperty().get());
        robot.type(KeyCode.ESCAPE);
        assertTrue(viewer.openProperty().get());
        String viewed = viewer.currentImageIdProperty().get();
        robot.type(KeyCode.ESCAPE);
        assertFalse(viewer.openProperty().get());
        assertEquals(List.of("back " + viewed), asked);
    }

    @Test
    void theKeyboardStaysInTheViewerAndGoesBackWhereItWas(WindowRobot robot) throws TimeoutException {
        awaitPicture();
        robot.interact(below::requestFocus);
        assertTrue(robot.lookup(".viewer").query().isFocusWithin());
        for (int i = 0; i < 60; i++) {
            robot.type(KeyCode.TAB);
            assertTrue(robot.lookup(".viewer").query().isFocusWithin(), "after " + i);
        }
        robot.interact(viewer::close);
        assertTrue(below.isFocused());
    }

    @Test
    void fourAreAllOfOneSize(WindowRobot robot) throws TimeoutException {
        library.add("d", 1600, 1200, Color.RED);
        robot.interact(() -> {
            ImageResult result = library.library().images().search(library.byTitle());
            viewer.compare(result, result.ids(0, 4));
        });
        waitFor(() -> robot.lookup(".picture-surface").queryAll().size() == 4);
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> stage.getScene().getRoot().layout());
        Set<Double> widths = robot.lookup(".picture-surface").queryAll().stream()
                .map(node -> WindowRobot.look(() -> node.getLayoutBounds().getWidth()))
                .collect(Collectors.toSet());
        assertEquals(1, widths.size());
        assertTrue(widths.iterator().next() > 400, widths.toString());
    }

    @Test
    void deleteAsksForTheViewedImage(WindowRobot robot) throws TimeoutException {
        awaitPicture();
        robot.type(KeyCode.DELETE);
        assertEquals(List.of("delete a"), asked);
    }

    @Test
    void digitsRateAndThePeriodMakesAFavorite(WindowRobot robot) throws TimeoutException {
        awaitPicture();
        robot.type(KeyCode.DIGIT4, KeyCode.NUMPAD0, KeyCode.PERIOD);
        assertEquals(List.of("rate a 4", "rate a 0", "favorite a true"), asked);
        robot.interact(() -> viewer.active()
                .refresh(rated(viewer.active().imageProperty().get().orElseThrow())));
        assertEquals("3 stars", robot.lookup("#viewer-stars").query().getAccessibleText());
        assertEquals(
                "Remove from favorites", robot.lookup("#viewer-heart").query().getAccessibleText());
    }

    private static ImageRecord rated(ImageRecord image) {
        return image.withCaption(Rating.favorite(Rating.rated(image.caption(), 3), true), image.updatedAt());
    }

    @Test
    void aSideThatIsClickedBecomesTheActiveOne(WindowRobot robot) throws TimeoutException {
        awaitPicture();
        robot.type(KeyCode.C).clickOn("#viewer-picture-left");
        assertEquals(Side.LEFT, viewer.sideProperty().get());
        robot.type(KeyCode.TAB);
        assertEquals(Side.RIGHT, viewer.sideProperty().get());
    }

    @Test
    void everyButtonSaysWhatItDoes(WindowRobot robot) {
        Set<Node> buttons = robot.lookup(node -> node instanceof ButtonBase
                        && node.getId() != null
                        && node.getId().startsWith("viewer-"))
                .queryAll();
        assertTrue(buttons.size() >= 14, buttons.toString());
        for (Node button : buttons) {
            assertTrue(
                    button.queryAccessibleAttribute(AccessibleAttribute.TEXT) instanceof String text && !text.isBlank(),
                    button.toString());
            assertTrue(((ButtonBase) button).getTooltip() != null, button.toString());
        }
    }

    private ZoomPan zoom() {
        return viewer.active().zoomProperty().get();
    }

    private void awaitPicture() throws TimeoutException {
        waitFor(() -> viewer.active().previewProperty().get() instanceof Preview.Ready && zoom().viewWidth() > 100);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static String text(WindowRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }

    private static void waitFor(BooleanSupplier condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                30,
                TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(condition::getAsBoolean).get());
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
            ImageRecord image = library.library()
                    .images()
                    .find(targets.lead().orElseThrow())
                    .orElseThrow();
            asked.add(
                    switch (action) {
                        case TRASH, DELETE_PERMANENTLY -> "delete " + image.title();
                        case RATE_0, RATE_1, RATE_2, RATE_3, RATE_4, RATE_5 ->
                            "rate " + image.title() + " " + action.stars();
                        case FAVORITE -> "favorite " + image.title() + " " + !Rating.isFavorite(image.tags());
                        default -> action.id() + " " + image.title();
                    });
        }
    }
}
