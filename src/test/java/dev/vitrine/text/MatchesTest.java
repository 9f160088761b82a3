package dev.vitrine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class MatchesTest {
    private static final List<String> NAMES = List.of("old Łódź", "Melodzik", "Łódź", "LODZ at night", "Krakow");

    @Test
    void namesThatBeginWithItComeBeforeThoseThatContainIt() {
        assertEquals(
                List.of("Łódź", "LODZ at night", "old Łódź", "Melodzik"),
                Matches.of("lodz").among(NAMES, UnaryOperator.identity()));
    }

    @Test
    void laterWordsCountButNotTheMiddleOfAWord() {
        assertEquals(
                List.of("Łódź", "LODZ at night", "old Łódź"),
                Matches.of("Lódz").amongWords(NAMES, UnaryOperator.identity()));
        assertEquals(
                List.of("Japan an"),
                Matches.of("an").amongWords(List.of("Japan", "Japan an"), UnaryOperator.identity()));
    }

    @Test
    void nothingTypedFitsEverything() {
        assertEquals(NAMES, Matches.of("").among(NAMES, UnaryOperator.identity()));
    }

    @Test
    void aBlankAtTheEndIsPartOfWhatIsTyped() {
        assertTrue(Matches.of("lodz ").begins("Łódź 2024"));
        assertFalse(Matches.of("lodz ").begins("Łódź"));
    }
}
