package dev.vitrine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada \uD83D\uDC69\u200D\uD83D\uDCBB", // a woman at a computer
                "\uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08", // a flag in the colors of the rainbow
                "\uD83C\uDDE9\uD83C\uDDEA", // the flag of a country
                "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F", // of Scotland
                "\u0646\u0627\u0645\u200C\u0647\u0627" // Persian
            })
    void whatMakesOneSignOfSeveralBelongsToAName(String name) {
        assertEquals(name, ObjectKey.checkedUserId(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "an\u200Dna",
                "\u200Danna",
                "\uD83D\uDC69\u200D",
                "\uD83D\uDC69\u200D\u200D\uD83D\uDCBB",
                "anna\uDB40\uDC67",
                "anna\u202E",
                "an\nna"
            })
    void whatNobodySeesMakesNoSecondNameOfTheSameLook(String name) {
        assertThrows(ImageException.Invalid.class, () -> ObjectKey.checkedUserId(name));
    }
}
