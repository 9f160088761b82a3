package dev.vitrine.ui.filter;

import static dev.vitrine.ui.filter.ShownSidebar.waitFor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Album;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.service.album.Albums;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.actions.BackgroundJobs;
import dev.vitrine.ui.actions.BackgroundJobsView;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.actions.UndoStack;
import dev.vitrine.ui.controls.PreviewLoader;
import dev.vitrine.ui.filter.SidebarChoice.ChoiceState;
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
import java.util.Set;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
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
final class AlbumsSectionTest {
    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();
    private final HeardToasts toasts = new HeardToasts();
    private final UndoStack undo = new UndoStack();
    private PictureLibrary pictures;
    private String second;
    private FilterViewModel filter;
    private VBox page;

    @Start
    void start(Stage stage) {
        pictures = new PictureLibrary(folder);
        String first =
                pictures.add("a", 40, 30, Color.RED, "sea", "album:Iceland").imageId();
        second = pictures.add("b", 40, 30, Color.BLUE, "album:Iceland", "album:Best")
                .imageId();
        pictures.add("c", 40, 30, Color.GREEN, "city");
        albums().place(new Album("Iceland"), List.of(second), Optional.of(first));
        albums().create(new Album("Sea"), "tag:sea", "");
        var settings = new Settings(folder.resolve("settings.json"));
        Background background = Background.onScreen(_ -> {});
        filter = new FilterViewModel(pictures.library().images(), background, settings, "");
        var jobs = new BackgroundJobs(background);
        var captions =
                new CaptionActions(new BulkEdits(pictures.library().images()), jobs, undo, toasts, (_, _) -> true);
        var albums = new AlbumsViewModel(
                albums(),
                pictures.library().images(),
                settings,
                new AlbumActions.AlbumContext(background, captions, undo, toasts, filter::followTag, () -> true));
        filter.setAlbums(albums);
        var commands = new AlbumCommands(
                filter,
                albums,
                new AlbumCommands.MenuContext(
                        new AgreeingDialogs(asked),
                        stage,
                        toasts,
                        () -> true,
                        () -> pictures.library().images().find(second),
                        changed -> new PreviewLoader(
                                pictures.library().thumbnails(), background, PreviewLoader.THUMBNAIL, changed)));
        page = new VBox(
                new SidebarView(filter, new NoSidebarCommands(), Optional.empty(), Optional.of(commands)),
                new BackgroundJobsView(jobs, () -> {}));
        stage.setScene(new Scene(new StackPane(page), 960, 720));
        stage.show();
    }

    private Albums albums() {
        return pictures.library().albums();
    }

    @Stop
    void stop() {
        filter.close();
        pictures.close();
    }

    @Test
    void albumsAreShownByNameAndNotAmongTheTags(WindowRobot robot) {
        waitFor(() -> row("Iceland").isPresent()
                && row("Best").isPresent()
                && row("Sea").isPresent());
        assertEquals(
                List.of("Best", "Iceland", "Sea"),
                page.lookup("#albums").lookupAll(".sidebar-row").stream()
                        .map(node -> ((SidebarRow) node).getName())
                        .toList());
        assertEquals(Optional.empty(), row("album:Iceland"));
    }

    @Test
    void anAlbumIsShownAloneAndEverythingAgain(WindowRobot robot) {
        robot.interact(() -> filter.toggleTag("city"));
        waitFor(() -> row("Iceland").isPresent());
        robot.interact(() -> filter.showAlbum("album:Iceland"));
        assertEquals(Set.of("album:Iceland"), filter.queryProperty().get().allTags());
        assertEquals("album: Iceland", filter.chips().getFirst().label());
        robot.interact(() -> filter.showAlbum("album:Iceland"));
        assertEquals(Set.of(), filter.queryProperty().get().allTags());
    }

