package dev.vitrine.ui.filter;

import static dev.vitrine.ui.filter.ListedImages.image;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Eventually;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.image.ImageType;
import dev.vitrine.search.SearchCompletion;
import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FileDrops;
import dev.vitrine.ui.support.Settings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class FilterViewsTest {
    @TempDir
    private Path folder;

    private final ListedImages images = new ListedImages()
            .add(
                    image("alice", "sea", "sun"),
                    image("alice", "sea"),
                    image("alice"),
                    image("bob", "sea", "draft"),
                    image("bob", "city"));
    private Label place;
    private FilterViewModel filter;
    private BorderPane page;

    @Start
    void start(Stage stage) {
        filter = new FilterViewModel(
                images.library(), Background.immediate(), new Settings(folder.resolve("settings.json")), "");
        place = new Label("November 2026, of which there are 1,234 images");
        page = new BorderPane(new VBox(new ChipsView(filter, place), results()));
        var box = new SearchBox(filter);
        box.setOnResults(() -> page.lookup("#results").requestFocus());
        page.setTop(new VBox(box, new SearchProblemsView(filter.searchText())));
        page.setLeft(new SidebarView(filter, new NoSidebarCommands(), Optional.empty(), Optional.empty()));
        stage.setScene(new Scene(page, 960, 720));
        stage.show();
        page.lookup("#search").requestFocus();
    }

    private static Button results() {
        var results = new Button("gallery");
        results.setId("results");
        return results;
    }

    @Test
    void clickingAUserFiltersEverywhere(WindowRobot robot) {
        robot.clickOn(row("alice"));
        assertEquals(
                "user:alice", robot.lookup("#search").queryAs(TextField.class).getText());
        assertEquals(List.of("user: alice"), chipLabels());
        assertEquals("3 of 5", ((Label) page.lookup(".counts")).getText());
    }

    @Test
    void wherePeopleAreIsReadWhole(WindowRobot robot) {
        Region bar = (Region) place.getParent();
        robot.interact(() -> {
            double others = bar.getChildrenUnmodifiable().stream()
                    .filter(each -> each != place && each.isManaged())
                    .mapToDouble(each -> Math.max(each.minWidth(-1), Math.min(60, each.prefWidth(-1))))
                    .sum();
            bar.resize(place.prefWidth(-1) + others + 100, bar.getHeight());
            bar.layout();
            assertEquals(place.prefWidth(-1), place.getWidth(), 1);
        });
    }

    @Test
    void minusExcludesATagFromTheKeyboard(WindowRobot robot) {
        robot.interact(() -> row("draft").requestFocus());
        robot.write("-");
        assertEquals(
                ImageQuery.ALL.withNoTags(Set.of("draft")),
                filter.queryProperty().get());
        robot.write("+");
        assertEquals(
                ImageQuery.ALL.withAllTags(Set.of("draft")),
                filter.queryProperty().get());
    }

    @Test
    void theArrowKeysUnfoldAndFoldBranchesOfTags(WindowRobot robot) {
        images.add(image("bob", "place/italy/rome"), image("bob", "place/italy/venice"), image("bob", "place"));
        robot.interact(images::tellChanged);
        Node place = row("place");
        assertEquals(AccessibleRole.TREE_ITEM, place.getAccessibleRole());
        assertEquals("place, 3 images, level 1, folded", place.getAccessibleText());
        robot.interact(place::requestFocus);
        robot.push(KeyCode.RIGHT);
        assertEquals("place, 3 images, level 1, unfolded", row("place").getAccessibleText());
        assertEquals(true, row("place").queryAccessibleAttribute(AccessibleAttribute.EXPANDED));
        robot.push(KeyCode.RIGHT);
        assertTrue(row("italy").isFocused());
        assertEquals(1, row("italy").queryAccessibleAttribute(AccessibleAttribute.DISCLOSURE_LEVEL));
        robot.push(KeyCode.RIGHT).push(KeyCode.DOWN);
        assertTrue(row("rome").isFocused());
        robot.push(KeyCode.LEFT).push(KeyCode.LEFT);
        assertTrue(row("italy").isFocused());
        assertEquals("italy, 2 images, level 2, folded", row("italy").getAccessibleText());
        robot.push(KeyCode.SPACE);
        assertEquals(
                ImageQuery.ALL.withAllTags(Set.of("place/italy/*")),
                filter.queryProperty().get());
        robot.push(KeyCode.LEFT);
        assertTrue(row("place").isFocused());
        robot.clickOn(row("place").lookup(".arrow"));
        assertEquals("place, 2 images, level 1, folded", row("place").getAccessibleText());
    }

    @Test
    void theButtonsOfALineIncludeAndExclude(WindowRobot robot) {
        robot.moveTo(row("sea"));
        robot.interact(() -> ((Button) row("sea").lookup(".exclude")).fire());
        assertEquals(
                ImageQuery.ALL.withNoTags(Set.of("sea")), filter.queryProperty().get());
        robot.interact(() -> ((Button) row("sea").lookup(".include")).fire());
        assertEquals(
                ImageQuery.ALL.withAllTags(Set.of("sea")),
                filter.queryProperty().get());
    }

    @Test
    void theLineOfASavedSearchKeepsTheFocusOfWhatIsAskedAboutIt(WindowRobot robot) {
        robot.interact(() -> filter.saved().save("Hers", ImageQuery.ALL.withUsers(Set.of("alice"))));
        Node line = row("Hers");
        robot.interact(() -> {
            page.lookup("#results").requestFocus(); // of the question
            filter.saved().setOffline("Hers", true);
            line.requestFocus(); // the question gives it back
        });
        assertTrue(line.isFocused());
        robot.interact(() -> filter.saved().setOffline("Hers", false));
        assertTrue(line.isFocused());
    }

    @Test
    void theDownKeyWalksThroughTheLines(WindowRobot robot) {
        robot.interact(() -> row("All images").requestFocus());
        robot.type(KeyCode.DOWN).type(KeyCode.SPACE);
        assertEquals(ImageQuery.ALL.withUntagged(true), filter.queryProperty().get());
    }

    @Test
    void theSidebarScrollsWhileSomethingIsHeldAtItsEdge(WindowRobot robot) {
        robot.interact(() -> {
            IntStream.range(0, 60).forEach(i -> images.add(image("user " + i, "tag " + i)));
            images.tellChanged();
            filter.choices().users.showMore();
            filter.choices().tags.showMore();
        });
        var pane = (ScrollPane) page.lookup("#sidebar .scroll-pane");
        robot.interact(() -> {
            page.applyCss();
            page.layout();
        });
        robot.interact(() -> FileDrops.hoverAtTheBottom(pane, List.of(folder)));
        Eventually.await(() -> pane.getVvalue() > 0);
        robot.interact(() -> FileDrops.leave(pane));
        double there = pane.getVvalue();
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(there, pane.getVvalue());
    }

    @Test
    void theMenuOfAnyLineShowsOnlyWhatItStandsFor(WindowRobot robot) {
        robot.interact(() -> filter.toggleTag("sea"));
        robot.rightClickOn(row("bob"));
        robot.clickOn("Show only these");
        assertEquals(
                ImageQuery.ALL.withUsers(Set.of("bob")), filter.queryProperty().get());
    }

    @Test
    void typingAheadNeedsNoAccents(WindowRobot robot) {
        robot.interact(() -> images.add(image("Łódź")).tellChanged());
        robot.interact(() -> row("alice").requestFocus());
        robot.write("lodz");
        assertTrue(row("Łódź").isFocused());
    }

    @Test
    void theFocusStaysOnTheLineThatWasChosen(WindowRobot robot) {
        robot.interact(() -> row("bob").requestFocus());
        robot.type(KeyCode.ENTER).type(KeyCode.ENTER);
        assertTrue(row("bob").isFocused());
        assertEquals(ImageQuery.ALL, filter.queryProperty().get());
    }

    @Test
    void aSearchIsSavedUnderItsNameAndShownAgain(WindowRobot robot) {
        robot.clickOn(row("alice"))
                .clickOn("#save-search")
                .eraseText(30)
                .write("Hers")
                .type(KeyCode.ENTER);
        filterTo(robot, ImageQuery.ALL);
        robot.clickOn(row("Hers"));
        assertEquals(
                ImageQuery.ALL.withUsers(Set.of("alice")),
                filter.queryProperty().get());
        robot.type(KeyCode.F2).write("Alice").type(KeyCode.ENTER);
        assertEquals(
                List.of("Alice"),
                filter.saved().searches().stream().map(SavedSearch::name).toList());
        robot.type(KeyCode.DELETE);
        assertEquals(List.of(), filter.saved().searches());
    }

    @Test
    void theMenuOfASavedSearchOpensByKeysAndForScreenReaders(WindowRobot robot) {
        robot.interact(() -> filter.saved().save("Sea", ImageQuery.ALL.withAllTags(Set.of("sea"))));
        robot.interact(() -> row("Sea").requestFocus());
        robot.push(KeyCode.SHIFT, KeyCode.F10).clickOn("Rename…");
        robot.type(KeyCode.ESCAPE);
        robot.interact(() -> row("Sea").executeAccessibleAction(AccessibleAction.SHOW_MENU));
        robot.clickOn("Delete");
        assertEquals(List.of(), filter.saved().searches());
    }

    @Test
    void escapeKeepsTheOldNameOfASavedSearch(WindowRobot robot) {
        robot.interact(() -> filter.saved().save("Sea", ImageQuery.ALL.withAllTags(Set.of("sea"))));
        robot.clickOn(row("Sea")).type(KeyCode.F2).write("Lake").type(KeyCode.ESCAPE);
        assertEquals(
                List.of("Sea"),
                filter.saved().searches().stream().map(SavedSearch::name).toList());
    }

    @Test
    void whoeverLeavesTheNameOfASavedSearchFindsItAgain(WindowRobot robot) {
        robot.interact(() -> filter.saved().save("Sea", ImageQuery.ALL.withAllTags(Set.of("sea"))));
        robot.clickOn(row("Sea")).type(KeyCode.F2).write("Lake");
        robot.interact(() -> row("alice").requestFocus());
        assertTrue(row("Sea").isVisible(), "by going elsewhere");
        robot.clickOn(row("Sea")).type(KeyCode.F2).write("Lake").type(KeyCode.ESCAPE);
        assertTrue(row("Sea").isVisible(), "by Escape");
        assertEquals(
                List.of("Sea"),
                filter.saved().searches().stream().map(SavedSearch::name).toList());
    }

    @Test
    void aSectionFoldsAway(WindowRobot robot) {
        robot.clickOn("Users");
        assertFalse(isInSight(row("alice")));
        assertFalse(filter.openProperty("users").get());
    }

    private static boolean isInSight(Node node) {
        return node.isVisible() && (node.getParent() == null || isInSight(node.getParent()));
    }

    @Test
    void typingCompletesAndTheTextBecomesChips(WindowRobot robot) {
        robot.clickOn("#search").write("user:al").type(KeyCode.DOWN).type(KeyCode.ENTER);
        assertEquals(
                ImageQuery.ALL.withUsers(Set.of("alice")),
                filter.queryProperty().get());
        assertEquals(List.of("user: alice"), chipLabels());
    }

    /// They come after the letters: those of the query before are shown until then.
    @Test
    void whatIsOfferedUnderTheBoxHasTheNewestCounts(WindowRobot robot) {
        robot.write("user:").type(KeyCode.DOWN);
        ListView<SearchCompletion> offered =
                robot.lookup(".completions .list-view").queryListView();
        assertEquals("alice 3", chosen(offered));
        images.add(image("alice"));
        robot.interact(images::tellChanged);
        assertEquals("alice 4", chosen(offered));
    }

    private static String chosen(ListView<SearchCompletion> offered) {
        SearchCompletion chosen = offered.getSelectionModel().getSelectedItem();
        return chosen.insert() + " " + chosen.images();
    }

    @Test
    void escapeEmptiesTheBox(WindowRobot robot) {
        robot.clickOn("#search").write("sea").type(KeyCode.ENTER).type(KeyCode.ESCAPE);
        assertEquals(ImageQuery.ALL, filter.queryProperty().get());
    }

    @Test
    void whatIsWrongIsSaidUnderTheBox(WindowRobot robot) {
        robot.clickOn("#search").write("taken:soon").type(KeyCode.ENTER);
        assertEquals(1, filter.searchText().problems().size());
        assertTrue(page.lookup("#search").getPseudoClassStates().toString().contains("problem"));
        Label said = robot.lookup("#search-problems").queryAs(Label.class);
        assertTrue(said.isVisible());
        assertEquals(filter.searchText().problems().getFirst().message(), said.getText());
        assertEquals(said.getText(), page.lookup("#search").getAccessibleHelp());
        robot.type(KeyCode.ESCAPE);
        assertFalse(said.isVisible());
    }

    @Test
    void theDownKeyLeadsFromTheTextToTheResults(WindowRobot robot) {
        robot.clickOn("#search").write("quay").type(KeyCode.DOWN);
        assertTrue(page.lookup("#results").isFocused());
        robot.clickOn("#search").type(KeyCode.ESCAPE).write("user:al").type(KeyCode.DOWN);
        assertTrue(page.lookup("#search").isFocused(), "what is offered comes first");
        robot.type(KeyCode.ENTER).type(KeyCode.ENTER);
        assertTrue(page.lookup("#search").isFocused(), "Enter takes the text first");
        robot.type(KeyCode.ENTER);
        assertTrue(page.lookup("#results").isFocused());
    }

    @Test
    void whatIsMisunderstoodIsMendedBeforeAnythingElse(WindowRobot robot) {
        robot.clickOn("#search").write("taken:soon").type(KeyCode.ENTER).type(KeyCode.ENTER);
        assertTrue(page.lookup("#search").isFocused());
    }

    @Test
    void chipsAreRemovedByMouseAndKeyboard(WindowRobot robot) {
        filterTo(robot, ImageQuery.ALL.withUsers(Set.of("alice")).withAllTags(Set.of("sea")));
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn(page.lookup(".chip .button"));
        assertEquals(List.of("tag: sea"), chipLabels());
        robot.type(KeyCode.DELETE);
        assertEquals(List.of(), chipLabels());
        assertEquals("5 images", ((Label) page.lookup(".counts")).getText());
    }

    @Test
    void backAndForwardAreAtHand(WindowRobot robot) {
        assertTrue(robot.lookup("#filter-back").queryButton().isDisabled());
        robot.clickOn(row("alice")).clickOn("#filter-back");
        assertEquals(ImageQuery.ALL, filter.queryProperty().get());
        robot.clickOn("#filter-forward");
        assertEquals(
                ImageQuery.ALL.withUsers(Set.of("alice")),
                filter.queryProperty().get());
    }

    @Test
    void draggingOverTheTimelineShowsThoseYears(WindowRobot robot) {
        robot.interact(() -> images.add(taken(2021), taken(2022), taken(2023)).tellChanged());
        Node timeline = page.lookup("#timeline");
        robot.interact(() -> ((TimelineView) timeline).setPrefWidth(200));
        var bars = timeline.lookupAll(".bar").stream().toList();
        assertEquals(37, bars.size());
        Eventually.await(() -> isSeen(bars.getFirst()) && isSeen(bars.get(12)));
        robot.drag(bars.getFirst()).dropTo(bars.get(12));
        assertEquals(
                ImageQuery.ALL.withTaken(Optional.of(new Days(LocalDate.of(2021, 6, 1), LocalDate.of(2022, 6, 30)))),
                filter.queryProperty().get());
        assertEquals(List.of("taken: June 2021 – June 2022"), chipLabels());
        robot.type(KeyCode.ESCAPE);
        assertEquals(ImageQuery.ALL, filter.queryProperty().get());
        robot.push(KeyCode.SHIFT, KeyCode.END);
        assertEquals(
                Optional.of(new Days(LocalDate.of(2022, 6, 1), LocalDate.of(2024, 6, 30))),
                filter.queryProperty().get().taken());
    }

    private boolean isSeen(Node bar) {
        Bounds place = WindowRobot.boundsInScene(bar);
        return place.getHeight() > 0 && new BoundingBox(0, 0, page.getWidth(), page.getHeight()).contains(place);
    }

    @Test
    void aTimelineOfOneBarNamesItsTimeOnce(WindowRobot robot) {
        robot.interact(() -> images.add(
                        taken(2021), new ListedImages.Image("carol", Set.of(), 2022, ImageType.JPEG, false, ""))
                .tellChanged());
        Node timeline = page.lookup("#timeline");
        assertEquals(List.of("June 2021", "June 2024"), spans(timeline));
        filterTo(robot, ImageQuery.ALL.withUsers(Set.of("carol")));
        assertEquals(List.of("June 2022"), spans(timeline));
    }

    private static List<String> spans(Node timeline) {
        return timeline.lookupAll(".label").stream()
                .map(Label.class::cast)
                .filter(Node::isVisible)
                .map(Label::getText)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static ListedImages.Image taken(int year) {
        return new ListedImages.Image("alice", Set.of(), year, ImageType.JPEG, false, "");
    }

    private void filterTo(WindowRobot robot, ImageQuery query) {
        robot.interact(() -> filter.queryProperty().set(query));
    }

    private List<String> chipLabels() {
        WaitForAsyncUtils.waitForFxEvents();
        return page.lookupAll(".chip .label").stream()
                .map(node -> ((Label) node).getText())
                .toList();
    }

    private Node row(String name) {
        return page.lookupAll(".sidebar-row").stream()
                .filter(node -> ((SidebarRow) node).getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
