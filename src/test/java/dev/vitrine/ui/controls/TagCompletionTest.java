package dev.vitrine.ui.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TagCompletionTest {
    private static final List<String> KNOWN = List.of("nature", "night", "good night", "fortnight", "Nice");

    @Test
    void beginningsComeBeforeLaterWordsAndMiddlesDoNotCount() {
        assertEquals(List.of("night", "Nice", "good night"), TagCompletion.of("ni", KNOWN, List.of(), 8));
    }

    @Test
    void accentsNeedNotBeTyped() {
        assertEquals(
                List.of("café", "old Café"),
                TagCompletion.of("cafe", List.of("old Café", "café", "decaf"), List.of(), 8));
        assertEquals(List.of("Łódź"), TagCompletion.of("lodz", List.of("Łódź"), List.of(), 8));
    }

    @Test
    void chosenTagsAreNotOfferedAgain() {
        assertEquals(List.of("Nice", "good night"), TagCompletion.of("NI", KNOWN, List.of("night"), 8));
    }

    @Test
    void nothingTypedOffersNothing() {
        assertEquals(List.of(), TagCompletion.of("  ", KNOWN, List.of(), 8));
    }

    @Test
    void noMoreThanAskedForAreOffered() {
        assertEquals(List.of("nature"), TagCompletion.of("n", KNOWN, List.of(), 1));
    }

    @Test
    void commasAndLineEndsSeparateTags() {
        assertEquals(List.of("a b", "c", "d"), TagCompletion.split(" a b ,c,\n,d,c "));
    }
}