    @Test
    void aSmartAlbumShowsWhatItsSearchFinds(WindowRobot robot) {
        waitFor(() -> row("Sea").isPresent());
        robot.interact(() -> filter.showAlbum("album:Sea"));
        assertEquals(Set.of("sea"), filter.queryProperty().get().allTags());
        assertEquals(
                List.of(ChoiceState.INCLUDED),
                filter.choices().albums.choices().stream()
                        .filter(choice -> choice.label().equals("Sea"))
                        .map(SidebarChoice::state)
                        .toList());
    }

    @Test
    void aSavedSearchIsSharedAsASmartAlbum(WindowRobot robot) {
        robot.interact(() ->
                filter.albums().orElseThrow().actions().share("Cities", ImageQuery.ALL.withAllTags(Set.of("city"))));
        waitFor(() -> row("Cities").isPresent());
        assertEquals("tag:city", albums().existing(new Album("Cities")).search());
        assertEquals(List.of("“Cities” is an album now that everybody sees."), toasts.reported);
    }

    @Test
    void theSelectedImageBecomesTheCover(WindowRobot robot) {
        openMenu(robot, "Iceland");
        robot.clickOn("Use the selected image as cover");
        waitFor(() -> albums().existing(new Album("Iceland")).cover().equals(second));
        assertEquals(Optional.of(second), albums().cover(new Album("Iceland")).map(image -> image.imageId()));
    }

    @Test
    void aNewAlbumIsThereBeforeAnyImageIsInIt(WindowRobot robot) {
        robot.interact(() -> page.lookup("#create-album").fireEvent(new ActionEvent()));
        waitFor(() -> page.lookup("#album-name").isFocused());
        robot.write("Norway").type(KeyCode.ENTER);
        waitFor(() -> row("Norway").isPresent());
        assertEquals(List.of(), albums().existing(new Album("Norway")).order());
    }

    @Test
    void aRenamedAlbumKeepsItsOrderAndTheFilterFollowsBothWays(WindowRobot robot) {
        robot.interact(() -> filter.showAlbum("album:Iceland"));
        openMenu(robot, "Iceland");
        robot.clickOn("Rename…");
        waitFor(() -> page.lookup("#album-name").isFocused());
        robot.write("Iceland 2026").type(KeyCode.ENTER);
        waitFor(() -> filter.queryProperty().get().allTags().equals(Set.of("album:Iceland 2026")));
        waitFor(() -> albums().file(new Album("Iceland 2026"))
                .filter(file -> file.order().equals(List.of(second)))
                .isPresent());
        assertEquals(Optional.empty(), albums().file(new Album("Iceland")));
        robot.interact(() -> undo.undo());
        waitFor(() -> filter.queryProperty().get().allTags().equals(Set.of("album:Iceland")));
        waitFor(() -> albums().file(new Album("Iceland")).isPresent()
                && albums().file(new Album("Iceland 2026")).isEmpty());
        assertEquals(List.of(second), albums().existing(new Album("Iceland")).order());
    }

    @Test
    void aDeletedAlbumComesBackWithItsOrder(WindowRobot robot) {
        openMenu(robot, "Iceland");
        robot.clickOn("Delete…");
        waitFor(() -> asked.equals(List.of("Delete album"))
                && toasts.reported.equals(List.of("Deleted the album “Iceland”.")));
        waitFor(() -> albums().file(new Album("Iceland")).isEmpty());
        robot.interact(() -> undo.undo());
        waitFor(() -> albums().file(new Album("Iceland")).isPresent());
        assertEquals(List.of(second), albums().existing(new Album("Iceland")).order());
        waitFor(() -> row("Iceland").isPresent());
    }

    @Test
    void anImageOutsideAnAlbumIsNotItsCover(WindowRobot robot) {
        robot.interact(() -> albums().create(new Album("Other"), "", ""));
        robot.interact(() -> filter.albums().orElseThrow().libraryChanged());
        waitFor(() -> row("Other").isPresent());
        openMenu(robot, "Other");
        assertTrue(robot.lookup("Use the selected image as cover").tryQuery().isPresent());
        robot.clickOn("Use the selected image as cover");
        assertEquals("", albums().existing(new Album("Other")).cover());
    }

