package dev.vitrine.ui.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Eventually;
import dev.vitrine.image.Facets;
import dev.vitrine.image.Facets.Count;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.UploadOption;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.support.Background;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class UploadFormViewTest {
    @TempDir
    private Path folder;

    private final BooleanProperty takesWritten = new SimpleBooleanProperty(true);
    private final List<UploadForm> forms = new ArrayList<>();
    private final UploadFormViewModel form = new UploadFormViewModel(
            (_, asked) -> forms.add(asked),
            () -> new Facets(
                    2,
                    0,
                    0,
                    List.of(new Count<>("bob", 2), new Count<>("bobby", 1), new Count<>("Łódź", 1)),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of()),
            Background.immediate(),
            new UploadFormViewModel.Start(
                    new SimpleStringProperty("alice"),
                    new SimpleStringProperty(""),
                    new SimpleStringProperty(""),
                    new SimpleBooleanProperty()),
            new DropMetadataViewModel(takesWritten, new SimpleBooleanProperty(), Background.immediate()));
    private Button behind;

    private Stage stage;

    @Start
    void start(Stage unused) {
        stage = new Stage(); // it is resized, and other tests have the toolkit's after this one
        behind = new Button("behind");
        stage.setScene(new Scene(new StackPane(behind, new UploadFormView(form)), 900, 700));
        stage.show();
        behind.requestFocus();
    }

    @BeforeEach
    void open(WindowRobot robot) throws Exception {
        Path file = Files.createFile(folder.resolve("sunset.jpg"));
        robot.interact(() -> form.open(UploadRequest.ofFiles(List.of(file))));
    }

    @AfterEach
    void hide(WindowRobot robot) {
        robot.interact(stage::hide);
    }

    @Test
    void typingTagsAndEnterUploads(WindowRobot robot) {
        robot.write("sea").type(KeyCode.ENTER).write("sun").type(KeyCode.ENTER);
        assertEquals(
                "Upload 1 image as alice, tagged sea, sun",
                robot.lookup("#upload-summary").queryAs(Label.class).getText());
        robot.type(KeyCode.ENTER);
        assertEquals(List.of(new UploadForm("alice", List.of("sea", "sun"), "", "")), forms);
        assertFalse(form.openProperty().get());
    }

    /// Nobody has agreed to read a large library, or it is being read: then nothing is a duplicate.
    @Test
    void whereTheLibraryIsNotReadYetItIsSaidThatDuplicatesAreNotKnown(WindowRobot robot) {
        Node note = robot.lookup("#duplicates-unread").query();
        assertFalse(note.isVisible());
        robot.interact(() -> form.unreadProperty().set(true));
        assertTrue(note.isVisible());
    }

    @Test
    void whereOnlyAPartIsHereItIsSaidThatOtherDuplicatesAreNotKnown(WindowRobot robot) {
        Node note = robot.lookup("#duplicates-part").query();
        assertFalse(note.isVisible());
        robot.interact(() -> form.partProperty().set(true));
        assertTrue(note.isVisible());
    }

    /// Whoever types looks there.
    @Test
    void fieldsStayWhereTheyAreWhenTheHeadlineTakesAnotherLine(WindowRobot robot) {
        Node tags = robot.lookup("#tag-editor").query();
        robot.interact(() -> behind.getScene().getWindow().setHeight(720));
        Label headline = robot.lookup("#upload-summary").queryAs(Label.class);
        Eventually.await(() -> headline.getText().equals("Upload 1 image as alice"));
        double before = top(robot, tags);
        double height = headline.getHeight();
        robot.interact(() ->
                form.userProperty().set("somebody with a very long name of very many words, and some more of them"));
        assertEquals(before, top(robot, tags), 1);
        assertTrue(headline.getHeight() > 1.5 * height, "the headline wraps");
        robot.interact(() -> form.userProperty().set("alice"));
        assertEquals(before, top(robot, tags), 1);
    }

    private static double top(WindowRobot robot, Node node) {
        robot.interact(() -> {
            node.getScene().getRoot().applyCss();
            node.getScene().getRoot().layout();
            node.getScene().getRoot().layout();
        });
        return WindowRobot.boundsInScene(node).getMinY();
    }

    @Test
    void aTagStillBeingTypedIsNotLost(WindowRobot robot) {
        robot.write("sea").clickOn("#start-upload");
        assertEquals(List.of("sea"), forms.getFirst().tags());
    }

    @Test
    void escapeCancelsAndTheFocusGoesBack(WindowRobot robot) {
        robot.type(KeyCode.ESCAPE);
        assertFalse(form.openProperty().get());
        assertTrue(behind.isFocused());
        assertEquals(List.of(), forms);
    }

    @Test
    void theFocusStaysInTheForm(WindowRobot robot) {
        for (int i = 0; i < 12; i++) {
            robot.type(KeyCode.TAB);
            assertFalse(behind.isFocused());
        }
    }

    @Test
    void aLowWindowShowsTheButtonsAllTheSame(WindowRobot robot) {
        Scene scene = behind.getScene();
        robot.interact(() -> scene.getWindow().setHeight(300));
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(scene.getHeight() < 310, "" + scene.getHeight());
        for (String part : List.of("#upload-summary", "#start-upload")) {
            Node node = robot.lookup(part).query();
            Bounds bounds = WindowRobot.boundsInScene(node);
            assertTrue(bounds.getMinY() >= 0 && bounds.getMaxY() <= scene.getHeight(), part + " at " + bounds);
        }
    }

    @Test
    void whatFilesBringIsLeftByKeyboard(WindowRobot robot) {
        CheckBox written = robot.lookup("#take-written").queryAs(CheckBox.class);
        assertTrue(written.isSelected());
        robot.interact(written::requestFocus);
        robot.type(KeyCode.SPACE);
        assertFalse(takesWritten.get(), "is remembered");
        robot.type(KeyCode.ENTER);
        assertTrue(forms.getFirst().has(UploadOption.LEAVE_WRITTEN));
    }

    @Test
    void nothingIsTakenFromFilesWhoseMetadataIsRemoved(WindowRobot robot) {
        robot.interact(() -> form.removesMetadataProperty().set(true));
        assertTrue(robot.lookup("#take-written").queryAs(CheckBox.class).isDisabled());
        assertEquals(
                "Nothing is taken from files whose metadata is removed",
                robot.lookup("#brought").queryAs(Label.class).getText());
    }

    @Test
    void aKnownUserIsCompleted(WindowRobot robot) {
        robot.doubleClickOn("#upload-user").write("bob").type(KeyCode.DOWN, KeyCode.DOWN, KeyCode.ENTER);
        assertEquals("bobby", form.userProperty().get());
        robot.type(KeyCode.ENTER);
        assertEquals("bobby", forms.getFirst().userId());
    }

    @Test
    void aUserIsCompletedWithoutAccents(WindowRobot robot) {
        robot.doubleClickOn("#upload-user").write("lodz").type(KeyCode.DOWN, KeyCode.ENTER);
        assertEquals("Łódź", form.userProperty().get());
    }

    @Test
    void removingMetadataIsTickedByKeyboardAndExplained(WindowRobot robot) {
        CheckBox removal = robot.lookup("#remove-metadata").queryAs(CheckBox.class);
        robot.interact(removal::requestFocus);
        robot.type(KeyCode.SPACE);
        assertTrue(removal.isSelected());
        robot.type(KeyCode.ENTER);
        assertTrue(forms.getFirst().removesMetadata());
    }

    @Test
    void aBadNameIsToldAndCannotBeUploaded(WindowRobot robot) {
        robot.doubleClickOn("#upload-user").write("a/b");
        assertTrue(robot.lookup("#start-upload").queryButton().isDisabled());
        assertTrue(robot.lookup(".problem").queryLabeled().isVisible());
    }
}
