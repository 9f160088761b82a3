package dev.vitrine.ui.filter;

import static dev.vitrine.ui.filter.ListedImages.image;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageQuery;
import dev.vitrine.ui.filter.SidebarChoice.Fold;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tags of the sidebar as a tree.
class TagTreeViewModelTest {
    @TempDir
    private Path folder;

    private final ListedImages images = new ListedImages()
            .add(
                    image("alice", "place/italy/venice", "place/italy/rome", "sea"),
                    image("alice", "place/italy/rome"),
                    image("bob", "place/france", "24/7"),
                    image("bob", "place", "sea"),
                    image("bob", "sea"));
    private Settings settings;
    private FilterViewModel filter;
    private ChoicesViewModel tags;

    @BeforeEach
    void open() {
        settings = new Settings(folder.resolve("settings.json"));
        filter = new FilterViewModel(images.library(), Background.immediate(), settings, "here");
        tags = filter.choices().tags;
    }

    @Test
    void aBranchIsOneLineWithTheImagesThatHaveAnyTagOfIt() {
        assertEquals(List.of("place 4", "sea 3", "24/7 1"), shown());
        assertEquals(
                List.of(Fold.FOLDED, Fold.LEAF, Fold.LEAF),
                tags.choices().stream().map(SidebarChoice::fold).toList());
    }

    @Test
    void asManyOfEachStandInTheOrderInWhichPeopleRead() {
        images.add(image("eve", "Zebra", "ápple", "apple/a", "b", "roll 10", "roll 9"));
        images.tellChanged();
        filter.choices().tags.showMore();
        assertEquals(
                List.of(
                        "place 4",
                        "sea 3",
                        "24/7 1",
                        "ápple 1",
                        "apple/a 1",
                        "b 1",
                        "roll 9 1",
                        "roll 10 1",
                        "Zebra 1"),
                shown());
    }

    @Test
    void anUnfoldedBranchShowsWhatLiesDirectlyBelowIt() {
        filter.foldTag("place/*");
        assertEquals(List.of("place 4", " italy 2", " france 1", "sea 3", "24/7 1"), shown());
        filter.foldTag("place/italy/*");
        assertEquals(List.of("place 4", " italy 2", "  rome 2", "  venice 1", " france 1", "sea 3", "24/7 1"), shown());
        filter.foldTag("place/*");
        assertEquals(List.of("place 4", "sea 3", "24/7 1"), shown());
    }

    @Test
    void choosingABranchFiltersByItAndLinesBelowStayWhereTheyAre() {
        filter.foldTag("place/*");
        filter.toggleTag("place/*");
        assertEquals(
                ImageQuery.ALL.withAllTags(Set.of("place/*")),
                filter.queryProperty().get());
        assertEquals("tag:place/*", filter.searchText().textProperty().get());
        filter.toggleExcludedTag("place/italy/*");
        assertEquals(List.of("place 2", " italy 2", " france 1", "24/7 1", "sea 1"), shown());
        assertEquals(
                List.of("tag: place and below", "not: place/italy and below"),
                filter.chips().stream().map(Chip::label).toList());
    }

    @Test
    void aChosenTagInAFoldedBranchIsShownWhole() {
        filter.toggleTag("place/italy/venice");
        assertEquals("place/italy/venice 1", shown().getFirst());
        filter.foldTag("place/*");
        filter.foldTag("place/italy/*");
        assertEquals("place 1", shown().getFirst());
        assertTrue(shown().contains("  venice 1"), () -> shown().toString());
    }

    @Test
    void theShapeOfTheTreeDoesNotDependOnTheFilter() {
        filter.toggleUser("alice");
        assertEquals(List.of("place 2", "sea 1"), shown());
    }

    @Test
    void whereNothingMatchesTheTreeStaysAsItWas() {
        filter.foldTag("place/*");
        filter.searchText().textProperty().set("nothing-is-called-like-this");
        assertEquals(List.of("place 0", " france 0", " italy 0", "sea 0", "24/7 0"), shown());
    }