    @Test
    void theSearchOfASmartAlbumIsChangedAndTakenBack(WindowRobot robot) {
        waitFor(() -> row("Sea").isPresent());
        openMenu(robot, "Sea");
        robot.clickOn("Search and description…");
        waitFor(() ->
                robot.lookup("#album-search").tryQuery().filter(Node::isFocused).isPresent());
        robot.interact(
                () -> robot.lookup("#album-search").queryAs(TextField.class).setText("rating:9"));
        assertTrue(robot.lookup("#album-act").queryButton().isDisabled());
        robot.interact(
                () -> robot.lookup("#album-search").queryAs(TextField.class).setText("tag:city"));
        robot.type(KeyCode.ENTER);
        waitFor(() -> albums().existing(new Album("Sea")).search().equals("tag:city"));
        robot.interact(() -> undo.undo());
        waitFor(() -> albums().existing(new Album("Sea")).search().equals("tag:sea"));
    }

    @Test
    void anAlbumIsDescribed(WindowRobot robot) {
        waitFor(() -> row("Iceland").isPresent());
        openMenu(robot, "Iceland");
        robot.clickOn("Description…");
        waitFor(() -> robot.lookup("#album-description")
                .tryQuery()
                .filter(Node::isFocused)
                .isPresent());
        robot.interact(
                () -> robot.lookup("#album-description").queryAs(TextArea.class).setText("Ring road"));
        robot.clickOn("#album-act");
        waitFor(() -> albums().existing(new Album("Iceland")).description().equals("Ring road"));
    }

    @Test
    void aSmartAlbumWhoseSearchIsNotUnderstoodSaysSo(WindowRobot robot) {
        robot.interact(() -> filter.albums().orElseThrow().actions().create("Future", "rating:9", _ -> {}));
        waitFor(() -> row("Future").isPresent());
        ImageQuery before = filter.queryProperty().get();
        robot.interact(() -> filter.showAlbum("album:Future"));
        assertEquals(before, filter.queryProperty().get());
        assertTrue(
                toasts.reported.getFirst().startsWith("The search of the album “Future” is not understood: "),
                toasts.reported::toString);
    }

    @Test
    void nothingIsPutIntoASmartAlbumAndItsCountIsThatOfItsSearch(WindowRobot robot) {
        waitFor(() -> row("Sea").isPresent());
        robot.interact(() -> {
            assertEquals(Optional.empty(), filter.albums().orElseThrow().taking("album:sea"));
            assertEquals(Optional.of("album:New"), filter.albums().orElseThrow().taking("album:New"));
        });
        assertEquals(List.of("“Sea” shows what a search finds: images cannot be put into it."), toasts.reported);
        pictures.add("d", 40, 30, Color.RED, "album:Sea");
        pictures.add("e", 40, 30, Color.PINK, "album:Sea");
        robot.interact(() -> filter.albums().orElseThrow().libraryChanged());
        waitFor(() -> filter.countsProperty().get().albums().stream()
                .anyMatch(count -> count.value().equals("album:Sea")));
        assertEquals(
                List.of(1),
                filter.choices().albums.choices().stream()
                        .filter(choice -> choice.label().equals("Sea"))
                        .map(SidebarChoice::images)
                        .toList());
    }

    @Test
    void aSmartAlbumComesBackToo(WindowRobot robot) {
        openMenu(robot, "Sea");
        robot.clickOn("Delete…");
        waitFor(() -> toasts.reported.equals(List.of("Deleted the album “Sea”."))
                && albums().file(new Album("Sea")).isEmpty());
        robot.interact(() -> undo.undo());
        waitFor(() -> albums().file(new Album("Sea")).isPresent());
        assertEquals("tag:sea", albums().existing(new Album("Sea")).search());
        robot.interact(() -> undo.redo());
        waitFor(() -> albums().file(new Album("Sea")).isEmpty());
    }

    private void openMenu(WindowRobot robot, String tag) {
        new ShownSidebar(page).openMenu(robot, tag);
    }

    private Optional<Node> row(String name) {
        return new ShownSidebar(page).row(name);
    }
}
