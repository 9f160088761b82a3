package dev.vitrine.ui.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.ui.actions.ImageAction;
import dev.vitrine.ui.actions.ImageAction.Surface;
import dev.vitrine.ui.actions.ImageCommands;
import dev.vitrine.ui.actions.ImageTargets;
import dev.vitrine.ui.support.PictureLibrary;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.support.TestScreen;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ViewerCommandsTest {
    @TempDir
    Path folder;

    private final List<String> back = new ArrayList<>();
    private final BooleanProperty screen = new SimpleBooleanProperty();
    private final TestScreen screenNow = new TestScreen();

    @AutoClose
    private PictureLibrary library;

    private ViewerViewModel viewer;
    private ViewerCommands commands;

    @BeforeEach
    void open() {
        library = new PictureLibrary(folder);
        library.add("a", 40, 30, Color.BLUE);
        library.add("b", 40, 30, Color.BLUE);
        viewer = new ViewerViewModel(
                library.library().images(),
                library.library().thumbnails(),
                library.library().pictures(),
                screenNow.background(),
                new Settings(folder.resolve("settings.json")));
        commands = new ViewerCommands(viewer, new NoCommands(), back::add, new FullScreen(screen, screen::set));
        viewer.open(library.library().images().search(library.byTitle()), 0);
    }

    @Test
    void escapeLeavesFullScreenBeforeTheViewer() {
        commands.toggleFullScreen();
        viewer.toggleComparison();
        commands.stepBack();
        assertFalse(viewer.comparingProperty().get());
        assertTrue(screen.get());
        commands.stepBack();
        assertFalse(screen.get());
        assertTrue(viewer.openProperty().get());
        commands.stepBack();
        assertFalse(viewer.openProperty().get());
        assertEquals(1, back.size());
    }

    @Test
    void aKeyThatComesRightAfterGoingOnMeansThePictureGoneTo() {
        for (String title : List.of("c", "d", "e")) {
            library.add(title, 40, 30, Color.BLUE);
        }
        ImageResult result = library.library().images().search(library.byTitle());
        viewer.update(result);
        screenNow.await(() -> viewer.active().imageProperty().get().isPresent());
        viewer.last(); // its row is read later
        String last = result.ids(4, 5).getFirst();
        assertEquals(new ImageTargets(List.of(last), Optional.of(last), false), commands.target());
    }

    @Test
    void noFullScreenIsLeftBehindWhenTheLastPictureIsGone() {
        commands.toggleFullScreen();
        viewer.close();
        assertFalse(screen.get());
    }

    @Test
    void aWindowThatFilledTheScreenBeforeGoesOnDoingSo() {
        screen.set(true);
        commands.stepBack();
        assertTrue(screen.get());
        assertFalse(viewer.openProperty().get());
    }

    private static final class NoCommands implements ImageCommands {
        @Override
        public boolean offers(ImageAction action) {
            return true;
        }

        @Override
        public void run(ImageAction action, ImageTargets targets) {}

        @Override
        public void showMenu(Node owner, Point2D onScreen, ImageTargets targets, Surface place) {}
    }
}