    @Test
    void aTagThatIsSpelledLikeABranchUnfoldsToNothing() {
        images.add(image("bob", "x", "x/*"), image("bob", "x/y"), image("bob", "y/*", "z/*/*", "z/*/a"));
        images.tellChanged();
        for (String branch : List.of("x/*", "z/*/*")) {
            filter.foldTag(branch);
        }
        assertTrue(shown().containsAll(List.of("x 2", " y 1", "y/* 1", "z/* 1", " a 1")), () -> shown().toString());
        assertEquals(
                List.of("y/*"),
                tags.choices().stream()
                        .filter(choice ->
                                choice.fold() == Fold.LEAF && choice.value().endsWith("*"))
                        .map(SidebarChoice::value)
                        .toList());
    }

    @Test
    void findingLooksOnEveryLevel() {
        tags.findProperty().set("ven");
        assertEquals(List.of("place/italy/venice 1"), shown());
        tags.findProperty().set("place");
        assertEquals(
                List.of("place/… 4", "place/italy/rome 2", "place 1", "place/france 1", "place/italy/venice 1"),
                shown());
    }

    @Test
    void whatIsUnfoldedIsRememberedForEachLibrary() {
        filter.foldTag("place/*");
        var again = new FilterViewModel(images.library(), Background.immediate(), settings, "here");
        assertEquals(5, again.choices().tags.choices().size());
        var elsewhere = new FilterViewModel(images.library(), Background.immediate(), settings, "elsewhere");
        assertEquals(3, elsewhere.choices().tags.choices().size());
    }

    @Test
    void aRenamedBranchStaysUnfoldedAndTheFilterFollows() {
        filter.foldTag("place/*");
        filter.toggleTag("place/italy/*");
        filter.followTag("place/*", "region");
        assertEquals(
                ImageQuery.ALL.withAllTags(Set.of("region/italy/*")),
                filter.queryProperty().get());
        assertEquals("region", settings.text("filter.tree.here", "").get());
    }

    @Test
    void ofManyLinesBelowABranchTheMostUsedAreShownAndMoreOnRequest() {
        images.add(IntStream.range(0, 20_000)
                .mapToObj(number -> image("carol", "many/" + number))
                .toArray(ListedImages.Image[]::new));
        images.add(image("carol", "many/7"));
        images.tellChanged();
        filter.foldTag("many/*");
        assertEquals(List.of("many 20001", " 7 2", " 0 1"), shown().subList(0, 3));
        assertEquals(4 + ChoicesViewModel.STEP, shown().size());
        assertEquals(20_000 - ChoicesViewModel.STEP, tags.hiddenProperty().get());
        tags.showMore();
        assertEquals(4 + 2 * ChoicesViewModel.STEP, shown().size());
    }

    @Test
    void linesBelowStayWhileThePointerIsThere() {
        filter.foldTag("place/*");
        tags.heldProperty().set(true);
        filter.toggleUser("bob");
        assertEquals(List.of("place 2", " italy 0", " france 1", "sea 2", "24/7 1"), shown());
        tags.heldProperty().set(false);
        assertEquals(List.of("place 2", " france 1", "sea 2", "24/7 1"), shown());
    }

    @Test
    void aChosenBranchIsShownOnceWhenTheOneAroundItAppearsUnderThePointer() {
        filter.toggleTag("place/italy/*");
        tags.heldProperty().set(true);
        assertEquals("place/italy 2", shown().getFirst());
        filter.foldTag("place/*");
        assertEquals(List.of("place 2", " italy 2", "sea 1"), shown());
    }

    @Test
    void aLibraryWithoutSlashesHasNoTree() {
        var flat = new FilterViewModel(
                new ListedImages().add(image("alice", "sea", "/", "sun")).library(),
                Background.immediate(),
                settings,
                "");
        assertFalse(flat.choices().tags.choices().stream().anyMatch(choice -> choice.fold() != Fold.NONE));
    }

    private List<String> shown() {
        return tags.choices().stream()
                .map(choice -> " ".repeat(choice.level()) + choice.label() + " " + choice.images())
                .toList();
    }
}
