package dev.vitrine.ui.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.actions.BackgroundJobs;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.actions.ImageTargets;
import dev.vitrine.ui.actions.UndoStack;
import dev.vitrine.ui.controls.LazyNode;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.PictureLibrary;
import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class TagPaletteTest {
    @TempDir
    private Path folder;

    @AutoClose
    private PictureLibrary pictures;

    private final StringProperty pinned = new SimpleStringProperty("");
    private Button below;
    private TagPaletteViewModel palette;

    @Start
    void start(Stage stage) {
        pictures = new PictureLibrary(folder);
        ImageRecord image = pictures.add("a", 40, 30, Color.RED, "nature", "sea");
        pictures.add("b", 40, 30, Color.BLUE, "nature", "sea", "wild");
        var captions = new CaptionActions(
                new BulkEdits(pictures.library().images()),
                new BackgroundJobs(Background.immediate()),
                new UndoStack(),
                new HeardToasts(),
                (_, _) -> true);
        palette = new TagPaletteViewModel(
                pictures.library().images(),
                Background.immediate(),
                captions,
                new QuickTags(pinned, new SimpleStringProperty("")),
                new HeardToasts(),
                () -> true);
        below = new Button("below");
        var page = new StackPane(below);
        LazyNode.over(page, palette.openProperty(), () -> new TagPalette(palette));
        stage.setScene(new Scene(page, 700, 600));
        stage.show();
        below.requestFocus();
        palette.open(ImageTargets.of(image));
    }

    @Test
    void aDigitPicksALineAndEnterTheChosenOne(WindowRobot robot) {
        robot.type(KeyCode.DIGIT3);
        assertEquals(List.of("nature", "sea", "wild"), tags());
        robot.interact(palette::libraryChanged);
        robot.type(KeyCode.ENTER); // the same line once more
        assertEquals(List.of("nature", "sea"), tags());
        robot.type(KeyCode.UP, KeyCode.ENTER);
        assertEquals(List.of("nature"), tags());
    }

    @Test
    void whatIsTypedIsFoundOrMade(WindowRobot robot) {
        robot.write("wi").type(KeyCode.ENTER);
        assertEquals(List.of("nature", "sea", "wild"), tags());
        robot.write("route 66").type(KeyCode.ENTER);
        assertEquals(List.of("nature", "sea", "wild", "route 66"), tags());
        assertEquals("", palette.typedProperty().get());
    }

    @Test
    void theMarkOfTheChosenLineIsToldToScreenReaders(WindowRobot robot) {
        TextField field = robot.lookup(".tag-palette .text-field").query();
        assertEquals("Tags of 1 image", field.getAccessibleText());
        assertEquals("nature: on all", field.getAccessibleHelp());
        robot.type(KeyCode.UP);
        assertEquals("wild: on none", field.getAccessibleHelp());
    }

    @Test
    void aKeyPinsTheChosenLineWhichStaysChosen(WindowRobot robot) {
        robot.type(KeyCode.DOWN).press(KeyCode.CONTROL).type(KeyCode.P).release(KeyCode.CONTROL);
        assertEquals("sea", pinned.get());
        robot.type(KeyCode.ENTER);
        assertEquals(List.of("nature"), tags());
    }

    @Test
    void escapeAndItsOwnKeyCloseItAndGiveTheFocusBack(WindowRobot robot) {
        assertFalse(below.isFocused());
        robot.type(KeyCode.ESCAPE);
        assertFalse(palette.openProperty().get());
        assertTrue(below.isFocused());
        robot.interact(() -> palette.open(ImageTargets.NONE));
        robot.press(KeyCode.CONTROL).type(KeyCode.E).release(KeyCode.CONTROL);
        assertFalse(palette.openProperty().get());
        assertTrue(below.isFocused());
    }

    private List<String> tags() {
        return pictures.library()
                .images()
                .search(pictures.byTitle())
                .images(0, 1)
                .getFirst()
                .tags();
    }
}
