package dev.vitrine.ui.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Facets;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.Subscription;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.WatchedFolder;
import dev.vitrine.service.upload.item.WatchedFolder.Status;
import dev.vitrine.service.upload.item.WatchedFolder.WatchState;
import dev.vitrine.service.upload.watch.WatchCommands;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.NoDialogs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
final class WatchViewTest {
    private static final Path CARD = Path.of("/media/card/DCIM");

    private final MadeUpWatching watching = new MadeUpWatching();
    private WatchViewModel watches;
    private WatchStatusView status;

    @Start
    void start(Stage stage) {
        var begin = new UploadFormViewModel.Start(
                new SimpleStringProperty("alice"),
                new SimpleStringProperty(""),
                new SimpleStringProperty(""),
                new SimpleBooleanProperty());
        watches = new WatchViewModel(watching, Background.immediate(), new OneFolder(), begin);
        var form = new UploadFormViewModel(
                (_, _) -> {},
                () -> new Facets(0, 0, 0, List.of(), List.of(), List.of(), List.of(), List.of(), Map.of()),
                Background.immediate(),
                begin,
                new DropMetadataViewModel(
                        new SimpleBooleanProperty(true), new SimpleBooleanProperty(), Background.immediate()));
        status = new WatchStatusView(watches);
        stage.setScene(new Scene(
                new StackPane(new VBox(status, new Button("below")), new WatchView(watches, form)), 900, 600));
        stage.show();
    }

    @Test
    void aChosenFolderIsWatchedAsTyped(WindowRobot robot) {
        robot.interact(watches::open);
        robot.interact(() -> robot.lookup("#watch-add").queryButton().fire());
        robot.write("inbox,").type(KeyCode.ENTER);

        var form = new UploadForm("alice", List.of("inbox"), "", "");
        assertEquals(List.of(new WatchedFolder.WatchRequest(CARD, form, true, true)), watching.wishes);
        assertEquals(Optional.empty(), watches.chosenProperty().get());
        assertEquals("1 folder watched", status.getText());
        assertTrue(status.isVisible());
    }

    @Test
    void byTheKeyboardAloneOneTypesOnAfterChoosing(WindowRobot robot) {
        robot.interact(watches::open);
        robot.type(KeyCode.ENTER);
        robot.write("inbox,").type(KeyCode.ENTER);
        assertEquals(
                List.of("inbox"),
                watching.wishes.stream()
                        .flatMap(wish -> wish.form().tags().stream())
                        .toList());
    }

    @Test
    void aFolderThatCannotBeWatchedSaysWhyAndKeepsTheForm(WindowRobot robot) {
        watching.refusal = "This folder is watched already.";
        robot.interact(watches::open);
        robot.interact(() -> robot.lookup("#watch-add").queryButton().fire());
        robot.interact(() -> robot.lookup("#watch-start").queryButton().fire());

        assertTrue(
                watches.problemProperty().get().startsWith("This folder is watched already."),
                watches.problemProperty().get());
        assertEquals(Optional.of(CARD), watches.chosenProperty().get());
    }

    @Test
    void aNameThatBreaksARuleIsNotWatched(WindowRobot robot) {
        robot.interact(watches::open);
        robot.interact(() -> robot.lookup("#watch-add").queryButton().fire());
        robot.interact(() -> watches.userProperty().set("a/b"));

        assertTrue(robot.lookup("#watch-start").queryButton().isDisabled());
        robot.interact(watches::submit);
        assertEquals(List.of(), watching.wishes);
    }

    @Test
    void aFolderIsPausedGoesOnAndIsRemoved(WindowRobot robot) {
        robot.interact(() -> watching.put(WatchState.WATCHING, 12, ""));
        robot.interact(watches::open);

        robot.interact(() -> robot.lookup("#watch-pause-1").queryButton().fire());
        assertEquals(WatchState.PAUSED, watching.all.getFirst().state());
        assertEquals("Watching paused", status.getText());
        robot.interact(() -> robot.lookup("#watch-pause-1").queryButton().fire());
        assertEquals(WatchState.WATCHING, watching.all.getFirst().state());
        robot.interact(() -> robot.lookup("#watch-remove-1").queryButton().fire());

        assertEquals(List.of(), watching.all);
        assertFalse(status.isVisible());
    }

    @Test
    void everyLineSaysHowItsFolderDoes(WindowRobot robot) {
        robot.interact(() -> watching.put(WatchState.AWAY, 3, ""));
        robot.interact(watches::open);

        String said = robot.lookup(".row").queryParent().getAccessibleText();
        assertTrue(
                said.contains(CARD.toString())
                        && said.contains("as alice · tagged inbox · with subfolders")
                        && said.contains("Not there right now"),
                said);
        assertEquals("A watched folder is missing", status.getText());
    }

    @Test
    void escapeLeavesTheFormThenTheSheet(WindowRobot robot) {
        robot.interact(watches::open);
        robot.interact(() -> robot.lookup("#watch-add").queryButton().fire());
        robot.type(KeyCode.ESCAPE);
        assertEquals(Optional.empty(), watches.chosenProperty().get());
        assertTrue(watches.openProperty().get());
        robot.type(KeyCode.ESCAPE);
        assertFalse(watches.openProperty().get());
    }

    @Test
    void withoutFoldersTheSheetSaysWhatToDo(WindowRobot robot) {
        robot.interact(watches::open);
        assertTrue(robot.lookup(".none").queryAs(Label.class).getText().startsWith("No folder is watched yet."));
        assertFalse(status.isVisible());
    }

    private static final class OneFolder extends NoDialogs {
        @Override
        public Optional<Path> chooseFolder(FilePurpose purpose, String title) {
            return Optional.of(CARD);
        }
    }

    private static final class MadeUpWatching implements WatchCommands {
        private final List<WatchedFolder.WatchRequest> wishes = new ArrayList<>();
        private final List<Status> all = new ArrayList<>();
        private final List<Runnable> listeners = new ArrayList<>();
        private String refusal = "";

        void put(WatchState state, long found, String problem) {
            var form = new UploadForm("alice", List.of("inbox"), "", "");
            all.clear();
            all.add(new Status(
                    new WatchedFolder(1, CARD, form, true, state == WatchState.PAUSED), state, found, 0, problem));
            listeners.forEach(Runnable::run);
        }

        @Override
        public List<Status> statuses() {
            return List.copyOf(all);
        }

        @Override
        public Subscription subscribe(Runnable onChange) {
            listeners.add(onChange);
            return () -> listeners.remove(onChange);
        }

        @Override
        public WatchedFolder add(WatchedFolder.WatchRequest watchRequest) {
            if (!refusal.isEmpty()) {
                throw new ImageException.Conflict(refusal);
            }
            wishes.add(watchRequest);
            put(WatchState.WATCHING, 0, "");
            return all.getFirst().folder();
        }

        @Override
        public void pause(long id) {
            put(WatchState.PAUSED, 12, "");
        }

        @Override
        public void resume(long id) {
            put(WatchState.WATCHING, 12, "");
        }

        @Override
        public void remove(long id) {
            all.clear();
            listeners.forEach(Runnable::run);
        }
    }
}
