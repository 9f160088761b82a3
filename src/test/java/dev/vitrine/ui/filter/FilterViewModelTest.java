package dev.vitrine.ui.filter;

import static dev.vitrine.ui.filter.ListedImages.image;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Order;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.ImageQuery.Word;
import dev.vitrine.image.ImageType;
import dev.vitrine.ui.filter.SidebarChoice.ChoiceState;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FilterViewModelTest {
    @TempDir
    private Path folder;

    private final ListedImages images = new ListedImages()
            .add(
                    image("alice", "sea", "sun"),
                    image("alice", "sea"),
                    image("alice"),
                    image("bob", "sea", "draft"),
                    image("bob", "city"),
                    new ListedImages.Image("carol", Set.of(), 2023, ImageType.PNG, true, ""));
    private Settings settings;
    private FilterViewModel filter;

    @Test
    void usersAreAnyOfTheChosen() {
        open();
        filter.toggleUser("alice");
        filter.toggleUser("bob");
        assertEquals(ImageQuery.ALL.withUsers(Set.of("alice", "bob")), query());
        filter.toggleUser("alice");
        assertEquals(ImageQuery.ALL.withUsers(Set.of("bob")), query());
    }

    @Test
    void tagsMustAllBeThereAndTheExcludedNone() {
        open();
        filter.toggleTag("sea");
        filter.toggleTag("sun");
        filter.toggleExcludedTag("draft");
        assertEquals(ImageQuery.ALL.withAllTags(Set.of("sea", "sun")).withNoTags(Set.of("draft")), query());
    }

    @Test
    void aTagIsEitherIncludedOrExcluded() {
        open();
        filter.toggleTag("sea");
        filter.toggleExcludedTag("sea");
        assertEquals(ImageQuery.ALL.withNoTags(Set.of("sea")), query());
        filter.toggleTag("sea");
        assertEquals(ImageQuery.ALL.withAllTags(Set.of("sea")), query());
        filter.toggleTag("sea");
        assertEquals(ImageQuery.ALL, query());
    }

    @Test
    void ofCamerasAnyOfTheChosenIsEnoughAndAnExcludedOneIsNotChosen() {
        open();
        filter.toggleValue(Attribute.CAMERA, "Canon EOS R5");
        filter.toggleValue(Attribute.CAMERA, "Nikon D850");
        filter.toggleExcludedValue(Attribute.LENS, "RF85mm");
        assertEquals(
                "camera:\"=Canon EOS R5\"|\"=Nikon D850\" -lens:\"=RF85mm\"",
                filter.searchText().textProperty().get());
        assertEquals(
                List.of("Canon EOS R5", "Nikon D850"),
                filter.choices().cameras.choices().stream()
                        .map(SidebarChoice::value)
                        .toList());
        assertEquals(
                SidebarChoice.ChoiceState.EXCLUDED,
                filter.choices().lenses.choices().getFirst().state());
        filter.toggleExcludedValue(Attribute.CAMERA, "Nikon D850");
        filter.toggleValue(Attribute.CAMERA, "Canon EOS R5");
        filter.toggleValue(Attribute.LENS, "RF85mm");
        assertEquals(
                "-camera:\"=Nikon D850\" lens:\"=RF85mm\"",
                filter.searchText().textProperty().get());
        filter.toggleExcludedValue(Attribute.CAMERA, "Nikon D850");
        filter.toggleValue(Attribute.LENS, "RF85mm");
        assertEquals(ImageQuery.ALL, query());
    }

    @Test
    void untaggedAndTagsGiveWayToEachOther() {
        open();
        filter.toggleTag("sea");
        filter.toggleUntagged();
        assertEquals(ImageQuery.ALL.withUntagged(true), query());
        filter.toggleTag("sun");
        assertEquals(ImageQuery.ALL.withAllTags(Set.of("sun")), query());
    }

    @Test
    void yearsAreChosenWidenedAndTakenBack() {
        open();
        filter.toggleYear("2024");
        filter.extendYears("2022");
        assertEquals("taken:2022..2024", filter.searchText().textProperty().get());
        assertEquals(
                List.of("2024", "2023", "2022"),
                filter.choices().years.choices().stream()
                        .filter(sidebarChoice -> sidebarChoice.state() == ChoiceState.INCLUDED)
                        .map(SidebarChoice::value)
                        .toList());
        filter.toggleYear("2023");
        filter.toggleYear("2023");
        assertEquals(ImageQuery.ALL, query());
    }

    @Test
    void imagesWithoutADateAreCountedBelowTheYearsAndCanBeChosen() {
        images.add(new ListedImages.Image("alice", Set.of(), ListedImages.UNDATED, ImageType.PNG, false, ""));
        for (int year = 1990; year < 2010; year++) {
            images.add(new ListedImages.Image("alice", Set.of(), year, ImageType.PNG, false, ""));
        }
        open();
        SidebarChoice undated = filter.choices().years.choices().getLast();
        assertEquals(new SidebarChoice(SidebarChoices.UNDATED, "Unknown", 1, ChoiceState.OFF), undated);
        filter.toggleYear(SidebarChoices.UNDATED);
        assertEquals(ImageQuery.ALL.withUndated(true), query());
        assertEquals(
                ChoiceState.INCLUDED, filter.choices().years.choices().getLast().state());
        filter.toggleYear(SidebarChoices.UNDATED);
        assertEquals(ImageQuery.ALL, query());
    }

    @Test
    void theTrashIsAScopeOfItsOwn() {
        open();
        filter.toggleUser("alice");
        filter.showTrash();
        assertEquals(ImageQuery.ALL.withScope(Scope.TRASH), query());
        assertEquals(1, filter.countsProperty().get().matching());
        assertEquals(1, filter.countsProperty().get().total());
        filter.showAll();
        assertEquals(ImageQuery.ALL, query());
    }

    @Test
    void theOrderOutlivesEveryFilter() {
        open();
        filter.sort(Order.SIZE);
        filter.toggleUser("alice");
        filter.clearAll();
        assertEquals(ImageQuery.ALL.withOrder(Order.SIZE), query());
    }

    @Test
    void boxAndChipsFollowTheSidebar() {
        open();
        filter.toggleUser("alice");
        filter.toggleExcludedTag("draft");
        assertEquals("user:alice -tag:draft", filter.searchText().textProperty().get());
        assertEquals(
                List.of("user: alice", "not: draft"),
                filter.chips().stream().map(Chip::label).toList());
        assertEquals(
                ChoiceState.INCLUDED, choice(filter.choices().users, "alice").state());
        assertEquals(
                ChoiceState.EXCLUDED, choice(filter.choices().tags, "draft").state());
    }

    @Test
    void sidebarAndChipsFollowTheBoxWhileItsTextStaysAsTyped() {
        open();
        filter.searchText().textProperty().set("-tag:draft   user:alice sunset");
        assertEquals(
                ImageQuery.ALL
                        .withUsers(Set.of("alice"))
                        .withNoTags(Set.of("draft"))
                        .withWords(List.of(new Word("sunset", false, false))),
                query());
        assertEquals(
                "-tag:draft   user:alice sunset",
                filter.searchText().textProperty().get());
        assertEquals(
                List.of("user: alice", "not: draft", "sunset"),
                filter.chips().stream().map(Chip::label).toList());
        filter.searchText().commit();
        assertEquals(
                "sunset user:alice -tag:draft",
                filter.searchText().textProperty().get());
    }

    @Test
    void aNameOnlyHalfTypedEmptiesNothing() {
        open();
        filter.searchText().textProperty().set("tag:sea user:ali");
        assertEquals(ImageQuery.ALL.withAllTags(Set.of("sea")), query());
        assertEquals(List.of(), filter.searchText().problems());
        filter.searchText().textProperty().set("tag:sea user:alice");
        assertEquals(ImageQuery.ALL.withAllTags(Set.of("sea")).withUsers(Set.of("alice")), query());
    }

    @Test
    void aNameNobodyHasCountsOnceItIsCommitted() {
        open();
        filter.searchText().textProperty().set("user:zoe");
        filter.searchText().commit();
        assertEquals(ImageQuery.ALL.withUsers(Set.of("zoe")), query());
        assertEquals(0, filter.countsProperty().get().matching());
    }

    @Test
    void whatIsNotUnderstoodIsSaidAndTheRestHolds() {
        open();
        filter.searchText().textProperty().set("tag:sea taken:nonsense");
        filter.searchText().commit();
        assertEquals(1, filter.searchText().problems().size());
        assertEquals(ImageQuery.ALL.withAllTags(Set.of("sea")), query());
        assertEquals(
                "tag:sea taken:nonsense", filter.searchText().textProperty().get());
        filter.toggleUser("alice");
        assertEquals(List.of(), filter.searchText().problems());
    }

    @Test
    void removingAChipTakesThatPartOnly() {
        open();
        filter.searchText().textProperty().set("sea user:alice -tag:draft type:png taken:2024");
        for (String label : List.of("sea", "user: alice", "not: draft", "taken: 2024", "type: PNG")) {
            assertTrue(filter.chips().stream().anyMatch(chip -> chip.label().equals(label)), label);
            filter.remove(filter.chips().stream()
                    .filter(chip -> chip.label().equals(label))
                    .findFirst()
                    .orElseThrow());
            assertFalse(filter.chips().stream().anyMatch(chip -> chip.label().equals(label)), label);
        }
        assertEquals(ImageQuery.ALL, query());
    }

    @Test
    void countsAreThoseOfTheQuery() {
        open();
        filter.toggleUser("alice");
        FilterCounts counts = filter.countsProperty().get();
        assertEquals(3, counts.matching());
        assertEquals(5, counts.total());
        assertEquals(2, choice(filter.choices().users, "bob").images());
        assertEquals(2, choice(filter.choices().tags, "sea").images());
    }

    @Test
    void anEmptyResultNamesTheChipThatHidesMost() {
        open();
        filter.toggleUser("alice");
        filter.toggleTag("city");
        EmptyHint hint = filter.countsProperty().get().hint().orElseThrow();
        assertEquals("tag: city", hint.chip().label());
        assertEquals(3, hint.images());
        filter.remove(hint.chip());
        assertEquals(3, filter.countsProperty().get().matching());
        assertEquals(Optional.empty(), filter.countsProperty().get().hint());
    }

    @Test
    void noChipIsNamedWhenNoneAloneBringsAnythingBack() {
        open();
        filter.searchText().textProperty().set("nowhere nothing");
        assertEquals(Optional.empty(), filter.countsProperty().get().hint());
    }

    @Test
    void aTextOfWhichNoPartIsThereIsNamedAsAWhole() {
        open();
        filter.searchText().textProperty().set("nowhere nothing");
        EmptyHint words = filter.countsProperty().get().words().orElseThrow();
        assertEquals("nowhere nothing", words.chip().label());
        assertEquals(5, words.images());
        filter.remove(words.chip());
        assertEquals(Optional.empty(), filter.countsProperty().get().words());
    }

    @Test
    void enterTakesABeginningForTheNameThatIsKnown() {
        open();
        filter.searchText().textProperty().set("tag:sea tag:dr");
        filter.searchText().accept();
        assertEquals(ImageQuery.ALL.withAllTags(Set.of("sea", "draft")), query());
        assertEquals(List.of(), filter.searchText().problems());
    }

    @Test
    void enterLooksEverywhereForANameThatNobodyHas() {
        open();
        for (String text : List.of("tag:xyz", "user:xyz")) {
            filter.searchText().textProperty().set(text);
            filter.searchText().accept();
            assertEquals(ImageQuery.ALL.withWords(List.of(new Word("xyz", false, false))), query());
        }
        filter.searchText().textProperty().set("sea -tag:xyz");
        filter.searchText().accept();
        assertEquals("sea -xyz", filter.searchText().textProperty().get());
    }

    @Test
    void aNameLeftHalfTypedEmptiesNothing() {
        open();
        filter.searchText().textProperty().set("tag:sea tag:ci");
        filter.searchText().leave();
        assertEquals(ImageQuery.ALL.withAllTags(Set.of("sea")), query());
        assertEquals("tag:sea tag:ci", filter.searchText().textProperty().get());
        filter.searchText().textProperty().set("-tag:draft   sunset");
        filter.searchText().leave();
        assertEquals("sunset -tag:draft", filter.searchText().textProperty().get());
    }

    @Test
    void theHistoryGoesBackAndForward() {
        open();
        filter.toggleUser("alice");
        filter.toggleTag("sea");
        filter.goBack();
        assertEquals(ImageQuery.ALL.withUsers(Set.of("alice")), query());
        filter.goBack();
        assertEquals(ImageQuery.ALL, query());
        assertFalse(filter.canGoBackProperty().get());
        filter.goForward();
        assertEquals("user:alice", filter.searchText().textProperty().get());
        filter.toggleUser("bob");
        assertFalse(filter.canGoForwardProperty().get());
    }

    @Test
    void lettersTypedInARowAreOneStepBack() {
        open();
        filter.toggleUser("alice");
        filter.searchText().textProperty().set("user:alice s");
        filter.searchText().textProperty().set("user:alice se");
        filter.searchText().textProperty().set("user:alice sea");
        filter.goBack();
        assertEquals(ImageQuery.ALL.withUsers(Set.of("alice")), query());
    }

    @Test
    void eachCommittedTextIsAStep() {
        open();
        filter.searchText().textProperty().set("sea");
        filter.searchText().commit();
        filter.searchText().textProperty().set("sea sun");
        filter.searchText().commit();
        filter.goBack();
        assertEquals("sea", filter.searchText().textProperty().get());
    }

    @Test
    void everythingIsThereAfterARestart() {
        open();
        filter.searchText().textProperty().set("\"golden gate\" user:alice -tag:draft");
        filter.sort(Order.TITLE);
        ImageQuery before = query();
        reopen();
        assertEquals(before, query());
        assertEquals(
                "\"golden gate\" user:alice -tag:draft",
                filter.searchText().textProperty().get());
        assertFalse(filter.canGoBackProperty().get());
        filter.showTrash();
        reopen();
        assertEquals(Scope.TRASH, query().scope());
    }

    @Test
    void aChangeOfTheLibraryIsCountedAtOnce() {
        open();
        filter.saved().save("Sea", ImageQuery.ALL.withAllTags(Set.of("sea")));
        images.add(image("dora", "sea")).tellChanged();
        assertEquals(6, filter.countsProperty().get().matching());
        assertEquals(1, choice(filter.choices().users, "dora").images());
        assertEquals(4, filter.saved().searches().getFirst().images());
    }

    @Test
    void afterCloseTheLibraryIsLetGo() {
        open();
        filter.close();
        assertEquals(0, images.listeners());
    }

    @Test
    void aSavedSearchKeepsItsNameAndQueryOverARestart() {
        open();
        filter.toggleTag("sea");
        filter.saved().save(" By the sea ", query());
        filter.clearAll();
        reopen();
        SavedSearch saved = filter.saved().searches().getFirst();
        assertEquals(new SavedSearch("By the sea", ImageQuery.ALL.withAllTags(Set.of("sea")), 3), saved);
        filter.sort(Order.OLDEST);
        filter.show(saved);
        assertEquals(ImageQuery.ALL.withAllTags(Set.of("sea")).withOrder(Order.OLDEST), query());
        assertEquals(Optional.of(saved), filter.saved().like(query()));
    }

    @Test
    void everyLibraryHasItsOwnSavedSearches() {
        open();
        filter.saved().save("Sea", ImageQuery.ALL.withAllTags(Set.of("sea")));
        filter.saved().save("Wedding", ImageQuery.ALL.withAllTags(Set.of("bride"))); // of another library
        settings.save();
        filter.close();

        openAs("one");
        assertEquals(List.of("Sea"), names(), "of those of earlier versions what finds something here");
        filter.saved().save("City", ImageQuery.ALL.withAllTags(Set.of("city")));
        filter.saved().delete("Sea");
        settings.save();
        filter.close();
        openAs("one");
        assertEquals(List.of("City"), names());
        filter.close();
        openAs("two");
        assertEquals(List.of("Sea"), names());
    }

    @Test
    void everyLibraryOpensOnItsOwnQueryInTheOrderOfAll() {
        openAs("one");
        filter.toggleTag("sea");
        filter.sort(Order.OLDEST);
        settings.save();
        filter.close();

        openAs("two");
        assertEquals(ImageQuery.ALL.withOrder(Order.OLDEST), query());
        filter.showTrash();
        settings.save();
        filter.close();

        openAs("one");
        assertEquals(ImageQuery.ALL.withAllTags(Set.of("sea")).withOrder(Order.OLDEST), query());
        filter.close();
        openAs("two");
        assertEquals(Scope.TRASH, query().scope());
    }

    @Test
    void theQueryOfEarlierVersionsIsThatOfTheLibraryThatWasShownLast() {
        open();
        filter.showTrash();
        filter.toggleTag("sea");
        settings.save();
        filter.close();

        openAs("one");
        assertEquals(ImageQuery.ALL.withScope(Scope.TRASH).withAllTags(Set.of("sea")), query());
        settings.save();
        filter.close();
        openAs("two");
        assertEquals(ImageQuery.ALL, query());
    }

    /// They know no more fields, and would show none of the searches.
    @Test
    void savedSearchesStayReadableForEarlierVersionsAndThoseOfLaterOnesAreRead() {
        open();
        filter.saved().save("Sea", ImageQuery.ALL.withAllTags(Set.of("sea")));
        String stored = "[{\"name\":\"Sea\",\"text\":\"tag:sea\",\"trash\":false}]";
        assertEquals(stored, settings.text("filter.saved", "").get());
        settings.text("filter.saved", "").set(stored.replace("false", "false,\"offline\":true,\"later\":1"));
        reopen();
        assertTrue(filter.saved().searches().getFirst().isOffline());
    }

    private void openAs(String libraryKey) {
        settings = new Settings(folder.resolve("settings.json"));
        filter = new FilterViewModel(images.library(), Background.immediate(), settings, libraryKey);
    }

    @Test
    void savedSearchesAreRenamedReplacedAndDeleted() {
        open();
        filter.saved().save("Sea", ImageQuery.ALL.withAllTags(Set.of("sea")));
        filter.saved().save("City", ImageQuery.ALL.withAllTags(Set.of("city")));
        filter.saved().rename("Sea", "City");
        filter.saved().rename("Sea", "  ");
        assertEquals(List.of("Sea", "City"), names());
        filter.saved().rename("Sea", "Water");
        filter.saved().save("City", ImageQuery.ALL.withUsers(Set.of("bob")));
        assertEquals(List.of("Water", "City"), names());
        assertEquals(2, filter.saved().searches().getLast().images());
        filter.saved().delete("Water");
        filter.saved().delete("City");
        reopen();
        assertEquals(List.of(), names());
    }

    private List<String> names() {
        return filter.saved().searches().stream().map(SavedSearch::name).toList();
    }

    private void open() {
        settings = new Settings(folder.resolve("settings.json"));
        filter = new FilterViewModel(images.library(), Background.immediate(), settings, "");
    }

    /// The settings as another run would read them from the file.
    private void reopen() {
        settings.save();
        filter.close();
        open();
    }

    private ImageQuery query() {
        return filter.queryProperty().get();
    }

    private static SidebarChoice choice(ChoicesViewModel choices, String value) {
        return choices.choices().stream()
                .filter(sidebarChoice -> sidebarChoice.value().equals(value))
                .findFirst()
                .orElseThrow();
    }
}
