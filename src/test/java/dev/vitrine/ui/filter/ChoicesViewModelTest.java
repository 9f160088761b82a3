package dev.vitrine.ui.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Facets.Count;
import dev.vitrine.ui.filter.SidebarChoice.ChoiceState;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ChoicesViewModelTest {
    private final ChoicesViewModel choices = new ChoicesViewModel();

    @Test
    void theChosenComeFirstThenTheMostFrequent() {
        update(Set.of("sun"), Set.of("draft"), "sea 9", "city 5", "sun 2", "draft 1");
        assertEquals(
                List.of(
                        new SidebarChoice("draft", "draft", 1, ChoiceState.EXCLUDED),
                        new SidebarChoice("sun", "sun", 2, ChoiceState.INCLUDED),
                        new SidebarChoice("sea", "sea", 9, ChoiceState.OFF),
                        new SidebarChoice("city", "city", 5, ChoiceState.OFF)),
                choices.choices());
    }

    @Test
    void aChosenOneThatNothingIsLeftOfStaysVisible() {
        update(Set.of("gone"), Set.of(), "sea 9");
        assertEquals(
                new SidebarChoice("gone", "gone", 0, ChoiceState.INCLUDED),
                choices.choices().getFirst());
    }

    @Test
    void nothingMovesWhileThePointerIsThere() {
        update(Set.of(), Set.of(), "sea 9", "city 5", "sun 2");
        choices.heldProperty().set(true);
        update(Set.of("sun"), Set.of(), "sun 2", "city 1", "new 1");
        assertEquals(List.of("sea 0", "city 1", "sun 2", "new 1"), shown());
        choices.heldProperty().set(false);
        assertEquals(List.of("sun 2", "city 1", "new 1"), shown());
    }

    @Test
    void whatNoImageHasAnyMoreGoesEvenWhileThePointerIsThere() {
        update(Set.of(), Set.of(), "sea 9", "bride 2", "bri 1");
        choices.heldProperty().set(true);
        choices.update(List.of(new Count<>("sea", 9)), Set.of(), Set.of(), Set.of("sea", "bride")::contains);
        assertEquals(List.of("sea 9", "bride 0"), shown());
        choices.update(List.of(), Set.of(), Set.of(), Set.of("bride")::contains);
        assertEquals(List.of("bride 0"), shown());
    }

    @Test
    void whenNothingIsFoundTheChoicesStayAsAWayOut() {
        update(Set.of(), Set.of(), "sea 9", "city 5");
        update(Set.of(), Set.of());
        assertEquals(List.of("sea 0", "city 0"), shown());
    }

    @Test
    void onlyTheFirstAreShownUntilMoreAreAskedFor() {
        choices.update(
                IntStream.range(0, 300)
                        .mapToObj(i -> new Count<>("tag" + i, 300 - i))
                        .toList(),
                Set.of(),
                Set.of());
        assertEquals(ChoicesViewModel.FIRST, choices.choices().size());
        assertEquals(292, choices.hiddenProperty().get());
        choices.showMore();
        assertEquals(
                ChoicesViewModel.FIRST + ChoicesViewModel.STEP,
                choices.choices().size());
        Stream.generate(() -> 0).limit(20).forEach(_ -> choices.showMore());
        assertEquals(ChoicesViewModel.MAX, choices.choices().size());
        assertFalse(choices.canShowMore());
        choices.showFewer();
        assertEquals(ChoicesViewModel.FIRST, choices.choices().size());
        assertTrue(choices.canShowMore());
    }

    @Test
    void findingIgnoresCaseAndAccentsAndPutsBeginningsFirst() {
        update(Set.of(), Set.of(), "a scheme 9", "école 5", "Schema 2", "sea 1");
        choices.findProperty().set("sch");
        assertEquals(List.of("Schema 2", "a scheme 9"), shown());
        choices.findProperty().set("ECO");
        assertEquals(List.of("école 5"), shown());
        choices.findProperty().set("zzz");
        assertEquals(List.of(), shown());
    }

    @Test
    void findingNeedsNoStrokesOfForeignLetters() {
        update(Set.of(), Set.of(), "Łódź 9", "Køge 5", "Straße 2", "ﬁlm 1");
        choices.findProperty().set("lodz");
        assertEquals(List.of("Łódź 9"), shown());
        choices.findProperty().set("koge");
        assertEquals(List.of("Køge 5"), shown());
        choices.findProperty().set("strasse");
        assertEquals(List.of("Straße 2"), shown());
        choices.findProperty().set("film");
        assertEquals(List.of("ﬁlm 1"), shown());
    }

    @Test
    void findingReachesWhatIsHidden() {
        choices.update(
                IntStream.range(0, 5000)
                        .mapToObj(i -> new Count<>("tag" + i, 5000 - i))
                        .toList(),
                Set.of(),
                Set.of());
        choices.findProperty().set("tag4999");
        assertEquals(List.of("tag4999 1"), shown());
    }

    @Test
    void choicesWithAPlaceOfTheirOwnKeepIt() {
        var years = new ChoicesViewModel(
                UnaryOperator.identity(), Comparator.comparing(Integer::valueOf, Comparator.reverseOrder()));
        years.update(
                List.of(new Count<>("2026", 1), new Count<>("2025", 7), new Count<>("2024", 3)),
                Set.of("2024"),
                Set.of());
        assertEquals(
                List.of("2026", "2025", "2024"),
                years.choices().stream().map(SidebarChoice::value).toList());
    }

    private void update(Set<String> included, Set<String> excluded, String... counts) {
        choices.update(
                Stream.of(counts)
                        .map(count -> new Count<>(
                                count.substring(0, count.lastIndexOf(' ')),
                                Integer.parseInt(count.substring(count.lastIndexOf(' ') + 1))))
                        .toList(),
                included,
                excluded);
    }

    private List<String> shown() {
        return choices.choices().stream()
                .map(sidebarChoice -> sidebarChoice.value() + " " + sidebarChoice.images())
                .toList();
    }
}
